// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_gestures.h"

#include "views/timeline/ruler_painter.h"

#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>
#include <cmath>

namespace foreshock {

static constexpr double kNear = 5; ///< pixels within which an edge is taken

TimelineGestures::TimelineGestures(TimeScope& scope, const TimelineScene& scene, QWidget* plot)
    : QObject(plot)
    , m_scope(scope)
    , m_scene(scene)
    , m_plot(plot) {
    plot->installEventFilter(this);
}

bool TimelineGestures::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        m_drag = Drag::None;
        m_scope.setSelection(std::nullopt);
        m_scope.fit();
        return true;
    case QEvent::Wheel:
        return wheel(*static_cast<QWheelEvent*>(event));
    default:
        return false;
    }
}

TimelineGestures::Drag TimelineGestures::dragAt(const QMouseEvent& e) const {
    const QPointF at = e.position();
    if (m_scene.layout.minimap.adjusted(-kNear, 0, kNear, 0).contains(at)) {
        const QRectF window = minimapWindow(m_scene);
        if (std::abs(at.x() - window.left()) <= kNear)
            return Drag::WindowFrom;
        return std::abs(at.x() - window.right()) <= kNear ? Drag::WindowTo : Drag::WindowBody;
    }
    if (at.x() < m_scene.layout.axis.left)
        return Drag::None;
    if (e.button() == Qt::MiddleButton || e.modifiers().testFlag(Qt::ShiftModifier))
        return Drag::Pan;
    if (m_scope.selection()) {
        if (std::abs(at.x() - m_scene.layout.axis.x(m_scope.selection()->from)) <= kNear)
            return Drag::SelectionFrom;
        if (std::abs(at.x() - m_scene.layout.axis.x(m_scope.selection()->to)) <= kNear)
            return Drag::SelectionTo;
    }
    return Drag::Select;
}

void TimelineGestures::press(const QMouseEvent& e) {
    if (m_plot->parentWidget())
        m_plot->parentWidget()->setFocus(Qt::MouseFocusReason);
    if (e.button() != Qt::LeftButton && e.button() != Qt::MiddleButton)
        return;
    m_drag = dragAt(e);
    m_pressed = e.position();
    m_rangeAtPress = m_scope.range();
    m_hasMoved = false;
    if (m_drag == Drag::Select)
        m_anchor = m_scene.layout.axis.at(e.position().x());
    if (m_drag == Drag::SelectionFrom)
        m_anchor = m_scope.selection()->to;
    if (m_drag == Drag::SelectionTo)
        m_anchor = m_scope.selection()->from;
    if (m_drag == Drag::WindowBody && !minimapWindow(m_scene).contains(e.position())) {
        // A press beside the window brings it there.
        const Duration half = m_rangeAtPress.length() / 2;
        const Instant middle = minimapAxis(m_scene).at(e.position().x());
        m_scope.setRange({middle - half, middle + half});
        m_rangeAtPress = m_scope.range();
    }
}

void TimelineGestures::move(const QMouseEvent& e) {
    const QPointF at = e.position();
    const TimeAxis& axis = m_scene.layout.axis;
    if (m_drag == Drag::None) {
        showShape(e);
        if (at.x() >= axis.left && at.x() <= axis.right() && at.y() >= m_scene.layout.ruler.top())
            m_scope.setCursor(axis.at(at.x()));
        return;
    }
    m_hasMoved = m_hasMoved || (at - m_pressed).manhattanLength() >= 4;
    if (!m_hasMoved)
        return;
    const auto step = TimeScope::Step::Continuous;
    switch (m_drag) {
    case Drag::Select:
    case Drag::SelectionFrom:
    case Drag::SelectionTo: {
        const Instant now = axis.at(std::clamp(at.x(), axis.left, axis.right()));
        m_scope.setCursor(now);
        m_scope.setSelection(TimeRange{std::min(m_anchor, now), std::max(m_anchor, now)}, step);
        break;
    }
    case Drag::Pan: {
        const TimeAxis pressed{m_rangeAtPress, axis.left, axis.width};
        const Duration by = pressed.at(m_pressed.x()) - pressed.at(at.x());
        m_scope.setRange({m_rangeAtPress.from + by, m_rangeAtPress.to + by}, step);
        break;
    }
    default: {
        const TimeAxis whole = minimapAxis(m_scene);
        const Duration by = whole.at(at.x()) - whole.at(m_pressed.x());
        TimeRange range = m_rangeAtPress;
        if (m_drag != Drag::WindowTo)
            range.from += by;
        if (m_drag != Drag::WindowFrom)
            range.to += by;
        if (!range.isEmpty())
            m_scope.setRange(range, step);
    }
    }
}

void TimelineGestures::release(const QMouseEvent& e) {
    const Drag was = std::exchange(m_drag, Drag::None);
    if (!m_hasMoved && (was == Drag::Select || e.position().x() < m_scene.layout.axis.left))
        emit clicked(e.position());
}

bool TimelineGestures::wheel(const QWheelEvent& e) {
    const double x = e.position().x();
    const bool isInGutter = x < m_scene.layout.axis.left;
    const QPoint turn = e.angleDelta();
    if (isInGutter && !e.modifiers().testFlag(Qt::ControlModifier)) {
        emit scrollWanted(-turn.y() * 0.5);
        return true;
    }
    if (std::abs(turn.x()) > std::abs(turn.y()) || e.modifiers().testFlag(Qt::ShiftModifier)) {
        m_scope.pan(-(turn.x() != 0 ? turn.x() : turn.y()) / 120.0 * 0.1);
        return true;
    }
    const TimeAxis axis = m_scene.layout.minimap.contains(e.position()) ? minimapAxis(m_scene) : m_scene.layout.axis;
    m_scope.zoom(std::pow(0.8, turn.y() / 120.0), axis.at(x));
    return true;
}

void TimelineGestures::showShape(const QMouseEvent& e) {
    switch (dragAt(e)) {
    case Drag::SelectionFrom:
    case Drag::SelectionTo:
    case Drag::WindowFrom:
    case Drag::WindowTo:
        m_plot->setCursor(Qt::SizeHorCursor);
        break;
    case Drag::WindowBody:
        m_plot->setCursor(Qt::OpenHandCursor);
        break;
    default:
        m_plot->unsetCursor();
    }
}

} // namespace foreshock
