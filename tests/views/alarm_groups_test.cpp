// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/timeline_hands.h"
#include "views/timeline/event_columns.h"
#include "views/timeline/lane_hand.h"

#include <QElapsedTimer>
#include <QPainter>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Alarm alarm(const char* id, const char* service, int minute) {
    Alarm a;
    a.id = AlarmId(id);
    a.service = ServiceId(service);
    a.start = kinesis::at(3, minute);
    return a;
}

AlarmStorm storm(const std::vector<Alarm>& alarms, const char* candidate) {
    AlarmStorm out;
    for (const Alarm& a : alarms)
        out.alarms.push_back({a.id, a.service, {}, a.start, 2, 1, {}});
    out.candidate = ServiceId(candidate);
    return out;
}

} // namespace

TEST_CASE("alarm groups: the ranked one first, the others with what is common to them, single alarms none",
          "[alarms]") {
    IncidentView incident;
    incident.alarms = {alarm("a", "web", 1), alarm("b", "db", 2), alarm("c", "web", 30), alarm("d", "api", 31),
                       alarm("e", "lone", 50)};
    const auto& all = incident.alarms;
    AlarmStorms storms;
    storms.storms = {storm({all[2], all[3]}, "db"), storm({all[0], all[1]}, "db"), storm({all[4]}, "lone")};
    CHECK(AlarmGroups::of(incident, nullptr, nullptr).groups.empty());
    Answer answer;
    answer.alarms = {AlarmId("a"), AlarmId("b")};
    const AlarmGroups groups = AlarmGroups::of(incident, &answer, &storms);
    REQUIRE(groups.groups.size() == 2);
    CHECK(groups.groups[0].isRanked);
    CHECK(groups.groups[0].alarms == std::vector<std::size_t>{0, 1});
    CHECK(groups.groups[1].words == "2 alarms, one group upstream: db");
    CHECK(groups.groups[1].first == kinesis::at(3, 30));
    CHECK(groups.groupOf == std::vector<int>{0, 0, 1, 1, -1});
    REQUIRE(groups.rows.size() == 4);
    CHECK(groups.rows[0].service == ServiceId("web"));
    CHECK(groups.rows[0].alarms == std::vector<std::size_t>{0, 2});
}

TEST_CASE("alarm groups: a click on the name or the pill unfolds a row for each service, Enter folds",
          "[alarms][hands]") {
    TimelineHands d;
    const double folded = d.gutter("Alarms").height();
    REQUIRE(d.view.scene().alarms.groups.size() == 1);
    const QRectF pill = d.view.scene().alarms.groups[0].pill.translated(0, d.gutter("Alarms").top());
    QTest::mouseClick(d.view.plot(), Qt::LeftButton, {}, QPoint(30, static_cast<int>(pill.center().y())));
    d.view.flush();
    const AlarmLayout& open = d.view.scene().alarms;
    CHECK(open.rows.size() == d.view.scene().groups->rows.size());
    CHECK(open.rows.size() >= 5);
    CHECK(d.gutter("Alarms").height() >= folded + 21 * static_cast<double>(open.rows.size()));
    for (const PlacedAlarm& item : open.items) // each in the row of its service
        for (const PlacedRow& row : open.rows)
            if (item.at.y() > row.top && item.at.y() < row.top + row.height)
                CHECK(kinesis::incident()->alarms[item.index].service == d.view.scene().groups->rows[row.row].service);
    CHECK(d.view.laneHand().held() == "alarms");
    d.key(Qt::Key_Return);
    CHECK(d.gutter("Alarms").height() == folded);
    // The pill's own edge, where no alarm stands.
    QTest::mouseClick(d.view.plot(), Qt::LeftButton, {}, QPointF(pill.left() + 1, pill.center().y()).toPoint());
    d.view.flush();
    CHECK(d.gutter("Alarms").height() > folded);
}

TEST_CASE("events: more than can be told apart are columns, each count in the right place", "[alarms]") {
    std::vector<Alarm> alarms;
    for (int m = 0; m < 60; ++m)
        for (int n = 0; n < (m == 30 ? 1000 : 1); ++n)
            alarms.push_back(alarm("x", "web", m));
    const TimeAxis axis{{kinesis::at(3, 0), kinesis::at(4, 0)}, 100, 600};
    const auto [begin, end] = startedWithin(alarms, {kinesis::at(3, 10), kinesis::at(3, 40)});
    CHECK(begin == 10);
    CHECK(end == 40 + 1000);
    const auto columns = columnsOf(alarms, 0, alarms.size(), axis, 0, 20);
    CHECK(columns.size() == 60);
    for (const QRectF& c : columns) {
        const bool isPeak = std::abs(c.left() - axis.x(kinesis::at(3, 30))) < 3;
        CHECK(c.height() == Approx(isPeak ? 20 : 2).margin(.1));
        CHECK(c.bottom() == 20);
    }
    CHECK(columnsOf(alarms, 5, 5, axis, 0, 20).empty());
}

TEST_CASE("events: all at one instant, and ten years of range, are laid out", "[alarms]") {
    auto incident = std::make_shared<IncidentView>();
    for (int i = 0; i < 5000; ++i) {
        incident->alarms.push_back(alarm("same", "web", 0));
        Change c;
        c.id = ChangeId("c" + std::to_string(i));
        c.title = std::string(300, 'w');
        c.start = kinesis::at(3, 0);
        incident->changes.push_back(c);
    }
    TimelineValues values;
    values.incident = incident;
    for (const Duration length : {Duration::milliseconds(10), Duration::hours(24 * 3653)}) {
        const Instant from = kinesis::at(3, 0) - length / 2;
        const TimelineScene s = TimelineScene::of(values, {{from, from + length}, {from, from + length}, Zone(), {}},
                                                  {900, 600}, 0, Fonts::make(1));
        CHECK(s.alarms.columns.size() == 1);
        CHECK(s.alarms.inSight == 5000);
        CHECK(s.changes.columns.size() == 1);
        CHECK(s.changes.items.empty());
        CHECK(s.layout.contentHeight < 400);
    }
}

TEST_CASE("timeline: how long a frame over two million alarms and changes takes", "[timeline][.bench]") {
    auto incident = std::make_shared<IncidentView>();
    constexpr int kEach = 1'000'000;
    incident->extent = {kinesis::at(0, 0), kinesis::at(0, 0) + Duration::hours(24 * 30)};
    const Duration step = incident->extent.length() / kEach;
    for (int i = 0; i < kEach; ++i) {
        Alarm a = alarm("a", "web", 0);
        a.service = ServiceId("service-" + std::to_string(i % 500));
        a.start = incident->extent.from + step * i;
        a.end = a.start + Duration::minutes(5);
        incident->alarms.push_back(a);
        Change c;
        c.id = ChangeId("c" + std::to_string(i));
        c.start = a.start;
        c.title = "deploy";
        incident->changes.push_back(c);
    }
    for (int i = 0; i < 500; ++i) {
        Service service;
        service.id = ServiceId("service-" + std::to_string(i));
        incident->services.push_back(service);
    }
    TimeScope scope;
    TimelineView view{scope};
    view.resize(1100, 1600);
    scope.setExtent(incident->extent);
    scope.open(incident->extent);
    QElapsedTimer timer;
    timer.start();
    view.setIncident(incident);
    const double set = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    view.show();
    QTest::qWait(20);
    view.flush();
    for (const double zoom : {1., .1, .001}) {
        scope.zoom(zoom, incident->extent.from + incident->extent.length() / 2);
        std::vector<double> frames;
        for (int i = 0; i < 40; ++i) {
            scope.pan(i % 2 ? .01 : -.01);
            timer.restart();
            view.flush(Motion::Moving);
            view.plot()->repaint();
            frames.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(frames.begin(), frames.end());
        WARN("two million events, range x" << zoom << ": set " << set << " ms; frame median " << frames[20]
                                           << " ms, p95 " << frames[37] << " ms");
    }
}
