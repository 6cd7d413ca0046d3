// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/source.h"
#include "views/log/log_highlight.h"
#include "views/log/log_rows.h"
#include "views/log/log_wishes.h"
#include "views/theme/look.h"

#include <QAbstractScrollArea>
#include <QTimer>
#include <optional>
#include <vector>

class QPushButton;

namespace foreshock {

class TimeScope;

/// The log within the scope's range and filter: 64-bit rows, of which only those in sight are asked for. Never
/// blocks: old rows stay painted until the new ones are here. Owned by the log panel; lives on the GUI thread.
class LogView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LogView(TimeScope& scope, QWidget* parent = nullptr);

    void setLook(const Look& look);
    /// Does the incident hold any log at all?
    void setHasLogs(bool hasLogs);
    /// The records changed (an import goes on): ask again, keep what is shown meanwhile.
    void reload();
    void setWindow(const LogWindow& window, std::uint64_t wishId);
    /// Selects a row and brings it into sight; −1: none.
    void showRow(std::int64_t row);
    void flush();

    std::int64_t topRow() const { return m_top; }
    std::optional<std::int64_t> currentRow() const { return m_current; }
    const LogRows& rows() const { return m_rows; }
    int rowHeight() const;
    /// Where records come from: times of sources whose clock is corrected are marked.
    void setSources(const std::vector<SourceInfo>& sources);

signals:
    /// A person knows when this record really happened.
    void anchorWanted(const foreshock::LogRecord& record);
    void pageWanted(const foreshock::LogPageWish& wish);
    void rowAtWanted(const foreshock::LogRowWish& wish);
    void stepWanted(const foreshock::LogStepWish& wish);
    void countsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void ask();
    void askForCursorRow();
    void restart();
    void scrollTo(std::int64_t row);
    void select(std::int64_t row);
    void step(LogLevel level, LogStep direction);
    void updateBar();
    void updateEmptyState();
    void paintRow(QPainter& painter, std::int64_t row, double y);
    void showWhole(std::int64_t row, QPoint at);
    int visibleRows() const;
    std::string query() const;
    const SourceInfo* adjusted(const LogRecord& record) const;
    QString adjustedText(const LogRecord& record) const;
    std::int64_t rowAt(QPointF point) const;

    TimeScope& m_scope;
    Look m_look;
    LogRows m_rows;
    LogHighlight m_highlight;
    std::vector<SourceInfo> m_adjusted; ///< sources whose clock is corrected
    LogPageWish m_asked;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_firstIdOfQuery = 1; ///< answers to older wishes belong to another query
    bool m_isStale = false;             ///< what is shown is of the query before
    bool m_hasLogs = false;
    bool m_isOwnCursor = false;
    std::int64_t m_top = 0;
    std::optional<std::int64_t> m_current;
    QTimer m_askTimer, m_cursorTimer;
    QPushButton* m_widen = nullptr;
    QString m_emptyText;
};

} // namespace foreshock
