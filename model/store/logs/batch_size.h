// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace foreshock::store {

/// How many records a walk asks for next: few at first, for a quick answer, then as many as take about 24 MB. Where
/// blocks overlap in time (a file of many hosts, one behind the other) every batch opens nearly all of them again, so
/// that the number of batches, not of records, is what a walk costs.
class BatchSize {
public:
    explicit BatchSize(std::size_t first)
        : m_records(first) {}
    std::size_t records() const { return m_records; }
    void saw(const std::vector<LogRecord>& batch) {
        std::size_t bytes = 0;
        for (const LogRecord& r : batch)
            bytes += sizeof r + r.message.size() + r.raw.size();
        if (bytes > 0)
            m_records = std::clamp(kBytes / std::max<std::size_t>(1, bytes / batch.size()), kLeast, m_records * 4);
    }

private:
    static constexpr std::size_t kBytes = std::size_t{24} << 20;
    static constexpr std::size_t kLeast = 16; ///< records of megabytes are rare, and come with ordinary ones
    std::size_t m_records;
};

} // namespace foreshock::store
