// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/import_rows_model.h"

#include "views/import_sheet/preview_words.h"

#include <QPainter>
#include <QPixmap>

namespace foreshock {

static QPixmap picture(const Sign& sign, const Look& look) {
    const int size = look.fonts.px(14);
    QPixmap map(size * 2, size * 2);
    map.setDevicePixelRatio(2);
    map.fill(Qt::transparent);
    QPainter painter(&map);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, sign.glyph, {size / 2., size / 2.}, look.fonts.px(11), sign.colour);
    return map;
}

void ImportRowsModel::setLook(const Look& look) {
    beginResetModel();
    m_look = look;
    endResetModel();
}

void ImportRowsModel::setZone(const Zone& zone) {
    m_zone = zone;
    if (!m_rows.empty())
        emit dataChanged(index(0, Span), index(rowCount() - 1, Span));
}

void ImportRowsModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_roots.clear();
    endResetModel();
}

void ImportRowsModel::setInput(InputPreview preview) {
    if (const int row = rowOf(preview.label); row >= 0) {
        m_rows[static_cast<std::size_t>(row)] = std::move(preview);
        emit dataChanged(index(row, 0), index(row, kColumns - 1));
        return;
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_index[preview.label] = m_rows.size();
    m_rows.push_back(std::move(preview));
    endInsertRows();
}

int ImportRowsModel::rowOf(const std::string& label) const {
    const auto found = m_index.find(label);
    return found == m_index.end() ? -1 : static_cast<int>(found->second);
}

QString ImportRowsModel::nameOf(const InputPreview& preview) const {
    const QString label = QString::fromStdString(preview.label);
    for (const QString& root : m_roots)
        if (label == root || label.startsWith(root + QLatin1Char('/')))
            return label.mid(root.lastIndexOf(QLatin1Char('/')) + 1);
    return label;
}

int ImportRowsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int ImportRowsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString ImportRowsModel::cell(const InputPreview& p, int column) const {
    switch (column) {
    case File:
        return nameOf(p);
    case Format:
        return p.format.empty() ? tr("not recognised")
                                : tr("%1 (%2)").arg(QString::fromStdString(p.title)).arg(p.score);
    case Why:
        return QString::fromStdString(p.format.empty() && p.problem ? p.problem->message : p.reason);
    case Yield:
        return yieldText(p);
    case Span:
        return spanText(p, m_zone);
    case ZoneBasis:
        return zoneText(p);
    case Rejected:
        return rejectedText(p);
    default:
        return {};
    }
}

QVariant ImportRowsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InputPreview& p = at(index.row());
    const bool isWarning = (index.column() == Rejected && p.counts.rejected > 0) ||
                           (index.column() == ZoneBasis && isZoneAssumed(p)) || (index.column() == Format && p.problem);
    switch (role) {
    case Qt::DisplayRole:
        return cell(p, index.column());
    case Qt::DecorationRole:
        return index.column() == File ? QVariant(picture(signOf(p, m_look.theme), m_look)) : QVariant();
    case Qt::ForegroundRole:
        if (p.choice.isLeftOut)
            return m_look.theme.text3;
        if (isWarning)
            return index.column() == Format ? m_look.theme.fail : m_look.theme.warn;
        return index.column() == Why || index.column() == ZoneBasis ? m_look.theme.text2 : m_look.theme.text;
    case Qt::TextAlignmentRole:
        return QVariant(index.column() == Rejected ? Qt::AlignRight | Qt::AlignVCenter
                                                   : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == File ? QString::fromStdString(p.label) + QStringLiteral(" \u00b7 ") + sizeText(p.size)
                                      : cell(p, index.column());
    case Qt::AccessibleTextRole:
        return (index.column() == File ? signOf(p, m_look.theme).word + QStringLiteral(", ") : QString()) +
               headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
               cell(p, index.column());
    default:
        return {};
    }
}

QVariant ImportRowsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == Rejected ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case File:
        return tr("File");
    case Format:
        return tr("Recognised as (score)");
    case Why:
        return tr("Why");
    case Yield:
        return tr("Will yield");
    case Span:
        return tr("First \u2013 last");
    case ZoneBasis:
        return tr("Zone (basis)");
    case Rejected:
        return tr("Rejected");
    default:
        return {};
    }
}

} // namespace foreshock
