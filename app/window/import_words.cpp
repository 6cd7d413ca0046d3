// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/import_words.h"

#include "model/base/time_text.h"
#include "views/import_sheet/preview_words.h"

#include <QObject>
#include <QStringList>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace foreshock {

ImportWords importWords(const ImportReport& report) {
    RecordCounts stored;
    std::int64_t rejected = 0, facts = 0;
    int files = 0, known = 0, outside = 0;
    for (const ImportedSource& source : report.sources) {
        if (source.problem)
            continue;
        ++files;
        known += source.isKnown ? 1 : 0;
        outside += source.counts.outside > 0 && source.counts.outside == source.counts.read ? 1 : 0;
        rejected += source.isKnown ? 0 : source.counts.rejected;
        facts += source.counts.stored.sum() == 0 && !source.isKnown ? source.counts.folded : 0;
        for (std::int64_t RecordCounts::*kind :
             {&RecordCounts::logs, &RecordCounts::samples, &RecordCounts::changes, &RecordCounts::alarms,
              &RecordCounts::dependencies, &RecordCounts::notes})
            stored.*kind += source.isKnown ? 0 : source.counts.stored.*kind;
    }
    if (files == 0)
        return {};
    const QString yield = stored.sum() == 0 && facts > 0 ? QObject::tr("facts of the incident") : yieldText(stored);
    QStringList words{QObject::tr("Stored %1 from %2 in %3 s")
                          .arg(yield, files == 1 ? QObject::tr("1 file") : QObject::tr("%1 files").arg(files),
                               QString::number(report.seconds, 'f', report.seconds < 10 ? 1 : 0))};
    if (known > 0)
        words << (known == 1 ? QObject::tr("1 file was imported before: nothing of it was added")
                             : QObject::tr("%1 files were imported before: nothing of them was added").arg(known));
    if (outside > 0)
        words << QObject::tr("%1 files lie wholly outside the range").arg(outside);
    if (rejected > 0)
        words << (rejected == 1 ? QObject::tr("1 row could not be read: it is kept in Sources, with the reason")
                                : QObject::tr("%1 rows could not be read: they are kept in Sources, with the reasons")
                                      .arg(countText(rejected, false)));
    return {words.join(QStringLiteral(" \u00b7 ")), rejected > 0};
}

std::string importProgressText(const ImportProgress& p, double seconds) {
    const std::string name = std::filesystem::path(p.path).filename().string();
    if (p.total == 0 || p.done == 0 || seconds < .5)
        return "Importing " + name;
    const double share = std::min(1., static_cast<double>(p.done) / static_cast<double>(p.total));
    const Duration left{static_cast<std::int64_t>(seconds * (1 - share) / share) * 1'000'000'000LL};
    return fmt::format("Importing {} \u00b7 {:.0f} MB/s \u00b7 {} left", name,
                       static_cast<double>(p.done) / 1e6 / seconds, durationText(left));
}

} // namespace foreshock
