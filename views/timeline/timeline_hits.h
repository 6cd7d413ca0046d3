// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline/timeline_scene.h"

#include <QString>

namespace foreshock {

/// What lies under a point of the timeline.
struct TimelineHit {
    enum class What { Nothing, Change, Alarm, Note, Service, Series } what = What::Nothing;
    std::size_t index = 0; ///< change, alarm or note in the incident; lane for service and series
    QRectF box;            ///< on the widget
};

TimelineHit hitAt(const TimelineScene& scene, QPointF point);
/// The whole name, local times, UTC and T±, the value of a series: what the picture had to shorten.
QString tipFor(const TimelineHit& hit, const TimelineScene& scene, const TimelineValues& values, QPointF point);

} // namespace foreshock
