// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "model/base/zone.h"
#include "views/time_scope/scope_history.h"

#include <QObject>
#include <optional>

namespace foreshock {

/// What the window looks at: the one owner of extent, visible range, cursor, selection, service, filter, display
/// zone and their history. Every view observes it and sets it; nobody keeps a copy. Owned by the main window,
/// lives on the GUI thread.
class TimeScope : public QObject {
    Q_OBJECT
public:
    explicit TimeScope(QObject* parent = nullptr);

    /// The whole incident. A range that showed all of it goes on doing so.
    void setExtent(TimeRange extent);
    void setZone(const Zone& zone);
    void setFirstAlarm(std::optional<Instant> at);

    const TimeRange& extent() const { return m_extent; }
    const Zone& zone() const { return m_zone; }
    std::optional<Instant> firstAlarm() const { return m_firstAlarm; }
    const TimeRange& range() const { return m_view.range; }
    const std::optional<TimeRange>& selection() const { return m_view.selection; }
    const ServiceId& service() const { return m_view.service; } ///< empty: all
    const std::string& filter() const { return m_view.filter; }
    const std::string& tab() const { return m_view.tab; }
    const ChangeId& suspect() const { return m_view.suspect; }
    const LaneSetup& lanes() const { return m_view.lanes; }
    std::optional<Instant> cursor() const { return m_cursor; }
    /// Has a hand moved the range since the incident was opened?
    bool isTouched() const { return m_isTouched; }

    /// Continuous steps (wheel, drag) within half a second become one step of the history.
    enum class Step { Single, Continuous };
    void setRange(TimeRange range, Step step = Step::Single);
    /// Scales the range about an instant; below 1 zooms in.
    void zoom(double factor, Instant about, Step step = Step::Continuous);
    /// Moves by a share of the visible length.
    void pan(double share, Step step = Step::Continuous);
    void fit();
    /// The first look, before any hand: not a step of the history.
    void open(TimeRange range);
    /// Brings an instant into sight, moving only if it is not.
    void reveal(Instant at);
    void reveal(TimeRange range);

    void setCursor(std::optional<Instant> at);
    void setSelection(std::optional<TimeRange> range, Step step = Step::Single);
    void setService(const ServiceId& service);
    void setFilter(const std::string& filter);
    /// What a hand turned to: steps of the history as ranges are.
    void setTab(const std::string& tab);
    /// The tab that the step before led to: back goes past both at once.
    void joinTab(const std::string& tab);
    void setSuspect(const ChangeId& change);
    /// Another incident: nothing is chosen, no step.
    void forgetSuspect();
    void setLanes(const LaneSetup& lanes, Step step = Step::Single);
    /// As they were left the last time: not a step of the history.
    void openLanes(const LaneSetup& lanes);
    /// The other end of a measured stretch, where the cursor is the first; null: none is measured.
    const std::optional<Instant>& mark() const { return m_mark; }
    void setMark(std::optional<Instant> at);

    bool canGoBack() const { return m_history.canGoBack(); }
    bool canGoForward() const { return m_history.canGoForward(); }
    void goBack();
    void goForward();

    static constexpr Duration kShortest = Duration::milliseconds(10);

signals:
    void extentChanged();
    void zoneChanged();
    void rangeChanged();
    void cursorChanged();
    void selectionChanged();
    void serviceChanged();
    void filterChanged();
    void lanesChanged();
    /// Back and forward changed them; a hand that set them knows.
    void tabShown();
    void suspectShown();
    void historyChanged();

private:
    void show(const ScopeView& view);
    void note(Step step, const char* what);
    TimeRange kept(TimeRange range) const;

    TimeRange m_extent;
    Zone m_zone;
    std::optional<Instant> m_firstAlarm;
    std::optional<Instant> m_cursor;
    std::optional<Instant> m_mark;
    ScopeView m_view;
    ScopeHistory m_history;
    bool m_isTouched = false;
};

} // namespace foreshock
