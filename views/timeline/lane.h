// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "views/workbench/incident_view.h"

#include <QString>
#include <set>
#include <vector>

namespace foreshock {

enum class LaneKind { Changes, Alarms, Heat, Metric, Notes };

/// One strip of the timeline: what it is about and how the gutter names it.
struct Lane {
    LaneKind kind = LaneKind::Changes;
    std::string key; ///< what a LaneSetup calls it
    QString name;
    QString detail;           ///< second line: service and unit
    ServiceId service;        ///< of heat rows and metrics
    SeriesInfo series;        ///< of metrics
    bool startsGroup = false; ///< a hairline above it
    bool hasCeiling = false;  ///< taller: the words of a plateau stand over its line
    bool isPinned = false;    ///< stays under the ruler while the others scroll
    bool isAsked = false;     ///< rows of a question: where there are none, nothing is said of the data
    double height = 0;        ///< that a hand gave it; 0: its own

    bool canResize() const { return kind == LaneKind::Heat || kind == LaneKind::Metric; }
};

/// Top to bottom is cause to effect: changes, alarms, services with trouble (at most `kFirstServices`), the series
/// in the order given, notes; then the services that did not fit.
struct LaneList {
    static constexpr std::size_t kFirstServices = 7;
    /// `asked` are lines that a question in SQL laid beneath the series.
    static std::vector<Lane> of(const IncidentView& incident, const std::set<ServiceId>& troubled,
                                const std::vector<SeriesInfo>& asked = {});
    static std::string keyOfAsked(const SeriesInfo& info);
};

} // namespace foreshock
