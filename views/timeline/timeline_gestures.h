// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_scene.h"

#include <QObject>
#include <QPointF>

class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace foreshock {

/// Turns mouse and wheel on the plot into steps of the scope: move = cursor, drag = selection, Shift or middle
/// drag = pan, wheel = zoom at the cursor, double click = fit, the minimap's window by body and edges.
/// An event filter of the plot; owned by the timeline view.
class TimelineGestures : public QObject {
    Q_OBJECT
public:
    TimelineGestures(TimeScope& scope, const TimelineScene& scene, QWidget* plot);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void clicked(QPointF at);
    /// Wheel over the gutter, in pixels.
    void scrollWanted(double by);

private:
    enum class Drag { None, Select, SelectionFrom, SelectionTo, Pan, WindowBody, WindowFrom, WindowTo };
    Drag dragAt(const QMouseEvent& event) const;
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    bool wheel(const QWheelEvent& event);
    void showShape(const QMouseEvent& event);

    TimeScope& m_scope;
    const TimelineScene& m_scene;
    QWidget* m_plot;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    Instant m_anchor;
    TimeRange m_rangeAtPress;
    bool m_hasMoved = false;
};

} // namespace foreshock
