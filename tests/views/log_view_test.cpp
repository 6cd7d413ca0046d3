// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/log/log_highlight.h"
#include "views/log/log_line.h"
#include "views/log/log_panel.h"
#include "views/time_scope/time_scope.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

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
    bool answers = true;

    Provider() {
        QObject::connect(&panel.view(), &LogView::pageWanted, &panel, [this](const LogPageWish& wish) {
            asked.push_back(wish);
            if (answers)
                answer(wish);
        });
        QObject::connect(&panel.view(), &LogView::rowAtWanted, &panel,
                         [this](const LogRowWish& wish) { panel.view().showRow(wish.at.ns / 1'000'000); });
        QObject::connect(&panel.view(), &LogView::stepWanted, &panel, [this](const LogStepWish& wish) {
            const std::int64_t step =
                wish.step == LogStep::Next ? wish.fromRow / 100 + 1 : (wish.fromRow + 99) / 100 - 1;
            panel.view().showRow(step * 100);
        });
        panel.resize(900, 260);
        scope.setExtent({Instant{}, Instant{} + Duration::milliseconds(kRows)});
        panel.view().setHasLogs(true);
        panel.show();
        settle();
    }
    void answer(const LogPageWish& wish) {
        LogWindow w;
        w.firstRow = std::min(wish.firstRow, kRows);
        w.matching = kRows;
        for (std::int64_t i = w.firstRow; i < std::min(kRows, wish.firstRow + wish.count); ++i)
            w.rows.push_back(record(i));
        panel.view().setWindow(w, wish.id);
    }
    void settle() {
        QTest::qWait(5);
        panel.flush();
        panel.flush();
    }
    LogView& view() { return panel.view(); }
};

} // namespace

TEST_CASE("log: fifty million rows cost what is in sight", "[log]") {
    Provider p;
    REQUIRE(p.view().rows().matching() == kRows);
    CHECK(p.view().rows().at(0)->message == "record 0");
    QTest::keyClick(&p.view(), Qt::Key_G, Qt::ShiftModifier);
    p.settle();
    CHECK(*p.view().currentRow() == kRows - 1);
    REQUIRE(p.view().rows().at(kRows - 1));
    CHECK(p.view().rows().at(kRows - 1)->message == "record 49999999");
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
    CHECK(*p.scope.cursor() == record(*p.view().currentRow()).time);
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, {}, QPoint(300, p.view().rowHeight() * 5 + 3));
    CHECK(*p.view().currentRow() == p.view().topRow() + 5);
    p.scope.setCursor(Instant{} + Duration::milliseconds(31'000'000));
    p.settle();
    CHECK(*p.view().currentRow() == 31'000'000);
    CHECK(p.view().topRow() <= 31'000'000);
    CHECK(p.view().rows().at(31'000'000));
}

TEST_CASE("log: e and Shift+E go from error to error", "[log]") {
    Provider p;
    p.view().showRow(150);
    QTest::keyClick(&p.view(), Qt::Key_E);
    CHECK(*p.view().currentRow() == 200);
    QTest::keyClick(&p.view(), Qt::Key_E, Qt::ShiftModifier);
    CHECK(*p.view().currentRow() == 100);
}

TEST_CASE("log: answers to the query before are dropped, the newest wins", "[log]") {
    Provider p;
    p.answers = false;
    p.scope.setFilter("level>=error");
    p.settle();
    const LogPageWish old = p.asked.back();
    CHECK(old.filter == "level>=error");
    p.scope.setService(ServiceId("cognito"));
    p.settle();
    const LogPageWish now = p.asked.back();
    CHECK(now.filter == "service:cognito level>=error");
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
    CHECK(p.panel.findChild<QLabel*>()->text().size() > 10);
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
