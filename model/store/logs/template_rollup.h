// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// How many records of a block fell into one minute, of one raw name and template.
struct TemplateCount {
    Instant minute; ///< its start, as read
    std::int64_t rawName = 0;
    std::uint32_t templateId = 0; ///< as given: it may have been merged since
    std::int64_t count = 0;
    bool operator==(const TemplateCount&) const = default;
};

/// When a block's records of one template begin and end, as read.
struct TemplateSpan {
    std::uint32_t templateId = 0;
    Instant first, last;
    bool operator==(const TemplateSpan&) const = default;
};

struct TemplateRollup {
    std::vector<TemplateSpan> spans;   ///< by template
    std::vector<TemplateCount> counts; ///< in order of (minute, name, template)
    bool operator==(const TemplateRollup&) const = default;
};

/// Counts a block's records; at most an entry a record. Records without a template are not counted.
class TemplateRollupBuilder {
public:
    void add(Instant time, std::int64_t rawName, std::uint32_t templateId);
    /// Empty if no record has a template.
    std::string blob() const;

private:
    std::size_t countPlace(Instant minute, std::int64_t rawName, std::uint32_t templateId);
    TemplateSpan& spanOf(std::uint32_t templateId, Instant time);

    // Open addressing: place + 1 in m_counts and m_spans. A block has 4,096 records at the most.
    std::vector<std::uint16_t> m_countSlots, m_spanSlots;
    std::vector<TemplateCount> m_counts;
    std::vector<TemplateSpan> m_spans;
    std::size_t m_last = 0; ///< where the last record was counted
};

/// Errors: Format where the blob is damaged.
Result<TemplateRollup> decodeTemplateRollup(std::string_view blob);

/// The start of the minute that a time lies in.
Instant minuteOf(Instant t);

} // namespace foreshock::store
