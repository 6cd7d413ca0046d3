// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline/lane_painter.h"

namespace foreshock {

/// A lane's own figures for what is selected, written in it.
struct LaneWords {
    std::size_t lane = 0;
    QString text;
};

/// What the hand holds: selection, cursor, and the line of the first alarm. On its own layer, so that moving it
/// repaints nothing else.
struct HandPicture {
    std::optional<Instant> cursor;
    std::optional<TimeRange> selection;
    std::optional<Instant> mark;    ///< the other cursor
    std::string heldLane;           ///< its name is marked
    std::optional<double> dropLine; ///< where a dragged lane would go
    std::vector<LaneWords> words;   ///< what a lane says of the selection
};

void paintFirstAlarm(QPainter& painter, const TimelinePicture& picture);
void paintHand(QPainter& painter, const TimelinePicture& picture, const HandPicture& hand);

} // namespace foreshock
