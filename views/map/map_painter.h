// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/map/map_values.h"
#include "views/theme/look.h"

#include <QRectF>

class QPainter;

namespace foreshock {

/// The services and dependencies of a map at its moment, in the drawing's own places: the caller has set the painter so
/// that (0, 0) to (width, height) of the drawing is where it shall be. Nothing outside `clip`, in those places, is
/// painted. Badges reach up to kMapMargin beyond the drawing.
void paintMap(QPainter& painter, const MapValues& values, const Look& look, const QRectF& clip);

inline constexpr double kMapMargin = 26;

/// What the lines, shapes and numbers mean, and the moment, from the left in one line of text and one of signs.
void paintMapHead(QPainter& painter, const MapValues& values, const Look& look, const QRectF& area);
/// The height that paintMapHead() needs.
double mapHeadHeight(const Look& look);

} // namespace foreshock
