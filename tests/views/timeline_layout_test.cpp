// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/timeline/label_placing.h"
#include "views/timeline/timeline_scene.h"
#include "views/words/change_words.h"

#include <random>

using namespace foreshock;

static TimelineValues values(std::shared_ptr<const IncidentView> incident) {
    TimelineValues v;
    v.incident = std::move(incident);
    v.answer = kinesis::answer();
    v.selected = ChangeId("chg-kfe-capacity");
    for (const SeriesInfo& info : v.incident->series)
        v.windows[info.id] =
            kinesis::seriesWindow(kinesis::incident()->series[static_cast<std::size_t>(info.id.value - 1)],
                                  {kinesis::at(2, 15), kinesis::at(7, 50)}, 700);
    v.heatRange = {kinesis::at(2, 15), kinesis::at(7, 50)};
    v.heat = kinesis::heat(v.heatRange, 100);
    return v;
}

static TimelineSight sight() {
    return {{kinesis::at(2, 15), kinesis::at(7, 50)},
            kinesis::incident()->extent,
            Zone::find("America/Los_Angeles").value(),
            kinesis::at(5, 15)};
}

/// The incident with every name blown up to 300 characters.
static std::shared_ptr<const IncidentView> longNames() {
    auto v = std::make_shared<IncidentView>(*kinesis::incident());
    const std::string tail(300, 'w');
    for (Change& c : v->changes)
        c.title += tail;
    for (Note& n : v->notes)
        n.text += tail;
    for (SeriesInfo& s : v->series)
        s.metric += tail, s.unit += tail;
    return v;
}

static void checkNoCollisions(const TimelineScene& scene, double right) {
    std::vector<QRectF> marks, words;
    for (const PlacedChange& c : scene.changes.items) {
        marks.push_back(c.mark);
        if (!c.text.isEmpty() && c.place == PlacedChange::LabelPlace::Beside)
            words.push_back(c.label);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        CHECK(words[i].right() <= right + 1);
        CHECK(words[i].left() >= scene.layout.axis.left - 1);
        for (std::size_t k = i + 1; k < words.size(); ++k)
            CHECK_FALSE(words[i].intersects(words[k]));
        for (const QRectF& mark : marks)
            CHECK_FALSE(words[i].adjusted(0, 4, 0, -4).intersects(mark));
    }
}

TEST_CASE("timeline layout: lanes stand in reading order, none over another, one left edge", "[timeline]") {
    const TimelineScene s = TimelineScene::of(values(kinesis::incident()), sight(), {890, 620}, 0, Fonts::make(1));
    REQUIRE(s.lanes.size() == s.layout.lanes.size());
    CHECK(s.lanes[0].name == "Changes");
    CHECK(s.lanes[1].name == "Alarms");
    CHECK(s.lanes[2].name == "kinesis-frontend");
    for (std::size_t i = 0; i < s.lanes.size(); ++i) {
        CHECK(s.layout.lanes[i].plot.left() == 178);
        if (i > 0)
            CHECK(s.layout.lanes[i].box.top() >= s.layout.lanes[i - 1].box.bottom() - 0.5);
    }
    CHECK(s.layout.ruler.top() >= s.layout.minimap.bottom());
}

TEST_CASE("timeline layout: at most seven services come first, the others are below the notes", "[timeline]") {
    const auto lanes = LaneList::of(*kinesis::incident(), {ServiceId("iot"), ServiceId("eks")});
    std::size_t first = 0, after = 0;
    bool isBelow = false;
    for (const Lane& lane : lanes) {
        isBelow = isBelow || lane.kind == LaneKind::Metric;
        if (lane.kind == LaneKind::Heat)
            ++(isBelow ? after : first);
    }
    CHECK(first <= LaneList::kFirstServices);
    CHECK(first + after == kinesis::incident()->services.size());
}

TEST_CASE("timeline layout: nothing collides or leaves the window, with 300-character names, small windows, large text",
          "[timeline]") {
    for (const auto& incident : {kinesis::incident(), longNames()})
        for (const QSizeF size : {QSizeF(790, 420), QSizeF(890, 620), QSizeF(1300, 800)})
            for (const double scale : {1.0, 1.5, 2.0}) {
                INFO(size.width() << " at " << scale);
                const TimelineScene s = TimelineScene::of(values(incident), sight(), size, 0, Fonts::make(scale));
                checkNoCollisions(s, s.layout.axis.right());
                CHECK(s.layout.axis.width >= size.width() * 0.5);
                for (const MetricPlace& m : s.metrics)
                    if (!m.plateauLabel.isEmpty()) {
                        CHECK(m.plateauLabel.left() >= s.layout.axis.left);
                        CHECK(m.plateauLabel.right() <= s.layout.axis.right() + 1);
                    }
                for (const ChainArc& arc : s.arcs) {
                    CHECK(arc.label.left() >= s.layout.axis.left - 1);
                    CHECK(arc.label.right() <= s.layout.axis.right() + 1);
                }
                for (const PlacedGroup& g : s.alarms.groups)
                    CHECK(g.label.right() <= s.layout.axis.right() + 1);
            }
}

TEST_CASE("labels: hundreds of crowded names never overlap each other or a mark", "[timeline]") {
    std::minstd_rand random(7);
    std::vector<LabelAnchor> anchors;
    for (int i = 0; i < 300; ++i)
        anchors.push_back({std::uniform_real_distribution<double>(100, 900)(random), 6,
                           QString(static_cast<qsizetype>(3 + random() % 60), QLatin1Char('x')),
                           static_cast<int>(random() % 2)});
    const auto labels = placeLabels(anchors, Fonts::make(1).small, 100, 900, 3, 20);
    REQUIRE(labels.size() == anchors.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i].text.isEmpty())
            continue;
        CHECK(labels[i].box.left() >= 100);
        CHECK(labels[i].box.right() <= 900);
        for (std::size_t k = 0; k < labels.size(); ++k) {
            if (k != i && !labels[k].text.isEmpty())
                CHECK_FALSE(labels[i].box.intersects(labels[k].box));
            if (labels[k].row == labels[i].row)
                CHECK_FALSE((labels[i].box.left() < anchors[k].x + 6 && anchors[k].x - 6 < labels[i].box.right()));
        }
    }
}

TEST_CASE("changes: bars that overlap in time get rows of their own, the held one the first", "[timeline]") {
    std::vector<Change> changes(6);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        changes[i].id = ChangeId(std::to_string(i));
        changes[i].start = kinesis::at(3, static_cast<int>(i));
        changes[i].end = kinesis::at(5, 0);
    }
    const TimeAxis axis{{kinesis::at(2, 0), kinesis::at(8, 0)}, 178, 700};
    const auto layout = ChangeLayout::of(changes, ChangeId("4"), axis, Fonts::make(1));
    CHECK(layout.items.size() == static_cast<std::size_t>(ChangeLayout::kBarRows));
    CHECK(layout.folded.size() == 6 - layout.items.size());
    CHECK(layout.items.front().index == 4);
    for (std::size_t i = 0; i < layout.items.size(); ++i)
        for (std::size_t k = i + 1; k < layout.items.size(); ++k)
            CHECK_FALSE(layout.items[i].mark.intersects(layout.items[k].mark));
}

TEST_CASE("alarms: the ranked group says how many it is and what they share", "[timeline]") {
    const auto incident = kinesis::incident();
    CHECK(groupText(*incident, *kinesis::answer()) == "10 alarms, one group upstream: kinesis-frontend");
    CHECK(commonUpstream({ServiceId("ecs"), ServiceId("eks")}, incident->dependencies) == ServiceId("eventbridge"));
    CHECK(commonUpstream({ServiceId("ecs"), ServiceId("nobody")}, incident->dependencies).value.empty());
}

TEST_CASE("chain: change, ceiling, shifts in time order, each arc with its lag", "[timeline]") {
    const auto answer = kinesis::answer();
    const Chain chain = Chain::of(*answer, answer->suspects.front());
    REQUIRE(chain.points.size() == 4);
    CHECK(chain.points[0].place == ChainPoint::Place::Change);
    CHECK(chain.points[1].series.metric == "kfe_threads_p50");
    CHECK(chain.points[3].series.metric == "kds_put_errors");
    const TimelineScene s = TimelineScene::of(values(kinesis::incident()), sight(), {890, 620}, 0, Fonts::make(1));
    REQUIRE(s.arcs.size() == 3);
    CHECK(s.arcs[0].text == "1 h 41 min");
    CHECK(s.arcs[1].text == "11 min");
    CHECK(s.arcs[2].text == "38 min");
}

TEST_CASE("chain: where two clocks do not tell the order, the arc says so", "[timeline]") {
    const std::vector<QPointF> stations{{100, 20}, {300, 200}, {500, 20}};
    const Fonts fonts = Fonts::make(1);
    const auto arcs = layOutChain(stations,
                                  {{kinesis::at(5, 0), Duration::minutes(3)},
                                   {kinesis::at(5, 2), {}},
                                   {kinesis::at(5, 15), Duration::minutes(1)}},
                                  QRectF(0, 0, 600, 300), fonts);
    REQUIRE(arcs.size() == 2);
    CHECK(arcs[0].text == "order unknown");
    CHECK(arcs[1].text == "13 min");
}

TEST_CASE("chain: a suspect without series evidence is led straight to the alarms", "[timeline]") {
    const auto answer = kinesis::answer();
    const Chain chain = Chain::of(*answer, answer->suspects[1]);
    REQUIRE(chain.points.size() == 2);
    CHECK(chain.points[1].place == ChainPoint::Place::Alarms);
    CHECK(chain.points[1].at == kinesis::at(5, 15));
}

TEST_CASE("metric lane: a gap is a box of its own and a plateau has its words", "[timeline]") {
    const TimelineScene s = TimelineScene::of(values(kinesis::incident()), sight(), {890, 620}, 0, Fonts::make(1));
    CHECK(s.metrics[0].plateauText == "plateau 32,768 since 04:25 (inferred)");
    REQUIRE(s.metrics[3].gaps.size() == 1);
    CHECK(s.metrics[3].gaps[0].left() > s.layout.axis.x(kinesis::at(5, 40)));
}

TEST_CASE("metric lane: without a sample in sight it makes up no figures", "[timeline]") {
    TimelineSight early = sight();
    early.range = {kinesis::at(2, 15) - Duration::hours(9), kinesis::at(2, 15) - Duration::hours(8)};
    const TimelineScene s = TimelineScene::of(values(kinesis::incident()), early, {890, 620}, 0, Fonts::make(1));
    for (const MetricPlace& m : s.metrics) {
        CHECK(m.isEmpty);
        CHECK(m.ticks.empty());
        CHECK(m.plateauText.isEmpty());
    }
}

TEST_CASE("change names: what does not fit gives way to the kind in words", "[timeline]") {
    const QFont font = Fonts::make(1).small;
    const std::string title = "a relatively small number of servers joins the front-end fleet";
    const auto name = [&](double width) { return fittedName(title, "capacity_add", "chg-1", font, width); };
    CHECK(name(1000).toStdString() == title);
    CHECK(name(180).startsWith("capacity add, a rel"));
    CHECK(name(180).endsWith(QChar(0x2026)));
    CHECK(name(QFontMetricsF(font).horizontalAdvance("capacity add") + 4) == "capacity add");
    for (double width = 5; width < 400; width += 7)
        CHECK(QFontMetricsF(font).horizontalAdvance(name(width)) <= std::max(width, 12.0));
    CHECK(headingOf(title, "capacity_add", "chg-1").name == "Capacity add");
    CHECK(headingOf("web 24 \u2192 36 hosts", "deploy", "chg-1").name == "Web 24 \u2192 36 hosts");
    CHECK(headingOf("", "", "chg-1").name == "chg-1");
    CHECK(wrapped("one two three four five six", font, 60, 2).size() == 2);
}
