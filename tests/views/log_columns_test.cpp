// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns, fields, and rows that take several lines: geometry and values, then the header with the hand.
#include <catch2/catch.hpp>

#include "views/log/log_header.h"
#include "views/log/log_panel.h"
#include "views/log/log_stack.h"
#include "views/time_scope/time_scope.h"

#include <QApplication>
#include <QMenu>
#include <QTest>

using namespace foreshock;

namespace {

using Kind = LogColumn::Kind;

LogRecord record(std::int64_t seq, const std::string& message) {
    LogRecord r;
    r.source = SourceId(1);
    r.seq = seq;
    r.time = Instant{} + Duration::seconds(seq);
    r.message = r.raw = message;
    return r;
}

/// "time host(13) message": columns with their widths in characters.
std::string drawn(const LogColumns& columns, double ch) {
    std::string out;
    for (const LogColumns::Cell& cell : columns.cells)
        out += (out.empty() ? "" : " ") + cell.column.title().toStdString() + "(" +
               std::to_string(static_cast<int>(std::lround(cell.width / ch))) + ")";
    return out;
}

/// What stands line by line: "3 4 [7 hidden] *8*" with numbers of records; "+" a further line.
std::string drawn(const LogStack& stack, LogPlace from, int lines) {
    std::string out;
    for (int i = 0; i < lines; ++i) {
        const LogSpot spot = stack.at(stack.moved(from, i));
        const std::string seq = spot.record ? std::to_string(spot.record->seq) : "?";
        out += (i ? " " : "") + (spot.kind == LogSpot::Kind::Gap      ? "[" + std::to_string(spot.hidden) + " hidden]"
                                 : spot.kind == LogSpot::Kind::Around ? seq
                                 : spot.kind == LogSpot::Kind::More   ? "+"
                                                                      : "*" + seq + "*");
    }
    return out;
}

/// Hits 8, 10 and 20 of 0…24, with two rows around each.
LogWindow hitsWithRowsAround() {
    const auto some = [](std::initializer_list<int> numbers) {
        std::vector<LogRecord> out;
        for (const int n : numbers)
            out.push_back(record(n, n == 20 ? "broke\n at a\n at b\n" : "row"));
        return out;
    };
    LogWindow w;
    w.matching = 3;
    w.rows = some({8, 10, 20});
    w.gaps = {{{}, 6, some({6, 7})}, {some({9}), 0, {}}, {some({11, 12}), 5, some({18, 19})}, {some({21, 22}), 2, {}}};
    return w;
}

struct Panel {
    TimeScope scope;
    LogPanel panel{scope};
    Panel() {
        scope.setExtent({Instant{}, Instant{} + Duration::seconds(100)});
        QObject::connect(&panel.view(), &LogView::pageWanted, &panel, [this](const LogPageWish& wish) {
            LogWindow w;
            w.matching = 30;
            w.firstRow = 0;
            for (int i = 0; i < 30; ++i) {
                w.rows.push_back(record(i, "said"));
                w.rows.back().raw = R"({"msg":"said","trace_id":"t)" + std::to_string(i % 3) + R"(","n":7})";
                if (i == 4)
                    w.rows.back().message = "failed\n at Router\n at Main";
            }
            panel.view().setWindow(w, wish.id);
        });
        panel.setLook(Look::of(ThemeChoice::Light, 1));
        panel.resize(1000, 500);
        panel.show();
        panel.view().setHasLogs(true);
        scope.setRange(scope.extent());
        settle();
        panel.view().setFocus();
    }
    void settle() {
        QTest::qWait(5);
        panel.flush();
        QTest::qWait(30);
        panel.flush();
    }
    LogView& view() { return panel.view(); }
    QString titles() {
        QStringList out;
        for (const LogColumn& c : view().columns().columns())
            out << c.title();
        return out.join(' ');
    }
    /// In the middle of a title, or on its edge.
    QPoint at(int cell, bool isEdge = false) {
        const LogColumns& c = panel.header().columns();
        const LogColumns::Cell& of = c.cells[static_cast<std::size_t>(cell)];
        return {static_cast<int>(isEdge ? of.x + of.width + c.gap / 2 : of.x + of.width / 2), 10};
    }
    void drag(QPoint from, QPoint to) {
        QWidget& header = panel.header();
        QTest::mousePress(&header, Qt::LeftButton, {}, from);
        for (const QPoint p : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, p, header.mapToGlobal(p), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(&header, &move);
        }
        QTest::mouseRelease(&header, Qt::LeftButton, {}, to);
    }
    void choose(const QString& begin) {
        auto* menu = panel.findChild<QMenu*>("columns");
        REQUIRE(menu);
        for (QAction* action : menu->actions())
            if (action->text().startsWith(begin)) {
                action->trigger();
                delete menu;
                return;
            }
        FAIL("not offered: " << begin.toStdString());
    }
};

} // namespace

TEST_CASE("log columns: a setup is kept as text, whatever a field is called", "[log]") {
    LogColumnSetup setup;
    CHECK(setup.isUsual());
    setup.add({Kind::Field, "http.status:code,a=b ö", 0});
    setup.move(0, 2);
    setup.setChars(0, 33);
    CHECK(LogColumnSetup::fromText(setup.text()) == setup);
    CHECK(setup.columns()[4].field == "http.status:code,a=b ö"); // before the message
    CHECK(LogColumnSetup::fromText("").isUsual());
    CHECK(LogColumnSetup::fromText("time,nonsense:3").isUsual());
    CHECK(LogColumnSetup::fromText("message,message,time:99999").text() == "message,time:200");
    for (int i = 0; i < 9; ++i)
        setup.remove(0);
    CHECK(setup.columns().size() == 1);
}

TEST_CASE("log columns: the message takes the rest, usual columns give way, chosen ones go on to the right", "[log]") {
    const Look look = Look::of(ThemeChoice::Light, 1);
    const double ch = QFontMetricsF(look.fonts.mono).horizontalAdvance(QLatin1Char('0'));
    LogColumnSetup setup;
    const auto at = [&](double chars, LogTimes times = LogTimes::Clock) {
        return LogColumns::of(setup, chars * ch, look.fonts, times);
    };
    CHECK(drawn(at(80), ch).starts_with("Time(12) Host(13) Level(5) Message("));
    CHECK(drawn(at(140), ch).starts_with("Time(12) Host(19) Level(5) Service(16) Message("));
    CHECK(drawn(at(140, LogTimes::Day), ch).starts_with("Time(23) "));
    CHECK(at(140).total == Approx(140 * ch));
    setup.add({Kind::Field, "trace_id", 40});
    CHECK(drawn(at(60), ch) == "Time(12) Host(13) Level(5) Service(12) trace_id(40) Message(24)");
    CHECK(at(60).total > 60 * ch);
}

TEST_CASE("log fields: of JSON, of JSON behind a prefix, of logfmt; not of addresses and prose", "[log]") {
    const auto fields = [](const std::string& raw, const std::string& message = "") {
        LogRecord r = record(1, raw);
        if (!message.empty())
            r.message = message;
        std::string out;
        for (const LogField& f : fieldsOf(r))
            out += (out.empty() ? "" : " ") + f.name + "=" + f.value;
        return out;
    };
    CHECK(fields(R"({"b":{"c":{"d":1}},"a":"x","l":[1,"2"],"n":null,"t":true,"big":9007199254740993})") ==
          "a=x b.c.d=1 big=9007199254740993 l=[1,\"2\"] n= t=true");
    CHECK(fields(R"(2024-03-01 10:00 web {"status":503})") == "status=503");
    CHECK(fields(R"(level=info msg="slow \"answer\"" took=31ms url=/a?b=1)") ==
          R"(level=info msg=slow "answer" took=31ms url=/a?b=1)");
    CHECK(fields(R"({"msg":"took=3ms ok"})", "took=3ms ok") == "msg=took=3ms ok took=3ms");
    CHECK(fields("GET /x?user=1&id=2 HTTP/1.1") == "");
    CHECK(fields("no fields {here, at all}") == "");
    CHECK(fields("{\"broken\":") == "");
    CHECK(fields("") == "");
    CHECK(fieldsOf(record(1, std::string(1 << 20, '{') + "}")).empty());
}

TEST_CASE("log stack: rows around hits with what is hidden between, each row shown once", "[log]") {
    LogRows rows;
    rows.take(hitsWithRowsAround());
    LogFolds folds;
    const LogStack stack(rows, folds);
    CHECK(drawn(stack, {0, 0}, 16) == "[6 hidden] 6 7 *8* 9 *10* 11 12 [5 hidden] 18 19 *20* 21 22 [2 hidden] *?*");
    // All rows are there: shown ones and hidden ones.
    CHECK(6 + 2 + 1 + 1 + 1 + 2 + 5 + 2 + 1 + 2 + 2 == 25);
    for (int i = 0; i < 15; ++i) {
        CHECK(stack.moved(stack.moved({0, 0}, i), -i) == LogPlace{0, 0});
        CHECK(stack.moved({2, 5}, -i) == stack.moved({0, 0}, 11 - i));
    }
    CHECK(stack.lastTop(5) == LogPlace{2, 4});
    CHECK(stack.lastTop(15) == LogPlace{0, 0});
    CHECK(stack.lastTop(99) == LogPlace{0, 0});
    folds.toggle(*rows.at(2));
    CHECK(drawn(stack, {2, 5}, 6) == "*20* + + 21 22 [2 hidden]");
    folds.setAll(true);
    CHECK(stack.linesOf(1) == 2);
    CHECK(stack.linesOf(2) == 11);
    folds.toggle(*rows.at(2));
    CHECK(stack.linesOf(2) == 9);
}

TEST_CASE("log header: a title is dragged, an edge is dragged, a double click fits", "[log]") {
    Panel p;
    CHECK(p.titles() == "Time Host Level Service Message");
    p.drag(p.at(0), p.at(2) + QPoint(15, 0)); // behind Level
    CHECK(p.titles() == "Host Level Time Service Message");
    p.drag(p.at(2), p.at(0) - QPoint(30, 0));
    CHECK(p.titles() == "Time Host Level Service Message");
    p.drag(p.at(1), p.at(1) + QPoint(2, 0)); // a trembling click
    CHECK(p.titles() == "Time Host Level Service Message");
    const double before = p.panel.header().columns().cells[1].width;
    p.drag(p.at(1, true), p.at(1, true) + QPoint(50, 0));
    CHECK(p.panel.header().columns().cells[1].width == Approx(before + 50).margin(8));
    QTest::mouseDClick(&p.panel.header(), Qt::LeftButton, {}, p.at(0, true));
    CHECK(p.view().columns().columns()[0].chars == 12);
}

TEST_CASE("log header: the same by keys, and a field is chosen from those in sight", "[log]") {
    Panel p;
    QTest::keyClick(&p.view(), Qt::Key_T);
    p.choose("trace_id  (");
    CHECK(p.titles() == "Time Host Level Service trace_id Message");
    LogHeader& header = p.panel.header();
    header.setFocus();
    QTest::keyClick(&header, Qt::Key_Home);
    QTest::keyClick(&header, Qt::Key_Right);
    QTest::keyClick(&header, Qt::Key_Right, Qt::ShiftModifier);
    CHECK(p.titles() == "Time Level Host Service trace_id Message");
    CHECK(header.current() == 2);
    QTest::keyClick(&header, Qt::Key_Plus);
    CHECK(p.view().columns().columns()[2].chars > 13);
    QTest::keyClick(&header, Qt::Key_Delete);
    CHECK(p.titles() == "Time Level Service trace_id Message");
    CHECK(header.accessibleDescription().contains("column"));
    QTest::keyClick(&header, Qt::Key_Return);
    p.choose("Host");
    CHECK(p.titles() == "Time Level Service trace_id Host Message");
    QTest::keyClick(&header, Qt::Key_Return);
    p.choose("The &usual");
    CHECK(p.titles() == "Time Host Level Service Message");
}

TEST_CASE("log: Right, Enter and a click unfold a stack trace, Left folds it, with Shift all", "[log]") {
    Panel p;
    p.view().showRow(4);
    QTest::keyClick(&p.view(), Qt::Key_Right);
    CHECK(p.view().spotAt(4).kind == LogSpot::Kind::Record);
    CHECK(p.view().spotAt(6).kind == LogSpot::Kind::More);
    CHECK(p.view().spotAt(7).row == 5);
    QTest::keyClick(&p.view(), Qt::Key_Left);
    CHECK(p.view().spotAt(5).row == 5);
    QTest::keyClick(&p.view(), Qt::Key_Return);
    CHECK(p.view().spotAt(6).kind == LogSpot::Kind::More);
    QTest::keyClick(&p.view(), Qt::Key_Return);
    QTest::keyClick(&p.view(), Qt::Key_Right, Qt::ShiftModifier);
    CHECK(p.view().spotAt(6).kind == LogSpot::Kind::More);
    QTest::keyClick(&p.view(), Qt::Key_Left, Qt::ShiftModifier);
    CHECK(p.view().spotAt(5).row == 5);
    const LogLine line = LogLine::of(*p.view().rows().at(4), Zone());
    const QRectF box(0, 4 * p.view().rowHeight(), 1000, p.view().rowHeight());
    const QPoint fold =
        foldBox(line, false, p.view().columnsNow(), box, Look::of(ThemeChoice::Light, 1).fonts).center().toPoint();
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, {}, fold);
    CHECK(p.view().spotAt(6).kind == LogSpot::Kind::More);
    // A click below the trace takes the row that stands there.
    QTest::mouseClick(p.view().viewport(), Qt::LeftButton, {}, QPoint(300, 8 * p.view().rowHeight() + 3));
    CHECK(*p.view().currentRow() == 6);
}
