// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/log/log_panel.h"
#include "views/palette/command_desk.h"
#include "views/palette/fuzzy_match.h"
#include "views/plot/time_ticks.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/key_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <chrono>
#include <set>

using namespace foreshock;

namespace {

struct Desk {
    MainWindow window;
    Desk() {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        CHECK(QTest::qWaitForWindowActive(&window));
        kinesis::serve(window);
        QTest::qWait(10);
        window.flush();
        desk().setTimeReader([](const TimeScope&, const std::string& words) -> Result<Instant> {
            if (words == "05:15")
                return kinesis::at(5, 15);
            if (words == "03:00 next year")
                return kinesis::at(3, 0) + Duration::hours(24 * 365);
            return Error{ErrorCode::Invalid, "no time", "", ""};
        });
        timeline().setFocus();
    }
    CommandDesk& desk() { return *window.findChild<CommandDesk*>(); }
    Palette& palette() { return desk().palette(); }
    TimelineView& timeline() { return window.timeline(); }
    QString first() { return palette().model().rowCount() ? palette().model().at(0).text : QString(); }
    void type(const QString& words) { QTest::keyClicks(&palette().line(), words); }
    void press(Qt::Key key) { QTest::keyClick(&palette().line(), key); }
    void open() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier); }
    void picture(const char* name) {
        const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
        if (folder.isEmpty())
            return;
        window.flush();
        CHECK(window.grab().save(folder + "/" + name));
    }
};

/// The letters that fit in brackets: "[T]heme".
QString marked(const char* words, const char* text) {
    const QString whole = QString::fromUtf8(text);
    const auto hit = fuzzyMatch(words, whole);
    if (!hit)
        return "no";
    QString out;
    for (int i = 0; i < whole.size(); ++i)
        out += std::find(hit->letters.begin(), hit->letters.end(), i) == hit->letters.end()
                   ? QString(whole[i])
                   : QLatin1Char('[') + whole[i] + QLatin1Char(']');
    return out.replace("][", "");
}

int score(const char* words, const char* text) {
    const auto hit = fuzzyMatch(words, text);
    return hit ? hit->score : -1;
}

} // namespace

TEST_CASE("palette: words are found in any order, at word starts first, else as letters near together", "[palette]") {
    CHECK(marked("", "Theme Dark") == "Theme Dark");
    CHECK(marked("dark theme", "View Theme Dark") == "View [Theme] [Dark]");
    CHECK(marked("thdk", "View Theme Dark") == "View [Th]eme [D]ar[k]");
    CHECK(marked("nwa", "Next wave of alarms") == "[N]ext [wa]ve of alarms");
    CHECK(marked("fe", "Service kinesis-fe") == "Service kinesis-[fe]");
    CHECK(marked("xyz", "Theme Dark") == "no");
    CHECK(marked("theme xyz", "Theme Dark") == "no");
    CHECK(score("log", "Logs") > score("log", "Filter log"));
    CHECK(score("fi", "Edit \u203A Filter log") > score("fi", "File \u203A New incident"));
    CHECK(score("log", "Filter log") > score("log", "Catalogue"));
    CHECK(score("log", "Catalogue") > score("log", "Lane of Gaps"));
}

TEST_CASE("palette: T and a distance is read as the ruler writes it", "[palette]") {
    for (const Duration d : {Duration(), Duration::minutes(45), Duration::seconds(7),
                             Duration() - Duration::minutes(165), Duration::hours(26) + Duration::minutes(3)}) {
        INFO(fromAlarmText(d).toStdString());
        REQUIRE(readFromAlarm(fromAlarmText(d)));
        CHECK(*readFromAlarm(fromAlarmText(d)) == d);
    }
    CHECK(*readFromAlarm("T+90m") == Duration::minutes(90));
    CHECK(*readFromAlarm(" t - 2:45 ") == Duration() - Duration::minutes(165));
    for (const char* wrong : {"", "T", "T+", "T+0:75", "T+-5m", "T+soon", "0:45", "Theme"})
        CHECK_FALSE(readFromAlarm(wrong));
}

TEST_CASE("palette: Ctrl+K lists every action of the menus and every key of the list of keys", "[palette]") {
    Desk d;
    for (QAction* action : d.window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("?"))
            action->trigger();
    d.picture("keys.png");
    d.timeline().setFocus();
    d.open();
    REQUIRE(d.palette().isVisible());
    CHECK(QApplication::focusWidget() == &d.palette().line());
    CHECK(d.palette().line().accessibleName() == "Find a command, service, lane or time");
    QAbstractItemModelTester tester(&d.palette().model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    const std::vector<PaletteRow> rows = d.desk().rows();
    std::set<QString> keys, unique;
    QString all;
    for (const PaletteRow& row : rows) {
        keys.insert(row.keys);
        all += row.keys + "\n";
        INFO(row.key.toStdString());
        CHECK(unique.insert(row.key).second);
    }
    for (const QAction* action : d.window.findChildren<QAction*>())
        if (!action->shortcut().isEmpty()) {
            INFO(action->text().toStdString());
            CHECK(keys.count(action->shortcut().toString()) == 1);
        }
    for (const KeyRow& row : keyTable())
        for (const QString& key : row.keys.split(QRegularExpression(", |  +| or "), Qt::SkipEmptyParts)) {
            INFO(key.toStdString());
            CHECK(all.contains(key));
        }
    CHECK(d.palette().model().rowCount() == static_cast<int>(rows.size()));
    d.picture("palette.png");
    d.type("fi");
    d.picture("palette-typed.png");
    d.press(Qt::Key_Escape);
    CHECK_FALSE(d.palette().isVisible());
    CHECK(QApplication::focusWidget() == &d.timeline());
}

TEST_CASE("palette: Enter does what is held, and what was done stands first the next time", "[palette]") {
    Desk d;
    QSignalSpy recent(&d.desk(), &CommandDesk::recentChanged);
    d.open();
    d.type("thdk");
    CHECK(d.first() == QString::fromUtf8("View › Theme › Dark"));
    d.press(Qt::Key_Return);
    CHECK_FALSE(d.palette().isVisible());
    CHECK(d.window.look().theme.isDark);
    REQUIRE(recent.count() == 1);
    CHECK(recent[0][0].toStringList().size() == 1);
    d.open();
    CHECK(d.palette().line().text().isEmpty());
    CHECK(d.first() == QString::fromUtf8("View › Theme › Dark"));
    d.picture("palette-dark.png");
    d.type("theme");
    CHECK(d.first() == QString::fromUtf8("View › Theme › Dark"));
    d.press(Qt::Key_Down);
    d.press(Qt::Key_Down);
    CHECK(d.palette().list().currentIndex().data().toString() == QString::fromUtf8("View › Theme › Light"));
    d.press(Qt::Key_Return);
    CHECK_FALSE(d.window.look().theme.isDark);
}

TEST_CASE("palette: a service and a lane are gone to, a key of a panel is pressed there", "[palette]") {
    Desk d;
    const TimeRange before = d.window.scope().range();
    d.open();
    d.type("service cognito");
    CHECK(d.first() == "Service cognito");
    d.press(Qt::Key_Return);
    CHECK(d.window.scope().service() == ServiceId("cognito"));
    d.open();
    d.type("lane alarms");
    CHECK(d.first() == "Lane Alarms");
    d.press(Qt::Key_Return);
    CHECK(d.timeline().laneHand().held() == "alarms");
    CHECK(QApplication::focusWidget() == &d.timeline());
    d.open();
    d.type("timeline zoom in");
    CHECK(d.first() == QString::fromUtf8("Timeline › zoom in at the cursor"));
    d.press(Qt::Key_Return);
    CHECK(d.window.scope().range().length() < before.length());
    d.open();
    d.type("last record");
    d.press(Qt::Key_Return);
    CHECK(QApplication::focusWidget() == &d.window.logPanel().view());
    QTest::keyClick(&d.window.logPanel().view(), Qt::Key_F, Qt::ControlModifier);
    REQUIRE(QApplication::focusWidget() == &d.window.logPanel().filter());
    d.open(); // from a line that is typed in, too
    CHECK(d.palette().isVisible());
}

TEST_CASE("palette: what cannot be done now is said, what fits nothing too", "[palette]") {
    Desk d;
    d.window.setIncident(nullptr);
    d.window.flush();
    d.window.setFocus();
    d.open();
    d.type("filter log");
    CHECK_FALSE(d.palette().model().at(0).canRun);
    d.press(Qt::Key_Return);
    CHECK(d.palette().isVisible());
    CHECK(d.palette().said() == "Not now: there is nothing that it could be done to.");
    d.type(" qqqq");
    CHECK(d.palette().model().rowCount() == 0);
    CHECK(d.palette().said().startsWith("Nothing has that in its name."));
    d.press(Qt::Key_Return);
    CHECK(d.palette().isVisible());
}

TEST_CASE("palette: Ctrl+G goes to a time and says in words what it cannot read", "[palette]") {
    Desk d;
    const auto ask = [&](const QString& words) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_G, Qt::ControlModifier);
        d.type(words);
    };
    ask("05:15");
    CHECK(d.palette().said().startsWith("Go to 05:15:00 PST, 25 Nov 2020, T"));
    d.picture("go-to-time.png");
    d.press(Qt::Key_Return);
    CHECK_FALSE(d.palette().isVisible());
    CHECK(*d.window.scope().cursor() == kinesis::at(5, 15));
    ask("T+0:45");
    d.press(Qt::Key_Return);
    CHECK(*d.window.scope().cursor() == *d.window.scope().firstAlarm() + Duration::minutes(45));
    ask("half past");
    d.press(Qt::Key_Return);
    CHECK(d.palette().isVisible());
    CHECK(d.palette().said().contains(QString::fromUtf8("“half past” is no time. Write it like 05:15")));
    CHECK(d.palette().line().accessibleDescription() == d.palette().said());
    d.picture("go-to-time-wrong.png");
    d.press(Qt::Key_Escape);
    ask("03:00 next year");
    d.press(Qt::Key_Return);
    CHECK(d.palette().said().contains("lies after the last record"));
    CHECK(*d.window.scope().cursor() == *d.window.scope().firstAlarm() + Duration::minutes(45));
    d.press(Qt::Key_Escape);
    d.open();
    d.type("05:15");
    CHECK(d.first().startsWith("Go to 05:15:00 PST"));
    d.press(Qt::Key_Return);
    CHECK(*d.window.scope().cursor() == kinesis::at(5, 15));
}

TEST_CASE("palette: a letter typed among 25,000 rows is answered within 50 ms", "[palette][.speed]") {
    std::vector<PaletteRow> rows;
    for (int i = 0; i < 25'000; ++i)
        rows.push_back(
            {QString::number(i), QStringLiteral("Lane requests per second  service-%1").arg(i), {}, true, {}});
    PaletteModel model;
    model.setRows(rows, {});
    for (const char* words : {"s", "se", "service 24", "rps", "zzz"}) {
        const auto start = std::chrono::steady_clock::now();
        model.find(words);
        const auto took = std::chrono::steady_clock::now() - start;
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
        WARN(words << ": " << ms << " ms");
        CHECK(took < std::chrono::milliseconds(50));
    }
}
