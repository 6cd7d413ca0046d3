// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the hand does in the log view, and what it sees.
#include "views/log/log_line.h"
#include "views/log/log_row_painter.h"
#include "views/log/log_trace.h"
#include "views/log/log_view.h"
#include "views/time_scope/time_scope.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace foreshock {

/// Where a step starts: the current record, else just before the first in sight.
LogKey LogView::place() const {
    if (const LogRecord* record = currentRecord())
        return LogKey::of(*record);
    const LogRecord* top = m_rows.at(m_top);
    return {top ? top->time : m_scope.range().from, -1, -1};
}

void LogView::step(const std::string& also, LogStep direction, const QString& whatFor) {
    if (!m_hasLogs)
        return;
    m_soughtFor = (direction == LogStep::Next ? tr("later %1") : tr("earlier %1")).arg(whatFor);
    emit stepWanted({question(), place(), also, direction});
}

/// From hit to hit: all rows are, unless others are shown between them.
void LogView::stepMatch(LogStep direction) {
    m_isHitSought = true;
    if (m_show == LogShow::All && !m_scope.filter().empty())
        step(m_scope.filter(), direction, tr("match"));
    else
        step({}, direction, tr("row"));
}

void LogView::stepMark(LogStep direction) {
    const LogKey here = place();
    const auto key = direction == LogStep::Next ? m_marks.after(here) : m_marks.before(here);
    if (!key) {
        emit said(m_marks.size() == 0
                      ? tr("no bookmark yet: M sets one")
                      : tr("no %1 bookmark").arg(direction == LogStep::Next ? tr("later") : tr("earlier")));
        return;
    }
    if (!m_scope.range().contains(key->time)) {
        m_scope.reveal(key->time);
        ask(); // so that the question is known when its row is asked for
    }
    m_soughtFor = tr("such row");
    emit rowAtWanted({question(), key->time, *key});
}

/// The same trace or request as the current record, whatever stands between.
void LogView::stepTrace(LogStep direction) {
    const LogRecord* record = currentRecord();
    const std::string trace = record ? traceOf(*record) : std::string();
    if (trace.empty()) {
        emit said(record ? tr("no trace or request id in this record") : tr("choose a record first"));
        return;
    }
    step("\"" + trace + "\"", direction, tr("record of %1").arg(QString::fromStdString(trace)));
}

/// The same mark again takes it away.
void LogView::mark(int label) {
    const LogRecord* record = currentRecord();
    if (!record)
        return;
    const LogKey key = LogKey::of(*record);
    emit markWanted({key, m_marks.labelOf(key) == label ? LogMark::kNone : label});
}

std::int64_t LogView::rowAt(QPointF point) const {
    return stack().moved(top(), static_cast<std::int64_t>(std::floor(point.y() / rowHeight()))).row;
}

QPoint LogView::below(std::int64_t row) const {
    return viewport()->mapToGlobal(QPoint(m_look.fonts.px(8), (lineOf(row).value_or(0) + 1) * rowHeight()));
}

/// Is that the words that fold and unfold a record?
bool LogView::foldAt(QPointF point) const {
    const int line = static_cast<int>(point.y()) / rowHeight();
    const LogSpot spot = spotAt(line);
    if (spot.kind != LogSpot::Kind::Record || !spot.record)
        return false;
    const QRectF box(0, line * rowHeight(), viewport()->width(), rowHeight());
    return foldBox(LogLine::of(*spot.record, m_scope.zone(), times()), m_folds.isOpen(*spot.record), columnsNow(), box,
                   m_look.fonts)
        .contains(point);
}

void LogView::paintLine(LogRowPainter& painter, const LogSpot& spot, const QRectF& box) const {
    LogRowState state = stateOf(spot.row, spot.record);
    switch (spot.kind) {
    case LogSpot::Kind::Record:
        return painter.row(spot.record, state, box);
    case LogSpot::Kind::Gap:
        return painter.gap(spot.hidden, box);
    case LogSpot::Kind::Around:
        state.isCurrent = state.isHit = state.isOpen = false;
        state.isFaint = true;
        return painter.row(spot.record, state, box);
    case LogSpot::Kind::More:
        break;
    }
    const int beyond = LogLine::linesBehind(*spot.record) - LogStack::kMostLines;
    painter.more(spot.index > LogStack::kMostLines ? tr("\u2026 %1 more lines").arg(beyond)
                                                   : LogLine::lineBehind(*spot.record, spot.index),
                 state, box);
}

void LogView::paintEvent(QPaintEvent*) {
    QPainter p(viewport());
    p.setLayoutDirection(Qt::LeftToRight);
    const Theme& t = m_look.theme;
    p.fillRect(viewport()->rect(), t.surface);
    if (!m_emptyText.isEmpty()) {
        p.setFont(m_look.fonts.body);
        p.setPen(t.text2);
        p.drawText(viewport()->rect().adjusted(0, 0, 0, m_widen->isVisible() ? -m_look.fonts.px(30) : 0),
                   Qt::AlignCenter, m_emptyText);
        return;
    }
    const LogColumns columns = columnsNow();
    LogRowPainter painter(p, columns, m_highlight, m_look, m_scope.zone(), times(), m_fields, m_sources);
    const LogStack lines = stack();
    const std::int64_t begin = m_rows.isKnown() ? m_rows.begin() : m_top;
    const std::int64_t end = m_rows.isKnown() ? m_rows.end() : m_top + visibleRows();
    bool isTold = m_rows.isWhole();
    LogPlace place = top();
    for (int i = 0; i * rowHeight() < viewport()->height(); ++i, place = lines.moved(place, 1)) {
        const QRectF box(0, i * rowHeight(), viewport()->width(), rowHeight());
        if (place.row >= begin && place.row < end) {
            paintLine(painter, lines.at(place), box);
        } else if (!std::exchange(isTold, true)) { // rows keep their place while those before them are searched
            p.setFont(m_look.fonts.small);
            p.setPen(t.text3);
            p.drawText(box.adjusted(columns.left(), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                       tr("searching, %1 %").arg(static_cast<int>(m_rows.searched() * 100)));
        }
    }
    const auto held = hasFocus() && m_current ? lineOf(*m_current) : std::nullopt;
    if (held) {
        p.setPen(QPen(t.accent, 1));
        p.setBrush(Qt::NoBrush);
        p.drawRect(QRectF(0.5, *held * rowHeight() + 0.5, viewport()->width() - 1.0, rowHeight() - 1.0));
    }
}

void LogView::resizeEvent(QResizeEvent*) {
    updateAcross();
    updateBar();
    updateEmptyState();
    m_askTimer.start();
}

void LogView::showWhole(std::int64_t row, QPoint at) {
    if (const LogRecord* record = m_rows.at(row))
        QToolTip::showText(at,
                           QStringLiteral("<pre>%1</pre>")
                               .arg((adjustedText(*record) + LogLine::whole(*record, 8000)).toHtmlEscaped()),
                           viewport());
}

void LogView::contextMenuEvent(QContextMenuEvent* e) {
    const bool isByKey = e->reason() == QContextMenuEvent::Keyboard;
    const std::int64_t row = isByKey ? m_current.value_or(m_top) : rowAt(e->pos());
    const LogRecord* record = m_rows.at(row);
    if (!record)
        return;
    const LogRecord chosenOne = *record;
    const LogRows::Span span = chosen();
    if (row < span.first || row >= span.first + span.count) // on the chosen rows it speaks of all of them
        select(row);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit contextMenuWanted(*menu, chosenOne);
    connect(menu->addAction(tr("This record's &true time is\u2026")), &QAction::triggered, this,
            [this, chosenOne] { emit anchorWanted(chosenOne); });
    menu->popup(isByKey ? below(row) : e->globalPos());
}

/// Letters go forward, with Shift back.
bool LogView::pressLetter(int key, LogStep direction) {
    const bool isNext = direction == LogStep::Next;
    switch (key) {
    case Qt::Key_G:
        jumpTo(isNext ? LogEnd::First : LogEnd::Last);
        return true;
    case Qt::Key_N:
        stepMatch(direction);
        return true;
    case Qt::Key_E:
        step("level>=error", direction, tr("error"));
        return true;
    case Qt::Key_W:
        step("level>=warning", direction, tr("warning"));
        return true;
    case Qt::Key_U:
        stepMark(direction);
        return true;
    case Qt::Key_O:
        stepTrace(direction);
        return true;
    case Qt::Key_M:
        mark(LogMark::kBookmark);
        return true;
    case Qt::Key_F:
        setFollowing(!m_isFollowing);
        return true;
    case Qt::Key_C: // 0, 3, 10, and back
        setAround(isNext ? (m_around == 0   ? 3
                            : m_around == 3 ? 10
                                            : 0)
                         : (m_around == 0    ? 10
                            : m_around == 10 ? 3
                                             : 0));
        return true;
    case Qt::Key_T:
        emit columnsMenuWanted();
        return true;
    case Qt::Key_H:
        setShow(m_show == LogShow::Hits ? LogShow::All : LogShow::Hits);
        return true;
    default:
        return false;
    }
}

void LogView::keyPressEvent(QKeyEvent* e) {
    const std::int64_t row = m_current.value_or(m_top);
    const bool isShifted = e->modifiers().testFlag(Qt::ShiftModifier);
    if (e->matches(QKeySequence::Copy)) {
        emit copyWanted();
        return;
    }
    if (e->modifiers().testFlag(Qt::ControlModifier) && e->key() >= Qt::Key_1 && e->key() <= Qt::Key_9) {
        mark(e->key() - Qt::Key_0);
        return;
    }
    if (e->modifiers() == Qt::ControlModifier && (e->key() == Qt::Key_Left || e->key() == Qt::Key_Right)) {
        horizontalScrollBar()->triggerAction(e->key() == Qt::Key_Left ? QScrollBar::SliderPageStepSub
                                                                      : QScrollBar::SliderPageStepAdd);
        return;
    }
    if (e->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(e);
        return;
    }
    const LogChoice choice = isShifted && m_current ? LogChoice::UpTo : LogChoice::Alone;
    switch (e->key()) {
    case Qt::Key_J:
    case Qt::Key_Down:
        select(m_current ? row + 1 : row, choice);
        break;
    case Qt::Key_K:
    case Qt::Key_Up:
        select(row - 1, choice);
        break;
    case Qt::Key_Home:
        jumpTo(LogEnd::First);
        break;
    case Qt::Key_End:
        jumpTo(LogEnd::Last);
        break;
    case Qt::Key_PageDown:
        select(row + visibleRows(), choice);
        break;
    case Qt::Key_PageUp:
        select(row - visibleRows(), choice);
        break;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if (isShifted)
            setAllFolds(e->key() == Qt::Key_Right);
        else
            setFold(row, e->key() == Qt::Key_Right);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const LogRecord* record = m_rows.at(row); record && LogLine::linesBehind(*record) > 0)
            toggleFold(row);
        else
            showWhole(row, below(row));
        break;
    default:
        if (!pressLetter(e->key(), isShifted ? LogStep::Previous : LogStep::Next))
            QAbstractScrollArea::keyPressEvent(e);
    }
}

void LogView::mousePressEvent(QMouseEvent* e) {
    if (e->button() == Qt::LeftButton && foldAt(e->position()))
        return toggleFold(rowAt(e->position()));
    const std::int64_t row = rowAt(e->position());
    if (e->button() == Qt::LeftButton && row >= m_rows.begin() && row < m_rows.end())
        select(row, e->modifiers().testFlag(Qt::ShiftModifier) && m_current ? LogChoice::UpTo : LogChoice::Alone);
}

void LogView::mouseMoveEvent(QMouseEvent* e) {
    if (e->buttons().testFlag(Qt::LeftButton) && m_current && rowAt(e->position()) != *m_current)
        select(rowAt(e->position()), LogChoice::UpTo);
}

void LogView::wheelEvent(QWheelEvent* e) {
    if (const int across = e->angleDelta().x(); across != 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - across);
    scrollTo(stack().moved(top(), -e->angleDelta().y() * 3 / 120));
    e->accept();
}

bool LogView::viewportEvent(QEvent* e) {
    if (e->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(e);
        showWhole(rowAt(help->pos()), help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(e);
}

void LogView::focusInEvent(QFocusEvent*) {
    viewport()->update();
}
void LogView::focusOutEvent(QFocusEvent*) {
    viewport()->update();
}

} // namespace foreshock
