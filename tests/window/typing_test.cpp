// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types where feeds are missing, and the ways out of emptiness.
#include "app/workflows/analyse.h"
#include "model/base/time_text.h"
#include "model/domain/marked_start.h"
#include "model/store/source_counts.h"
#include "model/store/source_rows.h"
#include "tests/window/workbench.h"
#include "views/forms/change_form.h"
#include "views/forms/edges_form.h"
#include "views/import_sheet/import_sheet.h"
#include "views/start/first_marks.h"
#include "views/start/start_page.h"
#include "views/suspects/suspects_panel.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/side_dock.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace foreshock;
using namespace foreshock::test;

namespace {

QString allText(QWidget& widget) {
    QString out;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        out += label->text() + "\n";
    return out;
}

QPushButton* button(QWidget& in, const QString& words) {
    for (QPushButton* b : in.findChildren<QPushButton*>())
        if (b->text() == words && b->isVisible())
            return b;
    return nullptr;
}

QString panelText(Workbench& w) {
    return allText(*w.window->findChild<SuspectsPanel*>()->widget());
}

Incident stored(Workbench& w) {
    auto session = IncidentSession::open(w.settings.recentFiles().front().toStdString());
    REQUIRE(session);
    return *session->incident();
}

/// The mini case without some of its files.
void dropMini(Workbench& w, const QStringList& names) {
    QStringList files;
    for (const QString& name : names)
        files << QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini/" + name;
    emit w.window->dropped(files);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
}

} // namespace

TEST_CASE("typing: without alarms M marks the start, changes before it are ranked, undo takes it back", "[window]") {
    Workbench w;
    dropMini(w, {"changes.jsonl", "metrics.csv", "topology.json", "incident.json"});
    CHECK(panelText(w).contains("Mark when it started (M). Changes before that are ranked."));
    auto* timeline = w.window->findChild<TimelineView*>();
    w.window->scope().setCursor(parseTime("2024-03-01T09:30:00Z")->instant);
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_M);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(panelText(w).contains("Marked start 10:30 CET"));
    CHECK(markedStart(stored(w).notes) == parseTime("2024-03-01T09:30:00Z")->instant);
    // Another mark takes the place of the first; the command line ranks from the same one.
    w.window->scope().setCursor(parseTime("2024-03-01T10:20:00Z")->instant);
    QTest::keyClick(timeline, Qt::Key_M);
    w.settle();
    CHECK(panelText(w).contains("Marked start 11:20 CET"));
    auto session = IncidentSession::open(w.settings.recentFiles().front().toStdString());
    const Incident incident = *session->incident();
    CHECK(underMark({}, incident).at == parseTime("2024-03-01T10:20:00Z")->instant);
    RankRequest asked;
    asked.at = Instant{};
    CHECK(underMark(asked, incident).at == Instant{});
    emit w.window->undoWanted();
    w.settle();
    CHECK(panelText(w).contains("Marked start 10:30 CET"));
    emit w.window->undoWanted();
    w.settle();
    CHECK(panelText(w).contains("Mark when it started (M)."));
    emit w.window->redoWanted();
    w.settle();
    CHECK(panelText(w).contains("Marked start 10:30 CET"));
    emit w.window->startMarked(std::nullopt);
    w.settle();
    CHECK_FALSE(markedStart(stored(w).notes));
    // The link of the empty panel does the same.
    REQUIRE(button(*w.window, "Mark it at the cursor"));
    QTest::mouseClick(button(*w.window, "Mark it at the cursor"), Qt::LeftButton);
    w.settle();
    CHECK(markedStart(stored(w).notes));
}

TEST_CASE("typing: without change data C opens a form whose change is ranked, kept and undone", "[window]") {
    Workbench w;
    dropMini(w, {"alarms.jsonl", "metrics.csv", "topology.json", "incident.json"});
    CHECK(panelText(w).contains("Not the same as no changes. Add a feed, or type one (C)."));
    auto* timeline = w.window->findChild<TimelineView*>();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_C);
    auto* form = w.window->findChild<ChangeForm*>();
    REQUIRE(form->isVisible());
    auto* title = form->findChild<QLineEdit*>("title");
    QTest::keyClick(title, Qt::Key_Return); // nothing typed: it says what is missing and stays
    CHECK(form->isVisible());
    CHECK(allText(*form).contains("Say in a few words what changed."));
    QTest::keyClicks(title, "pool size 100 to 50");
    form->findChild<QComboBox*>("service")->setCurrentText("db");
    form->findChild<QComboBox*>("kind")->setCurrentText("config");
    auto* start = form->findChild<QLineEdit*>("start");
    start->setText("when it rained");
    QTest::keyClick(start, Qt::Key_Return);
    CHECK(form->isVisible());
    start->setText("2024-03-01T10:05:00Z");
    form->findChild<QLineEdit*>("end")->setText("2024-03-01T10:00:00Z");
    QTest::keyClick(start, Qt::Key_Return);
    CHECK(allText(*form).contains("It ends before it begins"));
    form->findChild<QLineEdit*>("end")->setText("2024-03-01T10:15:00Z");
    QTest::keyClick(start, Qt::Key_Return);
    CHECK_FALSE(form->isVisible());
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    Incident now = stored(w);
    REQUIRE(now.changes.size() == 1);
    CHECK(now.changes[0].title == "pool size 100 to 50");
    CHECK(now.changes[0].service == ServiceId("db"));
    CHECK(now.changes[0].kind == "config");
    CHECK(now.changes[0].start == parseTime("2024-03-01T10:05:00Z")->instant);
    CHECK(now.changes[0].end == parseTime("2024-03-01T10:15:00Z")->instant);
    CHECK(std::none_of(now.feeds.begin(), now.feeds.end(), [](const FeedCoverage& f) { return f.kind == "changes"; }));
    CHECK(panelText(w).contains("Pool size 100 to 50"));
    emit w.window->undoWanted();
    w.settle();
    CHECK(stored(w).changes.empty());
    CHECK(panelText(w).contains("No change data"));
    emit w.window->redoWanted();
    w.settle();
    CHECK(stored(w).changes.size() == 1);
    // The same once more is refused with words, not stored twice.
    emit w.window->changeTyped(now.changes[0]);
    w.settle();
    REQUIRE(w.controller->lastError());
    CHECK(stored(w).changes.size() == 1);
    auto other = now.changes[0];
    other.id = {};
    other.title = "another";
    emit w.window->changeTyped(other);
    w.settle();
    CHECK(stored(w).changes.size() == 2);
    {
        auto db = store::openForReading(w.settings.recentFiles().front().toStdString());
        REQUIRE(db);
        const auto sources = store::sources(*db, {});
        REQUIRE(sources);
        const SourceInfo& typed = sources->back();
        CHECK(typed.path == "typed here");
        const auto counts = store::countsOf(*db, typed.id.value);
        REQUIRE(counts);
        CHECK(counts->said == counts->found);
        CHECK(typed.counts.read == 2);
    }
    emit w.window->undoWanted();
    w.settle();
    CHECK(stored(w).changes.size() == 1);
}

TEST_CASE("typing: without a map three edges are drawn by hand, and undone", "[window]") {
    Workbench w;
    dropMini(w, {"alarms.jsonl", "changes.jsonl", "metrics.csv", "incident.json"});
    CHECK(panelText(w).contains("Reach unknown. Add a map, or draw three edges."));
    REQUIRE(button(*w.window, QString::fromUtf8("Draw three edges…")));
    QTest::mouseClick(button(*w.window, QString::fromUtf8("Draw three edges…")), Qt::LeftButton);
    auto* form = w.window->findChild<EdgesForm*>();
    REQUIRE(form->isVisible());
    const auto boxes = form->findChildren<QComboBox*>();
    REQUIRE(boxes.size() == 6);
    boxes[0]->setCurrentText("web");
    QTest::keyClick(boxes[0], Qt::Key_Return);
    CHECK(allText(*form).contains("An edge needs two services"));
    boxes[1]->setCurrentText("db");
    boxes[2]->setCurrentText("api");
    boxes[3]->setCurrentText("db");
    QTest::keyClick(boxes[0], Qt::Key_Return);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(stored(w).dependencies.size() == 2);
    CHECK_FALSE(panelText(w).contains("Reach unknown"));
    emit w.window->undoWanted();
    w.settle();
    CHECK(stored(w).dependencies.empty());
    CHECK(panelText(w).contains("Reach unknown"));
}

TEST_CASE("typing: a service without series says so, and its export commands are copied", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    w.window->scope().setService(ServiceId("ecs"));
    w.settle();
    auto* side = w.window->findChild<SideDock*>();
    CHECK(allText(*side).contains("ecs can't be tested for limits or shifts. Get these series"));
    REQUIRE(button(*side, "Copy command"));
    QTest::mouseClick(button(*side, "Copy command"), Qt::LeftButton);
    CHECK(QApplication::clipboard()->text().contains("ecs"));
    CHECK(QApplication::clipboard()->text().contains("# Prometheus"));
    w.window->scope().setService(ServiceId("kinesis-frontend"));
    w.settle();
    CHECK_FALSE(button(*side, "Copy command"));
}

TEST_CASE("start page: recent files say when they were open; one that is gone says so and can be taken off",
          "[window]") {
    Workbench w;
    dropMini(w, {"alarms.jsonl"});
    const QString first = w.settings.recentFiles().front();
    const std::string gone = w.folder.path("gone.foreshock");
    {
        auto made = store::IncidentFile::openOrCreate(gone);
        REQUIRE(made);
    }
    w.controller->open(gone);
    w.settle();
    w.controller->open(first.toStdString());
    w.settle();
    std::filesystem::remove(gone);
    Workbench other; // its constructor sets folders of its own
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(name, w.folder.path(name).c_str());
    MainWindow window;
    IncidentController controller(window, w.dialogs, w.settings);
    window.resize(1280, 720);
    window.show();
    controller.settle();
    auto* page = window.findChild<StartPage*>();
    CHECK(allText(*page).contains(QString::number(QDate::currentDate().year())));
    CHECK(allText(*page).contains("no longer there"));
    const auto* link = button(*page, "gone.foreshock");
    REQUIRE(link);
    CHECK_FALSE(link->isEnabled());
    for (QToolButton* remove : page->findChildren<QToolButton*>())
        if (remove->accessibleName() == "Take gone.foreshock off this list" && remove->isVisible())
            QTest::mouseClick(remove, Qt::LeftButton);
    controller.settle();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK_FALSE(button(*page, "gone.foreshock"));
    CHECK(w.settings.recentFiles() == QStringList{first});
    // Enter on the page begins an incident; on a link it opens that file.
    auto* recent = button(*page, QFileInfo(first).fileName());
    REQUIRE(recent);
    recent->setFocus();
    QTest::keyClick(recent, Qt::Key_Return);
    controller.settle();
    CHECK_FALSE(page->isVisible());
}

TEST_CASE("start: the first time on an example three marks stand there; any key puts them away for good", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* marks = w.window->findChild<FirstMarks*>();
    REQUIRE(marks->isVisible());
    CHECK(marks->titles() == QStringList{"The lead", "Why", "What would rule it out"});
    QTest::keyClick(w.window->findChild<TimelineView*>(), Qt::Key_W); // and zooms as ever
    CHECK_FALSE(marks->isVisible());
    CHECK(w.settings.knowsFirstMarks());
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    CHECK_FALSE(marks->isVisible());
}

TEST_CASE("drop: files of another day ask for a place: a new incident, this one, or none", "[window]") {
    Workbench w;
    dropMini(w, {"alarms.jsonl", "metrics.csv"});
    const QString first = w.settings.recentFiles().front();
    const std::string late = w.folder.file(
        "late.jsonl",
        "{\"id\":\"A9\",\"service\":\"web\",\"title\":\"late\",\"start\":\"2024-06-01T10:30:00Z\",\"severity\":2}\n");
    w.dialogs.previews = true;
    const auto drop = [&] {
        emit w.window->dropped({QString::fromStdString(late)});
        w.settle();
        auto* sheet = w.window->findChild<ImportSheet*>();
        REQUIRE(sheet->isVisible());
        QTest::keyClick(sheet, Qt::Key_Return);
        w.settle();
    };
    drop();
    INFO(w.dialogs.asked.toStdString());
    CHECK(w.dialogs.asked.contains("1 Jun 2024"));
    CHECK(stored(w).alarms.size() == 2); // nowhere
    w.dialogs.place = DropPlace::NewIncident;
    QTest::qWait(1100); // incident files are named by the second
    drop();
    CHECK(w.settings.recentFiles().size() == 2);
    CHECK(stored(w).alarms.size() == 1);
    w.controller->open(first.toStdString());
    w.settle();
    w.dialogs.place = DropPlace::ThisOne;
    drop();
    CHECK(stored(w).alarms.size() == 3);
    w.dialogs.asked.clear();
    w.dialogs.place = DropPlace::Nowhere;
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini/changes.jsonl"});
    w.settle();
    QTest::keyClick(w.window->findChild<ImportSheet*>(), Qt::Key_Return);
    w.settle();
    CHECK(w.dialogs.asked.isEmpty()); // of the same hours: no question
    CHECK(stored(w).changes.size() == 2);
}

TEST_CASE("situation: Ctrl+Shift+C copies what the panel says, in plain text without a person's name", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    for (QAction* action : w.window->actions())
        if (action->shortcut() == QKeySequence("Ctrl+Shift+C"))
            action->trigger();
    const QString text = QApplication::clipboard()->text();
    INFO(text.toStdString());
    CHECK(text.contains("10 alarms since 25 Nov 2020 05:15 PST (13:15 UTC): kinesis-frontend"));
    CHECK(text.contains("Strong lead, not confirmed."));
    CHECK(text.contains("1. Capacity add, kinesis-frontend, 02:44"));
    CHECK(text.contains("2 h 31 min before the first alarm ("));
    CHECK(text.contains("- for: kfe_threads_p50 flat at"));
    CHECK(text.contains("Rests on kfe_threads_p50"));
    CHECK(text.contains("Not looked at: changes of 10 services"));
    CHECK(text.contains("Next check: "));
    CHECK(text.contains("Same answer: foreshock suspects '"));
    CHECK_FALSE(text.contains("cause"));
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    for (QAction* action : w.window->actions())
        if (action->shortcut() == QKeySequence("Ctrl+Shift+C"))
            action->trigger();
    CHECK(QApplication::clipboard()->text().contains("Probably not a change."));
}
