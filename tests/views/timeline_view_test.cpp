// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/timeline_hands.h"
#include "views/plot/span_painter.h"
#include "views/services/service_health.h"
#include "views/timeline/ruler_painter.h"
#include "views/timeline/timeline_hits.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

using namespace foreshock;
using namespace foreshock::test;

namespace {

struct Desk : TimelineHands {
    void wheel(QPoint at, int turn, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWheelEvent e(at, view.plot()->mapToGlobal(at), {}, {0, turn}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
        QApplication::sendEvent(view.plot(), &e);
    }
    double minutesOf(Instant t) const { return (t - kinesis::at(0, 0)).inMinutes(); }
};

} // namespace

TEST_CASE("timeline: moving the mouse moves the one cursor", "[timeline][hands]") {
    Desk d;
    QTest::mouseMove(d.view.plot(), d.point(kinesis::at(4, 0)));
    QMouseEvent move(QEvent::MouseMove, d.point(kinesis::at(5, 0)),
                     d.view.plot()->mapToGlobal(d.point(kinesis::at(5, 0))), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QApplication::sendEvent(d.view.plot(), &move);
    REQUIRE(d.scope.cursor());
    CHECK(d.minutesOf(*d.scope.cursor()) == Approx(300).margin(0.5));
}

TEST_CASE("timeline: the wheel zooms at the pointer, which stays where it is", "[timeline][hands]") {
    Desk d;
    const QPoint at = d.point(kinesis::at(4, 25));
    const Duration before = d.scope.range().length();
    d.wheel(at, 120);
    d.wheel(at, 120, Qt::ControlModifier);
    CHECK(d.scope.range().length() < before * 7 / 10);
    d.view.flush();
    CHECK(d.view.scene().layout.axis.x(kinesis::at(4, 25)) == Approx(at.x()).margin(1));
}

TEST_CASE("timeline: a drag selects, its edge can be moved, R makes it the range, Esc clears", "[timeline][hands]") {
    Desk d;
    d.drag(d.point(kinesis::at(3, 0)), d.point(kinesis::at(4, 0)));
    REQUIRE(d.scope.selection());
    CHECK(d.scope.selection()->length().inMinutes() == Approx(60).margin(1));
    d.drag(d.point(kinesis::at(4, 0)), d.point(kinesis::at(5, 0)));
    CHECK(d.scope.selection()->length().inMinutes() == Approx(120).margin(1.5));
    CHECK(d.minutesOf(d.scope.selection()->from) == Approx(180).margin(1));
    const TimeRange selected = *d.scope.selection();
    QTest::keyClick(&d.view, Qt::Key_R);
    CHECK(d.scope.range() == selected);
    d.drag(d.point(kinesis::at(3, 0)), d.point(kinesis::at(4, 0)));
    QTest::keyClick(&d.view, Qt::Key_Escape);
    CHECK_FALSE(d.scope.selection());
}

TEST_CASE("timeline: Shift drag and middle drag pan by what the hand moved", "[timeline][hands]") {
    for (const auto& [modifier, button] :
         {std::pair(Qt::ShiftModifier, Qt::LeftButton), std::pair(Qt::NoModifier, Qt::MiddleButton)}) {
        Desk d;
        const TimeRange before = d.scope.range();
        d.drag(d.point(kinesis::at(4, 0)), d.point(kinesis::at(5, 0)), modifier, button);
        CHECK((before.from - d.scope.range().from).inMinutes() == Approx(60).margin(0.7));
        CHECK(d.scope.range().length() == before.length());
        CHECK_FALSE(d.scope.selection());
    }
}

TEST_CASE("timeline: a double click fits, the minimap's window drags", "[timeline][hands]") {
    Desk d;
    const QRectF window = minimapWindow(d.view.scene());
    const TimeRange before = d.scope.range();
    d.drag(window.center().toPoint(), window.center().toPoint() + QPoint(40, 0));
    CHECK(before.from < d.scope.range().from);
    CHECK(d.scope.range().length() == before.length());
    // Its edges move alone.
    for (const bool isLeft : {true, false}) {
        d.view.flush();
        const QRectF now = minimapWindow(d.view.scene());
        const TimeRange held = d.scope.range();
        const QPoint edge(static_cast<int>(std::lround(isLeft ? now.left() : now.right())),
                          static_cast<int>(now.center().y()));
        d.drag(edge, edge + QPoint(isLeft ? 12 : -12, 0));
        CHECK((isLeft ? held.from < d.scope.range().from : d.scope.range().to < held.to));
        CHECK((isLeft ? d.scope.range().to == held.to : d.scope.range().from == held.from));
    }
    QTest::mouseDClick(d.view.plot(), Qt::LeftButton, {}, d.point(kinesis::at(5, 0)));
    CHECK(d.scope.range() == d.scope.extent());
}

TEST_CASE("timeline: keys zoom, pan, fit and walk from event to event", "[timeline][hands]") {
    Desk d;
    d.scope.setCursor(kinesis::at(4, 0));
    const TimeRange before = d.scope.range();
    QTest::keyClick(&d.view, Qt::Key_W);
    CHECK(d.scope.range().length() < before.length());
    QTest::keyClick(&d.view, Qt::Key_S);
    QTest::keyClick(&d.view, Qt::Key_D);
    CHECK(before.from < d.scope.range().from);
    QTest::keyClick(&d.view, Qt::Key_Period);
    CHECK(*d.scope.cursor() == kinesis::at(4, 30));
    QTest::keyClick(&d.view, Qt::Key_Period);
    CHECK(*d.scope.cursor() == kinesis::at(4, 52));
    QTest::keyClick(&d.view, Qt::Key_Comma);
    CHECK(*d.scope.cursor() == kinesis::at(4, 30));
    QTest::keyClick(&d.view, Qt::Key_Right, Qt::ShiftModifier);
    CHECK(d.scope.selection());
    QTest::keyClick(&d.view, Qt::Key_0);
    CHECK(d.scope.range() == d.scope.extent());
    QSignalSpy note(&d.view, &TimelineView::noteWanted);
    QTest::keyClick(&d.view, Qt::Key_N);
    CHECK(note.count() == 1);
}

TEST_CASE("timeline: keys walk along the chain of the chosen suspect, and to both ends", "[timeline][hands]") {
    Desk d;
    d.view.setSelectedChange(ChangeId("chg-kfe-capacity"));
    d.view.flush();
    d.scope.setCursor(kinesis::at(2, 30));
    std::vector<Instant> links;
    for (int i = 0; i < 12; ++i) {
        const auto before = d.scope.cursor();
        QTest::keyClick(&d.view, Qt::Key_BracketRight);
        if (d.scope.cursor() == before)
            break;
        links.push_back(*d.scope.cursor());
    }
    REQUIRE(links.size() >= 3);
    CHECK(links.front() == kinesis::at(2, 44));
    CHECK(kinesis::at(4, 0) < links.back());
    CHECK(links.back() <= kinesis::at(5, 15)); // the chain ends at the first alarm
    CHECK(std::is_sorted(links.begin(), links.end()));
    QTest::keyClick(&d.view, Qt::Key_BracketLeft);
    CHECK(*d.scope.cursor() == links[links.size() - 2]);

    d.scope.setRange({kinesis::at(4, 0), kinesis::at(5, 0)});
    QTest::keyClick(&d.view, Qt::Key_Home);
    CHECK(d.scope.range() == TimeRange{d.scope.extent().from, d.scope.extent().from + Duration::hours(1)});
    QTest::keyClick(&d.view, Qt::Key_End);
    CHECK(d.scope.range() == TimeRange{d.scope.extent().to - Duration::hours(1), d.scope.extent().to});
}

TEST_CASE("timeline: a click on a change asks for it", "[timeline][hands]") {
    Desk d;
    QSignalSpy activated(&d.view, &TimelineView::changeActivated);
    const auto& items = d.view.scene().changes.items;
    const LaneBox* box = d.view.scene().boxOf(LaneKind::Changes);
    QTest::mouseClick(d.view.plot(), Qt::LeftButton, {},
                      (items.front().mark.center() + QPointF(0, box->plot.top())).toPoint());
    REQUIRE(activated.count() == 1);
    CHECK(activated[0][0].value<ChangeId>() == ChangeId("chg-kfe-capacity"));
}

TEST_CASE("timeline: a burst of panning asks once, for the newest range", "[timeline][wishes]") {
    Desk d;
    QTest::qWait(200);
    QSignalSpy wishes(&d.view, &TimelineView::heatWanted);
    for (int i = 0; i < 10; ++i)
        d.scope.pan(0.02);
    CHECK(wishes.count() == 0);
    QTest::qWait(60);
    REQUIRE(wishes.count() == 1);
    const auto range = wishes[0][0].value<TimeRange>();
    CHECK(range.from <= d.scope.range().from);
    CHECK(d.scope.range().to <= range.to);
}

TEST_CASE("timeline: a service counts as logged once a heat row showed a record of it, and stays so", "[timeline]") {
    Desk d;
    const auto heat = [](float cell) { return std::vector<HeatRow>{{ServiceId("iot"), {std::nanf(""), cell}}}; };
    const TimeRange range{kinesis::at(2, 0), kinesis::at(3, 0)};
    std::set<ServiceId> logged;
    CHECK_FALSE(noteLogged(heat(std::nanf("")), logged));
    CHECK(healthOf(*kinesis::incident(), ServiceId("iot"), range, logged) == Health::Unknown);
    CHECK(noteLogged(heat(0), logged));
    CHECK_FALSE(noteLogged(heat(1), logged));
    CHECK(healthOf(*kinesis::incident(), ServiceId("iot"), range, logged) == Health::Fine);
    CHECK(healthOf(*kinesis::incident(), ServiceId("cognito"), range, {}) == Health::Fine);
}

TEST_CASE("timeline: a tip names the whole change, its kind in words, its service, times with their zone",
          "[timeline]") {
    Desk d;
    TimelineValues values;
    auto incident = std::make_shared<IncidentView>(*kinesis::incident());
    incident->changes[0].title = "a relatively small number of servers joins the front-end fleet in the morning";
    incident->changes[0].kind = "capacity_add";
    incident->changes[0].environment = "production";
    incident->changes[0].error = Duration::seconds(30);
    incident->changes[0].details = {{"runbook_url", "https://wiki.example/<add>"}, {"approver", std::string(200, 'x')}};
    incident->alarms[0].details.assign(10, {"dashboard", "https://dash.example/1"});
    values.incident = incident;
    TimelineHit hit;
    hit.what = TimelineHit::What::Change;
    const QString tip = tipFor(hit, d.view.scene(), values, {});
    for (const char* part :
         {"a relatively small number of servers joins the front-end fleet in the morning", "capacity add on", "PST",
          "environment: production", "time \xC2\xB1 30 s", "runbook_url: https://wiki.example/&lt;add&gt;"})
        CHECK(tip.contains(QString::fromUtf8(part)));
    CHECK(tip.contains("approver: " + QString(120, 'x') + QString::fromUtf8("\xE2\x80\xA6")));
    CHECK_FALSE(tip.contains(QString(121, 'x')));
    hit.what = TimelineHit::What::Alarm;
    const QString alarm = tipFor(hit, d.view.scene(), values, {});
    CHECK(alarm.count("https://dash.example/1") == 8);
    CHECK(alarm.contains("and 2 more"));
}

TEST_CASE("plot: a dense series looks alike while moving and at rest", "[timeline]") {
    const Theme& t = Theme::light();
    SeriesWindow w{{}, {kinesis::at(3, 0), kinesis::at(4, 0)}, {}, {}, Duration::seconds(12)};
    for (int k = 0; k < 300; ++k) {
        const Instant at = kinesis::at(3, 0) + Duration::seconds(12) * k;
        const double v = std::sin(k / 20.0);
        if (k < 100 || k >= 150) // a hole of fifty pixels
            w.spans.push_back({{at, at + Duration::seconds(12)}, v, v + 0.4, v + 0.1, v + 0.2});
    }
    w.gaps = {{w.spans[99].range.to, w.spans[100].range.from}};
    const TimeAxis axis{w.range, 0, 300};
    const auto rows = [&](Motion motion) {
        QImage image(300, 100, QImage::Format_RGB32);
        image.fill(t.surface);
        QPainter p(&image);
        paintSpans(p, w, axis, {-2, 2, 0, 100}, t, motion);
        p.end();
        std::vector<std::pair<int, int>> out; // first and last inked row of each column
        for (int x = 0; x < 300; ++x) {
            std::pair<int, int> ink{-1, -1};
            for (int y = 0; y < 100; ++y)
                if (image.pixelColor(x, y) != t.surface) {
                    ink.second = y;
                    ink.first = ink.first < 0 ? y : ink.first;
                }
            out.push_back(ink);
        }
        return out;
    };
    const auto still = rows(Motion::Still), moving = rows(Motion::Moving);
    for (std::size_t x = 2; x < 298; ++x) {
        INFO("column " << x);
        if (x > 101 && x < 149)
            CHECK(moving[x].first == -1);
        if (x > 98 && x < 152)
            continue;
        CHECK(std::abs(still[x].first - moving[x].first) <= 2);
        CHECK(std::abs(still[x].second - moving[x].second) <= 2);
    }
}

TEST_CASE("timeline: how long a frame of panning 20 lanes takes", "[timeline][.bench]") {
    TimeScope scope;
    TimelineView view{scope};
    view.resize(1300, 1800);
    auto incident = std::make_shared<IncidentView>(*kinesis::incident());
    const auto seven = incident->series;
    incident->series.clear();
    for (std::int64_t i = 0; i < 20; ++i) {
        SeriesInfo info = seven[static_cast<std::size_t>(i) % seven.size()];
        info.id = SeriesId(i + 1);
        incident->series.push_back(info);
    }
    scope.setExtent(incident->extent);
    scope.open({kinesis::at(2, 15), kinesis::at(6, 15)});
    view.setIncident(incident);
    view.setAnswer(kinesis::answer());
    std::vector<SeriesWindow> windows;
    for (const SeriesInfo& info : incident->series) {
        SeriesWindow w = kinesis::seriesWindow(info, {kinesis::at(0, 0), kinesis::at(9, 0)}, 2600);
        // As many spans as pixels, each with a band: the worst that a store sends.
        std::vector<SeriesSpan> dense;
        for (int k = 0; k < 2600; ++k) {
            SeriesSpan s = w.spans[static_cast<std::size_t>(k) * w.spans.size() / 2600];
            const Instant t = kinesis::at(0, 0) + Duration::seconds(12) * k;
            s.range = {t, t + Duration::seconds(10)};
            s.most = s.least * 1.2 + 0.1;
            dense.push_back(s);
        }
        w.spans = dense;
        windows.push_back(w);
    }
    view.setSeriesWindows(windows);
    view.setHeat({kinesis::at(0, 0), kinesis::at(9, 0)}, kinesis::heat({kinesis::at(0, 0), kinesis::at(9, 0)}, 400));
    view.show();
    QTest::qWait(20);
    view.flush();
    std::vector<double> frames, cursors;
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer timer;
        timer.start();
        scope.pan(0.004);
        QApplication::processEvents();
        QApplication::sendPostedEvents();
        view.plot()->repaint();
        frames.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.restart();
        scope.setCursor(scope.range().from + Duration::minutes(i));
        view.plot()->repaint();
        cursors.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(frames.begin(), frames.end());
    std::sort(cursors.begin(), cursors.end());
    WARN("pan of 20 lanes: median " << frames[30] << " ms, p95 " << frames[56] << " ms, worst " << frames.back()
                                    << " ms; cursor: median " << cursors[30] << " ms");
}
