// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline/lane_painter.h"

namespace foreshock {

/// Metric lanes: grid, band and line, gaps, plateau, change points, axis figures.
void paintMetrics(QPainter& painter, const TimelinePicture& picture);
/// The arcs of the selected suspect over all lanes, lags written on them.
void paintChain(QPainter& painter, const TimelinePicture& picture);

} // namespace foreshock
