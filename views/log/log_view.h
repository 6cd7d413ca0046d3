// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/source.h"
#include "model/query/log_matcher.h"
#include "views/log/log_column.h"
#include "views/log/log_fields.h"
#include "views/log/log_highlight.h"
#include "views/log/log_marks.h"
#include "views/log/log_row_painter.h"
#include "views/log/log_rows.h"
#include "views/log/log_stack.h"
#include "views/log/log_wishes.h"
#include "views/theme/look.h"

#include <QAbstractScrollArea>
#include <QTimer>
#include <optional>
#include <vector>

class QMenu;
class QPushButton;

namespace foreshock {

class TimeScope;

/// What the filter does: it leaves other rows out, or only marks its hits among all rows.
enum class LogShow { Hits, All };
enum class LogEnd { First, Last };
/// Does a row that is chosen take the place of the chosen ones, or extend them to it?
enum class LogChoice { Alone, UpTo };

/// The log within the scope's range and filter: 64-bit rows around an anchor, of which only those in sight are asked
/// for. Never blocks: old rows stay painted until the new ones are here, and rows are shown before all are counted.
/// Owned by the log panel; lives on the GUI thread.
class LogView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LogView(TimeScope& scope, QWidget* parent = nullptr);

    void setLook(const Look& look);
    /// Does the incident hold any log at all?
    void setHasLogs(bool hasLogs);
    bool hasLogs() const { return m_hasLogs; }
    /// The records changed (an import goes on): ask again, keep what is shown meanwhile.
    void reload();
    void setWindow(const LogWindow& window, std::uint64_t wishId);
    /// The row that was looked for becomes the current one, in sight.
    void showFound(const LogFound& found);
    /// Selects a row and brings it into sight.
    void showRow(std::int64_t row);
    /// Where records come from: times of sources whose clock is corrected are marked.
    void setSources(const std::vector<SourceInfo>& sources);
    void setMarks(const std::vector<LogMark>& marks);
    void setShow(LogShow show);
    void setFollowing(bool isFollowing);
    /// So many rows before and after each hit, while hits alone are shown.
    void setAround(int rows);
    void setColumns(const LogColumnSetup& columns);
    /// All records of several lines show them, or none.
    void setAllFolds(bool areOpen);
    void flush();

    LogShow show() const { return m_show; }
    bool isFollowing() const { return m_isFollowing; }
    int around() const { return m_around; }
    std::int64_t topRow() const { return m_top; }
    /// What stands in a line of the view, counted from its top.
    LogSpot spotAt(int line) const;
    const LogColumnSetup& columns() const { return m_columns; }
    /// Where they stand now.
    LogColumns columnsNow() const;
    /// Fields of the records in and near sight with how many of these have them, the most frequent first.
    std::vector<std::pair<std::string, int>> fieldsInSight() const;
    /// As wide as its longest text in sight.
    void fitColumn(int index);
    /// How many of the rows in sight fit the filter, while all rows are shown.
    int hitsInSight() const;
    LogFieldStore& fields() { return m_fields; }
    std::optional<std::int64_t> currentRow() const { return m_current; }
    const LogRecord* currentRecord() const { return m_current ? m_rows.at(*m_current) : nullptr; }
    /// The chosen rows that are here, and how many are chosen.
    std::vector<LogRecord> chosenRecords() const;
    std::int64_t chosenCount() const { return chosen().count; }
    std::int64_t firstChosen() const { return chosen().first; }
    /// What rows are counted from.
    Instant anchor() const { return m_anchor; }
    /// Which of the filter's hits was gone to last, from 1; null where that is not known, or another row was taken.
    std::optional<std::int64_t> hitNumber() const;
    const LogRows& rows() const { return m_rows; }
    const LogMarks& marks() const { return m_marks; }
    const std::vector<SourceInfo>& sources() const { return m_sources; }
    int rowHeight() const;
    /// What is asked now; for the panel's histogram and for copies.
    LogQuestion question() const;
    /// The scope's filter with its service.
    std::string filterOfScope() const;

signals:
    /// A person knows when this record really happened.
    void anchorWanted(const foreshock::LogRecord& record);
    void pageWanted(const foreshock::LogPageWish& wish);
    void rowAtWanted(const foreshock::LogRowWish& wish);
    void stepWanted(const foreshock::LogStepWish& wish);
    void markWanted(const foreshock::LogMark& mark);
    /// Words for the row under the keys: the panel offers to look for them, or to copy.
    void contextMenuWanted(QMenu& menu, const foreshock::LogRecord& record);
    void copyWanted();
    void countsChanged();
    /// Another question is asked from now on.
    void questionChanged();
    void followingChanged();
    void showChanged();
    void aroundChanged();
    void columnsChanged();
    /// Columns moved under the header: scrolled, or the view was resized.
    void columnsMoved();
    void columnsMenuWanted();
    /// "no error after this one": for the status of the panel.
    void said(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void ask();
    void askForCursorRow();
    void restart();
    void turnTo(Instant anchor, std::int64_t top);
    LogStack stack() const { return {m_rows, m_folds}; }
    LogPlace top() const { return {m_top, m_topLine}; }
    void scrollTo(std::int64_t row) { scrollTo(LogPlace{row, 0}); }
    void scrollTo(LogPlace place);
    void bringIntoSight(std::int64_t row);
    std::optional<int> lineOf(std::int64_t row) const;
    void toggleFold(std::int64_t row);
    void setFold(std::int64_t row, bool isOpen);
    bool foldAt(QPointF point) const;
    LogTimes times() const;
    int barSteps() const;
    void updateAcross();
    void paintLine(LogRowPainter& painter, const LogSpot& spot, const QRectF& box) const;
    void scrollByBar(int value);
    void takeCursor();
    void select(std::int64_t row, LogChoice choice = LogChoice::Alone);
    LogRows::Span chosen() const;
    void jumpTo(LogEnd end);
    LogKey place() const;
    void step(const std::string& also, LogStep direction, const QString& whatFor);
    void stepMatch(LogStep direction);
    void stepMark(LogStep direction);
    void stepTrace(LogStep direction);
    void mark(int label);
    bool pressLetter(int key, LogStep direction);
    void updateBar();
    void updateEmptyState();
    void prepareMatcher();
    LogRowState stateOf(std::int64_t row, const LogRecord* record) const;
    void showWhole(std::int64_t row, QPoint at);
    QPoint below(std::int64_t row) const;
    int visibleRows() const;
    LogPlace lastTop() const;
    const SourceInfo* adjusted(const LogRecord& record) const;
    QString adjustedText(const LogRecord& record) const;
    std::int64_t rowAt(QPointF point) const;

    TimeScope& m_scope;
    Look m_look;
    LogRows m_rows;
    LogHighlight m_highlight;
    LogMarks m_marks;
    std::vector<SourceInfo> m_sources;
    std::optional<LogMatcher> m_matcher; ///< while all rows are shown: which of them fit the filter
    LogPageWish m_asked;
    Instant m_anchor; ///< row 0 is the first at or after it
    std::uint64_t m_nextId = 1;
    std::uint64_t m_firstIdOfQuery = 1; ///< answers to older wishes belong to another query
    bool m_isStale = false;             ///< what is shown is of the query before
    std::int64_t m_nextTop = 0;         ///< where to stand when the rows of the new one are here
    std::optional<std::int64_t> m_nextCurrent;
    bool m_hasLogs = false;
    bool m_isOwnCursor = false;
    bool m_isFollowing = false;
    LogShow m_show = LogShow::Hits;
    std::int64_t m_top = 0;
    int m_topLine = 0; ///< where the top row has more lines than one
    int m_around = 0;
    LogFolds m_folds;
    LogColumnSetup m_columns;
    mutable LogFieldStore m_fields;
    std::optional<std::int64_t> m_current;
    std::optional<std::int64_t> m_chosenFrom; ///< the other end of the chosen rows; null: the current one alone
    bool m_isHitSought = false, m_isAtHit = false;
    std::optional<std::int64_t> m_hitNumber; ///< among all rows
    QString m_soughtFor;                     ///< words for what a step looks for; empty: no step is on its way
    bool m_takesCursor = false;              ///< the current row was jumped to: its time becomes the cursor
    QTimer m_askTimer, m_cursorTimer;
    QPushButton* m_widen = nullptr;
    QString m_emptyText;
};

} // namespace foreshock
