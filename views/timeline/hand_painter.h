// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline/lane_painter.h"

namespace foreshock {

/// What the hand holds: selection, cursor, and the line of the first alarm. On its own layer, so that moving it
/// repaints nothing else.
struct HandPicture {
    std::optional<Instant> cursor;
    std::optional<TimeRange> selection;
};

void paintFirstAlarm(QPainter& painter, const TimelinePicture& picture);
void paintHand(QPainter& painter, const TimelinePicture& picture, const HandPicture& hand);

} // namespace foreshock
