// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/columns_model.h"

namespace foreshock {

void ColumnsModel::setReading(TableReading reading) {
    TableReading same = reading;
    same.missing = m_reading.missing;
    if (same == m_reading) { // the hand stays where it is
        m_reading.missing = reading.missing;
        return;
    }
    beginResetModel();
    m_reading = std::move(reading);
    endResetModel();
}

void ColumnsModel::setKind(const QString& kind) {
    m_reading.kind = kind.toStdString();
    emit readingChanged();
}

void ColumnsModel::setTime(const QString& time) {
    m_reading.time = time.toStdString();
    emit readingChanged();
}

void ColumnsModel::setDecimal(const QString& mark) {
    m_reading.decimal = mark.toStdString();
    emit readingChanged();
}

int ColumnsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_reading.columns.size());
}
int ColumnsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant ColumnsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableColumn& column = m_reading.columns[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole && index.column() == Role)
        return QString::fromStdString(column.role);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return QString::fromStdString(column.name);
    case Role:
        return !column.role.empty()         ? QString::fromStdString(column.role)
               : m_reading.kind == "series" ? tr("a series")
                                            : tr("nothing");
    case Cells: {
        QStringList cells;
        for (const std::string& cell : column.cells)
            cells << QString::fromStdString(cell);
        return cells.join(QStringLiteral(" \u00b7 "));
    }
    default:
        return {};
    }
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return section == Name ? tr("Column") : section == Role ? tr("Read as") : tr("First rows");
}

Qt::ItemFlags ColumnsModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Role ? usual | Qt::ItemIsEditable : usual;
}

bool ColumnsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Role)
        return false;
    const std::string word = value.toString().toStdString();
    TableColumn& column = m_reading.columns[static_cast<std::size_t>(index.row())];
    if (column.role == word)
        return true;
    // A role belongs to one column: the one that had it before lets go.
    for (TableColumn& other : m_reading.columns)
        if (!word.empty() && other.role == word)
            other.role.clear();
    column.role = word;
    emit dataChanged(this->index(0, Role), this->index(rowCount() - 1, Role));
    emit readingChanged();
    return true;
}

} // namespace foreshock
