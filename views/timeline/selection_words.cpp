// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/selection_words.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "views/timeline/lane.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr std::size_t kMostNamed = 20;

QString figure(double value) {
    return QString::fromStdString(numberText(value));
}

QString figure(const std::optional<double>& value) {
    return value ? figure(*value) : QStringLiteral("no data");
}

QString counted(std::int64_t n, const QString& one, const QString& many) {
    return QString::fromStdString(numberText(static_cast<double>(n), 12)) + QLatin1Char(' ') + (n == 1 ? one : many);
}

QString logWords(const SelectionStats* stats) {
    if (!stats)
        return QStringLiteral("counting log records");
    if (stats->records() == 0)
        return QStringLiteral("no log records");
    QStringList loud;
    for (const auto& [level, one, many] :
         {std::tuple(LogLevel::Fatal, "fatal", "fatal"), std::tuple(LogLevel::Error, "error", "errors"),
          std::tuple(LogLevel::Warning, "warning", "warnings")})
        if (stats->of(level) > 0)
            loud << counted(stats->of(level), QLatin1String(one), QLatin1String(many));
    const QString all = counted(stats->records(), QStringLiteral("log record"), QStringLiteral("log records"));
    return loud.isEmpty() ? all + QStringLiteral(", no warning") : all + QStringLiteral(": ") + loud.join(", ");
}

template<class Items, class Begin>
std::vector<const typename Items::value_type*> begun(const Items& items, TimeRange range, Begin begin) {
    std::vector<const typename Items::value_type*> out;
    for (const auto& item : items)
        if (range.contains(begin(item)))
            out.push_back(&item);
    return out;
}

auto alarmsIn(const IncidentView& incident, TimeRange range) {
    return begun(incident.alarms, range, [](const Alarm& a) { return a.start; });
}
auto changesIn(const IncidentView& incident, TimeRange range) {
    return begun(incident.changes, range, [](const Change& c) { return c.start; });
}

QString clock(Instant at, const Zone& zone) {
    return QString::fromStdString(clockText(at, zone));
}

QString between(TimeRange range, const Zone& zone) {
    const std::string day = dayText(range.from, zone), last = dayText(range.to, zone);
    QString from = clock(range.from, zone);
    QString to = QString::fromStdString(clockTextWithZone(range.to, zone));
    if (day != last) {
        from.prepend(QString::fromStdString(day) + QLatin1Char(' '));
        to.prepend(QString::fromStdString(last) + QLatin1Char(' '));
    }
    return from + QStringLiteral(" \u2013 ") + to;
}

QString utc(TimeRange range) {
    return QString::fromStdString(rfc3339(range.from) + "/" + rfc3339(range.to));
}

/// Tabs and line ends part the cells of what is copied.
QString cell(const QString& text) {
    return text.simplified();
}

template<class Items>
void nameThem(QStringList& lines, const QString& what, const Items& items, const Zone& zone) {
    for (std::size_t i = 0; i < items.size() && i < kMostNamed; ++i)
        lines << what + QLatin1Char('\t') +
                     QString::fromStdString(rfc3339(items[i]->start) + "\t" + clockText(items[i]->start, zone) + "\t" +
                                            items[i]->service.value) +
                     QLatin1Char('\t') +
                     cell(QString::fromStdString(items[i]->title.empty() ? items[i]->id.value : items[i]->title));
    if (items.size() > kMostNamed)
        lines << what + QStringLiteral("\tand %1 more").arg(items.size() - kMostNamed);
}

} // namespace

QString pairWords(const ValuePair& pair) {
    if (!pair.from && !pair.to)
        return {};
    QString text = figure(pair.from) + QStringLiteral(" \u2192 ") + figure(pair.to);
    if (pair.from && pair.to) {
        const double by = *pair.to - *pair.from;
        text += by == 0 ? QStringLiteral(" (same)")
                        : QStringLiteral(" (%1%2)").arg(by > 0 ? QStringLiteral("+") : QStringLiteral("\u2212"),
                                                        QString::fromStdString(numberText(std::abs(by), 3)));
    }
    return text;
}

std::optional<double> valueIn(const SeriesWindow& window, Instant at) {
    for (const TimeRange& gap : window.gaps)
        if (gap.contains(at))
            return std::nullopt;
    const auto after = std::upper_bound(window.spans.begin(), window.spans.end(), at,
                                        [](Instant t, const SeriesSpan& s) { return t < s.range.from; });
    if (after == window.spans.begin())
        return std::nullopt;
    const SeriesSpan& span = *std::prev(after);
    // Beyond its last sample a series has no value, however long one looks.
    const Duration reach = window.step * 5 / 2;
    if (after == window.spans.end() && span.range.to + reach < at)
        return std::nullopt;
    return span.last;
}

QString selectionLine(const TimelineValues& values, TimeRange range, const SelectionStats* stats, const Zone& zone) {
    QStringList parts{between(range, zone), QString::fromStdString(durationText(range.length())), logWords(stats)};
    if (values.incident) {
        const auto alarms = static_cast<std::int64_t>(alarmsIn(*values.incident, range).size());
        const auto changes = static_cast<std::int64_t>(changesIn(*values.incident, range).size());
        parts << (alarms ? counted(alarms, QStringLiteral("alarm"), QStringLiteral("alarms"))
                         : QStringLiteral("no alarm"));
        parts << (changes ? counted(changes, QStringLiteral("change"), QStringLiteral("changes"))
                          : QStringLiteral("no change"));
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString markLine(Instant from, Instant to, const Zone& zone) {
    const Duration apart{std::abs((to - from).ns)};
    return clock(from, zone) + QStringLiteral(" \u2192 ") + QString::fromStdString(clockTextWithZone(to, zone)) +
           QStringLiteral(" \u00b7 ") + (to < from ? QStringLiteral("\u2212") : QString()) +
           QString::fromStdString(durationText(apart));
}

QString selectionText(const TimelineValues& values, TimeRange range, const SelectionStats* stats, const Zone& zone,
                      const std::vector<Lane>& lanes) {
    QStringList lines{selectionLine(values, range, stats, zone), utc(range)};
    if (values.incident) {
        nameThem(lines, QStringLiteral("alarm"), alarmsIn(*values.incident, range), zone);
        nameThem(lines, QStringLiteral("change"), changesIn(*values.incident, range), zone);
    }
    if (!stats)
        return lines.join(QLatin1Char('\n'));
    for (int level = 6; level >= 0; --level)
        if (const auto n = stats->of(static_cast<LogLevel>(level)); n > 0)
            lines << QStringLiteral("records\t%1\t%2")
                         .arg(level == 0 ? QStringLiteral("no level")
                                         : QString::fromStdString(std::string(nameOf(static_cast<LogLevel>(level)))))
                         .arg(n);
    if (!stats->series.empty())
        lines << QStringLiteral("series\tunit\tmedian before\tmedian within\tmedian after\tleast within\tmost within");
    for (const Lane& lane : lanes) {
        const SeriesStats* s = lane.kind == LaneKind::Metric ? stats->find(lane.series.id) : nullptr;
        if (s)
            lines << QStringList{cell(QString::fromStdString(lane.service.value) + QLatin1Char('/') + lane.name),
                                 cell(QString::fromStdString(lane.series.unit)),
                                 figure(s->before),
                                 figure(s->within),
                                 figure(s->after),
                                 s->within ? figure(s->least) : QString(),
                                 s->within ? figure(s->most) : QString()}
                         .join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QString markText(const TimelineValues& values, Instant from, Instant to, const Zone& zone,
                 const std::vector<Lane>& lanes) {
    QStringList lines{markLine(from, to, zone), utc({from, to}), QStringLiteral("series\tunit\tat first\tat second")};
    for (const Lane& lane : lanes) {
        const auto window = values.windows.find(lane.series.id);
        if (lane.kind != LaneKind::Metric || window == values.windows.end())
            continue;
        lines << QStringList{cell(QString::fromStdString(lane.service.value) + QLatin1Char('/') + lane.name),
                             cell(QString::fromStdString(lane.series.unit)), figure(valueIn(window->second, from)),
                             figure(valueIn(window->second, to))}
                     .join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace foreshock
