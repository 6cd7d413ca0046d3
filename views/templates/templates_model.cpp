// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/templates/templates_model.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <QLocale>

namespace foreshock {

static QString number(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

QString changeWords(const TemplateOverview::Row& row) {
    if (!row.change)
        return {};
    const TemplateChange& c = *row.change;
    if (c.kind == TemplateChangeKind::New)
        return c.isSure ? QStringLiteral("\u25CF new") : QStringLiteral("\u25CB new, not sure");
    if (c.kind == TemplateChangeKind::Gone)
        return QStringLiteral("\u2013 gone");
    return QStringLiteral("%1 %2 \u00D7 %3")
        .arg(c.kind == TemplateChangeKind::Surging ? QStringLiteral("\u25B2") : QStringLiteral("\u25BC"),
             QString::fromStdString(std::string(nameOf(c.kind))), QString::fromStdString(numberText(c.ratio, 2)));
}

void TemplatesModel::setOverview(std::shared_ptr<const TemplateOverview> overview, const Zone& zone) {
    beginResetModel();
    m_overview = std::move(overview);
    m_zone = zone;
    endResetModel();
}

int TemplatesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_overview ? 0 : static_cast<int>(m_overview->rows.size());
}
int TemplatesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString TemplatesModel::cell(const TemplateOverview::Row& row, int column) const {
    switch (column) {
    case Change:
        return changeWords(row);
    case Count:
        return number(row.what.count);
    case First:
        return QString::fromStdString(clockText(
            Instant{row.what.first.ns - (row.what.first.ns % 1'000'000'000 + 1'000'000'000) % 1'000'000'000}, m_zone));
    case Services: {
        QStringList names;
        for (const ServiceId& service : row.what.services)
            names << QString::fromStdString(shown(service.value));
        return names.size() > 2 ? QObject::tr("%1 and %2 more").arg(names.front()).arg(names.size() - 1)
                                : names.join(QLatin1String(", "));
    }
    case Pattern:
        return QString::fromStdString(shown(clipped(row.what.pattern, 2000)));
    default:
        return {};
    }
}

QVariant TemplatesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TemplateOverview::Row& row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case kSortRole:
        switch (index.column()) {
        case Change:
            return index.row(); // as it was ranked
        case Count:
            return static_cast<qlonglong>(-row.what.count);
        case First:
            return static_cast<qlonglong>(row.what.first.ns);
        default:
            return cell(row, index.column());
        }
    case Qt::ToolTipRole:
        if (index.column() == Change && row.change)
            return tr("%1 before, %2 after (%3 each) %4, on %5")
                .arg(number(row.change->before), number(row.change->after),
                     QString::fromStdString(durationText(m_overview->window)),
                     QString::fromStdString(m_overview->around), QString::fromStdString(row.change->service.value));
        return index.column() == Pattern ? cell(row, Pattern) : QString();
    case Qt::ForegroundRole:
        if (index.column() == Change)
            return row.change && row.change->isSure ? m_theme.accent : m_theme.text2;
        return index.column() == Pattern || index.column() == Count ? m_theme.text : m_theme.text2;
    case Qt::TextAlignmentRole:
        return index.column() == Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
               cell(row, index.column());
    default:
        return {};
    }
}

QVariant TemplatesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return section == Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Change:
        return tr("Change");
    case Count:
        return tr("Records");
    case Course:
        return tr("Over time");
    case First:
        return m_overview && !m_overview->rows.empty()
                   ? tr("First, %1")
                         .arg(QString::fromStdString(m_zone.abbreviationAt(m_overview->rows.front().what.first)))
                   : tr("First seen");
    case Services:
        return tr("Services");
    case Pattern:
        return tr("Pattern");
    default:
        return {};
    }
}

} // namespace foreshock
