// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_hits.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/domain/named_range.h"
#include "views/words/change_words.h"

namespace foreshock {
namespace {

QString when(Instant at, const TimelineSight& sight) {
    QString text = QString::fromStdString(dayText(at, sight.zone) + ", " + clockTextWithZone(at, sight.zone) +
                                          " \u00b7 " + rfc3339(at));
    if (sight.firstAlarm)
        text += QStringLiteral(" \u00b7 ") + fromAlarmText(at - *sight.firstAlarm);
    return text;
}

QString plain(const std::string& text) {
    return QString::fromStdString(shown(text)).toHtmlEscaped();
}

/// What its source says beyond the columns (runbook, dashboard, image, approver…), and what its clock is known to.
QString more(const Details& details, const std::string& environment, Duration error) {
    constexpr std::size_t kMost = 8, kLongest = 120;
    QStringList out;
    if (error.ns > 0)
        out << QStringLiteral("time \u00b1 ") + plain(durationText(error));
    if (!environment.empty())
        out << QStringLiteral("environment: ") + plain(environment);
    for (std::size_t i = 0; i < details.size() && i < kMost; ++i) {
        const std::string_view value = clipped(details[i].value, kLongest);
        out << plain(details[i].name) + QStringLiteral(": ") + plain(std::string(value)) +
                   (value.size() < details[i].value.size() ? QStringLiteral("\u2026") : QString());
    }
    if (details.size() > kMost)
        out << QStringLiteral("and %1 more").arg(details.size() - kMost);
    return out.join(QStringLiteral("<br>"));
}

QString lines(std::initializer_list<QString> parts) {
    QStringList kept;
    for (const QString& part : parts)
        if (!part.isEmpty())
            kept << part;
    return QStringLiteral("<qt>") + kept.join(QStringLiteral("<br>")) + QStringLiteral("</qt>");
}

QString valueAt(const SeriesWindow& window, Instant at) {
    for (const TimeRange& gap : window.gaps)
        if (gap.contains(at))
            return QStringLiteral("no data");
    const SeriesSpan* best = nullptr;
    for (const SeriesSpan& s : window.spans)
        if (s.range.from <= at)
            best = &s;
    if (!best)
        return QStringLiteral("no data");
    QString text = QString::fromStdString(numberText(best->last));
    if (best->least < best->most)
        text +=
            QStringLiteral(" (%1 to %2)")
                .arg(QString::fromStdString(numberText(best->least)), QString::fromStdString(numberText(best->most)));
    return text + QLatin1Char(' ') + plain(window.info.unit);
}

} // namespace

TimelineHit hitAt(const TimelineScene& scene, QPointF point) {
    std::size_t lane = 0;
    const LaneBox* box = scene.laneAt(point, lane);
    if (!box)
        return {};
    const QPointF top(0, box->plot.top());
    const double near = 3;
    switch (scene.lanes[lane].kind) {
    case LaneKind::Changes:
        for (const PlacedChange& c : scene.changes.items) {
            const QRectF mark = c.mark.translated(top);
            if (mark.adjusted(-near, -near, near, near).contains(point) || c.label.translated(top).contains(point))
                return {TimelineHit::What::Change, c.index, mark};
        }
        break;
    case LaneKind::Alarms: {
        const PlacedAlarm* best = nullptr;
        for (const PlacedAlarm& a : scene.alarms.items)
            if (std::abs(a.at.x() - point.x()) <= 8 &&
                (scene.alarms.rows.empty() || std::abs(a.at.y() + top.y() - point.y()) <= 10) &&
                (!best || std::abs(a.at.x() - point.x()) < std::abs(best->at.x() - point.x())))
                best = &a;
        if (best)
            return {TimelineHit::What::Alarm, best->index,
                    QRectF(best->at.x() - 8, box->plot.top(), 16, box->plot.height())};
        break;
    }
    case LaneKind::Notes:
        for (const PlacedNote& n : scene.notes.items) {
            const QRectF flag(n.at.x() - 8, n.at.y() + top.y() - 8, 16, 16);
            if (flag.contains(point) || n.label.translated(top).contains(point))
                return {TimelineHit::What::Note, n.index, flag};
        }
        break;
    case LaneKind::Heat:
        return {TimelineHit::What::Service, lane, box->box};
    case LaneKind::Metric:
        return {TimelineHit::What::Series, lane, box->box};
    }
    return {};
}

QString tipFor(const TimelineHit& hit, const TimelineScene& scene, const TimelineValues& values, QPointF point) {
    const IncidentView& incident = *values.incident;
    switch (hit.what) {
    case TimelineHit::What::Nothing:
        return {};
    case TimelineHit::What::Change: {
        const Change& c = incident.changes[hit.index];
        QString span = when(c.start, scene.sight);
        if (c.end)
            span += QStringLiteral("<br>to ") + when(*c.end, scene.sight) +
                    QStringLiteral(" (%1)").arg(QString::fromStdString(durationText(*c.end - c.start)));
        return lines({QStringLiteral("<b>%1</b>").arg(plain(c.title.empty() ? c.id.value : c.title)),
                      kindWords(c.kind).toHtmlEscaped() + QStringLiteral(" on ") + plain(c.service.value), span,
                      c.actor.empty() ? QString() : QStringLiteral("by ") + plain(c.actor), plain(c.ref),
                      plain(c.scope), c.isPlanned() ? QStringLiteral("planned: a calendar says so") : QString(),
                      more(c.details, c.environment, c.error)});
    }
    case TimelineHit::What::Alarm: {
        const Alarm& a = incident.alarms[hit.index];
        return lines({QStringLiteral("<b>%1</b>").arg(plain(a.title.empty() ? a.id.value : a.title)),
                      plain(a.service.value) + QStringLiteral(" \u00b7 severity %1").arg(a.severity),
                      plain(a.ruleText()), when(a.start, scene.sight),
                      a.end ? QStringLiteral("until ") + when(*a.end, scene.sight) : QStringLiteral("no end known"),
                      more(a.details, a.environment, a.error)});
    }
    case TimelineHit::What::Note: {
        const Note& n = incident.notes[hit.index];
        const auto range = namedRange(n);
        return lines({plain(wordsOf(n)), range ? QStringLiteral("named range, click to select it") : plain(n.kind),
                      when(n.time, scene.sight),
                      range ? QStringLiteral("to ") + when(range->range.to, scene.sight) : QString()});
    }
    case TimelineHit::What::Service:
    case TimelineHit::What::Series:
        break;
    }
    const Lane& lane = scene.lanes[hit.index];
    const bool isInPlot = point.x() >= scene.layout.axis.left;
    const Instant at = scene.layout.axis.at(point.x());
    if (hit.what == TimelineHit::What::Series) {
        const auto window = values.windows.find(lane.series.id);
        return lines({QStringLiteral("<b>%1</b>").arg(lane.name.toHtmlEscaped()), lane.detail.toHtmlEscaped(),
                      isInPlot && window != values.windows.end() ? valueAt(window->second, at) : QString(),
                      isInPlot ? when(at, scene.sight) : QString()});
    }
    for (const Service& s : incident.services)
        if (s.id == lane.service)
            return lines({QStringLiteral("<b>%1</b>").arg(plain(s.name.empty() ? s.id.value : s.name)), plain(s.role),
                          isInPlot ? QStringLiteral("error share of its log, pale to strong") : QString(),
                          isInPlot ? when(at, scene.sight) : QString()});
    return {};
}

} // namespace foreshock
