// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The SQL view as a person uses it: typed, run, stopped, walked through.
#include <catch2/catch.hpp>

#include "model/base/time_text.h"
#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/time_scope/time_scope.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace foreshock;

namespace {

Instant at(const char* text) {
    return parseTime(text)->instant;
}

struct Asking {
    TimeScope scope;
    SqlView view{scope};
    std::vector<SqlWish> wishes;
    int stopped = 0;
    Asking() {
        QObject::connect(&view, &SqlView::asked, &view, [this](const SqlWish& wish) { wishes.push_back(wish); });
        QObject::connect(&view, &SqlView::stopWanted, &view, [this] { ++stopped; });
        QObject::connect(&view, &SqlView::orderWanted, &view,
                         [this](const std::shared_ptr<const SqlTable>& table, const SqlOrder& order) {
                             view.setOrder(table, order, sortedRows(*table, order));
                         });
        view.setClock([] { return at("2026-03-01T13:31:05Z"); });
        view.setSources({{"logs", {"time", "service", "level"}}, {"alarms", {"id", "start"}}});
        view.setLook(Look::of(ThemeChoice::Light, 1));
        scope.setExtent({at("2020-11-25T12:00:00Z"), at("2020-11-25T15:00:00Z")});
        scope.open({at("2020-11-25T13:00:00Z"), at("2020-11-25T14:00:00Z")});
        view.resize(1000, 260);
        view.show();
        view.activateWindow();
        (void)QTest::qWaitForWindowActive(&view);
        view.editor().setFocus();
    }
    void type(const QString& text) { QTest::keyClicks(&view.editor(), text); }
    void run() { QTest::keyClick(&view.editor(), Qt::Key_Return, Qt::ControlModifier); }
    void answer(SqlTable table) {
        view.setReply({wishes.back().id,
                       std::make_shared<const SqlTable>(std::move(table)),
                       {},
                       {},
                       at("2026-03-01T13:31:02Z"),
                       Duration::milliseconds(12)});
    }
    QTableView& table() { return view.table(); }
};

SqlTable rows(int count) {
    SqlTable t{{"time", "service", "n"}, {}, 0, false};
    for (int i = 0; i < count; ++i)
        t.rows.push_back({rfc3339(at("2020-11-25T13:00:00Z") + Duration::minutes(i)),
                          std::string(i % 2 ? "shop" : "cart"), std::int64_t{(i * 7) % 10}});
    return t;
}

} // namespace

TEST_CASE("sql view: a question is typed with completion, run with Ctrl+Enter, and answered", "[sql]") {
    Asking a;
    a.type("select * from lo");
    REQUIRE(a.view.editor().popup()->isVisible());
    CHECK(a.view.editor().popup()->model()->index(0, 0).data().toString().startsWith("logs"));
    QTest::keyClick(&a.view.editor(), Qt::Key_Tab);
    CHECK(a.view.editor().toPlainText() == "select * from logs");
    CHECK_FALSE(a.view.editor().popup()->isVisible());
    a.run();
    REQUIRE(a.wishes.size() == 1);
    CHECK(a.wishes[0].sql == "select * from logs");
    CHECK(std::get<std::int64_t>(a.wishes[0].placeholders.at("from")) == at("2020-11-25T13:00:00Z").ns);
    CHECK(std::get<std::int64_t>(a.wishes[0].placeholders.at("to")) == at("2020-11-25T14:00:00Z").ns);
    CHECK(std::get<std::string>(a.wishes[0].placeholders.at("service")) == "*");
    CHECK_FALSE(a.wishes[0].placeholders.contains("cursor")); // there is none
    CHECK(a.view.runButton().text().startsWith("Stop"));
    a.answer(rows(12));
    CHECK(a.view.runButton().text().startsWith("Run"));
    CHECK(a.view.model().rowCount() == 12);
    CHECK(a.view.words().text() == QStringLiteral("12 rows \u00b7 ran 13:31:02 UTC, 0.012 s, just now"));
    a.scope.setService(ServiceId("cart"));
    a.scope.setCursor(at("2020-11-25T13:15:00Z"));
    a.run();
    CHECK(std::get<std::string>(a.wishes[1].placeholders.at("service")) == "cart");
    CHECK(std::get<std::int64_t>(a.wishes[1].placeholders.at("cursor")) == at("2020-11-25T13:15:00Z").ns);
}

TEST_CASE("sql view: the newest question wins, Esc stops it, and what was shown stays", "[sql]") {
    Asking a;
    a.type("select 1");
    a.run();
    a.answer(rows(3));
    a.run();
    const int slow = a.wishes.back().id;
    QTest::keyClick(&a.view.editor(), Qt::Key_Escape);
    CHECK(a.stopped == 1);
    CHECK(a.view.words().text().startsWith("stopped"));
    a.view.setReply({slow, std::make_shared<const SqlTable>(rows(9)), {}, {}, {}, {}}); // it came nevertheless
    CHECK(a.view.model().rowCount() == 3);
    a.run();
    a.run();
    a.view.setReply({a.wishes.back().id - 1, std::make_shared<const SqlTable>(rows(9)), {}, {}, {}, {}});
    CHECK(a.view.model().rowCount() == 3);
    a.answer(rows(4));
    CHECK(a.view.model().rowCount() == 4);
    QTest::mouseClick(&a.view.runButton(), Qt::LeftButton);
    QTest::mouseClick(&a.view.runButton(), Qt::LeftButton);
    CHECK(a.stopped == 2);
}

TEST_CASE("sql view: an error stands under the editor, its place is underlined, until it is mended", "[sql]") {
    Asking a;
    a.view.editor().replaceText(QStringLiteral("select \u00fc, nothing from logs"));
    a.run();
    a.view.setReply({a.wishes.back().id,
                     nullptr,
                     {ErrorCode::Sql, "no such column: nothing", "line 1, column 11", "Tables: logs"},
                     11,
                     {},
                     {}});
    CHECK(a.view.problem().isVisible());
    CHECK(a.view.problem().text().contains("line 1, column 11: no such column: nothing. Tables: logs"));
    REQUIRE(a.view.editor().extraSelections().size() == 1);
    CHECK(a.view.editor().extraSelections()[0].cursor.selectedText() == "nothing"); // bytes, not letters, are counted
    a.type(" ");
    CHECK(a.view.editor().extraSelections().isEmpty());
    a.run();
    CHECK_FALSE(a.view.problem().isVisible());
    a.view.editor().clear();
    a.run();
    CHECK(a.view.problem().text().contains("Write a question first"));
    CHECK(a.wishes.size() == 2);
}

TEST_CASE("sql view: Up in the first line goes back through what was asked, Down forward to what was typed", "[sql]") {
    Asking a;
    for (const char* sql : {"select 1", "select 2\n, 3"}) {
        a.view.editor().replaceText(sql);
        a.run();
    }
    CHECK(a.view.editor().history() == QStringList{"select 2\n, 3", "select 1"});
    a.view.editor().replaceText("draft");
    QTest::keyClick(&a.view.editor(), Qt::Key_Up);
    CHECK(a.view.editor().toPlainText() == "select 2\n, 3");
    QTest::keyClick(&a.view.editor(), Qt::Key_Up);
    CHECK(a.view.editor().toPlainText() == "select 1");
    QTest::keyClick(&a.view.editor(), Qt::Key_Up); // the oldest
    CHECK(a.view.editor().toPlainText() == "select 1");
    QTest::keyClick(&a.view.editor(), Qt::Key_Down);
    QTest::keyClick(&a.view.editor(), Qt::Key_Down);
    CHECK(a.view.editor().toPlainText() == "draft");
    // In the second of two lines Up is what it is in every editor.
    a.view.editor().replaceText("one\ntwo");
    QTest::keyClick(&a.view.editor(), Qt::Key_Up);
    CHECK(a.view.editor().toPlainText() == "one\ntwo");
}

TEST_CASE("sql view: rows are walked, sorted, gone to and copied by keys", "[sql]") {
    Asking a;
    a.type("select 1");
    a.run();
    a.answer(rows(6));
    a.table().setFocus();
    QTest::keyClick(&a.table(), Qt::Key_Down);
    QTest::keyClick(&a.table(), Qt::Key_Return);
    CHECK(a.scope.cursor() == at("2020-11-25T13:01:00Z"));
    a.scope.setRange({at("2020-11-25T14:00:00Z"), at("2020-11-25T14:10:00Z")});
    QTest::keyClick(&a.table(), Qt::Key_Return); // out of sight: it comes into sight
    CHECK(a.scope.range().contains(at("2020-11-25T13:01:00Z")));
    a.table().setCurrentIndex(a.view.model().index(0, 2));
    QTest::keyClick(&a.table(), Qt::Key_S);
    CHECK(a.view.model().index(0, 2).data().toInt() == 0);
    CHECK(a.view.model().index(5, 2).data().toInt() == 8);
    QTest::keyClick(&a.table(), Qt::Key_S);
    CHECK(a.view.model().index(0, 2).data().toInt() == 8);
    QSignalSpy copied(&a.view, &SqlView::copyWanted);
    QTest::keyClick(&a.table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&a.table(), Qt::Key_C, Qt::ControlModifier);
    REQUIRE(copied.size() == 1);
    CHECK(copied[0][1].value<std::vector<std::uint32_t>>() == std::vector<std::uint32_t>{4, 1, 5, 2, 3, 0});
    QTest::keyClick(&a.table(), Qt::Key_Escape);
    CHECK(a.view.editor().hasFocus());
    // By mouse: the heading sorts.
    QHeaderView* header = a.table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(1) + 10, header->height() / 2));
    CHECK(a.view.model().index(0, 1).data() == "cart");
}

TEST_CASE("sql view: lines go onto the timeline and away, and say why where they can't", "[sql]") {
    Asking a;
    QSignalSpy changed(&a.view, &SqlView::lanesChanged);
    a.type("select 1");
    CHECK_FALSE(a.view.timelineButton().isEnabled());
    a.run();
    a.answer(rows(6));
    QTest::mouseClick(&a.view.timelineButton(), Qt::LeftButton);
    CHECK(a.view.isOnTimeline());
    CHECK(a.view.lanes().lines.size() == 2);
    a.run(); // once more: the lines are the new answer's
    a.answer(rows(1));
    CHECK(a.view.lanes().lines.size() == 1);
    QTest::mouseClick(&a.view.timelineButton(), Qt::LeftButton);
    CHECK_FALSE(a.view.isOnTimeline());
    CHECK(changed.size() == 3);
    a.run();
    a.answer({{"n"}, {{std::int64_t{1}}}, 0, false});
    QTest::mouseClick(&a.view.timelineButton(), Qt::LeftButton);
    CHECK_FALSE(a.view.timelineButton().isChecked());
    CHECK(a.view.problem().text().contains("no column holds times"));
    CHECK(changed.size() == 3);
}

TEST_CASE("sql view: the same rows look the same whenever they are painted", "[sql]") {
    Asking a;
    a.type("select 1");
    a.run();
    a.answer(rows(6));
    a.view.setShowsTimes(false);
    CHECK(a.view.words().text() == "6 rows");
    a.view.setShowsTimes(true);
    a.view.setFileChanged(true);
    CHECK(a.view.words().text().endsWith("; the file has changed since"));
    a.view.clear();
    CHECK(a.view.model().rowCount() == 0);
    CHECK(a.view.words().text().isEmpty());
}

TEST_CASE("sql view: Tab goes from control to control, and every one says what it is", "[sql]") {
    Asking a;
    for (QWidget* stop : a.view.stops()) {
        INFO(stop->metaObject()->className());
        CHECK_FALSE(stop->accessibleName().isEmpty());
        CHECK((stop->focusPolicy() & Qt::TabFocus) != 0);
    }
    a.view.editor().setFocus();
    QTest::keyClick(&a.view.editor(), Qt::Key_Tab); // no tab is written
    CHECK_FALSE(a.view.editor().hasFocus());
    CHECK(a.view.editor().toPlainText().isEmpty());
}
