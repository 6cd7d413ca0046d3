// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions in SQL on real files, with the hand.
#include "tests/window/workbench.h"
#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/timeline/timeline_view.h"

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

using namespace foreshock;
using namespace foreshock::test;

namespace {

struct SqlBench : Workbench {
    SqlBench() {
        controller->openExample("kinesis-2020-11-25");
        settle();
        REQUIRE_FALSE(controller->lastError());
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    }
    SqlView& sql() { return window->sql(); }
    void ask(const QString& text) {
        sql().editor().replaceText(text);
        QTest::keyClick(&sql().editor(), Qt::Key_Return, Qt::ControlModifier);
        settle();
    }
    QString cell(int row, int column) { return sql().model().index(row, column).data().toString(); }
};

/// A window that never ends: one row is made of the one before.
const char* const kEndless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

} // namespace

TEST_CASE("sql window: every question that comes with it answers, and those over time can be drawn", "[window][sql]") {
    SqlBench w;
    CHECK(w.sql().editor().hasFocus());
    w.window->scope().fit();
    w.window->scope().setCursor(w.window->scope().firstAlarm());
    int drawn = 0;
    for (const NamedQuestion& question : usualQuestions()) {
        INFO(question.name.toStdString());
        w.ask(question.sql);
        CHECK_FALSE(w.sql().failure());
        if (!question.name.startsWith("Rejected") && !question.name.startsWith("Changes in")) // of these there are none
            CHECK(w.sql().model().rowCount() > 0);
        drawn += w.sql().model().table() && SqlLanes::of(*w.sql().model().table()).has_value();
    }
    CHECK(drawn >= 3);
}

TEST_CASE("sql window: completion knows the tables and columns of the file as it is", "[window][sql]") {
    SqlBench w;
    QTest::keyClicks(&w.sql().editor(), "select c.rol from changes c");
    for (int i = 0; i < 15; ++i)
        QTest::keyClick(&w.sql().editor(), Qt::Key_Left);
    CHECK(w.sql().editor().textCursor().position() == 12);
    w.sql().editor().replaceText("select * from dep");
    w.sql().editor().showCompletion();
    REQUIRE(w.sql().editor().popup()->isVisible());
    QTest::keyClick(&w.sql().editor(), Qt::Key_Tab);
    CHECK(w.sql().editor().toPlainText() == "select * from dependencies");
}

TEST_CASE("sql window: lines of an answer are lanes beneath the metrics, and go again", "[window][sql]") {
    SqlBench w;
    w.ask(usualQuestions()[0].sql);
    REQUIRE(w.sql().model().rowCount() > 10);
    QTest::mouseClick(&w.sql().timelineButton(), Qt::LeftButton);
    w.settle();
    const auto asked = [&] {
        std::vector<const MetricPlace*> out;
        const TimelineScene& scene = w.window->timeline().scene();
        for (const MetricPlace& m : scene.metrics)
            if (scene.lanes[m.lane].isAsked)
                out.push_back(&m);
        return out;
    };
    const auto lanes = asked();
    REQUIRE(lanes.size() == w.sql().lanes().lines.size());
    REQUIRE_FALSE(lanes.empty());
    REQUIRE(lanes[0]->window);
    CHECK_FALSE(lanes[0]->window->spans.empty());
    CHECK(lanes[0]->gaps.empty()); // a minute without an error is no hole in the data
    // The figures are the answer's.
    double most = 0;
    for (const SeriesSpan& span : lanes[0]->window->spans)
        most = std::max(most, span.most);
    double told = 0;
    for (const Sample& sample : w.sql().lanes().lines[0].samples)
        if (w.window->scope().range().contains(sample.time))
            told = std::max(told, sample.value);
    CHECK(most >= told);
    QTest::mouseClick(&w.sql().timelineButton(), Qt::LeftButton);
    w.settle();
    CHECK(asked().empty());
    // With another incident they are gone.
    QTest::mouseClick(&w.sql().timelineButton(), Qt::LeftButton);
    w.settle();
    CHECK_FALSE(asked().empty());
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    CHECK(asked().empty());
    CHECK(w.sql().model().rowCount() == 0);
}

TEST_CASE("sql window: a question that never ends is stopped, and a newer one takes its place", "[window][sql]") {
    SqlBench w;
    for (const char* example : {"ticket-sale-2024-05-17", "kinesis-2020-11-25"}) { // recorded, so that it opens at once
        w.controller->openExample(example);
        w.settle();
    }
    w.sql().editor().replaceText(kEndless);
    QTest::keyClick(&w.sql().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(300);
    CHECK(w.sql().words().text().startsWith("running for"));
    CHECK(w.sql().runButton().text().startsWith("Stop"));
    QTest::keyClick(&w.sql().editor(), Qt::Key_Escape);
    w.settle(); // it would wait for ever
    CHECK(w.sql().model().rowCount() == 0);
    w.sql().editor().replaceText(kEndless);
    QTest::keyClick(&w.sql().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(50);
    w.ask("SELECT 42");
    CHECK(w.cell(0, 0) == "42");
    // And one that runs lets the file go.
    w.sql().editor().replaceText(kEndless);
    QTest::keyClick(&w.sql().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(50);
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    CHECK_FALSE(w.controller->lastError());
}

TEST_CASE("sql window: no more than 100,000 rows are fetched, and it says so", "[window][sql]") {
    SqlBench w;
    w.ask("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 250000) SELECT i FROM n");
    CHECK(w.sql().model().rowCount() == 100'000);
    CHECK(w.sql().words().text().startsWith("the first 100,000 rows, more were not fetched"));
    w.ask("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
          "SELECT printf('%.*c', 100000, 'x') FROM n"); // 200 MB
    CHECK(w.sql().model().rowCount() > 500);
    CHECK(w.sql().model().rowCount() < 700);
    CHECK(w.sql().words().text().contains("more were not fetched"));
}

TEST_CASE("sql window: nothing is written, and errors say what to do", "[window][sql]") {
    SqlBench w;
    w.ask("DELETE FROM main.note");
    CHECK(w.sql().problem().text().contains("only questions are allowed"));
    w.ask("SELECT 1,\n  nonesuch FROM changes");
    CHECK(w.sql().problem().text().contains("line 2, column 3: no such column: nonesuch"));
    CHECK(w.sql().editor().extraSelections().size() == 1);
    w.window->scope().setCursor(std::nullopt);
    w.ask("SELECT count(*) FROM logs WHERE time_ns < $cursor");
    CHECK(w.sql().problem().text().contains("$cursor stands for nothing here"));
    w.window->scope().setCursor(w.window->scope().firstAlarm());
    w.ask("SELECT count(*) > 0 FROM logs WHERE time_ns < $cursor");
    CHECK(w.cell(0, 0) == "1");
    CHECK_FALSE(w.sql().problem().isVisible());
}

TEST_CASE("sql window: rows are said to be old once the file was written to", "[window][sql]") {
    SqlBench w;
    w.folder.file("c.jsonl",
                  "{\"time\":\"2024-03-01T10:10:00Z\",\"service\":\"cart\",\"kind\":\"deploy\",\"title\":\"v2\"}\n");
    w.controller->import({QString::fromStdString(w.folder.path("c.jsonl"))}); // a file of its own takes notes
    w.settle();
    w.ask("SELECT count(*) FROM notes");
    CHECK_FALSE(w.sql().words().text().contains("changed"));
    w.dialogs.words = "checked";
    emit w.window->noteWanted(w.window->scope().range().from);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.sql().words().text().endsWith("; the file has changed since"));
    const QString before = w.cell(0, 0);
    w.ask("SELECT count(*) FROM notes");
    CHECK(w.cell(0, 0).toInt() == before.toInt() + 1);
    CHECK_FALSE(w.sql().words().text().contains("changed"));
}

TEST_CASE("sql window: rows are copied and written, questions kept and remembered", "[window][sql]") {
    SqlBench w;
    w.ask("SELECT id, service FROM changes ORDER BY start_ns");
    const int rows = w.sql().model().rowCount();
    REQUIRE(rows > 2);
    w.sql().table().setFocus();
    QTest::keyClick(&w.sql().table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&w.sql().table(), Qt::Key_C, Qt::ControlModifier);
    w.settle();
    const QString copied = QApplication::clipboard()->text();
    CHECK(copied.startsWith("id\tservice\n"));
    CHECK(copied.count('\n') == rows + 1);
    CHECK(w.sql().words().text() == QStringLiteral("%1 rows copied").arg(rows));
    w.sql().copyButton().menu()->actions().at(2)->trigger(); // JSON
    w.settle();
    CHECK(QApplication::clipboard()->text().startsWith("[\n{\"id\":\""));
    w.dialogs.table = QString::fromStdString(w.folder.path("out.csv"));
    emit w.sql().exportWanted({0, 1});
    w.settle();
    QFile csv(*w.dialogs.table);
    REQUIRE(csv.open(QIODevice::ReadOnly));
    CHECK(csv.readAll().startsWith("id,service\r\n"));
    w.dialogs.words = "what changed";
    emit w.sql().keepWanted("SELECT id, service FROM changes ORDER BY start_ns");
    CHECK(w.settings.sqlQuestions().size() == 1);
    const auto inMenu = [&] {
        for (QAction* action : w.sql().questionsButton().menu()->actions())
            if (action->text() == "what changed")
                return action;
        return static_cast<QAction*>(nullptr);
    };
    REQUIRE(inMenu());
    w.ask("SELECT 1");
    inMenu()->trigger();
    w.settle();
    CHECK(w.sql().model().rowCount() == rows);
    CHECK(w.settings.sqlHistory().front() == "SELECT id, service FROM changes ORDER BY start_ns");
    emit w.sql().forgetWanted("what changed");
    CHECK(w.settings.sqlQuestions().empty());
    CHECK_FALSE(inMenu());
}

TEST_CASE("sql window: 100,000 rows are shown and sorted without the window standing still", "[window][sql]") {
    SqlBench w;
    w.ask("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
          "SELECT i, printf('%08x', i * 2654435761 % 4294967296) AS h FROM n");
    REQUIRE(w.sql().model().rowCount() == 100'000);
    w.sql().table().setCurrentIndex(w.sql().model().index(0, 1));
    QTest::keyClick(&w.sql().table(), Qt::Key_S);
    w.settle();
    QString before;
    for (int row = 0; row < 100'000; row += 997) {
        CHECK(before <= w.cell(row, 1));
        before = w.cell(row, 1);
    }
}
