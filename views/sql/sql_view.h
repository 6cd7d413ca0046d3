// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sql/sql_lanes.h"
#include "views/sql/sql_questions.h"
#include "views/sql/sql_table_model.h"
#include "views/sql/sql_text.h"
#include "views/sql/sql_wishes.h"
#include "views/theme/look.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace foreshock {

class SqlEditor;
class TimeScope;

/// Questions in SQL: the editor, and beside it the rows, which can be sorted, copied, gone to and laid on the timeline.
/// Asks and is answered; knows no file. Owned by the main window; lives on the GUI thread.
class SqlView : public QWidget {
    Q_OBJECT
public:
    explicit SqlView(TimeScope& scope, QWidget* parent = nullptr);

    void setLook(const Look& look);
    /// Tables to complete with, and to name while nothing was asked.
    void setSources(std::vector<SqlSource> sources);
    /// Another incident, or none: its answers are no more.
    void clear();
    void setKept(const std::vector<NamedQuestion>& questions);
    /// Answers to asked(); an older one than the newest is dropped.
    void setReply(const SqlReply& reply);
    void setFetched(int id, std::int64_t rows);
    void setFileChanged(bool hasChanged);
    void setOrder(const std::shared_ptr<const SqlTable>& table, SqlOrder order, std::vector<std::uint32_t> rows);
    /// A word for a moment, in place of what is said of the rows.
    void tell(const QString& words);
    /// Off: no time of day and no age, so that the same rows give the same picture.
    void setShowsTimes(bool isOn);
    /// What stands for "now".
    void setClock(std::function<Instant()> clock) { m_clock = std::move(clock); }

    void run();
    void stop();
    /// Writes a question into the editor and asks it.
    void ask(const QString& sql);
    /// The answer's lines onto the timeline, or away from it.
    void setOnTimeline(bool isOn);
    /// Why the newest question has no answer; null: it has one, or none was asked.
    const std::optional<Error>& failure() const { return m_failure; }
    bool isOnTimeline() const { return !m_lanes.lines.empty(); }
    const SqlLanes& lanes() const { return m_lanes; }

    SqlEditor& editor() { return *m_editor; }
    QTableView& table() { return *m_table; }
    SqlTableModel& model() { return m_model; }
    QLabel& words() { return *m_words; }
    QLabel& problem() { return *m_problem; }
    QPushButton& runButton() { return *m_run; }
    QToolButton& questionsButton() { return *m_questions; }
    QToolButton& timelineButton() { return *m_onTimeline; }
    QToolButton& copyButton() { return *m_copy; }
    /// In the order of Tab.
    std::vector<QWidget*> stops();

signals:
    void asked(const foreshock::SqlWish& wish);
    void stopWanted();
    void orderWanted(const std::shared_ptr<const foreshock::SqlTable>& table, const foreshock::SqlOrder& order);
    /// Rows of the shown table as text onto the clipboard.
    void copyWanted(foreshock::SqlForm form, const std::vector<std::uint32_t>& rows);
    /// All rows into a file.
    void exportWanted(const std::vector<std::uint32_t>& rows);
    void keepWanted(const QString& sql);
    void forgetWanted(const QString& name);
    void lanesChanged();
    /// Is what is shown still what the file says?
    void checkWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* buildLeft();
    QWidget* buildRight();
    void connectAll();
    void fillQuestions();
    void showWords();
    void showProblem(const QString& text);
    void showHint();
    void showRunning();
    void sizeColumns();
    void goTo(const QModelIndex& index);
    void sortByCurrent();
    void copy(SqlForm form);
    std::vector<std::uint32_t> chosenRows() const;
    std::vector<std::uint32_t> allRows() const;
    SqlPlaceholders placeholders() const;

    TimeScope& m_scope;
    Look m_look;
    SqlTableModel m_model;
    SqlEditor* m_editor = nullptr;
    QSplitter* m_split = nullptr;
    QPushButton* m_run = nullptr;
    QToolButton *m_questions = nullptr, *m_keep = nullptr, *m_onTimeline = nullptr, *m_copy = nullptr,
                *m_export = nullptr;
    QLabel *m_problem = nullptr, *m_words = nullptr, *m_hint = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_table = nullptr;
    std::vector<SqlSource> m_sources;
    std::vector<NamedQuestion> m_kept;
    SqlReply m_reply; ///< what is shown
    SqlLanes m_lanes; ///< on the timeline
    std::optional<Error> m_failure;
    bool m_isRunning = false, m_hasFileChanged = false, m_showsTimes = true;
    int m_newest = 0;
    std::int64_t m_fetched = 0;
    QElapsedTimer m_since;
    QTimer m_tick, m_toldTimer;
    std::function<Instant()> m_clock;
};

} // namespace foreshock
