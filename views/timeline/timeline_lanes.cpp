// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline does with its lanes as wholes: find, reveal, arrange.
#include "views/time_scope/time_scope.h"
#include "views/timeline/lane_finder.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/timeline_hits.h"
#include "views/timeline/timeline_plot.h"
#include "views/timeline/timeline_view.h"

#include <QMenu>
#include <QScrollBar>
#include <algorithm>

namespace foreshock {

void TimelineView::connectLanes() {
    m_laneHand = new LaneHand(m_scope, m_scene, m_plot);
    m_finder = new LaneFinder(this);
    connect(m_laneHand, &LaneHand::clicked, this, &TimelineView::click);
    connect(m_laneHand, &LaneHand::scrollWanted, this,
            [this](double by) { m_scroll->setValue(m_scroll->value() + static_cast<int>(by)); });
    connect(m_laneHand, &LaneHand::pictureChanged, this, [this] { m_plot->paintHand(); });
    connect(m_laneHand, &LaneHand::revealWanted, this, &TimelineView::revealLane);
    connect(m_laneHand, &LaneHand::menuWanted, this, &TimelineView::openLaneMenu);
    connect(m_finder, &LaneFinder::chosen, this, [this](const std::string& lane) {
        revealLane(lane);
        m_laneHand->hold(lane);
    });
    connect(&m_scope, &TimeScope::lanesChanged, this, [this] {
        m_values.setup = m_scope.lanes();
        m_values.lanes = m_values.shownLanes();
        refresh(Motion::Still);
        m_wishTimer.start(); // other lanes may have come into sight
    });
}

void TimelineView::findLane() {
    if (!m_values.incident)
        return;
    const QRectF area = m_scene.layout.lanesArea;
    const int width = std::min(this->width() - 16, m_look.fonts.px(420));
    m_finder->setGeometry(8, static_cast<int>(area.top()) + 4, width,
                          std::clamp(static_cast<int>(area.height()) - 12, 90, m_look.fonts.px(320)));
    m_finder->open(LaneList::of(*m_values.incident, m_values.troubled, m_values.asked), m_values.setup.hidden);
}

void TimelineView::revealLane(const std::string& lane) {
    if (m_scope.lanes().hidden.contains(lane)) {
        LaneSetup setup = m_scope.lanes();
        setup.hidden.erase(lane);
        m_scope.setLanes(setup);
    }
    rebuild();
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i) {
        if (m_scene.lanes[i].key != lane || m_scene.layout.lanes[i].isPinned)
            continue;
        const QRectF box = m_scene.layout.lanes[i].box, area = m_scene.layout.scrolledArea;
        if (box.top() < area.top() || box.bottom() > area.bottom())
            m_scroll->setValue(m_scroll->value() + static_cast<int>(box.center().y() - area.center().y()));
        return;
    }
}

void TimelineView::revealSeries(const SeriesRef& series) {
    if (!m_values.incident)
        return;
    for (const Lane& lane : LaneList::of(*m_values.incident, m_values.troubled, m_values.asked))
        if (lane.kind == LaneKind::Metric && lane.series.metric == series.metric && lane.service == series.service)
            return revealLane(lane.key);
}

void TimelineView::setAskedSeries(std::vector<SeriesInfo> series) {
    for (const SeriesInfo& info : m_values.asked)
        m_values.windows.erase(info.id);
    m_values.asked = std::move(series);
    m_values.lanes = m_values.shownLanes();
    refresh(Motion::Still);
}

void TimelineView::revealAsked() {
    if (!m_values.asked.empty())
        revealLane(LaneList::keyOfAsked(m_values.asked.front()));
}

void TimelineView::openLaneMenu(const std::string& lane, QPoint at) {
    const auto found =
        std::find_if(m_scene.lanes.begin(), m_scene.lanes.end(), [&](const Lane& l) { return l.key == lane; });
    if (found == m_scene.lanes.end())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, auto call) {
        QAction* action = menu->addAction(text);
        connect(action, &QAction::triggered, this, call);
        return action;
    };
    add(found->isPinned ? tr("Un&pin\tP") : tr("&Pin to the top\tP"), [this, lane] { m_laneHand->pin(lane); });
    add(tr("Move &up\tCtrl+Shift+Up"), [this, lane] { m_laneHand->shift(lane, -1); });
    add(tr("Move &down\tCtrl+Shift+Down"), [this, lane] { m_laneHand->shift(lane, 1); });
    if (found->canResize()) {
        add(tr("&Taller\t+"), [this, lane] { m_laneHand->grow(lane, 22); });
        add(tr("&Shorter\t\u2212"), [this, lane] { m_laneHand->grow(lane, -22); });
        add(tr("Usual h&eight"), [this, lane] { m_laneHand->usualHeight(lane); })->setEnabled(found->height > 0);
    }
    if (found->kind == LaneKind::Alarms)
        add(m_scene.alarms.rows.empty() ? tr("Unf&old\tEnter") : tr("F&old\tEnter"), [this] { toggleAlarms(); });
    add(tr("&Hide\tH"), [this, lane] { m_laneHand->hide(lane); });
    if (found->isAsked)
        add(tr("Take the answer in S&QL away"), [this] { emit askedEndWanted(); });
    menu->addSeparator();
    add(tr("Sho&w hidden lanes (%1)\tShift+H").arg(m_scene.lanes.hidden()), [this] {
        m_laneHand->showAll();
    })->setEnabled(m_scene.lanes.hidden() > 0);
    add(tr("&Find a lane\u2026\tCtrl+P"), [this] { findLane(); });
    add(tr("Usual &lanes"), [this] { m_scope.setLanes(LaneSetup()); })->setEnabled(!m_scope.lanes().isUsual());
    menu->popup(at);
}

void TimelineView::setStorms(std::shared_ptr<const AlarmStorms> storms) {
    m_values.storms = std::move(storms);
    group();
    refresh(Motion::Still);
}

void TimelineView::group() {
    m_values.lanes = m_values.shownLanes();
    m_values.groups = m_values.incident ? std::make_shared<const AlarmGroups>(AlarmGroups::of(
                                              *m_values.incident, m_values.answer.get(), m_values.storms.get()))
                                        : nullptr;
}

/// The name of the alarms' lane, a pill's rim or its words fold and unfold it; an alarm in it is an alarm.
bool TimelineView::unfolds(QPointF at) const {
    std::size_t lane = 0;
    const LaneBox* box = m_scene.laneAt(at, lane);
    if (!box || m_scene.lanes[lane].kind != LaneKind::Alarms || at.y() > box->box.top() + m_scene.alarms.line)
        return false;
    if (at.x() < m_scene.layout.axis.left)
        return true;
    const QPointF inLane = at - QPointF(0, box->box.top());
    return hitAt(m_scene, at).what == TimelineHit::What::Nothing &&
           std::any_of(m_scene.alarms.groups.begin(), m_scene.alarms.groups.end(),
                       [&](const PlacedGroup& g) { return g.pill.contains(inLane) || g.label.contains(inLane); });
}

void TimelineView::toggleAlarms() {
    LaneSetup setup = m_scope.lanes();
    if (!setup.opened.erase("alarms"))
        setup.opened.insert("alarms");
    m_scope.setLanes(setup);
}

} // namespace foreshock
