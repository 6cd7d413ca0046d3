// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/preview_words.h"

#include "model/base/time_text.h"

#include <QLocale>
#include <QStringList>
#include <cmath>

namespace foreshock {
namespace {

QString exact(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

/// Two figures that count, the rest zeros: an estimate claims no more.
std::int64_t rounded(std::int64_t n) {
    std::int64_t unit = 1;
    while (n / unit >= 100)
        unit *= 10;
    return (n + unit / 2) / unit * unit;
}

QString day(Instant t, const Zone& zone) {
    return QString::fromStdString(dayText(t, zone));
}

} // namespace

QString countText(std::int64_t count, bool isEstimate) {
    if (!isEstimate)
        return exact(count);
    const std::int64_t about = rounded(count);
    for (const auto& [size, word] : {std::pair(1'000'000'000LL, "billion"), std::pair(1'000'000LL, "million")})
        if (about >= size) {
            const double value = static_cast<double>(about) / static_cast<double>(size);
            return QStringLiteral("about %1 %2").arg(QString::number(value, 'g', 3), QLatin1String(word));
        }
    return QStringLiteral("about ") + exact(about);
}

QString yieldText(const RecordCounts& counts, const RecordCounts& estimated) {
    QStringList parts;
    const auto add = [&](std::int64_t RecordCounts::*kind, const char* one, const char* many) {
        if (const std::int64_t n = counts.*kind; n > 0)
            parts << countText(n, estimated.*kind > 0) + QLatin1Char(' ') + QLatin1String(n == 1 ? one : many);
    };
    add(&RecordCounts::alarms, "alarm", "alarms");
    add(&RecordCounts::changes, "change", "changes");
    add(&RecordCounts::dependencies, "map row", "services and dependencies");
    add(&RecordCounts::samples, "sample", "samples");
    add(&RecordCounts::logs, "log record", "log records");
    add(&RecordCounts::notes, "note", "notes");
    return parts.isEmpty() ? QStringLiteral("nothing") : parts.join(QStringLiteral(", "));
}

QString yieldText(const InputPreview& p) {
    if (p.choice.isLeftOut)
        return QStringLiteral("left out");
    if (p.problem)
        return QStringLiteral("nothing");
    if (p.stage != InputPreview::Stage::Looked)
        return QStringLiteral("looking\u2026");
    if (p.seen == SeenBefore::Same)
        return QStringLiteral("nothing new: imported before");
    const ImportCounts counts = estimated(p);
    if (counts.stored.sum() == 0 && counts.folded > 0)
        return counts.folded == 1 ? QStringLiteral("1 fact of the incident")
                                  : QStringLiteral("%1 facts of the incident").arg(exact(counts.folded));
    // One document of which only the first bytes were looked at.
    if (counts.read == 0)
        return QStringLiteral("told by the import");
    return yieldText(counts.stored, p.isEstimate ? counts.stored : RecordCounts{});
}

QString spanText(const InputPreview& p, const Zone& zone) {
    if (!p.first || !p.last)
        return p.stage == InputPreview::Stage::Looked ? QStringLiteral("\u2013") : QString();
    // Over an hour the seconds do not matter, over seconds their fractions do not; the details have them.
    const Duration span = *p.last - *p.first;
    const std::int64_t grain = span >= Duration::hours(1)      ? Duration::minutes(1).ns
                               : span >= Duration::seconds(10) ? Duration::seconds(1).ns
                                                               : 1;
    const auto cut = [&](Instant t) {
        const std::int64_t over = (t.ns % grain + grain) % grain;
        return Instant{t.ns - over};
    };
    const Instant first = cut(*p.first + p.choice.offset), last = cut(*p.last + p.choice.offset);
    const QString from = day(first, zone) + QLatin1Char(' ') + QString::fromStdString(clockText(first, zone));
    if (!p.isLastKnown)
        return QStringLiteral("from %1 %2").arg(from, QString::fromStdString(zone.abbreviationAt(first)));
    const QString to = QString::fromStdString(clockTextWithZone(last, zone));
    if (first == last)
        return day(first, zone) + QLatin1Char(' ') + to;
    const QString lastDay = day(last, zone);
    return from + QStringLiteral(" \u2013 ") + (lastDay == day(first, zone) ? to : lastDay + QLatin1Char(' ') + to);
}

bool isZoneAssumed(const InputPreview& p) {
    return p.zoneBasis.starts_with("assumed");
}

QString zoneText(const InputPreview& p) {
    if (p.zoneBasis.empty())
        return p.stage == InputPreview::Stage::Looked ? QStringLiteral("no times") : QString();
    if (isZoneAssumed(p))
        return QStringLiteral("UTC, assumed");
    const QString basis = QString::fromStdString(p.zoneBasis);
    return p.zoneBasis == "given" ? QString::fromStdString(p.zone) + QStringLiteral(", given") : basis;
}

QString rejectedText(const InputPreview& p) {
    if (p.stage != InputPreview::Stage::Looked || p.choice.isLeftOut)
        return {};
    if (p.problem && p.counts.rejected == 0)
        return QStringLiteral("\u2013");
    return countText(estimated(p).rejected, p.isEstimate && p.counts.rejected > 0);
}

QString adviceText(const InputPreview& p) {
    QStringList out;
    if (p.choice.isLeftOut)
        return QStringLiteral("Left out: nothing of it is imported.");
    if (p.problem) {
        QString text = QString::fromStdString(p.problem->message);
        if (!text.isEmpty())
            text[0] = text[0].toUpper();
        out << text + QLatin1Char('.');
        if (p.format.empty() && !p.candidates.empty())
            out << QStringLiteral("Choose how to read it, or leave it out; without a choice nothing of it is stored.");
        else if (!p.problem->help.empty())
            out << QString::fromStdString(p.problem->help) + QLatin1Char('.');
        return out.join(QLatin1Char(' '));
    }
    if (p.stage != InputPreview::Stage::Looked)
        return {};
    if (p.seen == SeenBefore::Same)
        out << QStringLiteral("The very same bytes were imported before, read the same way: nothing will be added.");
    if (p.seen == SeenBefore::OtherSettings)
        out << QStringLiteral("Imported before, read another way: this reading takes the place of the earlier one.");
    if (p.seen == SeenBefore::Grown)
        out << QStringLiteral("A longer version of a file that was imported before: what is new is added.");
    if (isZoneAssumed(p))
        out << QStringLiteral(
            "Times have no offset and nothing names a zone: they are read as UTC. Choose another zone "
            "if they are local.");
    if (p.isEstimate)
        out << QStringLiteral("%1 of %2 looked at; figures are estimated from it.")
                   .arg(sizeText(p.looked), sizeText(p.size));
    return out.join(QLatin1Char(' '));
}

Sign signOf(const InputPreview& p, const Theme& t) {
    if (p.choice.isLeftOut)
        return {Glyph::Dash, t.text2, QStringLiteral("left out")};
    if (p.problem)
        return {Glyph::Cross, t.fail,
                p.format.empty() ? QStringLiteral("not recognised") : QStringLiteral("can't be read")};
    if (p.stage != InputPreview::Stage::Looked)
        return {Glyph::Ring, t.text2, QStringLiteral("looking")};
    if (p.seen == SeenBefore::Same)
        return {Glyph::Dash, t.text2, QStringLiteral("imported before")};
    if (p.counts.rejected > 0)
        return {Glyph::Bang, t.warn, QStringLiteral("with rejected rows")};
    if (isZoneAssumed(p))
        return {Glyph::Bang, t.warn, QStringLiteral("zone assumed")};
    return {Glyph::Check, t.ok, QStringLiteral("recognised")};
}

QString sizeText(std::uint64_t bytes) {
    const auto size = static_cast<double>(bytes);
    for (const auto& [unit, name] :
         {std::pair(1e12, "TB"), std::pair(1e9, "GB"), std::pair(1e6, "MB"), std::pair(1e3, "kB")})
        if (size >= unit)
            return QStringLiteral("%1 %2").arg(QString::number(size / unit, 'g', 3), QLatin1String(name));
    return QStringLiteral("%1 B").arg(bytes);
}

QString offsetText(Duration offset) {
    if (offset.ns == 0)
        return {};
    std::int64_t rest = std::abs(offset.ns);
    QStringList parts;
    for (const auto& [ns, name] :
         {std::pair(86'400'000'000'000LL, "d"), std::pair(3'600'000'000'000LL, "h"), std::pair(60'000'000'000LL, "min"),
          std::pair(1'000'000'000LL, "s"), std::pair(1'000'000LL, "ms")})
        if (rest >= ns) {
            parts << QStringLiteral("%1 %2").arg(rest / ns).arg(QLatin1String(name));
            rest %= ns;
        }
    return (offset.ns < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + parts.join(QLatin1Char(' '));
}

std::optional<Duration> readOffset(const QString& text) {
    QString plain = text;
    plain.remove(QLatin1Char(' ')).replace(QStringLiteral("min"), QStringLiteral("m"));
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    if (plain.isEmpty())
        return Duration{};
    return parseDuration(plain.toStdString());
}

} // namespace foreshock
