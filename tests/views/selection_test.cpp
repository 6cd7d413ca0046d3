// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/timeline_hands.h"
#include "views/timeline/selection_strip.h"
#include "views/timeline/selection_words.h"

#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>

using namespace foreshock;
using namespace foreshock::test;

namespace {

SelectionStats someStats(TimeRange range) {
    SelectionStats stats;
    stats.range = range;
    stats.levels = {0, 0, 0, 1150, 40, 12, 1};
    stats.series = {{SeriesId(1), 32655, 32700, std::nullopt, 32690, 32710}};
    return stats;
}

QPushButton* button(SelectionStrip& strip, const QString& text) {
    for (QPushButton* b : strip.findChildren<QPushButton*>())
        if (b->text().startsWith(text))
            return b;
    return nullptr;
}

} // namespace

TEST_CASE("selection: a drag says its duration and counts at once, and its figures when they come", "[selection]") {
    TimelineHands d;
    QSignalSpy wishes(&d.view, &TimelineView::selectionStatsWanted);
    d.drag(d.point(kinesis::at(4, 0)), d.point(kinesis::at(5, 30)));
    SelectionStrip& strip = d.view.strip();
    REQUIRE(strip.isVisible());
    CHECK((strip.text().contains("1 h 29 min") || strip.text().contains("1 h 30 min")));
    CHECK(strip.text().contains("counting log records"));
    CHECK(strip.text().contains(" alarms"));
    CHECK(strip.text().contains(" changes"));
    REQUIRE(wishes.count() == 1);
    const TimeRange asked = wishes[0][1].value<TimeRange>();
    CHECK(asked == *d.scope.selection());
    d.view.setSelectionStats(someStats({kinesis::at(0, 0), kinesis::at(1, 0)})); // of another selection: dropped
    CHECK_FALSE(d.view.selectionStats());
    d.view.setSelectionStats(someStats(asked));
    CHECK(strip.text().contains("1,203 log records: 1 fatal, 12 errors, 40 warnings"));

    QTest::mouseClick(button(strip, "Copy"), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    INFO(copied.toStdString());
    CHECK(copied.contains("records\terror\t12"));
    CHECK(copied.contains("32,655\t32,700\tno data\t32,690\t32,710"));
    CHECK(copied.contains("alarm\t2020-11-25T13:15:00Z\t05:15"));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&d.view, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == copied);

    // An edge that is moved asks again; what was said of the old range goes.
    d.drag(d.point(kinesis::at(5, 30)), d.point(kinesis::at(5, 0)));
    CHECK_FALSE(d.view.selectionStats());
    CHECK(wishes.count() == 2);
    QTest::mouseClick(button(strip, QString::fromUtf8("\xE2\x9C\x95")), Qt::LeftButton);
    CHECK_FALSE(d.scope.selection());
    CHECK_FALSE(strip.isVisible());
    CHECK(d.view.plot()->height() == d.view.height());
}

TEST_CASE("selection: T marks a moment, the cursor measures from it, T or Esc ends it", "[selection]") {
    TimelineHands d;
    d.scope.setCursor(kinesis::at(4, 0));
    d.key(Qt::Key_T);
    REQUIRE(d.scope.mark());
    d.moveTo(d.point(kinesis::at(5, 0)));
    SelectionStrip& strip = d.view.strip();
    REQUIRE(strip.isVisible());
    CHECK(strip.text().startsWith("04:00"));
    CHECK(strip.text().contains(QString::fromUtf8("\xC2\xB7 ")));
    CHECK_FALSE(button(strip, "Name")->isVisible());
    d.view.copySelection();
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.contains("series\tunit\tat first\tat second"));
    CHECK(copied.contains("threads/server\t32,"));
    d.scope.setCursor(kinesis::at(3, 0));
    CHECK(strip.text().contains(QString::fromUtf8("\xE2\x88\x92"
                                                  "1 h")));
    d.key(Qt::Key_T);
    CHECK_FALSE(d.scope.mark());
    CHECK_FALSE(strip.isVisible());
    d.key(Qt::Key_T);
    d.key(Qt::Key_Escape);
    CHECK_FALSE(d.scope.mark());
}

TEST_CASE("selection: words for pairs of values, gaps and ends of series", "[selection]") {
    const QString arrow = QString::fromUtf8(" \xE2\x86\x92 ");
    CHECK(pairWords({}).isEmpty());
    CHECK(pairWords({1, 3}) == "1" + arrow + "3 (+2)");
    CHECK(pairWords({3, 1}) == "3" + arrow + "1 (" + QString::fromUtf8("\xE2\x88\x92") + "2)");
    CHECK(pairWords({2, 2}) == "2" + arrow + "2 (same)");
    CHECK(pairWords({{}, 2}) == "no data" + arrow + "2");
    const auto minute = [](int m) { return kinesis::at(3, m); };
    SeriesWindow w{{}, {minute(0), minute(59)}, {}, {}, Duration::minutes(1)};
    w.spans = {{{minute(1), minute(1)}, 5, 5, 5, 5}, {{minute(10), minute(10)}, 7, 7, 7, 7}};
    w.gaps = {{minute(2), minute(10)}};
    CHECK_FALSE(valueIn(w, minute(0)));
    CHECK(valueIn(w, minute(1)) == 5.);
    CHECK_FALSE(valueIn(w, minute(5)));
    CHECK(valueIn(w, minute(11)) == 7.);
    CHECK_FALSE(valueIn(w, minute(30))); // long after its last sample
}

TEST_CASE("selection: names with tabs, line ends and right-to-left text stay in their cells", "[selection]") {
    TimelineValues values;
    auto incident = std::make_shared<IncidentView>();
    Alarm alarm;
    alarm.id = AlarmId("a");
    alarm.start = kinesis::at(3, 0);
    alarm.title = "one\ttwo\nthree \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D";
    incident->alarms.assign(25, alarm);
    values.incident = incident;
    const TimeRange range{kinesis::at(2, 0), kinesis::at(4, 0)};
    const QString text = selectionText(values, range, nullptr, Zone(), {});
    CHECK(text.count("one two three") == 20);
    CHECK(text.contains("alarm\tand 5 more"));
    for (const QString& line : text.split('\n'))
        CHECK(line.count('\t') <= 4);
}
