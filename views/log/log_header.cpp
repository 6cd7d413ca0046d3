// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_header.h"

#include "model/base/text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace foreshock {

static QString titleOf(const LogColumn& column) {
    return QString::fromStdString(screenText(column.title().toStdString()));
}

LogHeader::LogHeader(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Columns of the log"));
    setToolTip(tr("Drag a title to move it, an edge to resize it; right click for more columns"));
}

void LogHeader::setLook(const Look& look) {
    m_look = look;
    setFixedHeight(look.fonts.px(22));
    update();
}

void LogHeader::setColumns(const LogColumns& columns) {
    m_columns = columns;
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(columns.cells.size()) - 1));
    update();
}

double LogHeader::charWidth() const {
    return QFontMetricsF(m_look.fonts.mono).horizontalAdvance(QLatin1Char('0'));
}

const LogColumns::Cell* LogHeader::cellAt(double x) const {
    for (const LogColumns::Cell& cell : m_columns.cells)
        if (x >= cell.x - m_columns.gap / 2 && x < cell.x + cell.width + m_columns.gap / 2)
            return &cell;
    return nullptr;
}

/// The column that ends there. The message takes the rest: its edge is nobody's.
const LogColumns::Cell* LogHeader::edgeAt(double x) const {
    for (const LogColumns::Cell& cell : m_columns.cells)
        if (cell.column.kind != LogColumn::Kind::Message &&
            std::abs(x - (cell.x + cell.width + m_columns.gap / 2)) <= m_look.fonts.px(5))
            return &cell;
    return nullptr;
}

/// Before which column of the setup something dropped there would stand.
int LogHeader::placeAt(double x) const {
    for (const LogColumns::Cell& cell : m_columns.cells)
        if (x < cell.x + cell.width / 2)
            return cell.index;
    return m_columns.cells.empty() ? 0 : m_columns.cells.back().index + 1;
}

void LogHeader::choose(int cell) {
    if (m_columns.cells.empty())
        return;
    m_current = std::clamp(cell, 0, static_cast<int>(m_columns.cells.size()) - 1);
    const QString title = titleOf(m_columns.cells[static_cast<std::size_t>(m_current)].column);
    setAccessibleDescription(tr("%1, column %2 of %3").arg(title).arg(m_current + 1).arg(m_columns.cells.size()));
    update();
}

QPoint LogHeader::below() const {
    const double x = m_columns.cells.empty() ? 0 : m_columns.cells[static_cast<std::size_t>(m_current)].x;
    return mapToGlobal(QPoint(static_cast<int>(x), height()));
}

void LogHeader::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Theme& t = m_look.theme;
    p.fillRect(rect(), t.surface);
    p.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    p.setFont(m_look.fonts.small);
    const QFontMetricsF metrics(m_look.fonts.small);
    for (std::size_t i = 0; i < m_columns.cells.size(); ++i) {
        const LogColumns::Cell& cell = m_columns.cells[i];
        const QRectF box(cell.x, 0, cell.width, height());
        const bool isHeld = hasFocus() && static_cast<int>(i) == m_current;
        p.setPen(isHeld ? t.text : t.text3);
        p.drawText(box, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextForceLeftToRight),
                   metrics.elidedText(titleOf(cell.column), Qt::ElideRight, cell.width));
        const double edge = std::floor(cell.x + cell.width + m_columns.gap / 2);
        if (i + 1 < m_columns.cells.size())
            p.fillRect(QRectF(edge, m_look.fonts.px(5), 1, height() - m_look.fonts.px(10)), t.line2);
        if (isHeld) {
            p.setPen(t.accent);
            p.setBrush(Qt::NoBrush);
            p.drawRect(box.adjusted(-m_columns.gap / 4, 1.5, m_columns.gap / 4, -2.5));
        }
    }
    if (m_isDragged) { // where it would go
        const int place = placeAt(m_at);
        double x = m_columns.cells.back().x + m_columns.cells.back().width + m_columns.gap / 2;
        for (const LogColumns::Cell& cell : m_columns.cells)
            if (cell.index == place)
                x = cell.x - m_columns.gap / 2;
        p.fillRect(QRectF(std::floor(x) - 1, 0, 2, height()), t.accent);
    }
}

void LogHeader::keyPressEvent(QKeyEvent* e) {
    if (m_columns.cells.empty())
        return QWidget::keyPressEvent(e);
    const LogColumns::Cell& cell = m_columns.cells[static_cast<std::size_t>(m_current)];
    const int chars = static_cast<int>(std::lround(cell.width / charWidth()));
    const bool isShifted = e->modifiers().testFlag(Qt::ShiftModifier);
    const int step = e->key() == Qt::Key_Left ? -1 : 1;
    switch (e->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (!isShifted)
            return choose(m_current + step);
        if (m_current + step >= 0 && m_current + step < static_cast<int>(m_columns.cells.size())) {
            const int to = m_columns.cells[static_cast<std::size_t>(m_current + step)].index;
            emit moveWanted(cell.index, to);
            choose(m_current + step);
        }
        return;
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(static_cast<int>(m_columns.cells.size()) - 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        emit widthWanted(cell.index, chars + 2);
        return;
    case Qt::Key_Minus:
        emit widthWanted(cell.index, chars - 2);
        return;
    case Qt::Key_Delete:
        emit removeWanted(cell.index);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit menuWanted(below());
        return;
    default:
        QWidget::keyPressEvent(e);
    }
}

void LogHeader::mousePressEvent(QMouseEvent* e) {
    if (e->button() != Qt::LeftButton)
        return;
    m_pressed = m_at = e->position().x();
    if (const LogColumns::Cell* edge = edgeAt(m_pressed)) {
        m_stretched = edge->index;
        m_width = edge->width;
    } else if (const LogColumns::Cell* cell = cellAt(m_pressed)) {
        m_held = cell->index;
        choose(static_cast<int>(cell - m_columns.cells.data()));
    }
}

void LogHeader::mouseMoveEvent(QMouseEvent* e) {
    m_at = e->position().x();
    if (m_stretched) {
        emit widthWanted(*m_stretched, static_cast<int>(std::lround((m_width + m_at - m_pressed) / charWidth())));
    } else if (m_held) {
        m_isDragged = m_isDragged || std::abs(m_at - m_pressed) > QApplication::startDragDistance();
        update();
    } else {
        setCursor(edgeAt(m_at) ? Qt::SplitHCursor : Qt::ArrowCursor);
    }
}

void LogHeader::mouseReleaseEvent(QMouseEvent* e) {
    const std::optional<int> held = std::exchange(m_held, std::nullopt);
    m_stretched.reset();
    if (std::exchange(m_isDragged, false) && held) {
        const int place = placeAt(e->position().x());
        const int to = place > *held ? place - 1 : place; // without the one that leaves
        if (to != *held)
            emit moveWanted(*held, to);
    }
    update();
}

void LogHeader::mouseDoubleClickEvent(QMouseEvent* e) {
    if (const LogColumns::Cell* edge = edgeAt(e->position().x()))
        emit fitWanted(edge->index);
}

void LogHeader::contextMenuEvent(QContextMenuEvent* e) {
    if (const LogColumns::Cell* cell = cellAt(e->pos().x()); cell && e->reason() == QContextMenuEvent::Mouse)
        choose(static_cast<int>(cell - m_columns.cells.data()));
    emit menuWanted(e->reason() == QContextMenuEvent::Keyboard ? below() : e->globalPos());
}

void LogHeader::focusInEvent(QFocusEvent*) {
    choose(m_current);
}
void LogHeader::focusOutEvent(QFocusEvent*) {
    update();
}

} // namespace foreshock
