// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/span_painter.h"
#include "views/plot/text_store.h"
#include "views/theme/look.h"
#include "views/timeline/timeline_scene.h"

#include <QTimer>
#include <QWidget>

class QScrollBar;

namespace foreshock {

class TimelinePlot;
class TimeScope;

/// All lanes over one time axis. Takes values, asks for the samples and heat of what is in sight, and paints what it
/// has meanwhile. Follows and sets the scope. Owned by the main window; lives on the GUI thread.
class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(TimeScope& scope, QWidget* parent = nullptr);
    ~TimelineView() override;

    void setLook(const Look& look);
    void setIncident(std::shared_ptr<const IncidentView> incident);
    void setAnswer(std::shared_ptr<const Answer> answer);
    void setSelectedChange(const ChangeId& change);
    void setSeriesWindows(std::vector<SeriesWindow> windows);
    void setHeat(TimeRange range, std::vector<HeatRow> rows);
    void setChangePoints(SeriesId series, std::vector<ChangePoint> points);

    const TimelineScene& scene() const { return m_scene; }
    const TimelineValues& values() const { return m_values; }
    QWidget* plot() const;
    /// Scrolls until the lane of this series can be seen.
    void revealSeries(const SeriesRef& series);
    /// Geometry, wishes and pixels at once, as they are when the picture rests or while it moves.
    void flush(Motion motion = Motion::Still);

signals:
    void seriesWindowWanted(const std::vector<foreshock::SeriesId>& series, foreshock::TimeRange range, int pixels);
    void heatWanted(foreshock::TimeRange range, int cells);
    void changeActivated(const foreshock::ChangeId& change);
    void serviceActivated(const foreshock::ServiceId& service);
    void noteWanted(foreshock::Instant at);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void paintLanes(QPainter& painter);
    void paintHandLayer(QPainter& painter);
    void refresh(Motion motion);
    void wish();
    void click(QPointF at);
    void stepEvent(Qt::Key key);
    void moveCursor(double pixels, Qt::KeyboardModifiers modifiers);
    Instant cursorOrMiddle() const;
    TimeRange paddedRange() const;

    TimeScope& m_scope;
    Look m_look;
    TimelineValues m_values;
    TimelineScene m_scene;
    TextStore m_texts;
    TimelinePlot* m_plot = nullptr;
    QScrollBar* m_scroll = nullptr;
    QTimer m_paintTimer, m_wishTimer, m_settleTimer;
    Motion m_motion = Motion::Still;
};

} // namespace foreshock
