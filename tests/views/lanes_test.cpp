// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/timeline_hands.h"
#include "views/timeline/lane_finder.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/lane_order.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::vector<Lane> lanes(const char* letters) {
    std::vector<Lane> out;
    for (const char* c = letters; *c; ++c) {
        Lane lane;
        lane.kind = LaneKind::Metric;
        lane.key = std::string(1, *c);
        out.push_back(lane);
    }
    return out;
}

/// "a bc": a is pinned.
std::string drawn(const std::vector<Lane>& list) {
    std::string out;
    bool wasPinned = false;
    for (const Lane& lane : list) {
        if (wasPinned && !lane.isPinned)
            out += ' ';
        wasPinned = lane.isPinned;
        out += lane.key;
    }
    return out + (wasPinned ? " " : "");
}

} // namespace

TEST_CASE("lanes: a setup moves, pins and hides what is there and leaves the rest as it was", "[lanes]") {
    LaneSetup setup;
    setup.move("d", "a");
    setup.move("gone", "b");
    setup.move("b", "not there");
    CHECK(drawn(arranged(lanes("abcde"), setup)) == "adbce");
    setup.move("e", "");
    CHECK(drawn(arranged(lanes("abcde"), setup)) == "eadbc");
    setup.setPinned("c", true);
    setup.setPinned("a", true);
    setup.hidden = {"b", "never seen"};
    CHECK(drawn(arranged(lanes("abcde"), setup)) == "ca ed");
    CHECK(drawn(arranged(lanes("abcdef"), setup)) == "ca edf"); // a new lane stands where it usually does
}

TEST_CASE("lanes: put behind another, whatever both were, it stands there", "[lanes]") {
    for (const char* pinned : {"", "b", "bd", "ace"})
        for (const char lane : std::string("abcde"))
            for (const char behind : std::string("abcde")) {
                if (lane == behind)
                    continue;
                LaneSetup setup;
                for (const char* p = pinned; *p; ++p)
                    setup.setPinned(std::string(1, *p), true);
                const auto shown = arranged(lanes("abcde"), setup);
                putBehind(setup, shown, std::string(1, lane), std::string(1, behind));
                std::string after = drawn(arranged(lanes("abcde"), setup));
                std::erase(after, ' ');
                INFO(pinned << ": " << lane << " behind " << behind << " gave " << after);
                CHECK(after.find(lane) == after.find(behind) + 1);
                CHECK(after.size() == 5);
            }
}

TEST_CASE("lanes: one place up and one down is where it was", "[lanes]") {
    for (const char* pinned : {"", "abc"})
        for (const char* lane : {"a", "b", "c", "d", "e"}) {
            LaneSetup setup;
            for (const char* p = pinned; *p; ++p)
                setup.setPinned(std::string(1, *p), true);
            const auto list = [&] { return arranged(lanes("abcde"), setup); };
            const std::string before = drawn(list());
            shift(setup, list(), lane, 1);
            const bool hasMoved = drawn(list()) != before;
            CHECK(hasMoved == (std::string(lane) != "e" && (*pinned == 0 || std::string(lane) != "c")));
            if (hasMoved)
                shift(setup, list(), lane, -1);
            CHECK(drawn(list()) == before);
        }
}

TEST_CASE("lanes: a setup survives being written, whatever its names hold", "[lanes]") {
    LaneSetup setup;
    setup.move("metric a\tb\nc\\n", "");
    setup.move("heat \xF0\x9F\x94\xA5", std::string(300, 'x'));
    setup.setPinned("metric \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", true);
    setup.hidden = {"", "notes"};
    setup.heights = {{"heat a", 40}};
    setup.opened = {"alarms"};
    CHECK(LaneSetup::fromText(setup.text()) == setup);
    CHECK(LaneSetup::fromText("rubbish\n\n\theight\nheight\ta\tnan\nheight\tb\t-4\nfly\tc\n").isUsual());
}

TEST_CASE("lanes: a drag of a name moves its lane, Alt+Left's history takes it back", "[lanes][hands]") {
    TimelineHands d;
    const QStringList before = d.names();
    const QPoint from = d.gutter("cognito").center().toPoint();
    d.drag(from, QPoint(from.x(), static_cast<int>(d.gutter("kinesis-frontend").top()) + 1));
    CHECK(d.lane("cognito") == d.lane("kinesis-frontend") - 1);
    CHECK(d.names().size() == before.size());
    d.scope.goBack();
    d.view.flush();
    CHECK(d.names() == before);
    d.scope.goForward();
    d.view.flush();
    CHECK(d.lane("cognito") == d.lane("kinesis-frontend") - 1);
    CHECK_FALSE(d.scope.selection()); // no time was selected by it
}

TEST_CASE("lanes: the lower edge of a name makes its lane taller, a double click gives it its own height back",
          "[lanes][hands]") {
    TimelineHands d;
    const Lane& first = d.view.scene().lanes[d.view.scene().metrics[0].lane];
    const QString name = first.name;
    const double height = d.gutter(name).height();
    QPoint edge(60, static_cast<int>(d.gutter(name).bottom()));
    d.drag(edge, edge + QPoint(0, 50));
    CHECK(d.gutter(name).height() == Approx(height + 50).margin(2));
    edge = QPoint(60, static_cast<int>(d.gutter(name).bottom()));
    QTest::mouseDClick(d.view.plot(), Qt::LeftButton, {}, edge);
    d.view.flush();
    CHECK(d.gutter(name).height() == height);
    d.drag(QPoint(60, static_cast<int>(d.gutter("cognito").bottom())), QPoint(60, 4000));
    CHECK(d.gutter("cognito").height() <= 400);
}

TEST_CASE("lanes: keys hold, pin, move and hide a lane, and what is hidden is told", "[lanes][hands]") {
    TimelineHands d;
    const QStringList before = d.names();
    d.key(Qt::Key_Down, Qt::ControlModifier);
    d.key(Qt::Key_Down, Qt::ControlModifier);
    d.key(Qt::Key_Down, Qt::ControlModifier);
    CHECK(d.view.laneHand().held() == d.view.scene().lanes[2].key);
    d.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(d.names()[3] == before[2]);
    d.key(Qt::Key_P);
    CHECK(d.names()[0] == "*" + before[2]);
    CHECK(d.view.scene().layout.pinnedArea.height() > 20);
    d.key(Qt::Key_P);
    d.key(Qt::Key_H);
    CHECK_FALSE(d.names().contains(before[2]));
    CHECK(d.view.scene().lanes.hidden() == 1);
    CHECK_FALSE(d.view.scene().layout.hiddenRow.isEmpty());
    d.key(Qt::Key_H, Qt::ShiftModifier);
    CHECK(d.names().size() == before.size());
    d.scope.setLanes(LaneSetup());
    d.view.flush();
    CHECK(d.names() == before);
}

TEST_CASE("lanes: a pinned lane stays while the others scroll, and a click there finds it", "[lanes][hands]") {
    TimelineHands d;
    d.view.resize(900, 420);
    QTest::qWait(5);
    d.view.laneHand().pin("alarms");
    d.view.flush();
    const QRectF pinned = d.gutter("Alarms"), changes = d.gutter("Changes");
    CHECK(pinned.top() == d.view.scene().layout.ruler.bottom());
    d.view.findChild<QScrollBar*>()->setValue(60);
    d.view.flush();
    CHECK(d.gutter("Alarms") == pinned);
    CHECK(d.gutter("Changes").top() == changes.top() - 60);
    std::size_t at = 0;
    REQUIRE(d.view.scene().laneAt(pinned.center(), at));
    CHECK(d.view.scene().lanes[at].name == "Alarms");
    // However many are pinned, the others keep some room.
    for (const Lane& lane : std::vector<Lane>(d.view.scene().lanes))
        if (!lane.isPinned)
            d.view.laneHand().pin(lane.key);
    d.view.flush();
    CHECK(d.view.scene().layout.scrolledArea.height() >= d.view.scene().layout.lanesArea.height() * .29);
}

TEST_CASE("lanes: Ctrl+P's list finds a lane by any part of its name, and shows it though it was hidden",
          "[lanes][hands]") {
    TimelineHands d;
    d.view.resize(900, 300);
    const QString last = d.view.scene().lanes[d.view.scene().metrics.back().lane].name;
    const std::string key = d.view.scene().lanes[d.view.scene().metrics.back().lane].key;
    d.view.laneHand().hide(key);
    d.view.flush();
    d.view.findLane();
    auto* finder = d.view.findChild<LaneFinder*>();
    REQUIRE(finder->isVisible());
    CHECK(finder->list().count() == static_cast<int>(d.view.scene().lanes.size() + 1));
    QTest::keyClicks(&finder->line(), "no such lane");
    CHECK(finder->list().count() == 1); // says so
    QTest::keyClick(&finder->line(), Qt::Key_Return);
    CHECK(finder->isVisible());
    finder->line().clear();
    QTest::keyClicks(&finder->line(), last.mid(2).toUpper());
    REQUIRE(finder->list().count() == 1);
    CHECK(finder->list().item(0)->text().contains("(hidden)"));
    QTest::keyClick(&finder->line(), Qt::Key_Return);
    d.view.flush();
    CHECK_FALSE(finder->isVisible());
    REQUIRE(d.lane(last) < d.view.scene().lanes.size());
    CHECK(d.view.scene().layout.shows(d.lane(last)));
    CHECK(d.view.laneHand().held() == key);
    d.view.findLane();
    QTest::keyClick(&finder->line(), Qt::Key_Escape);
    CHECK_FALSE(finder->isVisible());
}

TEST_CASE("lanes: the menu of a lane does what its keys do", "[lanes][hands]") {
    TimelineHands d;
    const QPoint at = d.gutter("cognito").center().toPoint();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, d.view.plot()->mapToGlobal(at));
    QApplication::sendEvent(d.view.plot(), &event);
    auto* menu = d.view.findChild<QMenu*>();
    REQUIRE(menu);
    QStringList texts;
    for (QAction* action : menu->actions())
        texts << action->text().section('\t', 0, 0).remove('&');
    CHECK(texts.contains("Pin to the top"));
    CHECK(texts.contains("Show hidden lanes (0)"));
    menu->actions().front()->trigger();
    menu->close();
    d.view.flush();
    CHECK(d.names().front() == "*cognito");
}
