// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/log/log_panel.h"
#include "views/sources/sources_view.h"
#include "views/time_scope/time_scope.h"

#include <QAction>
#include <QDir>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace foreshock;

/// For a person to look at: FORESHOCK_PICTURES=DIR tests_views "[pictures]".
TEST_CASE("pictures of the window are saved where FORESHOCK_PICTURES asks for them", "[pictures]") {
    const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
        for (const QSize size : {QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080)}) {
            MainWindow window;
            window.setThemeChoice(theme);
            window.resize(size);
            window.show();
            QTest::qWait(10);
            const QString name = QStringLiteral("%1/%2-%3x%4")
                                     .arg(folder, theme == ThemeChoice::Light ? "light" : "dark")
                                     .arg(size.width())
                                     .arg(size.height());
            if (size.width() == 1440)
                REQUIRE(window.grab().save(name + QStringLiteral("-start.png")));
            kinesis::serve(window);
            window.scope().setFilter("level>=warning or \"thread create\"");
            window.scope().setCursor(kinesis::at(5, 31));
            window.flush();
            QTest::qWait(60);
            window.flush();
            REQUIRE(window.grab().save(name + QStringLiteral(".png")));
            if (size.width() != 1440)
                continue;
            LogView& rows = window.logPanel().view();
            rows.setShow(LogShow::All);
            window.scope().setFilter("\"thread create\"");
            window.flush();
            std::vector<LogMark> marks;
            for (std::int64_t row = rows.rows().begin(); row < rows.rows().end(); ++row)
                if (const LogRecord* record = rows.rows().at(row))
                    marks.push_back({LogKey::of(*record), static_cast<int>(marks.size()) % 10});
            rows.setMarks(marks);
            REQUIRE(window.logPanel().grab().save(name + QStringLiteral("-marks.png")));
            rows.setShow(LogShow::Hits);
            window.scope().setFilter({});
            window.scope().setSelection(TimeRange{kinesis::at(4, 25), kinesis::at(5, 15)});
            window.showError({ErrorCode::Io, "cw-history.json could not be read to its end", "/export/cw-history.json",
                              "Copy it again, then import it: what was read stays"});
            window.setProgress("importing kfe.log.zst", 0.4);
            window.setPartial("logs 40 %");
            window.setUndo("note at 05:31", "");
            for (QPushButton* button : window.findChildren<QPushButton*>())
                if (button->text().startsWith("Check that"))
                    button->click();
            window.findChild<QTabWidget*>()->setCurrentWidget(window.findChild<SourcesView*>());
            window.findChild<SourcesView*>()->select(2);
            window.setIssues(SourceId(3),
                             {{"cw-history.json", 811, 98'311, "no time in the record", "{\"Label\": \"put\"}"}});
            QTest::qWait(60);
            window.flush();
            REQUIRE(window.grab().save(name + QStringLiteral("-busy.png")));
            window.clearError();
            for (QAction* action : window.findChildren<QAction*>())
                if (action->shortcut() == QKeySequence("?"))
                    action->trigger();
            QTest::qWait(20);
            REQUIRE(window.grab().save(name + QStringLiteral("-keys.png")));
        }
}
