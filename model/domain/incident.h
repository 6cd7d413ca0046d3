// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm.h"
#include "model/domain/alarm_rule.h"
#include "model/domain/change.h"
#include "model/domain/declared_limit.h"
#include "model/domain/dependency.h"
#include "model/domain/note.h"
#include "model/domain/role.h"
#include "model/domain/series.h"
#include "model/domain/service.h"

#include <cstdint>
#include <map>
#include <vector>

namespace foreshock {

/// A feed's stated or assumed reach: what it would have shown, had it happened.
struct FeedCoverage {
    std::string kind; ///< "changes", "alarms", "metrics", "logs"
    std::string source;
    TimeRange range;
    bool isAssumed = true;   ///< first to last record, nothing stated
    std::string format = {}; ///< importer id: feeds of one format are one feed in pieces
};

/// Rows of a feed that could not be read: what they told is not known.
struct UnreadRows {
    std::string kind; ///< as of FeedCoverage
    std::string source;
    std::int64_t rows = 0;
};

/// Everything of an incident that the analyses read, as values.
struct Incident {
    std::string title;
    std::string zone = "UTC"; ///< IANA name for texts
    std::vector<Service> services;
    std::vector<Dependency> dependencies;
    std::vector<Change> changes;
    std::vector<Alarm> alarms;
    std::vector<SeriesData> series;
    std::vector<Note> notes;
    std::vector<FeedCoverage> feeds;
    std::vector<UnreadRows> unread;
    std::vector<AlarmRule> alarmRules; ///< as set up, whether they fired or not
    std::vector<RoleRule> roleRules;   ///< a person's words, the later one wins
    std::vector<DeclaredLimit> limits;
};

} // namespace foreshock
