// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/input_preview.h"
#include "views/import_sheet/import_rows_model.h"
#include "views/theme/look.h"

#include <QDialog>
#include <map>
#include <optional>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace foreshock {

class InputDetails;

/// What an import would store and lose, before it is stored: a row a file, the chosen one in full. Import is the
/// default from the first moment, so that Drop, Enter is done; everything else can be corrected here, or later by
/// reading the source anew. Takes values, emits wishes; a window-modal dialog that the application's window owns.
class ImportSheet : public QDialog {
    Q_OBJECT
public:
    explicit ImportSheet(QWidget* window);

    void setLook(const Look& look);
    /// Opens empty, for these paths; `target` says where they go.
    void open(const QStringList& paths, const QString& target, const Zone& zone);
    /// More of them, while it is open.
    void add(const QStringList& paths);
    const QStringList& paths() const { return m_paths; }
    void setOptions(const ReadOptions& options);
    void setInput(InputPreview preview);
    /// What was found in one go: the sum is told once.
    void setInputs(std::vector<InputPreview> previews);
    /// From 0 to 1.
    void setProgress(double share);
    /// Every file was looked at.
    void setComplete(const std::optional<LogCut>& cut);
    /// A line beside the buttons, until the next one.
    void say(const QString& text);
    ImportRowsModel& model() { return m_rows; }
    QTableView& table() { return *m_table; }
    InputDetails& details() { return *m_details; }

    /// Choices that differ from what holds without one, by label.
    const std::map<std::string, ReadChoice>& choices() const { return m_choices; }
    /// The cut of logs, if it is proposed and wanted.
    std::optional<TimeRange> wantedCut() const;

signals:
    void importWanted();
    void choiceChanged(const std::string& label, const foreshock::ReadChoice& choice);
    void filesDropped(const QStringList& files);
    void moreFilesWanted();
    void saveMapWanted(const foreshock::TableReading& reading);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void choose(int row);
    void put(InputPreview preview);
    void showSum();
    void showTitle();
    void sizeColumns();
    void chooseWhatAsks();

    Look m_look;
    Zone m_zone;
    ImportRowsModel m_rows;
    QStringList m_paths;
    QString m_target;
    std::map<std::string, ReadChoice> m_choices;
    std::optional<LogCut> m_cut;
    bool m_isComplete = false;
    bool m_hasChosen = false; ///< a hand chose the row
    QLabel *m_title = nullptr, *m_sum = nullptr, *m_hint = nullptr;
    QProgressBar* m_bar = nullptr;
    QTableView* m_table = nullptr;
    InputDetails* m_details = nullptr;
    QCheckBox* m_cutBox = nullptr;
    QPushButton *m_more = nullptr, *m_cancel = nullptr, *m_import = nullptr;
};

} // namespace foreshock
