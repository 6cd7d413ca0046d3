// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/workbench.h"
#include "views/palette/command_desk.h"
#include "views/timeline/timeline_view.h"

#include <QLineEdit>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("window: go to time reads what the command line reads, recent commands survive a run", "[window][palette]") {
    Workbench bench;
    MainWindow& window = *bench.window;
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    emit window.exampleWanted(Example::Kinesis);
    bench.settle();
    Palette& palette = window.findChild<CommandDesk*>()->palette();
    window.timeline().setFocus();
    const auto ask = [&](const QString& words) {
        QTest::keyClick(&window.timeline(), Qt::Key_G, Qt::ControlModifier);
        REQUIRE(palette.isVisible());
        QTest::keyClicks(&palette.line(), words);
        QTest::keyClick(&palette.line(), Qt::Key_Return);
        return palette.isVisible() ? palette.said() : QString();
    };
    const Instant end = window.scope().extent().to;
    CHECK(ask("-30m") == "");
    CHECK(*window.scope().cursor() == end - Duration::minutes(30));
    CHECK(window.scope().range().contains(*window.scope().cursor()));
    CHECK(ask("2020-11-25T13:15:00Z") == "");
    const Instant alarm = *window.scope().cursor();
    CHECK(ask("05:15") == "");
    CHECK(*window.scope().cursor() == alarm);
    CHECK(ask("1999-01-01").contains("lies before the first record"));
    QTest::keyClick(&palette.line(), Qt::Key_Escape);
    CHECK(*window.scope().cursor() == alarm);

    QTest::keyClick(&window.timeline(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(&palette.line(), "service cognito");
    QTest::keyClick(&palette.line(), Qt::Key_Return);
    CHECK_FALSE(window.scope().service().value.empty());
    bench.settle();
    REQUIRE(bench.settings.recentCommands().size() == 1);
    MainWindow next;
    IncidentController controller(next, bench.dialogs, bench.settings);
    CommandDesk& desk = *next.findChild<CommandDesk*>();
    desk.openCommands();
    CHECK(desk.palette().model().rowCount() > 20);
    CHECK(bench.settings.recentCommands().front().startsWith("service "));
}
