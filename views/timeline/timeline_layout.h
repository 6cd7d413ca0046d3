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
    bool isPinned = false;
};

/// Heights that depend on what a lane holds.
struct LaneHeights {
    double changes = 0;
    double alarms = 0;
    double notes = 0;
};

/// Minimap and ruler on top, below them the lanes, which scroll; one gutter, one time axis. Pure geometry.
struct TimelineLayout {
    /// Is anything of this lane to be seen?
    bool shows(std::size_t lane) const {
        return lanes[lane].box.intersects(lanes[lane].isPinned ? pinnedArea : scrolledArea);
    }
    QRectF whole;
    QRectF gutter;  ///< of the whole height
    QRectF minimap; ///< the plot part of its strip
    QRectF ruler;
    QRectF lanesArea;           ///< what the lanes may paint on, gutter included
    std::vector<LaneBox> lanes; ///< as many as were given, in their order
    QRectF pinnedArea;          ///< top of lanesArea: what stays; empty: nothing is pinned
    QRectF scrolledArea;        ///< the rest of it
    double contentHeight = 0;   ///< of the lanes that scroll; more than scrolledArea.height() scrolls
    QRectF hiddenRow;           ///< says how many lanes are hidden, below the last; empty: none is
    TimeAxis axis;
    double scale = 1; ///< of the text

    static constexpr double kGutter = 178;

    /// The time axis alone, which the heights depend on.
    static TimeAxis axisFor(QSizeF size, TimeRange range, const Fonts& fonts);
    static TimelineLayout of(const std::vector<Lane>& lanes, const LaneHeights& heights, QSizeF size, double scroll,
                             TimeRange range, const Fonts& fonts, std::size_t hidden = 0);
    /// Pinned lanes leave at least this share of the area to the others.
    static constexpr double kScrolledShare = 0.3;
    static double heightOf(const Lane& lane, const LaneHeights& heights, const Fonts& fonts);
};

} // namespace foreshock
