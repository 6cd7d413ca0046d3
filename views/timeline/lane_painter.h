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
};

/// Changes, alarms, heat rows, notes and the gutter beside them.
void paintChanges(QPainter& painter, const TimelinePicture& picture);
void paintAlarms(QPainter& painter, const TimelinePicture& picture);
void paintHeat(QPainter& painter, const TimelinePicture& picture);
void paintNotes(QPainter& painter, const TimelinePicture& picture);
void paintGutter(QPainter& painter, const TimelinePicture& picture);

} // namespace foreshock
