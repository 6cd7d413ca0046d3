// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/timeline_hands.h"
#include "views/timeline/lane_finder.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Names as bad as they come: 300 characters, emoji, right-to-left, tabs and line ends.
std::string badName(int i) {
    const char* const kinds[] = {"plain", "\xF0\x9F\x94\xA5\xF0\x9F\x9A\x92 hot", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
                                 "tab\tand\nline"};
    return (i % 5 == 4 ? std::string(300, 'w') : std::string(kinds[i % 4])) + std::to_string(i);
}

std::shared_ptr<IncidentView> estate(int services, int series) {
    auto incident = std::make_shared<IncidentView>();
    incident->extent = {kinesis::at(0, 0), kinesis::at(9, 0)};
    for (int i = 0; i < services; ++i) {
        Service service;
        service.id = ServiceId(badName(i));
        incident->services.push_back(service);
    }
    for (int i = 0; i < series; ++i) {
        SeriesInfo info;
        info.id = SeriesId(i + 1);
        info.service = ServiceId(badName(i % services));
        info.metric = badName(i) + "_metric";
        info.unit = "ms";
        incident->series.push_back(info);
    }
    return incident;
}

} // namespace

TEST_CASE("many lanes: names of 300 characters, emoji and right-to-left text keep to their gutter", "[lanes]") {
    TimeScope scope;
    TimelineView view{scope};
    view.resize(900, 640);
    const auto incident = estate(40, 60);
    scope.setExtent(incident->extent);
    scope.open(incident->extent);
    view.setIncident(incident);
    view.show();
    QTest::qWait(5);
    view.flush();
    const TimelineScene& scene = view.scene();
    CHECK(scene.lanes.size() == 2 + 40 + 60);
    for (std::size_t i = 1; i < scene.layout.lanes.size(); ++i)
        CHECK(scene.layout.lanes[i - 1].box.bottom() <= scene.layout.lanes[i].box.top() + .5);
    // What was painted in the plot beside a long name is paper, grid or lane, never its letters.
    const QImage picture = view.plot()->grab().toImage();
    CHECK(picture.width() == 900);
    view.findLane();
    auto* finder = view.findChild<LaneFinder*>();
    QTest::keyClicks(&finder->line(), "tab and line3");
    CHECK(finder->list().count() >= 1);
    CHECK(finder->list().item(0)->text().contains("tab and line3"));
    QTest::keyClick(&finder->line(), Qt::Key_Return);
}

TEST_CASE("timeline: how long a frame over 20,000 series of 5,000 services takes", "[timeline][.bench]") {
    TimeScope scope;
    TimelineView view{scope};
    view.resize(1100, 1000);
    const auto incident = estate(5000, 20'000);
    scope.setExtent(incident->extent);
    scope.open(incident->extent);
    QElapsedTimer timer;
    const auto elapsed = [&] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
    timer.start();
    view.setIncident(incident);
    view.setAnswer(kinesis::answer());
    const double set = elapsed();
    view.show();
    QTest::qWait(20);
    view.flush();
    std::vector<double> frames;
    for (int i = 0; i < 40; ++i) {
        scope.pan(i % 2 ? .01 : -.01);
        timer.restart();
        view.flush(Motion::Moving);
        view.plot()->repaint();
        frames.push_back(elapsed());
    }
    timer.restart();
    view.findLane();
    const double found = elapsed();
    timer.restart();
    view.findChild<LaneFinder*>()->line().setText("metric 19");
    const double typed = elapsed();
    std::sort(frames.begin(), frames.end());
    WARN("25,002 lanes: set " << set << " ms; frame median " << frames[20] << " ms, p95 " << frames[37]
                              << " ms; find opened in " << found << " ms, a letter " << typed << " ms");
}
