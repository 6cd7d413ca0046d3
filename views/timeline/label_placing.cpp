// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/label_placing.h"

#include <QFontMetricsF>
#include <algorithm>
#include <numeric>

namespace foreshock {
namespace {

constexpr double kGap = 4;

struct Taken {
    double from, to;
};

bool isFree(const std::vector<Taken>& row, double from, double to) {
    return std::none_of(row.begin(), row.end(), [&](const Taken& t) { return t.from < to && from < t.to; });
}

/// How far a text may reach from x to the right (or left) in this row.
double reach(const std::vector<Taken>& row, double x, double limit, PlacedLabel::Side side) {
    for (const Taken& t : row) {
        if (side == PlacedLabel::Side::Right && t.to > x)
            limit = std::min(limit, std::max(t.from, x));
        if (side == PlacedLabel::Side::Left && t.from < x)
            limit = std::max(limit, std::min(t.to, x));
    }
    return limit;
}

} // namespace

std::vector<PlacedLabel> placeLabels(const std::vector<LabelAnchor>& anchors, const QFont& font, double left,
                                     double right, int rows, double rowHeight) {
    const QFontMetricsF metrics(font);
    std::vector<PlacedLabel> out(anchors.size());
    std::vector<std::size_t> order(anchors.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return anchors[a].priority != anchors[b].priority ? anchors[a].priority > anchors[b].priority
                                                          : anchors[a].x < anchors[b].x;
    });
    std::vector<std::vector<Taken>> marks(static_cast<std::size_t>(rows)), names = marks;
    // First the marks: a row where they do not touch, so that no name can cover one.
    for (const std::size_t i : order) {
        const LabelAnchor& a = anchors[i];
        int row = 0;
        while (row + 1 < rows && !isFree(marks[static_cast<std::size_t>(row)], a.x - a.halfMark, a.x + a.halfMark))
            ++row;
        out[i].row = row;
        marks[static_cast<std::size_t>(row)].push_back({a.x - a.halfMark, a.x + a.halfMark});
    }
    names = marks;
    for (const std::size_t i : order) {
        const LabelAnchor& a = anchors[i];
        PlacedLabel& label = out[i];
        if (a.x + a.halfMark < left || right < a.x - a.halfMark)
            continue;
        auto& row = names[static_cast<std::size_t>(label.row)];
        const double width = metrics.horizontalAdvance(a.text) + 1;
        const double start = a.x + a.halfMark + kGap, stop = a.x - a.halfMark - kGap;
        const double roomRight = reach(row, a.x + a.halfMark, right, PlacedLabel::Side::Right) - kGap - start;
        const double roomLeft = stop - kGap - reach(row, a.x - a.halfMark, left, PlacedLabel::Side::Left);
        double room = roomRight;
        if (width > roomRight && (width <= roomLeft || roomLeft > roomRight)) {
            label.side = PlacedLabel::Side::Left;
            room = roomLeft;
        }
        if (room < std::min(width, 7 * metrics.averageCharWidth()))
            continue;
        label.text = width <= room ? a.text
                     : a.shorter   ? a.shorter(room)
                                   : metrics.elidedText(a.text, Qt::ElideRight, room);
        const double used = std::min(metrics.horizontalAdvance(label.text) + 1, room);
        const double x = label.side == PlacedLabel::Side::Right ? start : stop - used;
        label.box = QRectF(x, label.row * rowHeight, used, rowHeight);
        row.push_back({x - kGap, x + used + kGap});
    }
    return out;
}

} // namespace foreshock
