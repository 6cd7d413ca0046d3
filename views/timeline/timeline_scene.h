// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/plot/time_ticks.h"
#include "views/plot/value_scale.h"
#include "views/timeline/alarm_layout.h"
#include "views/timeline/chain_layout.h"
#include "views/timeline/change_layout.h"
#include "views/timeline/note_layout.h"
#include "views/timeline/timeline_layout.h"
#include "views/timeline/timeline_values.h"

namespace foreshock {

/// What the scope shows, as far as the timeline's geometry depends on it.
struct TimelineSight {
    TimeRange range;
    TimeRange extent;
    Zone zone;
    std::optional<Instant> firstAlarm;
};

/// One metric lane, ready to paint. Boxes are on the widget.
struct MetricPlace {
    std::size_t lane = 0;
    const SeriesWindow* window = nullptr;  ///< null: nothing arrived yet
    const SeriesWindow* beneath = nullptr; ///< the period it is compared with; null: none, or it has no such series
    const BaselineBand* baseline = nullptr;
    ValueScale scale;
    std::vector<double> ticks;
    std::optional<Plateau> plateau;
    QRectF plateauLabel; ///< empty: no room
    QString plateauText;
    std::vector<QRectF> gaps;          ///< wide enough to be seen
    std::vector<QPointF> changePoints; ///< tips of their triangles
    bool isEmpty = false;              ///< asked for and nothing in sight: no figures are made up
};

/// Everything the timeline paints, as rectangles and texts; made anew when range, size or values change.
/// Built from values alone, so that a test can hold it without a pixel.
struct TimelineScene {
    ShownLanes lanes;
    TimelineLayout layout;
    ChangeLayout changes;                      ///< y from its lane's top
    AlarmLayout alarms;                        ///< y from its lane's top
    std::shared_ptr<const AlarmGroups> groups; ///< what `alarms` places
    NoteLayout notes;                          ///< y from its lane's top
    std::vector<MetricPlace> metrics;
    std::vector<TimeTick> ticks;
    std::vector<ChainArc> arcs;
    TimelineSight sight;

    static TimelineScene of(const TimelineValues& values, const TimelineSight& sight, QSizeF size, double scroll,
                            const Fonts& fonts);
    /// The lane under a point; none in the head, the gutter counts.
    const LaneBox* laneAt(QPointF point, std::size_t& index) const;
    const LaneBox* boxOf(LaneKind kind) const;
};

} // namespace foreshock
