// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/log/log_highlight.h"
#include "views/log/log_line.h"
#include "views/log/log_panel.h"
#include "views/log/log_trace.h"
#include "views/time_scope/time_scope.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace foreshock;

namespace {

constexpr std::int64_t kRows = 50'000'000;

LogRecord record(std::int64_t row) {
    LogRecord r;
    r.seq = row;
    r.time = Instant{} + Duration::milliseconds(row);
    r.level = row % 100 == 0 ? LogLevel::Error : LogLevel::Info;
    r.host = "host-" + std::to_string(row % 7);
    r.message = "record " + std::to_string(row);
    r.raw = r.message;
    return r;
}

/// Fifty million rows that exist only where they are asked for.
struct Provider {
    TimeScope scope;
    LogPanel panel{scope};
    std::vector<LogPageWish> asked;
    std::vector<LogStepWish> steps;
    std::vector<LogHistogramWish> histograms;
    Instant anchor;
    bool answers = true;

    Provider() {
        QObject::connect(&panel.view(), &LogView::pageWanted, &panel, [this](const LogPageWish& wish) {
            asked.push_back(wish);
            if (answers)
                answer(wish);
        });
        QObject::connect(&panel.view(), &LogView::rowAtWanted, &panel,
                         [this](const LogRowWish& wish) { found(wish.at.ns / 1'000'000, wish.question); });
        QObject::connect(&panel.view(), &LogView::stepWanted, &panel, [this](const LogStepWish& wish) {
            steps.push_back(wish);
            const std::int64_t from = wish.from.time.ns / 1'000'000;
            const std::int64_t every = wish.also == "level>=error" ? 100 : 1;
            found((wish.step == LogStep::Next ? from / every + 1 : (from + every - 1) / every - 1) * every,
                  wish.question);
        });
        QObject::connect(&panel, &LogPanel::histogramWanted, &panel,
                         [this](const LogHistogramWish& wish) { histograms.push_back(wish); });
        panel.setLook(Look::of(ThemeChoice::Light, 1));
        panel.resize(900, 320);
        scope.setExtent({Instant{}, Instant{} + Duration::milliseconds(kRows)});
        panel.view().setHasLogs(true);
        panel.show();
        settle();
    }
    /// Row 0 is the first at or after the anchor, a row a millisecond.
    void answer(const LogPageWish& wish) {
        LogWindow w;
        anchor = wish.anchor;
        w.begin = -origin();
        w.matching = kRows;
        w.firstRow = std::clamp(wish.firstRow, w.begin, w.begin + kRows);
        for (std::int64_t i = w.firstRow; i < std::min(w.begin + kRows, wish.firstRow + wish.count); ++i)
            w.rows.push_back(record(i + origin()));
        panel.view().setWindow(w, wish.id);
    }
    void found(std::int64_t number, const LogQuestion& question) {
        panel.view().showFound({number >= 0 && number < kRows, number - origin(), anchor, question});
    }
    /// How many records lie before row 0.
    std::int64_t origin() const { return std::clamp<std::int64_t>(anchor.ns / 1'000'000, 0, kRows); }
    /// The number of the current record.
    std::int64_t current() const {
        const LogRecord* r = view().currentRecord();
        return r ? r->seq : -1;
    }
    void settle() {
        QTest::qWait(5);
        panel.flush();
        panel.flush();
    }
    LogView& view() { return panel.view(); }
    LogView& view() const { return const_cast<LogPanel&>(panel).view(); }
};

} // namespace

TEST_CASE("log: fifty million rows cost what is in sight", "[log]") {
    Provider p;
    REQUIRE(p.view().rows().matching() == kRows);
    CHECK(p.view().rows().at(0)->message == "record 0");
    QTest::keyClick(&p.view(), Qt::Key_G, Qt::ShiftModifier);
    p.settle();
    REQUIRE(p.current() == kRows - 1);
    CHECK(p.view().currentRecord()->message == "record 49999999");
    for (int i = 0; i < 300; ++i) {
        QTest::keyClick(&p.view(), Qt::Key_PageUp);
        p.panel.flush();
    }
    CHECK(p.view().rows().pages() <= LogRows::kPages);
    std::int64_t most = 0;
    for (const LogPageWish& w : p.asked)
        most = std::max<std::int64_t>(most, w.count);
    CHECK(most <= 512);
}

TEST_CASE("log: a row taken by key or mouse sets the cursor, a cursor set elsewhere selects its row", "[log]") {
    Provider p;
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_Down);
    QTest::keyClick(&p.view(), Qt::Key_K);
    REQUIRE(p.scope.cursor());
    CHECK(*p.scope.cursor() == record(p.current()).time);
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, {}, QPoint(300, p.view().rowHeight() * 5 + 3));
    CHECK(*p.view().currentRow() == p.view().topRow() + 5);
    p.scope.setCursor(Instant{} + Duration::milliseconds(31'000'000));
    p.settle();
    p.settle();
    CHECK(p.current() == 31'000'000);
    CHECK(p.view().topRow() <= *p.view().currentRow());
}

TEST_CASE("log: e and Shift+E go from error to error", "[log]") {
    Provider p;
    p.view().showRow(50);
    QTest::keyClick(&p.view(), Qt::Key_E);
    p.settle();
    CHECK(p.current() == 100);
    CHECK(*p.scope.cursor() == record(100).time);
    QTest::keyClick(&p.view(), Qt::Key_E);
    p.settle();
    CHECK(p.current() == 200);
    QTest::keyClick(&p.view(), Qt::Key_E, Qt::ShiftModifier);
    CHECK(p.current() == 100);
    QTest::keyClick(&p.view(), Qt::Key_E, Qt::ShiftModifier);
    QTest::keyClick(&p.view(), Qt::Key_E, Qt::ShiftModifier);
    CHECK(p.current() == 0);
    CHECK(p.panel.counts().text() == "no earlier error");
}

TEST_CASE("log: hits are shown while others are still searched, rows keep their places", "[log]") {
    Provider p;
    p.scope.setCursor(record(1'000'000).time);
    p.settle();
    p.answers = false;
    p.scope.setFilter("timeout");
    p.settle();
    const LogPageWish wish = p.asked.back();
    CHECK(wish.anchor == record(1'000'000).time);
    LogWindow part;
    part.matching = 3;
    part.searched = .25;
    part.hidden = 5000;
    part.rows = {record(1'000'001), record(1'000'007), record(1'000'009)};
    p.view().setWindow(part, wish.id);
    CHECK(p.panel.counts().text() == "3 rows so far \u00b7 searched 25 %");
    CHECK(p.current() == 1'000'001);
    const std::int64_t top = p.view().topRow();
    const int height = static_cast<int>(*p.view().currentRow() - top);
    CHECK(height > 0); // room for what may lie before
    // More is found before it: what is shown stays where it is, and what came is asked for.
    LogWindow more;
    more.begin = -2;
    more.matching = 5;
    more.searched = .5;
    p.asked.clear();
    p.view().setWindow(more, wish.id);
    CHECK(p.view().topRow() == top);
    CHECK(p.view().rows().at(0)->seq == 1'000'001);
    p.settle();
    REQUIRE(p.asked.size() == 1);
    CHECK(p.asked[0].firstRow <= -2);
    CHECK(p.asked[0].anchor == wish.anchor);
    more.searched = 1;
    more.hidden = 49'999'995;
    more.firstRow = -2;
    more.rows = {record(7), record(8), record(1'000'001), record(1'000'007), record(1'000'009)};
    p.view().setWindow(more, p.asked[0].id);
    CHECK(p.view().topRow() == -2);
    CHECK(p.panel.counts().text() == "5 of 50,000,000 rows \u00b7 49,999,995 hidden by the filter");
    CHECK(p.current() == 1'000'001);
}

TEST_CASE("log: while rows are counted the scroll bar goes by time, and the ends are reached at once", "[log]") {
    Provider p;
    p.answers = false;
    p.scope.setFilter("/\\d{9}/");
    p.settle();
    LogWindow part;
    part.matching = 2;
    part.searched = .01;
    part.rows = {record(0), record(1)};
    p.view().setWindow(part, p.asked.back().id);
    QScrollBar* bar = p.view().verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    p.settle();
    CHECK(std::abs(p.asked.back().anchor.ns - record(kRows / 2).time.ns) < 1'000'000'000);
    CHECK(p.asked.back().firstRow <= 0);
    p.view().setWindow(part, p.asked.back().id);
    QTest::keyClick(&p.view(), Qt::Key_G, Qt::ShiftModifier);
    p.settle();
    CHECK(p.asked.back().anchor == p.scope.range().to);
    CHECK(p.asked.back().firstRow < 0);
}

TEST_CASE("log: N goes from hit to hit while all rows are shown, H changes between the two", "[log]") {
    Provider p;
    p.scope.setFilter("\"record 2\"");
    p.settle();
    CHECK(p.asked.back().question.filter == "\"record 2\"");
    QTest::keyClick(&p.view(), Qt::Key_H);
    p.settle();
    CHECK(p.view().show() == LogShow::All);
    CHECK(p.asked.back().question.filter.empty());
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_N);
    REQUIRE_FALSE(p.steps.empty());
    CHECK(p.steps.back().also == "\"record 2\"");
    CHECK(p.steps.back().step == LogStep::Next);
    QTest::keyClick(&p.view(), Qt::Key_N, Qt::ShiftModifier);
    CHECK(p.steps.back().step == LogStep::Previous);
    CHECK(p.panel.allRows().isChecked());
    QTest::mouseClick(&p.panel.allRows(), Qt::LeftButton);
    p.settle();
    CHECK(p.view().show() == LogShow::Hits);
    CHECK(p.asked.back().question.filter == "\"record 2\"");
}

TEST_CASE("log: M and Ctrl+1 mark the current record, U goes to the next mark", "[log]") {
    Provider p;
    std::vector<LogMark> wanted;
    QObject::connect(&p.view(), &LogView::markWanted, &p.panel, [&](const LogMark& mark) { wanted.push_back(mark); });
    QTest::keyClick(&p.view(), Qt::Key_U);
    CHECK(p.panel.counts().text().contains("no bookmark"));
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_M);
    QTest::keyClick(&p.view(), Qt::Key_3, Qt::ControlModifier);
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0] == LogMark{LogKey::of(record(0)), LogMark::kBookmark});
    CHECK(wanted[1] == LogMark{LogKey::of(record(0)), 3});
    p.view().setMarks({{LogKey::of(record(0)), 3}, {LogKey::of(record(700)), 0}, {LogKey::of(record(300)), 9}});
    QTest::keyClick(&p.view(), Qt::Key_3, Qt::ControlModifier); // the same again takes it away
    CHECK(wanted.back().label == LogMark::kNone);
    QTest::keyClick(&p.view(), Qt::Key_U);
    p.settle();
    CHECK(p.current() == 300);
    QTest::keyClick(&p.view(), Qt::Key_U);
    p.settle();
    CHECK(p.current() == 700);
    QTest::keyClick(&p.view(), Qt::Key_U, Qt::ShiftModifier);
    p.settle();
    CHECK(p.current() == 300);
}

TEST_CASE("log: F stays at the newest row until a hand goes up", "[log]") {
    Provider p;
    p.scope.setRange({Instant{}, Instant{} + Duration::seconds(60)});
    p.settle();
    QTest::keyClick(&p.view(), Qt::Key_F);
    p.settle();
    CHECK(p.view().isFollowing());
    CHECK(p.scope.range().to == p.scope.extent().to);
    CHECK(p.view().rows().at(p.view().rows().end() - 1)->seq == kRows - 1);
    CHECK(p.view().topRow() > p.view().rows().end() - 30);
    QTest::keyClick(&p.view(), Qt::Key_G);
    CHECK_FALSE(p.view().isFollowing());
}

TEST_CASE("log: Shift and a drag choose rows, Ctrl+C copies them, a plain step chooses one again", "[log]") {
    Provider p;
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&p.view(), Qt::Key_J, Qt::ShiftModifier);
    CHECK(p.view().chosenCount() == 3);
    QTest::keyClick(&p.view(), Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text() == "record 0\nrecord 1\nrecord 2");
    CHECK(p.panel.counts().text() == "copied 3 rows");
    QTest::keyClick(&p.view(), Qt::Key_K, Qt::ShiftModifier);
    CHECK(p.view().chosenCount() == 2);
    QTest::keyClick(&p.view(), Qt::Key_J);
    CHECK(p.view().chosenCount() == 1);
    const auto at = [&](int row) { return QPoint(300, p.view().rowHeight() * row + 3); };
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, {}, at(4));
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, Qt::ShiftModifier, at(1));
    CHECK(p.view().chosenCount() == 4);
    CHECK(p.view().chosenRecords().front().seq == 1);
    QTest::mousePress(p.view().viewport(), Qt::LeftButton, {}, at(2));
    QMouseEvent drag(QEvent::MouseMove, at(5), p.view().viewport()->mapToGlobal(at(5)), Qt::NoButton, Qt::LeftButton,
                     {});
    QApplication::sendEvent(p.view().viewport(), &drag);
    QTest::mouseRelease(p.view().viewport(), Qt::LeftButton, {}, at(5));
    CHECK(p.view().chosenCount() == 4);
    CHECK(p.current() == 5);
}

TEST_CASE("log: O looks for the trace of the current record", "[log]") {
    LogRecord r = record(1);
    r.raw = R"({"msg":"put","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","n":1})";
    CHECK(traceOf(r) == "4bf92f3577b34da6a3ce929d0e0e4736");
    r.raw = "GET /x requestId=8c1f-77 took 3";
    CHECK(traceOf(r) == "8c1f-77");
    r.raw = "X-Request-ID: abcdef12 done";
    CHECK(traceOf(r) == "abcdef12");
    r.raw = "call 123e4567-e89b-12d3-a456-426614174000 failed";
    CHECK(traceOf(r) == "123e4567-e89b-12d3-a456-426614174000");
    r.raw = "took 1234567890123456 ns, pages 4096";
    CHECK(traceOf(r).empty());
    Provider p;
    QTest::keyClick(&p.view(), Qt::Key_J);
    QTest::keyClick(&p.view(), Qt::Key_O);
    CHECK(p.steps.empty());
    CHECK(p.panel.counts().text() == "no trace or request id in this record");
}

TEST_CASE("log: answers to the query before are dropped, the newest wins", "[log]") {
    Provider p;
    p.answers = false;
    p.scope.setFilter("level>=error");
    p.settle();
    const LogPageWish old = p.asked.back();
    CHECK(old.question.filter == "level>=error");
    p.scope.setService(ServiceId("cognito"));
    p.settle();
    const LogPageWish now = p.asked.back();
    CHECK(now.question.filter == "service:cognito level>=error");
    REQUIRE(now.id != old.id);
    LogWindow few;
    few.matching = 3;
    p.view().setWindow(few, old.id);
    CHECK(p.view().rows().matching() == kRows);
    few.matching = 2;
    few.rows = {record(0), record(1)};
    p.view().setWindow(few, now.id);
    CHECK(p.view().rows().matching() == 2);
}

TEST_CASE("log: an empty range says what lies outside and offers to widen", "[log]") {
    Provider p;
    p.answers = false;
    p.scope.setRange({Instant{} + Duration::seconds(5), Instant{} + Duration::seconds(6)});
    p.settle();
    LogWindow none;
    none.outside = 412;
    p.view().setWindow(none, p.asked.back().id);
    auto* widen = p.view().viewport()->findChild<QPushButton*>();
    REQUIRE(widen->isVisible());
    QTest::mouseClick(widen, Qt::LeftButton);
    CHECK(p.scope.range() == p.scope.extent());
}

TEST_CASE("log: typing in the filter bar sets the scope's filter", "[log]") {
    Provider p;
    QTest::keyClicks(&p.panel.filter(), "level>=error");
    QTest::keyClick(&p.panel.filter(), Qt::Key_Return);
    CHECK(p.scope.filter() == "level>=error");
    p.scope.goBack();
    CHECK(p.panel.filter().text().isEmpty());
    QTest::keyClicks(&p.panel.filter(), "level>=nonsense (");
    QTest::keyClick(&p.panel.filter(), Qt::Key_Return);
    CHECK(p.scope.filter().empty());
    CHECK(p.panel.counts().text().startsWith("\u2717 "));
    p.panel.filter().clear();
    QTest::keyClicks(&p.panel.filter(), "/(unclosed/");
    QTest::keyClick(&p.panel.filter(), Qt::Key_Return);
    CHECK(p.scope.filter().empty()); // a broken expression is told, too, before it is searched for
    CHECK(p.panel.counts().text().startsWith("\u2717 "));
    CHECK(p.panel.filter().history() == QStringList{"level>=error"}); // what was no query is not kept
    CHECK(p.panel.counts().text().size() > 10);
}

TEST_CASE("log: a jump anywhere in fifty million rows asks once, for two blocks of rows at the most", "[log]") {
    Provider p;
    const int steps = p.view().verticalScrollBar()->maximum();
    for (int i = 1; i <= 10; ++i) {
        p.asked.clear();
        p.view().verticalScrollBar()->setValue(steps / 10 * i);
        p.view().viewport()->repaint();
        p.settle();
        REQUIRE(p.asked.size() == 1);
        CHECK(p.asked[0].count <= 256);
    }
}

TEST_CASE("log: how long a frame of rows takes", "[log][.bench]") {
    Provider p;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i) {
        p.view().verticalScrollBar()->setValue(i * 800'000);
        p.view().viewport()->repaint();
    }
    WARN("a frame of rows: " << static_cast<double>(timer.nsecsElapsed()) / 50e6 << " ms");
}

TEST_CASE("log line: control bytes are shown, more lines are counted, a megabyte is clipped", "[log]") {
    LogRecord r;
    r.time = Instant{} + Duration::milliseconds(1);
    r.message = std::string("bad\x01 bytes\n at a\n at b\n", 23);
    const LogLine line = LogLine::of(r, Zone());
    CHECK(line.message == "bad\\x01 bytes");
    CHECK(line.moreLines == 2);
    CHECK(line.time == "00:00:00.001");
    r.message = std::string(1 << 20, 'x');
    CHECK(LogLine::of(r, Zone()).message.size() <= 2000);
}

TEST_CASE("log highlight: words and patterns are marked, fields and negations are not", "[log]") {
    const LogHighlight h =
        LogHighlight::of(R"(level>=warning "thread create" -canary service:cognito /errno=\d+/ or EAGAIN)");
    const QString text = "thread create failed, errno=11 (EAGAIN), canary cognito warning";
    QStringList hits;
    for (const auto& [start, length] : h.hits(text))
        hits << text.mid(start, length);
    CHECK(hits == QStringList{"thread create", "errno=11", "EAGAIN"});
    CHECK(LogHighlight::of("level>=error").isEmpty());
}
