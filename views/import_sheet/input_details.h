// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/import_sheet/columns_editor.h"
#include "views/import_sheet/input_editors.h"
#include "views/import_sheet/words_model.h"
#include "views/sources/issues_model.h"

#include <QWidget>
#include <array>

class QLabel;
class QScrollArea;
class QTabWidget;
class QTableView;

namespace foreshock {

/// Everything about the chosen file: what to know, how it is to be read, its first records, what would be rejected,
/// what every format thought of it, its columns.
class InputDetails : public QWidget {
    Q_OBJECT
public:
    explicit InputDetails(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setOptions(const ReadOptions& options);
    void setZone(const Zone& zone) { m_zone = zone; }
    /// Null: nothing is chosen.
    void setInput(const InputPreview* preview, const QString& name);
    InputEditors& editors() { return *m_editors; }
    ColumnsEditor& columns() { return *m_columns; }
    QTabWidget& tabs() { return *m_tabs; }

signals:
    void choiceChanged(const foreshock::ReadChoice& choice);
    void saveMapWanted(const foreshock::TableReading& reading);

private:
    enum Tab { Records, Rejected, Formats, Columns };
    void showTables(const InputPreview& preview);

    ReadChoice m_choice; ///< of the shown file
    std::string m_label;
    Zone m_zone;
    WordsModel m_records, m_candidates;
    IssuesModel m_issues;
    QLabel* m_advice = nullptr;
    QScrollArea* m_left = nullptr;
    InputEditors* m_editors = nullptr;
    ColumnsEditor* m_columns = nullptr;
    QTabWidget* m_tabs = nullptr;
    std::array<QTableView*, 3> m_tables{};
};

} // namespace foreshock
