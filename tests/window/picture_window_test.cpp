// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+E: the view in hand as a picture that can stand alone.
#include "tests/window/workbench.h"
#include "views/log/log_panel.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/suspects/suspect_card.h"
#include "views/templates/templates_view.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/named_views.h"

#include <QAction>
#include <QFile>
#include <QImage>
#include <QTabWidget>
#include <QTableView>

using namespace foreshock;
using namespace foreshock::test;

namespace {

struct PictureBench : Workbench {
    PictureBench() {
        controller->openExample("kinesis-2020-11-25");
        settle();
        REQUIRE_FALSE(controller->lastError());
    }
    void press(Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), Qt::Key_E, modifiers);
    }
    QByteArray written(const char* name, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
        dialogs.picture = QString::fromStdString(folder.path(name));
        QFile::remove(*dialogs.picture);
        press(modifiers);
        QFile file(*dialogs.picture);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

TEST_CASE("window: Ctrl+E writes the timeline as it is shown, an SVG as lines and words", "[window]") {
    PictureBench w;
    const TimelineView& timeline = w.window->timeline();
    const QSize size = timeline.size(); // a notice takes a line of it then
    REQUIRE_FALSE(w.written("a.png").isEmpty());
    const QImage picture(*w.dialogs.picture);
    CHECK(picture.width() == size.width() * 2);
    CHECK(picture.height() > size.height() * 2); // the caption
    // The same picture as on the screen, but finer.
    const QImage shown = w.window->timeline().grab().toImage();
    CHECK(picture.pixelColor(300, 30) == shown.pixelColor(150, 15));
    const QByteArray svg = w.written("a.svg");
    CHECK(svg.contains("kfe_threads_p50"));
    CHECK(svg.contains("whole incident"));
    CHECK_FALSE(svg.contains("<image"));
    CHECK_FALSE(w.controller->lastError());
    w.dialogs.picture = QString::fromStdString(w.folder.path("no/such/folder/a.png"));
    w.press();
    REQUIRE(w.controller->lastError());
    CHECK(w.controller->lastError()->message == "can't write the picture");
    w.dialogs.picture.reset(); // the dialog was closed
    w.press();
}

TEST_CASE("window: Ctrl+E takes the view that the keyboard is in, Ctrl+Shift+E all of them", "[window]") {
    PictureBench w;
    auto* tabs = w.window->findChild<QTabWidget*>();
    const auto show = [&](QWidget* tab, QWidget& focus) {
        tabs->setCurrentWidget(tab);
        focus.setFocus();
        w.settle();
        CHECK(focus.hasFocus());
    };
    const auto inHand = [&] { return viewInHand(*w.window).id; };
    w.window->timeline().setFocus();
    CHECK(inHand() == "timeline");
    show(&w.window->logPanel(), w.window->logPanel().filter());
    CHECK(inHand() == "logs");
    w.window->scope().setFilter("retry");
    w.settle();
    const QByteArray log = w.written("log.svg");
    CHECK(log.contains("filter retry"));
    CHECK(log.contains("Logs"));
    CHECK_FALSE(log.contains("Strong lead")); // the suspects are another view
    show(&w.window->templates(), w.window->templates().table());
    CHECK(inHand() == "templates");
    CHECK(w.written("templates.svg").contains("Log templates"));
    auto* sources = w.window->findChild<SourcesView*>();
    show(sources, sources->table());
    CHECK(inHand() == "sources");
    auto* names = w.window->findChild<NamesView*>();
    show(names, names->table());
    CHECK(inHand() == "names");
    show(&w.window->sql(), w.window->sql().editor());
    CHECK(inHand() == "sql");
    w.window->sql().ask("SELECT title FROM changes");
    w.settle();
    const QByteArray sql = w.written("sql.svg");
    CHECK(sql.contains("rows<"));
    CHECK_FALSE(sql.contains("just now"));
    w.window->findChild<SuspectCard*>()->setFocus();
    CHECK(inHand() == "suspects");
    const QByteArray all = w.written("all.svg", Qt::ControlModifier | Qt::ShiftModifier);
    for (const char* words : {"10 alarms since", "kfe_threads_p50", "SQL", "10.0 k log records"})
        CHECK(all.contains(words));
    CHECK_FALSE(all.contains("Analysis ")); // how long it took is no fact of the incident
}

TEST_CASE("window: the same view gives the same bytes, whatever the hour", "[window]") {
    PictureBench w;
    w.window->scope().setCursor(w.window->scope().firstAlarm());
    for (const char* name : {"a.svg", "a.png"}) {
        const QByteArray first = w.written(name, Qt::ControlModifier | Qt::ShiftModifier);
        w.window->clearNotice();
        w.settle();
        const QByteArray before = w.written(name, Qt::ControlModifier | Qt::ShiftModifier);
        w.window->clearNotice();
        w.window->setAnalysisTime(Duration::seconds(77));
        w.settle();
        CHECK_FALSE(before.isEmpty());
        CHECK((w.written(name, Qt::ControlModifier | Qt::ShiftModifier) == before));
        w.window->clearNotice();
        w.settle();
    }
}
