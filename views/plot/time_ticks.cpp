// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/time_ticks.h"

#include "model/base/time_text.h"

#include <QDate>
#include <array>

namespace foreshock {

static constexpr std::int64_t kMs = 1'000'000, kS = 1000 * kMs, kMin = 60 * kS, kHour = 60 * kMin, kDay = 24 * kHour;
static constexpr std::array kSteps{
    kMs,       2 * kMs, 5 * kMs,   10 * kMs,  20 * kMs,  50 * kMs,   100 * kMs, 200 * kMs, 500 * kMs, kS,
    2 * kS,    5 * kS,  10 * kS,   15 * kS,   30 * kS,   kMin,       2 * kMin,  5 * kMin,  10 * kMin, 15 * kMin,
    30 * kMin, kHour,   2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay,      2 * kDay,  7 * kDay,  14 * kDay};
/// Longer ones go by the calendar, in months.
static constexpr std::array kMonths{1, 2, 3, 6, 12, 24, 60, 120, 240};

static std::int64_t floorTo(std::int64_t value, std::int64_t step) {
    const std::int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

QString fromAlarmText(Duration d) {
    const std::int64_t ns = d.ns < 0 ? -d.ns : d.ns;
    const std::int64_t seconds = ns / kS;
    if (ns == 0)
        return QStringLiteral("T+0");
    QString out = d.ns < 0 ? QStringLiteral("T\u2212") : QStringLiteral("T+");
    out += QStringLiteral("%1:%2").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
    if (seconds % 60 != 0 || ns % kS != 0)
        out += QStringLiteral(":%1").arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (ns % kS != 0)
        out += QStringLiteral(".%1").arg(ns % kS / kMs, 3, 10, QLatin1Char('0'));
    return out;
}

QString cursorText(Instant at, const Zone& zone, Duration perPixel) {
    const std::int64_t grain = perPixel.ns < 100 * kMs ? kMs : kS;
    QString text = QString::fromStdString(clockText({floorTo(at.ns, grain)}, zone));
    if (text.size() == 5)
        text += QStringLiteral(":00");
    if (grain == kMs && text.size() == 8)
        text += QStringLiteral(".000");
    return text;
}

/// Where days are told, their distance is told in days: "T\u2212340 d".
static QString daysFromAlarm(Duration d) {
    const std::int64_t days = (d.ns < 0 ? -d.ns : d.ns) / kDay;
    return days == 0 ? fromAlarmText(d)
                     : (d.ns < 0 ? QStringLiteral("T\u2212%1 d") : QStringLiteral("T+%1 d")).arg(days);
}

/// First days of months: "Mar 2014", "2014".
static std::vector<TimeTick> monthTicks(const TimeAxis& axis, const Zone& zone, std::optional<Instant> firstAlarm,
                                        double wanted) {
    int months = kMonths.back();
    for (const int candidate : kMonths)
        if (static_cast<double>(candidate * 30 * kDay) >= wanted) {
            months = candidate;
            break;
        }
    const QDate epoch(1970, 1, 1);
    const QDate first = epoch.addDays(floorTo((axis.range.from + zone.offsetAt(axis.range.from)).ns, kDay) / kDay);
    std::vector<TimeTick> out;
    for (int month = (first.year() * 12 + first.month() - 1) / months * months; out.size() < 200; month += months) {
        const QDate day(month / 12, month % 12 + 1, 1);
        const Instant at = zone.toInstant({epoch.daysTo(day) * kDay}).instant;
        if (at < axis.range.from)
            continue;
        if (!(at < axis.range.to))
            break;
        QString text = QString::fromStdString(dayText(at, zone)).section(QLatin1Char(' '), months < 12 ? 1 : 2);
        out.push_back({at, axis.x(at), text, firstAlarm ? daysFromAlarm(at - *firstAlarm) : QString()});
    }
    return out;
}

std::vector<TimeTick> timeTicks(const TimeAxis& axis, const Zone& zone, std::optional<Instant> firstAlarm,
                                double spacing) {
    std::vector<TimeTick> out;
    if (axis.range.isEmpty() || axis.width < 1)
        return out;
    const double wanted = static_cast<double>(axis.range.length().ns) / axis.width * spacing;
    if (wanted > static_cast<double>(kSteps.back()))
        return monthTicks(axis, zone, firstAlarm, wanted);
    std::int64_t step = kSteps.back();
    for (const std::int64_t candidate : kSteps)
        if (static_cast<double>(candidate) >= wanted) {
            step = candidate;
            break;
        }
    const std::int64_t start = floorTo((axis.range.from + zone.offsetAt(axis.range.from)).ns, step);
    for (std::int64_t local = start; out.size() < 200; local += step) {
        const Instant at = zone.toInstant({local}).instant;
        if (at < axis.range.from || (!out.empty() && at <= out.back().at))
            continue;
        if (!(at < axis.range.to))
            break;
        const bool isDay = floorTo(local, kDay) == local;
        QString text = QString::fromStdString(isDay ? dayText(at, zone) : clockText(at, zone));
        if (isDay)
            text = text.section(QLatin1Char(' '), 0, 1);
        else if (step < kMin && text.size() == 5)
            text += QStringLiteral(":00");
        out.push_back({at, axis.x(at), text,
                       !firstAlarm    ? QString()
                       : step >= kDay ? daysFromAlarm(at - *firstAlarm)
                                      : fromAlarmText(at - *firstAlarm)});
    }
    return out;
}

} // namespace foreshock
