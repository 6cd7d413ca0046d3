// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_scene.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "views/timeline/lane_order.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

QString plateauWords(const Plateau& plateau, const Zone& zone) {
    const bool isDeclared = plateau.basis == Plateau::Basis::Declared;
    // An inferred level is no finer than its whole part, or three digits.
    const int digits =
        std::max(3, static_cast<int>(std::floor(std::log10(std::max(1.0, std::abs(plateau.level))))) + 1);
    std::string text = (isDeclared ? "limit " : "plateau ") + numberText(plateau.level, isDeclared ? 6 : digits);
    if (plateau.since)
        text += " since " + clockText(*plateau.since, zone);
    return QString::fromStdString(text + (isDeclared ? " (declared)" : " (inferred)"));
}

MetricPlace placeMetric(std::size_t index, const Lane& lane, const LaneBox& box, const TimelineValues& values,
                        const TimelineSight& sight, const TimeAxis& axis, const Fonts& fonts) {
    MetricPlace out;
    out.lane = index;
    out.plateau = values.plateauOf(lane.series);
    // Ceilings stand near the top of their lane and need a line of words above them.
    const double head = out.plateau ? fonts.px(18) : fonts.px(8);
    const double top = box.plot.top() + head, bottom = box.plot.bottom() - fonts.px(12);
    out.scale = {0, 1, top, bottom};
    const auto found = values.windows.find(lane.series.id);
    if (found == values.windows.end())
        return out;
    out.window = &found->second;
    if (values.compared)
        if (const auto other = values.compared->windows.find(lane.series.id);
            other != values.compared->windows.end() && !other->second.spans.empty())
            out.beneath = &other->second;
    if (const auto band = values.baselines.find(lane.series.id);
        band != values.baselines.end() && !band->second.parts.empty())
        out.baseline = &band->second;
    const auto level = out.plateau ? std::optional(out.plateau->level) : std::nullopt;
    out.scale = ValueScale::of(found->second, axis.range, level, top, bottom);
    if (out.beneath) { // both on one scale, or they could not be compared
        SeriesWindow both = found->second;
        both.spans.insert(both.spans.end(), out.beneath->spans.begin(), out.beneath->spans.end());
        out.scale = ValueScale::of(both, axis.range, level, top, bottom);
    }
    const auto& spans = found->second.spans;
    out.isEmpty = std::none_of(spans.begin(), spans.end(), [&](const SeriesSpan& s) {
        return axis.range.from <= s.range.to && s.range.from <= axis.range.to;
    });
    if (out.isEmpty)
        return out;
    out.ticks = out.scale.ticks(fonts.px(19));
    for (const TimeRange& gap : lane.isAsked ? std::vector<TimeRange>() : found->second.gaps) {
        const double x0 = std::max(axis.x(gap.from), axis.left), x1 = std::min(axis.x(gap.to), axis.right());
        if (x1 - x0 >= 4)
            out.gaps.push_back(QRectF(x0, box.plot.top() + fonts.px(5), x1 - x0, box.plot.height() - fonts.px(10)));
    }
    if (const auto points = values.changePoints.find(lane.series.id); points != values.changePoints.end())
        for (const ChangePoint& p : points->second)
            if (axis.range.contains(p.time))
                out.changePoints.push_back(QPointF(axis.x(p.time), box.plot.bottom() - fonts.px(9)));
    if (out.plateau) {
        const QFontMetricsF metrics(fonts.small);
        const QString words = plateauWords(*out.plateau, sight.zone);
        const double y = out.scale.y(out.plateau->level),
                     width = std::min(metrics.horizontalAdvance(words) + 1, axis.width);
        const double since = out.plateau->since ? axis.x(*out.plateau->since) : axis.left;
        // Before the plateau begins, where the line itself is lower; at the edge it slides in.
        double x = since - width - fonts.px(8);
        x = std::clamp(x, axis.left + 2, std::max(axis.left + 2, axis.right() - width));
        if (since <= axis.right()) {
            out.plateauLabel =
                QRectF(x, std::max(y - metrics.height() - 1, box.plot.top() + 1), width, metrics.height());
            out.plateauText = metrics.elidedText(words, Qt::ElideRight, width);
        }
    }
    return out;
}

/// Where a station of the chain stands on the widget; null if its lane is not there.
std::optional<QPointF> station(const ChainPoint& point, const TimelineScene& scene, const TimelineValues& values) {
    const double x =
        std::clamp(scene.layout.axis.x(point.at), scene.layout.axis.left - 40, scene.layout.axis.right() + 40);
    switch (point.place) {
    case ChainPoint::Place::Change:
        if (const LaneBox* box = scene.boxOf(LaneKind::Changes))
            for (const PlacedChange& item : scene.changes.items)
                if (values.incident->changes[item.index].id == point.change)
                    return QPointF(item.isBar ? std::clamp(x + 6, item.mark.left(), item.mark.right()) : x,
                                   box->plot.top() + item.mark.bottom() + 1);
        return std::nullopt;
    case ChainPoint::Place::Alarms:
        if (const LaneBox* box = scene.boxOf(LaneKind::Alarms))
            return QPointF(x, box->plot.top() + scene.alarms.line - 4);
        return std::nullopt;
    case ChainPoint::Place::Series:
        break;
    }
    for (const MetricPlace& m : scene.metrics) {
        const Lane& lane = scene.lanes[m.lane];
        if (lane.series.metric != point.series.metric || lane.service != point.series.service)
            continue;
        double y = scene.layout.lanes[m.lane].plot.center().y();
        if (m.window)
            for (const SeriesSpan& s : m.window->spans)
                if (s.range.from <= point.at)
                    y = m.scale.y(s.most);
        if (point.level)
            y = m.scale.y(*point.level);
        return QPointF(x, y - 4);
    }
    return std::nullopt;
}

/// Suspects are named however many other changes there are.
ChangeHints hintsOf(const TimelineValues& values) {
    constexpr std::size_t kMost = 8;
    ChangeHints out;
    if (values.answer)
        for (const Suspect& s : values.answer->suspects)
            if (out.named.size() < kMost || s.change == values.selected)
                out.named.emplace_back(s.change, s.start);
    if (values.index) {
        out.lengthy = &values.index->lengthyChanges();
        out.hasBars = values.index->hasBars();
    }
    return out;
}

} // namespace

const LaneBox* TimelineScene::boxOf(LaneKind kind) const {
    for (std::size_t i = 0; i < lanes.size(); ++i)
        if (lanes[i].kind == kind)
            return &layout.lanes[i];
    return nullptr;
}

const LaneBox* TimelineScene::laneAt(QPointF point, std::size_t& index) const {
    const bool isPinned = layout.pinnedArea.contains(point);
    if (!isPinned && !layout.scrolledArea.contains(point))
        return nullptr;
    for (index = 0; index < layout.lanes.size(); ++index)
        if (layout.lanes[index].isPinned == isPinned && layout.lanes[index].box.contains(point))
            return &layout.lanes[index];
    return nullptr;
}

/// Plus or minus of a station's time: of the change, of the first alarm; samples are taken as exact.
static Duration errorOf(const ChainPoint& point, const TimelineValues& values) {
    if (point.place == ChainPoint::Place::Change)
        for (const Change& c : values.incident->changes)
            if (c.id == point.change)
                return c.error;
    if (point.place == ChainPoint::Place::Alarms && !values.answer->alarms.empty())
        for (const Alarm& a : values.incident->alarms)
            if (a.id == values.answer->alarms.front())
                return a.error;
    return {};
}

TimelineScene TimelineScene::of(const TimelineValues& values, const TimelineSight& sight, QSizeF size, double scroll,
                                const Fonts& fonts) {
    TimelineScene s;
    s.sight = sight;
    const TimeAxis axis = TimelineLayout::axisFor(size, sight.range, fonts);
    LaneHeights heights;
    if (values.incident) {
        s.lanes = values.lanes ? *values.lanes : values.shownLanes();
        s.changes = ChangeLayout::of(values.incident->changes, values.selected, axis, fonts, hintsOf(values));
        s.groups = values.groups ? values.groups
                                 : std::make_shared<const AlarmGroups>(
                                       AlarmGroups::of(*values.incident, values.answer.get(), values.storms.get()));
        s.alarms = AlarmLayout::of(*values.incident, *s.groups, values.setup.opened.contains("alarms"), axis, fonts);
        s.notes = NoteLayout::of(values.incident->notes, axis, fonts);
        heights = {s.changes.height, s.alarms.height, s.notes.height};
    }
    s.layout = TimelineLayout::of(s.lanes, heights, size, scroll, sight.range, fonts, s.lanes.hidden());
    s.ticks = timeTicks(axis, sight.zone, sight.firstAlarm, 74 * fonts.scale);
    // Of very many lanes only those near what is in sight are placed.
    const QRectF near = s.layout.lanesArea.adjusted(0, -s.layout.lanesArea.height(), 0, s.layout.lanesArea.height());
    constexpr std::size_t kFew = 400;
    for (std::size_t i = 0; i < s.lanes.size(); ++i)
        if (s.lanes[i].kind == LaneKind::Metric && (s.lanes.size() < kFew || s.layout.lanes[i].box.intersects(near)))
            s.metrics.push_back(placeMetric(i, s.lanes[i], s.layout.lanes[i], values, sight, axis, fonts));
    if (const Suspect* suspect = values.selectedSuspect()) {
        std::vector<QPointF> points;
        std::vector<UncertainInstant> times;
        for (const ChainPoint& p : Chain::of(*values.answer, *suspect).points)
            if (const auto at = station(p, s, values)) {
                points.push_back(*at);
                times.push_back({p.at, errorOf(p, values)});
            }
        s.arcs = layOutChain(
            points, times, QRectF(axis.left, s.layout.lanesArea.top(), axis.width, s.layout.lanesArea.height()), fonts);
    }
    return s;
}

} // namespace foreshock
