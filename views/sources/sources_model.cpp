// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sources/sources_model.h"

#include "model/base/time_text.h"

#include <QLocale>

namespace foreshock {

static QString number(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

QString shortCount(std::int64_t n) {
    for (const auto& [size, letter] : {std::pair(1e9, 'G'), std::pair(1e6, 'M'), std::pair(1e4, 'k')})
        if (static_cast<double>(n) >= size) {
            const double value = static_cast<double>(n) / (letter == 'k' ? 1e3 : size);
            return QString::number(value, 'f',
                                   value < 10    ? 2
                                   : value < 100 ? 1
                                                 : 0) +
                   QLatin1Char(' ') + QLatin1Char(letter);
        }
    return number(n);
}

QString fileNameOf(const std::string& path) {
    const std::size_t cut = path.find_last_of('/');
    return QString::fromStdString(cut == std::string::npos || cut + 1 == path.size() ? path : path.substr(cut + 1));
}

static bool holdsFactsOnly(const SourceInfo& s) {
    return s.counts.folded > 0 && s.counts.stored.sum() == 0 && s.counts.rejected == 0;
}

Sign signOf(const SourceInfo& s, const Theme& t) {
    if (s.state == SourceState::Loading)
        return {Glyph::Ring, t.text2, QStringLiteral("loading")};
    if (holdsFactsOnly(s))
        return {Glyph::Check, t.ok, QStringLiteral("facts about the incident")};
    if (s.counts.stored.sum() == 0 && s.counts.duplicates > 0)
        return {Glyph::Check, t.ok, QStringLiteral("all known already")};
    if (s.counts.stored.sum() == 0)
        return {Glyph::Dash, t.text2, QStringLiteral("no record recognised")};
    if (s.counts.rejected > 0)
        return {Glyph::Bang, t.warn, QStringLiteral("with rejected rows")};
    return {Glyph::Check, t.ok, s.state == SourceState::Live ? QStringLiteral("live") : QStringLiteral("complete")};
}

QString sourceFigure(const SourceInfo& s) {
    if (holdsFactsOnly(s))
        return QStringLiteral("facts");
    if (s.counts.rejected > 0)
        return number(s.counts.rejected) + QStringLiteral(" rejected");
    return s.counts.stored.sum() == 0 ? QStringLiteral("no record") : shortCount(s.counts.stored.sum());
}

void SourcesModel::setSources(std::vector<SourceInfo> sources) {
    beginResetModel();
    m_sources = std::move(sources);
    endResetModel();
}

void SourcesModel::setZone(const Zone& zone) {
    m_zone = zone;
    if (!m_sources.empty())
        emit dataChanged(index(0, First), index(rowCount() - 1, Last));
}

std::int64_t SourcesModel::rejected() const {
    std::int64_t sum = 0;
    for (const SourceInfo& s : m_sources)
        sum += s.counts.rejected;
    return sum;
}

int SourcesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_sources.size());
}
int SourcesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString SourcesModel::time(const std::optional<Instant>& t) const {
    return t ? QString::fromStdString(dayText(*t, m_zone)).section(QLatin1Char(' '), 0, 1) + QLatin1Char(' ') +
                   QString::fromStdString(clockTextWithZone(*t, m_zone))
             : QStringLiteral("\u2013");
}

/// Adjusted times are marked wherever they stand.
static QString marked(const SourceInfo& s) {
    return s.isAdjusted() ? QStringLiteral("~") : QString();
}

QString SourcesModel::cell(const SourceInfo& s, int column) const {
    switch (column) {
    case Path:
        return fileNameOf(s.path);
    case Format:
        return s.format.empty() ? tr("not recognised") : QString::fromStdString(s.format);
    case Read:
        return number(s.counts.read);
    case Stored:
        return number(s.counts.stored.sum());
    case Rejected:
        return number(s.counts.rejected);
    case Duplicates:
        return number(s.counts.duplicates);
    case Outside:
        return number(s.counts.outside);
    case Folded:
        return number(s.counts.folded);
    case First:
        return marked(s) + time(s.first ? std::optional(*s.first + s.offset) : std::nullopt);
    case Last:
        return marked(s) + time(s.last ? std::optional(*s.last + s.offset) : std::nullopt);
    case Clock:
        return QString::fromStdString(clockWords(s.offset, s.offsetError));
    case ZoneBasis:
        if (s.zoneBasis == "assumed " + s.zone) // "UTC, assumed", not UTC twice
            return QString::fromStdString(s.zone + ", assumed");
        return QString::fromStdString(s.zone + (s.zone.empty() || s.zoneBasis.empty() ? "" : ", ") + s.zoneBasis);
    case State:
        return signOf(s, Theme::light()).word;
    default:
        return {};
    }
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceInfo& s = at(index.row());
    const bool isNumber = index.column() >= Read && index.column() <= Folded;
    switch (role) {
    case Qt::DisplayRole:
        return cell(s, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(isNumber ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (index.column() == Path)
            return QString::fromStdString(s.path);
        if (index.column() == Format)
            return QString::fromStdString(s.reason);
        if ((index.column() == First || index.column() == Last) && s.isAdjusted())
            return tr("%1, read as %2; clock %3")
                .arg(cell(s, index.column()), time(index.column() == First ? s.first : s.last),
                     QString::fromStdString(clockWords(s.offset, s.offsetError)));
        if (index.column() == ZoneBasis && s.doubtfulTimes > 0)
            return tr("%1; %2 records have times that its clocks skipped or showed twice")
                .arg(cell(s, ZoneBasis), number(s.doubtfulTimes));
        return cell(s, index.column());
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
               cell(s, index.column());
    default:
        return {};
    }
}

QVariant SourcesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(section >= Read && section <= Folded ? Qt::AlignRight | Qt::AlignVCenter
                                                             : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Path:
        return tr("Source");
    case Format:
        return tr("Format");
    case Read:
        return tr("Read");
    case Stored:
        return tr("Stored");
    case Rejected:
        return tr("Rejected");
    case Duplicates:
        return tr("Duplicates");
    case Outside:
        return tr("Outside");
    case Folded:
        return tr("Folded");
    case First:
        return tr("First");
    case Last:
        return tr("Last");
    case ZoneBasis:
        return tr("Zone");
    case Clock:
        return tr("Clock");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace foreshock
