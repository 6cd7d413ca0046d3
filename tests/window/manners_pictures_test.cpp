// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/workbench.h"
#include "views/forms/change_form.h"
#include "views/keys/keys_dialog.h"
#include "views/manual/manual_window.h"
#include "views/timeline/timeline_view.h"

#include <QDir>

using namespace foreshock;
using namespace foreshock::test;

/// For a person to look at: FORESHOCK_PICTURES=DIR tests_window "[pictures]".
TEST_CASE("pictures of the start page, the marks, empty panels, forms, keys and manual", "[pictures]") {
    const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString name = folder + (theme == ThemeChoice::Light ? "/light-" : "/dark-");
        Workbench w;
        w.window->setThemeChoice(theme);
        w.window->setRecent({{"/data/checkout-2026-11-21.foreshock", "21 Nov 2026 14:03 CET", false},
                             {"/data/payments.foreshock", "2 Nov 2026 09:12 CET", false},
                             {"/media/stick/db.foreshock", "30 Oct 2026 23:59 CET", true}});
        w.window->resize(1280, 720);
        w.settle();
        REQUIRE(w.window->grab().save(name + "start.png"));
        w.window->resize(1440, 900);
        w.controller->openExample("kinesis-2020-11-25");
        w.settle();
        REQUIRE(w.window->grab().save(name + "marks.png"));
        auto* timeline = w.window->findChild<TimelineView*>();
        QTest::keyClick(timeline, Qt::Key_C);
        auto* form = w.window->findChild<ChangeForm*>();
        REQUIRE(form->grab().save(name + "change-form.png"));
        form->close();
        auto* keys = w.window->findChild<KeysDialog*>();
        keys->open(w.window->look());
        REQUIRE(keys->grab().save(name + "keys.png"));
        keys->close();
        auto* manual = w.window->findChild<ManualWindow*>();
        manual->open("window.md", w.window->look());
        REQUIRE(manual->grab().save(name + "manual.png"));
        manual->close();
        const QString mini = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini/";
        emit w.window->dropped({mini + "metrics.csv", mini + "incident.json"});
        w.settle();
        w.window->resize(1280, 720);
        w.settle();
        REQUIRE(w.window->grab().save(name + "empty.png"));
    }
}
