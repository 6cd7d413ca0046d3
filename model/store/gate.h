// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/raw_names.h"
#include "model/store/snapshot.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace foreshock::store {

/// A Snapshot brought to one question: which sources it sees, what is added to their times, what names mean.
/// Every reader asks it about every row, block and chunk.
class Gate {
public:
    static Result<Gate> open(const Database& db, const Snapshot& snapshot);

    bool sees(std::int64_t source) const { return m_sources.contains(source); }
    /// Added to the times of that source.
    Duration offset(std::int64_t source) const;
    /// Plus or minus of that.
    Duration offsetError(std::int64_t source) const;
    const std::string& path(std::int64_t source) const;
    /// Had a record of a visible source arrived by then? `event` is already shifted.
    bool shows(std::int64_t source, Instant event, std::optional<Instant> arrived) const {
        return sees(source) && m_snapshot.shows(event, arrived.has_value(), arrived.value_or(event));
    }
    bool isWhole() const { return m_snapshot.isWhole(); }
    bool isPartial() const { return m_isPartial; }
    const Snapshot& snapshot() const { return m_snapshot; }
    const ServiceNames& names() const { return m_names; }

private:
    struct Source {
        Duration offset, error;
        std::string path;
    };
    Snapshot m_snapshot;
    std::unordered_map<std::int64_t, Source> m_sources;
    ServiceNames m_names;
    bool m_isPartial = false;
};

/// Hull of the ranges that a question about visible sources answers with (source, first, last); empty if none.
Result<TimeRange> visibleExtent(const Database& db, const Gate& gate, std::string_view sql);

} // namespace foreshock::store
