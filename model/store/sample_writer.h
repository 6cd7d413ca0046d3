// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/sample_chunk.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace foreshock::store {

/// Appends samples of one source, series by series. All open chunks share 48 MB: when it is spent they are sealed
/// short. Live: flushTail() puts what waits into sample_tail.
class SampleWriter {
public:
    SampleWriter(const Database& db, std::int64_t source)
        : m_db(db)
        , m_source(source) {}
    Result<void> add(std::int64_t series, const StoredSample& sample);
    Result<void> flushTail();
    Result<void> finish();
    std::size_t waitingBytes() const { return m_waiting * sizeof(StoredSample); }

private:
    struct Open {
        SampleColumns samples;
        std::size_t inTail = 0;
        std::int64_t sealed = 0; ///< samples written before these: seq of the first open one
    };
    Result<void> seal(std::int64_t series, Open& open);

    const Database& m_db;
    std::int64_t m_source;
    std::unordered_map<std::int64_t, Open> m_open;
    std::size_t m_waiting = 0;
};

} // namespace foreshock::store
