// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/alarm_layout.h"

#include "views/timeline/event_columns.h"

#include <QFontMetricsF>
#include <algorithm>

namespace foreshock {
namespace {

/// The group's words beside its pill, on the side with more room, where no alarm and no other pill stands.
void nameGroup(PlacedGroup& placed, const QString& words, const AlarmLayout& layout, const TimeAxis& axis,
               const Fonts& fonts) {
    const QFontMetricsF metrics(fonts.small);
    const double gap = fonts.px(6), half = fonts.px(7), width = metrics.horizontalAdvance(words) + 1;
    const auto isFree = [&](double from, double to) {
        return std::none_of(layout.items.begin(), layout.items.end(),
                            [&](const PlacedAlarm& a) {
                                return a.at.y() < layout.line && a.at.x() + half > from && a.at.x() - half < to;
                            }) &&
               std::none_of(layout.groups.begin(), layout.groups.end(), [&](const PlacedGroup& g) {
                   return (g.pill.right() > from && g.pill.left() < to) ||
                          (!g.label.isEmpty() && g.label.right() > from && g.label.left() < to);
               });
    };
    const double roomLeft = placed.pill.left() - axis.left - gap * 2,
                 roomRight = axis.right() - placed.pill.right() - gap * 2;
    const bool isLeft = width <= roomLeft || roomLeft >= roomRight;
    const double room = std::min(width, isLeft ? roomLeft : roomRight);
    const double from = isLeft ? placed.pill.left() - gap - room : placed.pill.right() + gap;
    if (room < metrics.averageCharWidth() * 8 || !isFree(from, from + room))
        return;
    placed.label = QRectF(from, 0, room, layout.line);
    placed.text = width <= room ? words : metrics.elidedText(words, Qt::ElideRight, room);
}

} // namespace

AlarmLayout AlarmLayout::of(const IncidentView& incident, const AlarmGroups& groups, bool isUnfolded,
                            const TimeAxis& axis, const Fonts& fonts) {
    AlarmLayout out;
    out.line = fonts.px(34);
    out.height = out.line;
    const double middle = out.line / 2, half = fonts.px(7);
    const Duration margin{static_cast<std::int64_t>(half) * axis.perPixel().ns};
    const auto [begin, end] = startedWithin(incident.alarms, {axis.range.from - margin, axis.range.to + margin});
    out.inSight = end - begin;
    const bool isDense = out.inSight > kMostItems;
    if (isDense)
        out.columns = columnsOf(incident.alarms, begin, end, axis, fonts.px(5), out.line - fonts.px(5));
    std::vector<double> rowOf; // middle of the row of an alarm, by its place among those in sight
    if (isUnfolded && !groups.rows.empty()) {
        const double step = fonts.px(21);
        rowOf.assign(isDense ? 0 : out.inSight, -1);
        for (std::size_t r = 0; r < groups.rows.size(); ++r) {
            if (r == kMostRows) {
                out.rowsLeftOut = groups.rows.size() - r;
                out.height += step;
                break;
            }
            out.rows.push_back({r, out.height, step});
            for (const std::size_t i : groups.rows[r].alarms)
                if (!isDense && i >= begin && i < end)
                    rowOf[i - begin] = out.height + step / 2;
            out.height += step;
        }
        out.height += fonts.px(4);
    }
    for (std::size_t i = begin; i < end && !isDense; ++i) {
        const double x = axis.x(incident.alarms[i].start);
        const double y = rowOf.empty() ? middle : rowOf[i - begin];
        if (y >= 0)
            out.items.push_back({i, {x, y}, !groups.groupOf.empty() && groups.groupOf[i] >= 0});
    }
    for (std::size_t g = 0; g < groups.groups.size() && !isDense; ++g) {
        const double first = axis.x(groups.groups[g].first), last = axis.x(groups.groups[g].last);
        if (last < axis.left || first > axis.right())
            continue;
        const double x0 = std::max(first - half - fonts.px(3), axis.left - half),
                     x1 = std::min(last + half + fonts.px(3), axis.right() + half);
        out.groups.push_back({g, QRectF(x0, middle - fonts.px(12), x1 - x0, fonts.px(24)), {}, {}});
    }
    // All pills stand before the first word does.
    for (PlacedGroup& placed : out.groups)
        nameGroup(placed, groups.groups[placed.group].words, out, axis, fonts);
    return out;
}

} // namespace foreshock
