// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline/lane_painter.h"

namespace foreshock {

/// Ruler with local time and T±, the grid of its marks through the lanes, the first alarm's line.
void paintRuler(QPainter& painter, const TimelinePicture& picture);
void paintTimeGrid(QPainter& painter, const TimelinePicture& picture);
/// The whole incident in one strip: changes as ticks, active alarms as an area, the window shaded.
void paintMinimap(QPainter& painter, const TimelinePicture& picture);

/// The window's box on the minimap.
QRectF minimapWindow(const TimelineScene& scene);
TimeAxis minimapAxis(const TimelineScene& scene);

} // namespace foreshock
