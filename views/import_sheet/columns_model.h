// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/read_choice.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace foreshock {

/// The columns of a table with what each is read as, which can be changed, and what stands in the first rows.
class ColumnsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Role, Cells, kColumns };

    explicit ColumnsModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setReading(TableReading reading);
    const TableReading& reading() const { return m_reading; }
    void setKind(const QString& kind);
    void setTime(const QString& time);
    void setDecimal(const QString& mark);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    /// By a hand.
    void readingChanged();

private:
    TableReading m_reading;
};

} // namespace foreshock
