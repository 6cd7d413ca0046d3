// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/import_sheet/columns_model.h"
#include "views/theme/look.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace foreshock {

struct ReadOptions;

/// What the columns of a table mean, corrected by hand: what its rows are, how times are written, a role a column.
class ColumnsEditor : public QWidget {
    Q_OBJECT
public:
    explicit ColumnsEditor(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setOptions(const ReadOptions& options);
    void setReading(const TableReading& reading);
    ColumnsModel& model() { return m_model; }
    QTableView& table() { return *m_table; }

signals:
    void readingChanged(const foreshock::TableReading& reading);
    void saveWanted(const foreshock::TableReading& reading);

private:
    ColumnsModel m_model;
    QComboBox* m_kind = nullptr;
    QComboBox* m_time = nullptr;
    QComboBox* m_decimal = nullptr;
    QLabel* m_missing = nullptr;
    QTableView* m_table = nullptr;
    QStringList m_roles;
};

} // namespace foreshock
