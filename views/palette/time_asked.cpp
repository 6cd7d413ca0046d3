// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/time_asked.h"

#include "model/base/time_text.h"
#include "views/plot/time_ticks.h"
#include "views/time_scope/time_scope.h"

#include <QRegularExpression>

namespace foreshock {
namespace {

Error invalid(const QString& message, const QString& help) {
    return {ErrorCode::Invalid, message.toStdString(), "", help.toStdString()};
}

/// To the second even where that is :00, as the cursor's time is written.
QString clockOf(Instant at, const TimeScope& scope) {
    return cursorText(at, scope.zone(), Duration::seconds(1)) + QLatin1Char(' ') +
           QString::fromStdString(scope.zone().abbreviationAt(at));
}

} // namespace

std::optional<Duration> readFromAlarm(const QString& words) {
    static const QRegularExpression form(QStringLiteral("^[Tt]\\s*([+\\-\u2212])\\s*(.+)$"));
    const auto match = form.match(words.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString amount = match.captured(2);
    std::optional<Duration> out;
    static const QRegularExpression clock(QStringLiteral("^(\\d{1,5}):([0-5]\\d)(?::([0-5]\\d))?$"));
    if (const auto parts = clock.match(amount); parts.hasMatch())
        out = Duration::hours(parts.captured(1).toInt()) + Duration::minutes(parts.captured(2).toInt()) +
              Duration::seconds(parts.captured(3).toInt());
    else if (amount == QLatin1String("0"))
        out = Duration();
    else if (amount.front().isDigit())
        out = parseDuration(amount.toStdString());
    if (out && match.captured(1) != QLatin1String("+"))
        out = Duration() - *out;
    return out;
}

Result<Instant> readTimeInIncident(const QString& words, const TimeScope& scope, const TimeReader& reader) {
    std::optional<Instant> at;
    if (const auto from = readFromAlarm(words)) {
        if (!scope.firstAlarm())
            return invalid(
                QObject::tr("\u201c%1\u201d counts from the first alarm, and there is none.").arg(words.trimmed()),
                QObject::tr("Write a clock time, like 05:15."));
        at = *scope.firstAlarm() + *from;
    } else {
        const auto read = reader ? reader(scope, words.trimmed().toStdString())
                                 : Result<Instant>(invalid(QObject::tr("Times cannot be read here."), {}));
        if (!read)
            return invalid(QObject::tr("\u201c%1\u201d is no time.").arg(words.trimmed().left(60)),
                           QObject::tr("Write it like 05:15 or 05:15:07, -30m (before the end), T+0:45 (from the first "
                                       "alarm), 2020-11-25T05:15:00-08:00."));
        at = *read;
    }
    const TimeRange& all = scope.extent();
    const auto outside = [&](const QString& text, Instant edge) {
        return invalid(text.arg(timeInWords(*at, scope), timeInWords(edge, scope)),
                       QObject::tr("Write a time in between."));
    };
    if (*at < all.from)
        return outside(QObject::tr("%1 lies before the first record (%2)."), all.from);
    if (all.to < *at)
        return outside(QObject::tr("%1 lies after the last record (%2)."), all.to);
    return *at;
}

QString timeInWords(Instant at, const TimeScope& scope) {
    QString out = clockOf(at, scope) + QStringLiteral(", ") + QString::fromStdString(dayText(at, scope.zone()));
    if (scope.firstAlarm())
        out += QStringLiteral(", ") + fromAlarmText(at - *scope.firstAlarm());
    return out;
}

} // namespace foreshock
