// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/time_axis.h"
#include "views/theme/fonts.h"
#include "views/timeline/lane.h"

#include <QRectF>
#include <QSizeF>
#include <vector>

namespace foreshock {

/// Where one lane is on the widget, already scrolled.
struct LaneBox {
    QRectF box;    ///< gutter and plot
    QRectF gutter; ///< names left, axis figures right-aligned to the plot
    QRectF plot;
};

/// Heights that depend on what a lane holds.
struct LaneHeights {
    double changes = 0;
    double alarms = 0;
    double notes = 0;
};

/// Minimap and ruler on top, below them the lanes, which scroll; one gutter, one time axis. Pure geometry.
struct TimelineLayout {
    QRectF whole;
    QRectF gutter;  ///< of the whole height
    QRectF minimap; ///< the plot part of its strip
    QRectF ruler;
    QRectF lanesArea;           ///< what the lanes may paint on, gutter included
    std::vector<LaneBox> lanes; ///< as many as were given, in their order
    double contentHeight = 0;   ///< of all lanes; more than lanesArea.height() scrolls
    TimeAxis axis;

    static constexpr double kGutter = 178;

    /// The time axis alone, which the heights depend on.
    static TimeAxis axisFor(QSizeF size, TimeRange range, const Fonts& fonts);
    static TimelineLayout of(const std::vector<Lane>& lanes, const LaneHeights& heights, QSizeF size, double scroll,
                             TimeRange range, const Fonts& fonts);
    static double heightOf(const Lane& lane, const LaneHeights& heights, const Fonts& fonts);
};

} // namespace foreshock
