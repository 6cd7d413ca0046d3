// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm.h"
#include "model/domain/health.h"
#include "views/theme/theme.h"

#include <QPointF>
#include <QString>

class QPainter;

namespace foreshock {

/// The shapes that carry meaning beside colour.
enum class Glyph { Triangle, Diamond, Disc, DashedSquare, Check, Cross, Ring, Dash, Bang, Flag };

/// Centred, `size` pixels across.
void paintGlyph(QPainter& painter, Glyph glyph, QPointF centre, double size, const QColor& colour);

/// A state of alarms or telemetry as shape, colour and word, always the same.
struct Sign {
    Glyph glyph;
    QColor colour;
    QString word;
};

Sign signOf(Health health, const Theme& theme);
Sign signOf(const Alarm& alarm, const Theme& theme);

} // namespace foreshock
