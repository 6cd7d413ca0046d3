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
#include <QToolTip>
#include <algorithm>

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
    return m_top + static_cast<std::int64_t>(point.y()) / rowHeight();
}

QPoint LogView::below(std::int64_t row) const {
    return viewport()->mapToGlobal(QPoint(m_look.fonts.px(8), static_cast<int>(row - m_top + 1) * rowHeight()));
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
    const LogColumns columns = LogColumns::of(viewport()->width(), m_look.fonts);
    const std::int64_t begin = m_rows.isKnown() ? m_rows.begin() : m_top;
    const std::int64_t end = m_rows.isKnown() ? m_rows.end() : m_top + visibleRows();
    bool isTold = m_rows.isWhole();
    for (int i = 0; i * rowHeight() < viewport()->height(); ++i) {
        const std::int64_t row = m_top + i;
        const QRectF box(0, i * rowHeight(), viewport()->width(), rowHeight());
        if (row >= begin && row < end) {
            const LogRecord* record = m_rows.at(row);
            paintLogRow(p, record, stateOf(row, record), box, columns, m_highlight, m_look, m_scope.zone());
        } else if (!std::exchange(isTold, true)) { // rows keep their place while those before them are searched
            p.setFont(m_look.fonts.small);
            p.setPen(t.text3);
            p.drawText(box.adjusted(columns.time, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                       tr("searching, %1 %").arg(static_cast<int>(m_rows.searched() * 100)));
        }
    }
    if (hasFocus() && m_current && *m_current >= m_top) {
        p.setPen(QPen(t.accent, 1));
        p.setBrush(Qt::NoBrush);
        p.drawRect(QRectF(0.5, static_cast<double>((*m_current - m_top) * rowHeight()) + 0.5, viewport()->width() - 1.0,
                          rowHeight() - 1.0));
    }
}

void LogView::resizeEvent(QResizeEvent*) {
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
    case Qt::Key_Return:
    case Qt::Key_Enter:
        showWhole(row, below(row));
        break;
    default:
        if (!pressLetter(e->key(), isShifted ? LogStep::Previous : LogStep::Next))
            QAbstractScrollArea::keyPressEvent(e);
    }
}

void LogView::mousePressEvent(QMouseEvent* e) {
    const std::int64_t row = rowAt(e->position());
    if (e->button() == Qt::LeftButton && row >= m_rows.begin() && row < m_rows.end())
        select(row, e->modifiers().testFlag(Qt::ShiftModifier) && m_current ? LogChoice::UpTo : LogChoice::Alone);
}

void LogView::mouseMoveEvent(QMouseEvent* e) {
    if (e->buttons().testFlag(Qt::LeftButton) && m_current && rowAt(e->position()) != *m_current)
        select(rowAt(e->position()), LogChoice::UpTo);
}

void LogView::wheelEvent(QWheelEvent* e) {
    scrollTo(m_top - e->angleDelta().y() * 3 / 120);
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
