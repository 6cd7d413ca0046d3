// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "views/plot/time_axis.h"
#include "views/plot/value_scale.h"
#include "views/theme/theme.h"

#include <QRectF>

class QPainter;

namespace foreshock {

enum class Motion { Still, Moving };

/// The min–max band and the line of a series, one column a pixel at the most; a gap is never drawn through.
/// While moving there is no antialiasing, and a dense series is one bar a column: 20 lanes must pan within a frame.
void paintSpans(QPainter& painter, const SeriesWindow& window, const TimeAxis& axis, const ValueScale& scale,
                const Theme& theme, Motion motion);
/// Hatching, and the words where there is room for them.
void paintGap(QPainter& painter, const QRectF& rect, const Theme& theme, const QString& words);

} // namespace foreshock
