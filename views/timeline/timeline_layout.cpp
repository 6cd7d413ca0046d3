// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

/// At large text and small windows the gutter gives way before the plot does.
static double gutterWidth(double width, const Fonts& fonts) {
    return std::min(TimelineLayout::kGutter * fonts.scale, width * 0.36);
}

TimeAxis TimelineLayout::axisFor(QSizeF size, TimeRange range, const Fonts& fonts) {
    const double left = std::floor(gutterWidth(size.width(), fonts));
    return {range, left, std::max(1.0, size.width() - left - fonts.px(12))};
}

double TimelineLayout::heightOf(const Lane& lane, const LaneHeights& heights, const Fonts& fonts) {
    switch (lane.kind) {
    case LaneKind::Changes:
        return heights.changes;
    case LaneKind::Alarms:
        return heights.alarms;
    case LaneKind::Heat:
        return fonts.px(lane.height > 0 ? std::clamp(lane.height, 14.0, 400.0) : 21);
    case LaneKind::Metric:
        return fonts.px(lane.height > 0 ? std::clamp(lane.height, 44.0, 800.0) : lane.hasCeiling ? 88 : 66);
    case LaneKind::Notes:
        return heights.notes;
    }
    return 0;
}

TimelineLayout TimelineLayout::of(const std::vector<Lane>& lanes, const LaneHeights& heights, QSizeF size,
                                  double scroll, TimeRange range, const Fonts& fonts, std::size_t hidden) {
    TimelineLayout out;
    out.scale = fonts.scale;
    out.axis = axisFor(size, range, fonts);
    const double left = out.axis.left, width = out.axis.width;
    out.whole = QRectF(QPointF(), size);
    out.gutter = QRectF(0, 0, left, size.height());
    out.minimap = QRectF(left, fonts.px(6), width, fonts.px(28));
    out.ruler = QRectF(left, out.minimap.bottom() + fonts.px(4), width, fonts.px(40));
    const double top = out.ruler.bottom();
    out.lanesArea = QRectF(0, top, size.width(), std::max(0.0, size.height() - top));
    double y = 0, pinned = 0;
    bool wasHeat = false, wasPinned = false;
    const auto endPinned = [&] {
        // What has no room among the pinned is cut off at their edge; the others always have some.
        pinned = std::min(y > 0 ? y + fonts.px(4) : 0, std::floor(out.lanesArea.height() * (1 - kScrolledShare)));
        y = 0;
        wasHeat = false;
    };
    for (const Lane& lane : lanes) {
        if (wasPinned && !lane.isPinned)
            endPinned();
        wasPinned = lane.isPinned;
        // Heat rows stand close together; a little air before and after their group.
        const bool isHeat = lane.kind == LaneKind::Heat;
        if ((isHeat && lane.startsGroup) || (wasHeat && !isHeat))
            y += fonts.px(7);
        wasHeat = isHeat;
        const double height = heightOf(lane, heights, fonts);
        const QRectF box(0, std::round(top + y + (lane.isPinned ? 0 : pinned - scroll)), size.width(), height);
        out.lanes.push_back(
            {box, QRectF(0, box.top(), left, height), QRectF(left, box.top(), width, height), lane.isPinned});
        y += height;
    }
    if (wasPinned)
        endPinned();
    if (hidden > 0) {
        out.hiddenRow = QRectF(0, std::round(top + y + pinned - scroll), size.width(), fonts.px(26));
        y += out.hiddenRow.height();
    }
    out.contentHeight = y + fonts.px(8);
    out.pinnedArea = QRectF(0, top, size.width(), pinned);
    out.scrolledArea = out.lanesArea.adjusted(0, pinned, 0, 0);
    return out;
}

} // namespace foreshock
