// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/alarm.h"
#include "model/domain/change.h"
#include "model/domain/dependency.h"
#include "model/domain/note.h"
#include "model/domain/series.h"
#include "model/domain/service.h"
#include "model/domain/source.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace foreshock {

class EventIndex;

/// Everything of an open incident that the window shows at once: small, immutable, shared. What is large
/// (samples, log rows, heat) is asked for by wishes and arrives apart.
struct IncidentView {
    std::string title;
    std::string fileName;         ///< for the status bar; empty: not saved yet
    std::string zoneName = "UTC"; ///< IANA name
    TimeRange extent;             ///< of all records; empty: nothing imported
    std::vector<Service> services;
    std::vector<Dependency> dependencies;
    std::vector<Change> changes;
    std::vector<Alarm> alarms;
    std::vector<Note> notes;
    std::vector<SeriesInfo> series; ///< those that get a lane, in this order
    std::vector<SourceInfo> sources;
    std::int64_t logRecords = 0;
    std::int64_t samples = 0;
    std::optional<Instant> firstAlarm;
    bool isReadOnly = false;
    /// Of the alarms, changes and series above, made where they were read; null: who needs it makes it.
    std::shared_ptr<const EventIndex> events;
};

} // namespace foreshock
