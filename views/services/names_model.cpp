// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/names_model.h"

#include <QLocale>
#include <QStringList>

namespace foreshock {
namespace {

QString recordsText(const NameMeaning& name) {
    const QLocale english(QLocale::English);
    QStringList parts;
    const auto add = [&](std::int64_t n, const char* one, const char* many) {
        if (n > 0)
            parts << english.toString(static_cast<qlonglong>(n)) + QLatin1Char(' ') +
                         QLatin1String(n == 1 ? one : many);
    };
    add(name.logs, "log record", "log records");
    add(name.series, "series", "series");
    add(name.changes, "change", "changes");
    add(name.alarms, "alarm", "alarms");
    return parts.isEmpty() ? QStringLiteral("on the map only") : parts.join(QStringLiteral(", "));
}

QString ruleText(const NameMeaning& name) {
    if (name.isResolved)
        return QString::fromStdString(name.rule + ", " + name.sureness);
    QStringList may;
    for (const NameProposal& proposal : name.proposals)
        may << QString::fromStdString(proposal.service + ": " + proposal.why);
    return may.isEmpty() ? QStringLiteral("no known service is like it: type one")
                         : QStringLiteral("may mean ") + may.join(QStringLiteral("; "));
}

QString meansText(const NameMeaning& name) {
    if (name.isResolved)
        return QString::fromStdString(name.service);
    return name.proposals.empty()
               ? QStringLiteral("unresolved")
               : QStringLiteral("unresolved; Enter: %1").arg(QString::fromStdString(name.proposals.front().service));
}

} // namespace

void NamesModel::setNames(std::shared_ptr<const ServiceNames> names) {
    beginResetModel();
    m_names = std::move(names);
    endResetModel();
}

int NamesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_names ? 0 : static_cast<int>(m_names->rows.size());
}
int NamesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant NamesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NameMeaning& name = at(index.row());
    const auto cell = [&]() -> QString {
        switch (index.column()) {
        case Name:
            return QString::fromStdString(name.name);
        case Means:
            return meansText(name);
        case Rule:
            return ruleText(name);
        default:
            return recordsText(name);
        }
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell();
    case Qt::EditRole:
        return index.column() != Means  ? QVariant(cell())
               : name.isResolved        ? QVariant(QString::fromStdString(name.service))
               : name.proposals.empty() ? QVariant(QString())
                                        : QVariant(QString::fromStdString(name.proposals.front().service));
    case Qt::ForegroundRole:
        if (!name.isResolved && index.column() == Means)
            return m_theme.warn;
        return index.column() >= Rule ? m_theme.text2 : m_theme.text;
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") + cell();
    default:
        return {};
    }
}

QVariant NamesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Name:
        return tr("Name as read");
    case Means:
        return tr("Means the service");
    case Rule:
        return tr("By which rule, how sure");
    case Records:
        return tr("Stands in");
    default:
        return {};
    }
}

Qt::ItemFlags NamesModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Means ? usual | Qt::ItemIsEditable : usual;
}

bool NamesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Means)
        return false;
    const NameMeaning& name = at(index.row());
    const QString service = value.toString().trimmed();
    if (service.toStdString() == name.service || (service.isEmpty() && !name.isByPerson))
        return false;
    emit mapWanted(QString::fromStdString(name.key), service);
    return true;
}

} // namespace foreshock
