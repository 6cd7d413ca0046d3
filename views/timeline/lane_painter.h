// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/span_painter.h"
#include "views/plot/text_store.h"
#include "views/theme/glyph.h"
#include "views/theme/look.h"
#include "views/timeline/timeline_scene.h"

class QPainter;

namespace foreshock {

/// What the painters share: the values, where they are, and how they look. Lives for one frame.
struct TimelinePicture {
    const TimelineValues& values;
    const TimelineScene& scene;
    const Look& look;
    TextStore& texts;
    Motion motion = Motion::Still;
    enum class Part { Scrolled, Pinned } part = Part::Scrolled;

    const QRectF& area() const { return part == Part::Pinned ? scene.layout.pinnedArea : scene.layout.scrolledArea; }
    /// Is this lane painted in this part of the frame?
    bool shows(const LaneBox& lane) const {
        return lane.isPinned == (part == Part::Pinned) && lane.box.intersects(area());
    }
};

/// Changes, alarms, heat rows, notes and the gutter beside them.
void paintChanges(QPainter& painter, const TimelinePicture& picture);
void paintAlarms(QPainter& painter, const TimelinePicture& picture);
void paintHeat(QPainter& painter, const TimelinePicture& picture);
void paintNotes(QPainter& painter, const TimelinePicture& picture);
void paintGutter(QPainter& painter, const TimelinePicture& picture);
/// How many lanes are hidden, and the way back; the edge below what is pinned.
void paintLaneEdges(QPainter& painter, const TimelinePicture& picture);

} // namespace foreshock
