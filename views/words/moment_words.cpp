// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/words/moment_words.h"

#include "model/base/time_text.h"

namespace foreshock {

QString momentText(Instant at, std::optional<Instant> beside, const Zone& zone) {
    const auto day = [&](Instant t) { return QString::fromStdString(dayText(t, zone)); };
    const QString zoned = QString::fromStdString(clockTextWithZone(at, zone));
    const QString clock = zoned.left(5) + QLatin1Char(' ') + zoned.section(QLatin1Char(' '), 1);
    const QString own = day(at), other = beside ? day(*beside) : QString();
    if (own == other)
        return clock;
    const bool isSameYear = !beside || own.section(QLatin1Char(' '), 2) == other.section(QLatin1Char(' '), 2);
    return (isSameYear ? own.section(QLatin1Char(' '), 0, 1) : own) + QLatin1Char(' ') + clock;
}

} // namespace foreshock
