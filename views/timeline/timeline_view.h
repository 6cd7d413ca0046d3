// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/selection_stats.h"
#include "views/plot/span_painter.h"
#include "views/plot/text_store.h"
#include "views/theme/look.h"
#include "views/timeline/incident_events.h"
#include "views/timeline/timeline_scene.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QScrollBar;

namespace foreshock {

class LaneFinder;
class SelectionStrip;
struct LaneWords;
class LaneHand;
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
    /// All groups of alarms; null: not worked out yet.
    void setStorms(std::shared_ptr<const AlarmStorms> storms);
    /// Limits that somebody wrote down, by series.
    void setDeclaredLimits(std::map<SeriesId, double> limits);
    /// Bands of earlier days; those of series not named stay.
    void setBaselines(const std::vector<BaselineBand>& bands);
    /// What lies under the present; null: nothing does any more.
    void setCompared(std::optional<Compared> compared);
    void setSelectedChange(const ChangeId& change);
    void setSeriesWindows(std::vector<SeriesWindow> windows);
    /// Lines that are no series of the incident: lanes beneath the metrics; none takes them away. Their windows come
    /// as the others do.
    void setAskedSeries(std::vector<SeriesInfo> series);
    void revealAsked();
    void setHeat(TimeRange range, std::vector<HeatRow> rows);
    void setChangePoints(SeriesId series, std::vector<ChangePoint> points);

    /// Answer to selectionStatsWanted(); dropped if the selection is another one by now.
    void setSelectionStats(SelectionStats stats);
    const std::optional<SelectionStats>& selectionStats() const { return m_stats; }
    /// What is said of the selection, or of what lies between mark and cursor, to the clipboard.
    void copySelection();
    SelectionStrip& strip() { return *m_strip; }

    const TimelineScene& scene() const { return m_scene; }
    const TimelineValues& values() const { return m_values; }
    QWidget* plot() const;
    /// What is to be seen, drawn as lines and words on any painter: for export.
    void paintOn(QPainter& painter);
    /// Scrolls until the lane of this series can be seen; a hidden one comes back.
    void revealSeries(const SeriesRef& series);
    /// Scrolls to a lane, shown again if it was hidden.
    void revealLane(const std::string& lane);
    void findLane();
    /// The wishes of what is in sight once more: the answers mean something else now.
    void askAgain() { wish(); }
    LaneHand& laneHand() { return *m_laneHand; }
    /// Geometry, wishes and pixels at once, as they are when the picture rests or while it moves.
    void flush(Motion motion = Motion::Still);

signals:
    void seriesWindowWanted(const std::vector<foreshock::SeriesId>& series, foreshock::TimeRange range, int pixels);
    void heatWanted(foreshock::TimeRange range, int cells);
    void selectionStatsWanted(const std::vector<foreshock::SeriesId>& series, foreshock::TimeRange range);
    void comparisonEndWanted();
    void askedEndWanted();
    void rangeNameWanted(foreshock::TimeRange range);
    void changeActivated(const foreshock::ChangeId& change);
    void serviceActivated(const foreshock::ServiceId& service);
    void noteWanted(foreshock::Instant at);
    void startMarkWanted(std::optional<foreshock::Instant> at);
    void changeFormWanted(std::optional<foreshock::Instant> at);

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
    void connectLanes();
    void connectSelection();
    void place();
    void group();
    bool unfolds(QPointF at) const;
    void toggleAlarms();
    void wishStats();
    void showSelection();
    void showComparedWith();
    std::vector<LaneWords> laneWords() const;
    void openLaneMenu(const std::string& lane, QPoint at);
    void wish();
    void click(QPointF at);
    void stepEvent(Qt::Key key);
    void stepLinked(EventStep step);
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
    LaneHand* m_laneHand = nullptr;
    LaneFinder* m_finder = nullptr;
    SelectionStrip* m_strip = nullptr;
    QPushButton* m_comparedWith = nullptr; ///< names what lies beneath; a click ends it
    std::optional<SelectionStats> m_stats; ///< of the selection as it is
    QTimer m_statsTimer;
    QTimer m_paintTimer, m_wishTimer, m_settleTimer;
    Motion m_motion = Motion::Still;
};

} // namespace foreshock
