// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/time_scope/time_scope.h"

#include <QDir>
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
        }
}
