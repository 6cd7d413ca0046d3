// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import.h"
#include "model/base/time_text.h"
#include "model/domain/named_range.h"
#include "tests/window/workbench.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/selection_strip.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/timeline_menu.h"

#include <QFile>
#include <QImage>
#include <QMenu>
#include <QPushButton>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("window: lanes stay as they were left in each file, and a kept layout serves another file", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    TimelineView& timeline = w.window->timeline();
    const auto names = [&] {
        w.settle();
        QStringList out;
        for (const Lane& lane : timeline.scene().lanes)
            out << (lane.isPinned ? "*" : "") + lane.name;
        return out;
    };
    const QStringList usual = names();
    timeline.laneHand().hide("alarms");
    timeline.laneHand().pin("notes");
    const QStringList own = names();
    CHECK(own.front() == "*Notes, milestones");
    CHECK_FALSE(own.contains("Alarms"));
    w.dialogs.words = "calm & \xC3\xBC"
                      "ber";
    emit w.window->timelineMenu().layoutSaveWanted();
    CHECK(w.settings.laneLayouts() == QStringList(*w.dialogs.words));

    w.controller->openExample("ticket-sale-2024-05-17");
    CHECK(names().contains("Alarms"));
    CHECK_FALSE(w.window->scope().canGoBack()); // another file is no step of this one's history
    emit w.window->timelineMenu().layoutWanted(*w.dialogs.words);
    CHECK_FALSE(names().contains("Alarms"));
    w.window->scope().goBack();
    CHECK(names().contains("Alarms"));

    w.controller->openExample("kinesis-2020-11-25");
    CHECK(names() == own);
    w.window->scope().setLanes(LaneSetup());
    CHECK(names() == usual);
    emit w.window->timelineMenu().layoutDropWanted(*w.dialogs.words);
    CHECK(w.settings.laneLayouts().isEmpty());
}

TEST_CASE("window: a selection is counted from the file: levels, medians before, within and after", "[window]") {
    Workbench w;
    std::string csv = "timestamp,service,metric,value,unit\n", logs;
    for (int m = 0; m < 60; ++m) {
        const std::string minute = (m < 10 ? "0" : "") + std::to_string(m);
        csv += "2024-03-01T10:" + minute + ":00Z,api,latency," +
               std::to_string(m < 20   ? 10
                              : m < 30 ? 40 + m % 2
                                       : 90) +
               ",ms\n";
        logs += "{\"time\":\"2024-03-01T10:" + minute + ":00Z\",\"service\":\"api\",\"level\":\"" +
                (m % 10 == 0 ? "error" : "info") + "\",\"message\":\"m" + minute + "\"}\n";
    }
    emit w.window->dropped({w.folder.file("metrics.csv", csv).c_str(), w.folder.file("logs.jsonl", logs).c_str()});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    const auto at = [](const char* minute) {
        return parseTime("2024-03-01T10:" + std::string(minute) + ":00Z")->instant;
    };
    w.window->scope().setSelection(TimeRange{at("20"), at("30")});
    w.settle();
    const auto& stats = w.window->timeline().selectionStats();
    REQUIRE(stats);
    CHECK(stats->records() == 10);
    CHECK(stats->of(LogLevel::Error) == 1);
    REQUIRE(stats->series.size() == 1);
    CHECK(stats->series[0].before == 10.);
    CHECK(stats->series[0].within == 40.5);
    CHECK(stats->series[0].after == 90.);
    CHECK(stats->series[0].least == 40);
    CHECK(stats->series[0].most == 41);
    CHECK(w.window->timeline().strip().text().contains("10 log records: 1 error"));
    // A selection beyond all data has none, and says so.
    w.window->scope().setSelection(TimeRange{at("59") + Duration::hours(5), at("59") + Duration::hours(6)});
    w.settle();
    REQUIRE(stats);
    CHECK(stats->records() == 0);
    CHECK_FALSE(stats->series[0].within);
}

namespace {

/// A file with one series at a sample a minute over these days of March 2024, value = day, and one alarm.
std::string daysFile(Workbench& w, const char* name, int firstDay, int lastDay, int alarmHour) {
    std::string csv = "timestamp,service,metric,value,unit\n";
    char line[96];
    for (int day = firstDay; day <= lastDay; ++day)
        for (int m = 0; m < 1440; ++m) {
            std::snprintf(line, sizeof line, "2024-03-%02dT%02d:%02d:00Z,api,latency,%d,ms\n", day, m / 60, m % 60,
                          day + (m % 2));
            csv += line;
        }
    std::snprintf(line, sizeof line, "{\"id\":\"a\",\"time\":\"2024-03-%02dT%02d:00:00Z\",\"service\":\"api\",",
                  lastDay, alarmHour);
    const std::string alarm =
        std::string(line) + "\"title\":\"slow\",\"metric\":\"latency\",\"rule\":\"latency > 500\"}\n";
    const std::string path = w.folder.path(name);
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    ImportRequest request;
    request.paths = {w.folder.file(std::string(name) + ".csv", csv),
                     w.folder.file(std::string(name) + "-alarms.jsonl", alarm)};
    REQUIRE(importPaths(&*file, request));
    return path;
}

} // namespace

TEST_CASE("window: earlier days lie as a band, another period and another incident as a grey line", "[window]") {
    Workbench w;
    const std::string path = daysFile(w, "now.foreshock", 8, 11, 12);
    const std::string other = daysFile(w, "other.foreshock", 20, 21, 6);
    w.controller->open(path);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    TimelineView& timeline = w.window->timeline();
    const auto at = [](const char* text) { return parseTime(text)->instant; };
    w.window->scope().setRange({at("2024-03-11T10:00:00Z"), at("2024-03-11T14:00:00Z")});
    w.settle();
    REQUIRE(timeline.scene().metrics.size() == 1);
    const BaselineBand* band = timeline.scene().metrics[0].baseline;
    REQUIRE(band);
    CHECK(band->days == 3);
    for (const BaselineBand::Part& part : band->parts) { // the 8th to the 10th
        CHECK(part.least == 8);
        CHECK(part.most == 11);
        CHECK(part.days == 3);
    }
    CHECK_FALSE(timeline.scene().metrics[0].beneath);

    emit w.window->timelineMenu().compareWanted(Duration::hours(24));
    w.settle();
    const SeriesWindow* beneath = timeline.scene().metrics[0].beneath;
    REQUIRE(beneath);
    CHECK(timeline.values().compared->words == "a day earlier");
    for (const SeriesSpan& s : beneath->spans)
        CHECK((s.least >= 10 && s.most <= 11));
    CHECK(w.window->scope().range().contains(beneath->spans[beneath->spans.size() / 2].range.from));
    CHECK(timeline.scene().metrics[0].scale.least < 10); // both are on the scale

    w.dialogs.words = "2d";
    emit w.window->timelineMenu().compareTypedWanted();
    w.settle();
    CHECK(timeline.scene().metrics[0].beneath->spans[0].least + timeline.scene().metrics[0].beneath->spans[1].least ==
          9 + 10); // the 9th: 9 and 10 by turns
    w.dialogs.words = "soon";
    emit w.window->timelineMenu().compareTypedWanted();
    REQUIRE(w.controller->lastError());
    CHECK(w.controller->lastError()->message == "\"soon\" is no length of time");

    // Its alarm of the 21st, 06:00, lies on ours of the 11th, 12:00.
    w.dialogs.open = QString::fromStdString(other);
    emit w.window->timelineMenu().compareFileWanted();
    w.settle();
    INFO(w.controller->lastError()->message << " " << w.controller->lastError()->where);
    CHECK(timeline.values().compared->words.toStdString() == "other, first alarms together");
    beneath = timeline.scene().metrics[0].beneath;
    REQUIRE(beneath);
    CHECK(beneath->spans[0].least + beneath->spans[1].least == 21 + 22);
    CHECK(w.window->scope().range().contains(beneath->spans[beneath->spans.size() / 2].range.from));

    auto* chip = timeline.findChild<QPushButton*>("comparedWith");
    REQUIRE(chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    w.settle();
    CHECK_FALSE(timeline.scene().metrics[0].beneath);
    CHECK_FALSE(chip->isVisible());
    w.dialogs.open = QString::fromStdString(w.folder.file("no.foreshock", "not a database"));
    emit w.window->timelineMenu().compareFileWanted();
    w.settle();
    CHECK(w.controller->lastError());
    w.controller->openExample("kinesis-2020-11-25"); // another file: nothing lies beneath it
    w.settle();
    CHECK_FALSE(timeline.values().compared);
}

TEST_CASE("window: a selection is kept under a name with Ctrl+B, jumped to, undone", "[window]") {
    Workbench w;
    const std::string path = daysFile(w, "now.foreshock", 10, 11, 12);
    w.controller->open(path);
    w.settle();
    TimeScope& scope = w.window->scope();
    const auto at = [](const char* text) { return parseTime(text)->instant; };
    const TimeRange range{at("2024-03-11T11:00:00Z"), at("2024-03-11T11:30:00Z")};
    QTest::keyClick(w.window.get(), Qt::Key_B, Qt::ControlModifier);
    REQUIRE(w.controller->lastError());
    CHECK(w.controller->lastError()->message == "no range is selected");
    scope.setSelection(range);
    w.dialogs.words = QString::fromUtf8("slow \xF0\x9F\x94\xA5 calls");
    QTest::keyClick(w.window.get(), Qt::Key_B, Qt::ControlModifier);
    w.settle();
    const auto ranges = [&] {
        auto session = IncidentSession::open(path);
        REQUIRE(session);
        return namedRanges(session->incident()->notes);
    };
    REQUIRE(ranges().size() == 1);
    CHECK(ranges()[0].name == w.dialogs.words->toStdString());
    CHECK(ranges()[0].range == range);
    // Jumped to from the menu.
    scope.setSelection(std::nullopt);
    scope.setRange({at("2024-03-10T01:00:00Z"), at("2024-03-10T02:00:00Z")});
    for (QAction* action : w.window->timelineMenu().findChildren<QAction*>() + w.window->findChildren<QAction*>())
        if (action->text() == *w.dialogs.words) {
            action->trigger();
            break;
        }
    CHECK(scope.selection() == range);
    CHECK(scope.range().contains(range.from));
    // Its flag in the notes lane selects it, too.
    w.settle();
    scope.setSelection(std::nullopt);
    w.settle();
    TimelineView& timeline = w.window->timeline();
    timeline.revealLane("notes");
    w.settle();
    const LaneBox* box = timeline.scene().boxOf(LaneKind::Notes);
    REQUIRE(box);
    REQUIRE(timeline.scene().notes.items.size() == 1);
    CHECK(timeline.scene().notes.items[0].text == *w.dialogs.words);
    QTest::mouseClick(timeline.plot(), Qt::LeftButton, {},
                      (timeline.scene().notes.items[0].at + QPointF(0, box->plot.top())).toPoint());
    CHECK(scope.selection() == range);
    emit w.window->undoWanted();
    w.settle();
    CHECK(ranges().empty());
}

TEST_CASE("window: a declared limit stands dashed in the lane it holds for, with its value", "[window]") {
    Workbench w;
    std::string csv = "timestamp,service,metric,value,unit\n";
    for (int m = 10; m < 60; ++m)
        csv += "2024-03-01T10:" + std::to_string(m) + ":00Z,api,open_connections," + std::to_string(60 + m) +
               ",connections\n2024-03-01T10:" + std::to_string(m) + ":00Z,api,latency,5,ms\n";
    emit w.window->dropped({w.folder.file("metrics.csv", csv).c_str(),
                            w.folder
                                .file("limits.csv", "service,metric,limit,unit,source,date\n"
                                                    "api,open_connections,128,connections,wiki,2024-01-05\n")
                                .c_str()});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    QStringList words;
    for (const MetricPlace& m : w.window->timeline().scene().metrics)
        words << w.window->timeline().scene().lanes[m.lane].name + ": " + m.plateauText;
    words.sort();
    CHECK(words == QStringList{"latency: ", "open_connections: limit 128 (declared)"});
}
