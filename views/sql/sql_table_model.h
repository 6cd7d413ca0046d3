// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/sql_table.h"
#include "views/theme/theme.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace foreshock {

/// How the rows of a table are put in order: by which column, and which way.
struct SqlOrder {
    int column = -1; ///< −1: as they came
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const SqlOrder&) const = default;
};

/// Row numbers of the table in that order; equal ones stay as they came. O(n log n): not for the window thread.
std::vector<std::uint32_t> sortedRows(const SqlTable& table, SqlOrder order);

/// An answer in SQL as rows and columns; asks for its order, since sorting 100,000 texts takes longer than a frame.
class SqlTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit SqlTableModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setTable(std::shared_ptr<const SqlTable> table);
    const std::shared_ptr<const SqlTable>& table() const { return m_table; }
    void setLook(const Theme& theme, const Zone& zone, std::optional<Instant> firstAlarm);
    /// The answer to orderWanted(); of another table it is dropped.
    void setOrder(const std::shared_ptr<const SqlTable>& table, SqlOrder order, std::vector<std::uint32_t> rows);
    /// The row of the table that is shown there.
    std::size_t rowAt(int row) const;
    const SqlValue& at(const QModelIndex& index) const;
    /// Of the cell if it is one, else the first time of its row.
    std::optional<Instant> timeAt(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    static constexpr qsizetype kShown = 500; ///< characters of a cell; the whole text is copied

signals:
    void orderWanted(const foreshock::SqlOrder& order);

private:
    std::shared_ptr<const SqlTable> m_table;
    std::vector<std::uint32_t> m_rows; ///< empty: as they came
    std::vector<bool> m_isNumber;      ///< by column: figures stand right
    SqlOrder m_order;
    Theme m_theme = Theme::light();
    Zone m_zone;
    std::optional<Instant> m_firstAlarm;
};

} // namespace foreshock
