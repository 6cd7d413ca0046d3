// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Correcting sources in the window, by clicks and keys.
#include "app/workflows/incident_session.h"
#include "model/base/time_text.h"
#include "model/store/logs/log_reader.h"
#include "model/store/source_rows.h"
#include "tests/window/workbench.h"
#include "views/log/log_view.h"
#include "views/sources/sources_view.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include <fstream>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// A window with one log of local times, and one alarm.
class Corrections : public Workbench {
public:
    Corrections() {
        const QString clocks = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/clocks/";
        emit window->dropped({clocks + "cart.log", clocks + "alarms.jsonl"});
        settle();
        REQUIRE_FALSE(controller->lastError());
    }
    SourcesView& sources() { return *window->findChild<SourcesView*>(); }
    LogView& log() { return *window->findChild<LogView*>(); }
    QLineEdit& field(const QString& name) {
        for (QLineEdit* edit : sources().findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return *edit;
        FAIL("no field " << name.toStdString());
        throw 0;
    }
    /// Chooses the source of that path's ending by a click.
    void choose(const QString& ending) {
        auto* tabs = window->findChild<QTabWidget*>();
        tabs->setCurrentIndex(1);
        QTableView& table = sources().table();
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const QModelIndex index = table.model()->index(row, 0);
            if (!index.data().toString().endsWith(ending))
                continue;
            QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
            settle();
            return;
        }
        FAIL("no source " << ending.toStdString());
    }
    void type(const QString& name, const QString& text) {
        QLineEdit& edit = field(name);
        edit.setFocus();
        edit.selectAll();
        QTest::keyClicks(&edit, text);
    }
    SourceInfo stored(const std::string& ending) {
        auto session = IncidentSession::open(settings.recentFiles().front().toStdString());
        REQUIRE(session);
        const auto all = store::sources(session->database(), {});
        REQUIRE(all);
        for (const SourceInfo& source : *all)
            if (source.path.ends_with(ending))
                return source;
        FAIL("no source " << ending);
        throw 0;
    }
    std::string firstLogTime() {
        auto session = IncidentSession::open(settings.recentFiles().front().toStdString());
        REQUIRE(session);
        return rfc3339(store::logExtent(session->database(), session->gate())->from);
    }
    QString cell(const QString& ending, SourcesModel::Column column, int role = Qt::DisplayRole) {
        QAbstractItemModel& model = *sources().table().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString().endsWith(ending))
                return model.index(row, column).data(role).toString();
        return {};
    }
};

} // namespace

TEST_CASE("window: a source's zone is corrected in its line, undone and redone by keys", "[window]") {
    Corrections w;
    w.choose("cart.log");
    w.type("Zone of its times without an offset", "America/Los_Angeles");
    QTest::keyClick(&w.field("Zone of its times without an offset"), Qt::Key_Return);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.stored("cart.log").zone == "America/Los_Angeles");
    CHECK(w.firstLogTime() == "2020-11-25T13:02:11.204Z");
    CHECK(w.cell("cart.log", SourcesModel::ZoneBasis) == "America/Los_Angeles, given");
    CHECK(w.field("Zone of its times without an offset").text() == "America/Los_Angeles"); // it stays chosen
    emit w.window->undoWanted();
    w.settle();
    CHECK(w.firstLogTime() == "2020-11-25T05:02:11.204Z");
    CHECK(w.cell("cart.log", SourcesModel::ZoneBasis) == "UTC, assumed");
    emit w.window->redoWanted();
    w.settle();
    CHECK(w.firstLogTime() == "2020-11-25T13:02:11.204Z");
}

TEST_CASE("window: a clock is corrected with a click, adjusted times are marked and the raw ones are at hand",
          "[window]") {
    Corrections w;
    w.choose("cart.log");
    w.type("Clock offset", "90s");
    w.type("Plus or minus of the clock offset", "2s");
    auto* apply = w.sources().findChild<QPushButton*>();
    REQUIRE(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.stored("cart.log").offset == Duration::seconds(90));
    CHECK(w.stored("cart.log").offsetError == Duration::seconds(2));
    CHECK(w.cell("cart.log", SourcesModel::Clock) == QString::fromUtf8("+1 min 30 s ±2 s"));
    CHECK(w.cell("cart.log", SourcesModel::First).startsWith("~"));
    CHECK(w.cell("cart.log", SourcesModel::First, Qt::ToolTipRole).contains("read as 25"));
    CHECK(w.firstLogTime() == "2020-11-25T05:03:41.204Z");
    CHECK_FALSE(w.sources().findChild<QPushButton*>()->isEnabled());
}

TEST_CASE("window: a correction that can't be understood is told beside it and nothing is done", "[window]") {
    Corrections w;
    w.choose("cart.log");
    const auto problem = [&] {
        for (QLabel* label : w.sources().findChildren<QLabel*>())
            if (label->accessibleName() == "What is wrong with the correction")
                return label->text();
        return QString();
    };
    w.type("Zone of its times without an offset", "Mars/Olympus");
    QTest::keyClick(&w.field("Zone of its times without an offset"), Qt::Key_Return);
    w.settle();
    CHECK(problem().contains("No such zone"));
    w.type("Zone of its times without an offset", "UTC");
    CHECK(problem().isEmpty()); // typing on takes the word back
    w.type("Clock offset", "soon");
    QTest::keyClick(&w.field("Clock offset"), Qt::Key_Return);
    w.settle();
    CHECK(problem().contains("No duration"));
    CHECK(w.stored("cart.log").zoneBasis == "assumed UTC");
    w.choose("alarms.jsonl");
    w.choose("cart.log");
    w.type("Format", "metrics-csv");
    QTest::keyClick(&w.field("Format"), Qt::Key_Return);
    w.settle();
    REQUIRE(w.controller->lastError()); // the banner says it
    CHECK(w.stored("cart.log").counts.stored.logs == 4);
}

TEST_CASE("window: a log record is anchored to its true time from its menu, by mouse and by key", "[window]") {
    Corrections w;
    const bool isByKey = GENERATE(false, true);
    w.choose("cart.log");
    w.type("Zone of its times without an offset", "America/Los_Angeles");
    QTest::keyClick(&w.field("Zone of its times without an offset"), Qt::Key_Return);
    w.settle();
    auto* tabs = w.window->findChild<QTabWidget*>();
    tabs->setCurrentIndex(0);
    w.window->scope().setRange(
        {parseTime("2020-11-25T13:00:00Z")->instant, parseTime("2020-11-25T13:16:00Z")->instant});
    w.settle();
    REQUIRE(w.log().rows().matching() == 4);
    const int height = w.log().rowHeight();
    const QPoint third(40, 2 * height + height / 2);
    if (isByKey) {
        QTest::mouseClick(w.log().viewport(), Qt::LeftButton, {}, third);
        w.settle();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(0, 0),
                                w.log().viewport()->mapToGlobal(QPoint(0, 0)));
        QApplication::sendEvent(w.log().viewport(), &event);
    } else {
        QContextMenuEvent event(QContextMenuEvent::Mouse, third, w.log().viewport()->mapToGlobal(third));
        QApplication::sendEvent(w.log().viewport(), &event);
    }
    auto* menu = w.log().findChild<QMenu*>();
    REQUIRE(menu);
    w.dialogs.words = "13:14:01";
    QTest::keyClick(menu, Qt::Key_T);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.stored("cart.log").offset == Duration::milliseconds(87'880));
    CHECK(w.stored("cart.log").offsetError == Duration::milliseconds(1001));
    CHECK(w.firstLogTime() == "2020-11-25T13:03:39.084Z");
    emit w.window->undoWanted();
    w.settle();
    CHECK(w.firstLogTime() == "2020-11-25T13:02:11.204Z");
}

/// For a person to look at: FORESHOCK_PICTURES=DIR tests_window "[pictures]".
TEST_CASE("pictures of the corrected sources are saved where FORESHOCK_PICTURES asks for them", "[pictures]") {
    const QByteArray folder = qgetenv("FORESHOCK_PICTURES");
    if (folder.isEmpty())
        return;
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        Corrections w;
        w.window->setThemeChoice(theme);
        w.choose("cart.log");
        w.type("Zone of its times without an offset", "America/Los_Angeles");
        w.type("Clock offset", "90s");
        w.type("Plus or minus of the clock offset", "2s");
        QTest::keyClick(&w.field("Clock offset"), Qt::Key_Return);
        w.settle();
        const QString name = theme == ThemeChoice::Light ? "light" : "dark";
        CHECK(w.window->grab().save(folder + "/sources-" + name + ".png"));
        w.window->findChild<QTabWidget*>()->setCurrentIndex(0);
        w.window->scope().setRange(
            {parseTime("2020-11-25T13:00:00Z")->instant, parseTime("2020-11-25T13:16:00Z")->instant});
        w.settle();
        CHECK(w.window->grab().save(folder + "/log-" + name + ".png"));
    }
}
