// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_wishes.h"

#include "model/base/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace foreshock {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("SqlReply", text);
}

QString tookText(Duration took) {
    return took < Duration::milliseconds(1) ? tr("under 1 ms")
           : took < Duration::seconds(10)
               ? tr("%1 s").arg(took.inSeconds(), 0, 'f', took < Duration::seconds(1) ? 3 : 2)
               : QString::fromStdString(durationText(took));
}

QString ageText(Duration age) {
    return age < Duration::seconds(10) ? tr("just now")
                                       : tr("%1 ago").arg(QString::fromStdString(durationText(
                                             age < Duration::minutes(1) ? age / 10'000'000'000 * 10'000'000'000
                                             : age < Duration::hours(1) ? age / 60'000'000'000 * 60'000'000'000
                                                                        : age)));
}

} // namespace

QString replyWords(const SqlReply& reply, const Zone& zone, std::optional<Instant> now, bool hasFileChanged) {
    if (!reply.table)
        return {};
    const QLocale english(QLocale::English);
    const auto rows = static_cast<qlonglong>(reply.table->rows.size());
    QString out = reply.table->isCut ? tr("the first %1 rows, more were not fetched").arg(english.toString(rows))
                  : rows == 1        ? tr("1 row")
                                     : tr("%1 rows").arg(english.toString(rows));
    if (!now)
        return out;
    const Instant second{reply.ran.ns / 1'000'000'000 * 1'000'000'000};
    out += tr(" \u00b7 ran %1 %2, %3, %4")
               .arg(QString::fromStdString(clockText(second, zone)),
                    QString::fromStdString(zone.abbreviationAt(reply.ran)), tookText(reply.took),
                    ageText(*now - reply.ran));
    if (hasFileChanged)
        out += tr("; the file has changed since");
    return out;
}

} // namespace foreshock
