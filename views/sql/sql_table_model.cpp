// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_table_model.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "views/plot/time_ticks.h"

#include <algorithm>
#include <numeric>

namespace foreshock {

std::vector<std::uint32_t> sortedRows(const SqlTable& table, SqlOrder order) {
    std::vector<std::uint32_t> rows(table.rows.size());
    std::iota(rows.begin(), rows.end(), 0U);
    if (order.column < 0 || order.column >= static_cast<int>(table.columns.size()))
        return rows;
    const auto column = static_cast<std::size_t>(order.column);
    const bool isUp = order.order == Qt::AscendingOrder;
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const SqlValue &x = table.rows[a][column], &y = table.rows[b][column];
        return isUp ? isBefore(x, y) : isBefore(y, x);
    });
    return rows;
}

void SqlTableModel::setTable(std::shared_ptr<const SqlTable> table) {
    beginResetModel();
    m_table = std::move(table);
    m_rows.clear();
    m_order = {};
    m_isNumber.assign(m_table ? m_table->columns.size() : 0, false);
    for (std::size_t column = 0; column < m_isNumber.size(); ++column)
        for (const auto& row : m_table->rows) // the first that is there decides
            if (row[column].index() != 0) {
                m_isNumber[column] = row[column].index() != 3;
                break;
            }
    endResetModel();
}

void SqlTableModel::setLook(const Theme& theme, const Zone& zone, std::optional<Instant> firstAlarm) {
    m_theme = theme;
    m_zone = zone;
    m_firstAlarm = firstAlarm;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void SqlTableModel::sort(int column, Qt::SortOrder order) {
    const SqlOrder wanted{column, order};
    if (!m_table || wanted == m_order)
        return;
    m_order = wanted;
    emit orderWanted(wanted);
}

void SqlTableModel::setOrder(const std::shared_ptr<const SqlTable>& table, SqlOrder order,
                             std::vector<std::uint32_t> rows) {
    if (table != m_table || !(order == m_order) || !m_table || rows.size() != m_table->rows.size())
        return;
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> placeOf(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        placeOf[rows[i]] = static_cast<std::uint32_t>(i);
    QModelIndexList after;
    for (const QModelIndex& index : before)
        after << this->index(static_cast<int>(placeOf[rowAt(index.row())]), index.column());
    m_rows = std::move(rows);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

std::size_t SqlTableModel::rowAt(int row) const {
    return m_rows.empty() ? static_cast<std::size_t>(row) : m_rows[static_cast<std::size_t>(row)];
}

const SqlValue& SqlTableModel::at(const QModelIndex& index) const {
    return m_table->rows[rowAt(index.row())][static_cast<std::size_t>(index.column())];
}

std::optional<Instant> SqlTableModel::timeAt(const QModelIndex& index) const {
    if (!index.isValid() || !m_table)
        return std::nullopt;
    if (const auto own = timeOf(at(index), m_table->columns[static_cast<std::size_t>(index.column())]))
        return own;
    const auto& row = m_table->rows[rowAt(index.row())];
    for (std::size_t i = 0; i < row.size(); ++i)
        if (const auto t = timeOf(row[i], m_table->columns[i]))
            return t;
    return std::nullopt;
}

int SqlTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->rows.size());
}

int SqlTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->columns.size());
}

QVariant SqlTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SqlValue& value = at(index);
    const bool isNull = value.index() == 0;
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant((m_isNumber[static_cast<std::size_t>(index.column())] ? Qt::AlignRight : Qt::AlignLeft) |
                        Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return isNull ? QVariant(m_theme.text3) : QVariant();
    case Qt::DisplayRole:
        return isNull ? QStringLiteral("null")
                      : QString::fromStdString(shown(clipped(textOf(value), kShown))).simplified();
    case Qt::ToolTipRole: {
        if (isNull)
            return tr("NULL: no value");
        const auto time = timeOf(value, m_table->columns[static_cast<std::size_t>(index.column())]);
        if (!time)
            return QString::fromStdString(shown(clipped(textOf(value), 4000)));
        QString text = QString::fromStdString(rfc3339(*time, m_zone) + " " + m_zone.abbreviationAt(*time));
        if (m_firstAlarm)
            text += QStringLiteral(" \u00b7 ") + fromAlarmText(*time - *m_firstAlarm);
        return text + tr("\nEnter goes there");
    }
    default:
        return {};
    }
}

QVariant SqlTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<std::size_t>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((m_isNumber[column] ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return QString::fromStdString(shown(m_table->columns[column]));
    return {};
}

} // namespace foreshock
