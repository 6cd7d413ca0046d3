// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm_storm.h"
#include "model/domain/answer.h"
#include "views/workbench/incident_view.h"

#include <QString>
#include <map>
#include <vector>

namespace foreshock {

/// Alarms that belong together, under what most of their services have in common.
struct ShownGroup {
    std::vector<std::size_t> alarms; ///< in the incident's list
    Instant first, last;
    QString words;         ///< "10 alarms, one group upstream: kinesis-frontend"
    bool isRanked = false; ///< the one that the answer is about
};

/// Alarms of one service: a row of the unfolded lane.
struct AlarmRow {
    ServiceId service;
    std::vector<std::size_t> alarms;
};

/// The alarms as groups and as rows, worked out once when they come; a frame only places them.
struct AlarmGroups {
    std::vector<ShownGroup> groups; ///< the ranked one first; groups of one alarm are none
    std::vector<int> groupOf;       ///< by alarm; −1: none. Empty: there is no group
    std::vector<AlarmRow> rows;     ///< by first alarm

    static constexpr std::size_t kMostUnfolded = 50'000; ///< alarms; of more there are no rows and no groups

    /// `answer` and `storms` may be null: not known yet.
    static AlarmGroups of(const IncidentView& incident, const Answer* answer, const AlarmStorms* storms);
};

/// The nearest service that all these alarmed services are or depend on; empty if there is none.
ServiceId commonUpstream(const std::vector<ServiceId>& services, const std::vector<Dependency>& dependencies);
/// "10 alarms, one group upstream: kinesis-frontend".
QString groupText(const IncidentView& incident, const Answer& answer);

} // namespace foreshock
