// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_scene.h"

#include <QObject>
#include <QPoint>
#include <optional>

class QContextMenuEvent;
class QKeyEvent;
class QMouseEvent;
class QWidget;

namespace foreshock {

/// The hand on the lanes' names: a drag moves a lane, its lower edge makes it taller, a click holds it, and keys do
/// the same to the held one. What it does is a setup of the scope. An event filter of the plot, asked before the one
/// of the plot's own gestures; owned by the timeline view.
class LaneHand : public QObject {
    Q_OBJECT
public:
    LaneHand(TimeScope& scope, const TimelineScene& scene, QWidget* plot);

    bool eventFilter(QObject* watched, QEvent* event) override;
    /// Is it one of the lanes' keys?
    bool takeKey(const QKeyEvent& event);

    const std::string& held() const { return m_held; }
    void hold(const std::string& lane);
    /// Where a lane that is being dragged would go: a line between two lanes.
    std::optional<double> dropLine() const { return m_drop ? std::optional(m_drop->y) : std::nullopt; }

    void pin(const std::string& lane);
    void hide(const std::string& lane);
    void shift(const std::string& lane, int by);
    void grow(const std::string& lane, double by);
    void usualHeight(const std::string& lane);
    void showAll();

signals:
    void clicked(QPointF at);
    void scrollWanted(double by);
    void revealWanted(const std::string& lane);
    void menuWanted(const std::string& lane, QPoint global);
    void pictureChanged();

private:
    struct Drop {
        double y = 0;
        std::string behind; ///< empty: to the top
    };
    enum class Drag { None, Move, Resize };
    bool isInNames(QPointF at) const;
    /// The lane whose lower edge is under the point.
    std::optional<std::size_t> edgeAt(QPointF at) const;
    const Lane* laneOf(const std::string& key) const;
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    bool menu(const QContextMenuEvent& event);
    Drop dropAt(double y) const;
    void walk(int by);

    TimeScope& m_scope;
    const TimelineScene& m_scene;
    QWidget* m_plot;
    std::string m_held;
    Drag m_drag = Drag::None;
    std::string m_dragged;
    QPointF m_pressed;
    double m_heightAtPress = 0;
    bool m_hasMoved = false;
    std::optional<Drop> m_drop;
};

} // namespace foreshock
