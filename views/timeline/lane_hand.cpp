// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane_hand.h"

#include "views/timeline/lane_order.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>
#include <algorithm>
#include <cmath>

namespace foreshock {

static constexpr double kNearEdge = 3;

LaneHand::LaneHand(TimeScope& scope, const TimelineScene& scene, QWidget* plot)
    : QObject(plot)
    , m_scope(scope)
    , m_scene(scene)
    , m_plot(plot) {
    plot->installEventFilter(this);
}

bool LaneHand::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick: {
        const QPointF at = static_cast<QMouseEvent*>(event)->position();
        if (!isInNames(at))
            return false;
        if (const auto edge = edgeAt(at))
            usualHeight(m_scene.lanes[*edge].key);
        return true;
    }
    case QEvent::ContextMenu:
        return menu(*static_cast<QContextMenuEvent*>(event));
    default:
        return false;
    }
}

bool LaneHand::isInNames(QPointF at) const {
    return at.x() < m_scene.layout.axis.left && m_scene.layout.lanesArea.contains(at);
}

std::optional<std::size_t> LaneHand::edgeAt(QPointF at) const {
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i)
        if (m_scene.lanes[i].canResize() && m_scene.layout.shows(i) &&
            std::abs(m_scene.layout.lanes[i].box.bottom() - at.y()) <= kNearEdge)
            return i;
    return std::nullopt;
}

const Lane* LaneHand::laneOf(const std::string& key) const {
    for (const Lane& lane : m_scene.lanes)
        if (lane.key == key)
            return &lane;
    return nullptr;
}

bool LaneHand::press(const QMouseEvent& e) {
    if (!isInNames(e.position()) || e.button() != Qt::LeftButton)
        return false;
    if (m_plot->parentWidget())
        m_plot->parentWidget()->setFocus(Qt::MouseFocusReason);
    m_pressed = e.position();
    m_hasMoved = false;
    m_dragged.clear();
    if (const auto edge = edgeAt(e.position())) {
        m_drag = Drag::Resize;
        m_dragged = m_scene.lanes[*edge].key;
        m_heightAtPress = m_scene.layout.lanes[*edge].box.height() / m_scene.layout.scale;
        return true;
    }
    m_drag = Drag::Move;
    std::size_t lane = 0;
    if (m_scene.laneAt(e.position(), lane))
        m_dragged = m_scene.lanes[lane].key;
    return true;
}

bool LaneHand::move(const QMouseEvent& e) {
    if (m_drag == Drag::None) {
        if (!isInNames(e.position()) || e.buttons() != Qt::NoButton)
            return false;
        m_plot->setCursor(edgeAt(e.position()) ? Qt::SizeVerCursor : Qt::ArrowCursor);
        return true;
    }
    m_hasMoved = m_hasMoved || std::abs(e.position().y() - m_pressed.y()) >= 4;
    if (!m_hasMoved || m_dragged.empty())
        return true;
    if (m_drag == Drag::Resize) {
        LaneSetup setup = m_scope.lanes();
        setup.heights[m_dragged] =
            std::clamp(m_heightAtPress + (e.position().y() - m_pressed.y()) / m_scene.layout.scale, 14.0, 800.0);
        m_scope.setLanes(setup, TimeScope::Step::Continuous);
        return true;
    }
    m_plot->setCursor(Qt::ClosedHandCursor);
    const QRectF area = m_scene.layout.scrolledArea;
    if (e.position().y() > area.bottom() - 12)
        emit scrollWanted(12);
    else if (e.position().y() < area.top() + 12 && e.position().y() > area.top() - 12)
        emit scrollWanted(-12);
    m_drop = dropAt(e.position().y());
    emit pictureChanged();
    return true;
}

/// Between the two lanes whose border is nearest.
LaneHand::Drop LaneHand::dropAt(double y) const {
    Drop best{m_scene.layout.lanesArea.top() + 1, {}};
    double nearest = std::abs(y - best.y);
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i) {
        if (!m_scene.layout.shows(i))
            continue;
        const double edge = m_scene.layout.lanes[i].box.bottom();
        if (std::abs(y - edge) < nearest) {
            nearest = std::abs(y - edge);
            best = {edge, m_scene.lanes[i].key};
        }
    }
    return best;
}

bool LaneHand::release(const QMouseEvent& e) {
    if (m_drag == Drag::None)
        return false;
    const Drag was = std::exchange(m_drag, Drag::None);
    const auto drop = std::exchange(m_drop, std::nullopt);
    m_plot->unsetCursor();
    if (!m_hasMoved) {
        if (was == Drag::Move) {
            hold(m_dragged);
            emit clicked(e.position());
        }
        return true;
    }
    if (was == Drag::Move && drop && drop->behind != m_dragged && !m_dragged.empty()) {
        LaneSetup setup = m_scope.lanes();
        putBehind(setup, m_scene.lanes, m_dragged, drop->behind);
        m_scope.setLanes(setup);
    }
    emit pictureChanged();
    return true;
}

bool LaneHand::menu(const QContextMenuEvent& e) {
    std::size_t lane = 0;
    if (!m_scene.laneAt(e.pos(), lane))
        return false;
    hold(m_scene.lanes[lane].key);
    emit menuWanted(m_held, e.globalPos());
    return true;
}

void LaneHand::hold(const std::string& lane) {
    m_held = std::string(lane);
    emit pictureChanged();
}

void LaneHand::walk(int by) {
    if (m_scene.lanes.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(m_scene.lanes.size());
    const Lane* now = laneOf(m_held);
    const std::ptrdiff_t at = now ? now - m_scene.lanes.data() + by : by > 0 ? 0 : count - 1;
    hold(m_scene.lanes[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, count - 1))].key);
    emit revealWanted(m_held);
}

bool LaneHand::takeKey(const QKeyEvent& e) {
    const auto modifiers = e.modifiers() & ~Qt::KeypadModifier;
    const int way = e.key() == Qt::Key_Up ? -1 : e.key() == Qt::Key_Down ? 1 : 0;
    if (way != 0 && modifiers == Qt::ControlModifier) {
        walk(way);
        return true;
    }
    if (e.key() == Qt::Key_H && modifiers == Qt::ShiftModifier) {
        showAll();
        return true;
    }
    if (!laneOf(m_held))
        return false;
    if (way != 0 && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        shift(m_held, way);
        emit revealWanted(m_held);
        return true;
    }
    if (modifiers & ~Qt::ShiftModifier)
        return false;
    switch (e.key()) {
    case Qt::Key_P:
        pin(m_held);
        return true;
    case Qt::Key_H:
        hide(m_held);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        grow(m_held, e.key() == Qt::Key_Plus ? 22 : -22);
        return true;
    case Qt::Key_Escape:
        hold({});
        return false; // Escape clears more than this
    case Qt::Key_Menu:
        for (std::size_t i = 0; i < m_scene.lanes.size(); ++i)
            if (m_scene.lanes[i].key == m_held)
                emit menuWanted(m_held, m_plot->mapToGlobal(m_scene.layout.lanes[i].gutter.center().toPoint()));
        return true;
    default:
        return false;
    }
}

void LaneHand::pin(const std::string& lane) {
    LaneSetup setup = m_scope.lanes();
    setup.setPinned(lane, !setup.isPinned(lane));
    m_scope.setLanes(setup);
}

/// The next lane is held then, so that H can be pressed again.
void LaneHand::hide(const std::string& lane) {
    LaneSetup setup = m_scope.lanes();
    setup.hidden.insert(lane);
    const Lane* now = laneOf(lane);
    if (now && lane == m_held) { // from here on `lane` may be another one
        const auto at = static_cast<std::size_t>(now - m_scene.lanes.data());
        hold(at + 1 < m_scene.lanes.size() ? m_scene.lanes[at + 1].key : std::string());
    }
    m_scope.setLanes(setup);
}

void LaneHand::shift(const std::string& lane, int by) {
    LaneSetup setup = m_scope.lanes();
    foreshock::shift(setup, m_scene.lanes, lane, by);
    m_scope.setLanes(setup);
}

void LaneHand::grow(const std::string& lane, double by) {
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i)
        if (m_scene.lanes[i].key == lane && m_scene.lanes[i].canResize()) {
            LaneSetup setup = m_scope.lanes();
            setup.heights[lane] =
                std::clamp(m_scene.layout.lanes[i].box.height() / m_scene.layout.scale + by, 14.0, 800.0);
            m_scope.setLanes(setup, TimeScope::Step::Continuous);
        }
}

void LaneHand::usualHeight(const std::string& lane) {
    LaneSetup setup = m_scope.lanes();
    setup.heights.erase(lane);
    m_scope.setLanes(setup);
}

void LaneHand::showAll() {
    LaneSetup setup = m_scope.lanes();
    setup.hidden.clear();
    m_scope.setLanes(setup);
}

} // namespace foreshock
