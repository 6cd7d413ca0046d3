// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Drop, Enter, done: from the drop to the suspects, through the real sheet and the real import.
#include "tests/window/workbench.h"
#include "views/import_sheet/import_sheet.h"
#include "views/import_sheet/input_details.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/suspects/suspects_panel.h"
#include "views/workbench/notice_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include <filesystem>

using namespace foreshock;
using namespace foreshock::test;

namespace {

const QString kData = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/";

struct Bench : Workbench {
    Bench() { dialogs.previews = true; }
    ImportSheet& sheet() { return controller->importDesk().sheet(); }
    void drop(const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &event);
    }
    void enter() { QTest::keyClick(&sheet(), Qt::Key_Return); }
    QString suspects() {
        QString out;
        for (const QLabel* label : window->findChild<SuspectsPanel*>()->findChildren<QLabel*>())
            out += label->text() + "\n";
        return out;
    }
    NoticeBar& notice() { return *window->findChild<NoticeBar*>(); }
    int rowOf(const char* ending) {
        for (int row = 0; row < sheet().model().rowCount(); ++row)
            if (sheet().model().at(row).label.ends_with(ending))
                return row;
        FAIL("no row " << ending);
        return -1;
    }
};

} // namespace

TEST_CASE("import window: drop, Enter, done: the suspects are on screen", "[import]") {
    Bench w;
    w.drop({kData + "cases/mini"});
    CHECK(w.sheet().isVisible());
    w.enter(); // at once: nothing was looked at yet
    CHECK_FALSE(w.sheet().isVisible());
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.suspects().contains("2 alarms since"));
    CHECK(w.notice().isVisible());
    CHECK(w.notice().text().startsWith("Stored 2 alarms, 2 changes, 5 services and dependencies"));
    CHECK(w.notice().text().contains("from 7 files in"));
}

TEST_CASE("import window: the sheet fills, a cancelled one stores nothing and makes no file", "[import]") {
    Bench w;
    w.drop({kData + "cases/mini"});
    w.settle();
    CHECK(w.sheet().model().rowCount() == 7);
    for (const InputPreview& p : w.sheet().model().rows())
        CHECK(p.stage == InputPreview::Stage::Looked);
    QTest::keyClick(&w.sheet(), Qt::Key_Escape);
    w.settle();
    CHECK_FALSE(w.notice().isVisible());
    CHECK(w.settings.recentFiles().isEmpty());
    // Ctrl+I is for an open incident; "New incident" asks for files and shows the same sheet.
    w.dialogs.files = {kData + "cases/mini/alarms.jsonl"};
    emit w.window->newIncidentWanted();
    CHECK(w.sheet().isVisible());
    w.settle();
    w.drop({kData + "cases/mini/changes.jsonl"}); // joins
    w.settle();
    CHECK(w.sheet().model().rowCount() == 2);
    w.enter();
    w.settle();
    CHECK(w.notice().text().startsWith("Stored 2 alarms, 2 changes from 2 files"));
}

TEST_CASE("import window: rejected rows are told with a way to them; again nothing is added", "[import]") {
    Bench w;
    w.drop({kData + "import_sheet/night"});
    w.settle();
    // What can't be read is the one that is chosen, and says what to do.
    const int chosen = w.sheet().table().currentIndex().row();
    REQUIRE(chosen >= 0);
    CHECK(w.sheet().model().at(chosen).problem);
    w.enter();
    w.settle();
    CHECK(w.notice().text().contains("4 rows could not be read: they are kept in Sources"));
    for (QPushButton* button : w.notice().findChildren<QPushButton*>())
        QTest::mouseClick(button, Qt::LeftButton);
    w.settle();
    auto* sources = w.window->findChild<SourcesView*>();
    CHECK(sources->isVisible());
    const auto tables = sources->findChildren<QTableView*>();
    QTableView* issues = tables[0] == &sources->table() ? tables[1] : tables[0];
    CHECK(issues->model()->rowCount() == 4);
    w.drop({kData + "import_sheet/night/alarms.jsonl"});
    w.settle();
    CHECK(w.sheet().model().at(0).seen == SeenBefore::Same);
    CHECK(w.sheet().model().index(0, ImportRowsModel::Yield).data().toString() == "nothing new: imported before");
}

TEST_CASE("import window: a zone changed in the sheet is how the file is stored, the row is looked at anew",
          "[import]") {
    Bench w;
    w.drop({kData + "import_sheet/night"});
    w.settle();
    const int row = w.rowOf("kfe.log");
    CHECK(w.sheet().model().index(row, ImportRowsModel::ZoneBasis).data().toString() == "UTC, assumed");
    w.sheet().table().selectRow(row);
    QLineEdit* zone = nullptr;
    for (QComboBox* box : w.sheet().findChildren<QComboBox*>())
        if (box->accessibleName().startsWith("Zone of times"))
            zone = box->lineEdit();
    REQUIRE(zone);
    zone->setFocus();
    zone->selectAll();
    QTest::keyClicks(zone, "America/Los_Angeles");
    QTest::keyClick(zone, Qt::Key_Return);
    CHECK(w.sheet().isVisible()); // Enter took the zone, no more
    w.settle();
    CHECK(w.sheet().model().index(row, ImportRowsModel::ZoneBasis).data().toString() == "America/Los_Angeles, given");
    CHECK(w.sheet().model().index(row, ImportRowsModel::Span).data().toString().contains("13:00"));
    const int table = w.rowOf("queue_depth.csv");
    w.sheet().table().selectRow(table);
    ColumnsModel& columns = w.sheet().details().columns().model();
    REQUIRE(columns.rowCount() == 4);
    columns.setKind("samples");
    const char* roles[] = {"time", "service", "metric", "value"};
    for (int i = 0; i < 4; ++i)
        columns.setData(columns.index(i, ColumnsModel::Role), roles[i], Qt::EditRole);
    columns.setTime("day first");
    w.settle();
    CHECK(w.sheet().model().index(table, ImportRowsModel::Yield).data().toString() == "3 samples");
    w.enter();
    w.settle();
    auto session = IncidentSession::open(w.settings.recentFiles().front().toStdString());
    REQUIRE(session);
    const auto read = readIncident(*session);
    REQUIRE(read);
    bool hasLog = false, hasTable = false;
    for (const SourceInfo& source : read->sources) {
        if (source.path.ends_with("kfe.log")) {
            hasLog = source.zone == "America/Los_Angeles" && source.zoneBasis == "given";
            CHECK(source.first->ns / 1'000'000'000 == 1'606'309'200); // 05:00 PST
        }
        if (source.path.ends_with("queue_depth.csv"))
            hasTable = source.counts.stored.samples == 3;
    }
    CHECK(hasLog);
    CHECK(hasTable);
}

TEST_CASE("import window: drops while one is being stored are shown and stored after it", "[import]") {
    Bench w;
    w.drop({kData + "cases/mini/alarms.jsonl"});
    w.enter();
    w.drop({kData + "cases/mini/changes.jsonl"}); // the incident file is still being made
    w.enter();
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.settings.recentFiles().size() == 1);
    CHECK(w.suspects().contains("2 alarms since"));
    auto session = IncidentSession::open(w.settings.recentFiles().front().toStdString());
    REQUIRE(session);
    CHECK(session->incident()->changes.size() == 2);
}

TEST_CASE("names window: what names mean is listed, accepted with Enter, and undone", "[names]") {
    Bench w;
    w.drop({kData + "cases/names"});
    w.enter();
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    for (QAction* action : w.window->findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("Ctrl+Shift+M"))
            action->trigger();
    auto* names = w.window->findChild<NamesView*>();
    CHECK(names->isVisible());
    REQUIRE(names->model().rowCount() > 0);
    const auto unresolved = [&] { return names->model().names()->unresolved; };
    const std::int64_t before = unresolved();
    REQUIRE(before > 0);
    int row = 0;
    while (row < names->model().rowCount() && names->model().at(row).proposals.empty())
        ++row;
    REQUIRE(row < names->model().rowCount());
    const NameMeaning asked = names->model().at(row);
    QTableView& table = names->table();
    table.setFocus();
    table.setCurrentIndex(table.model()->index(row, NamesModel::Means));
    QTest::keyClick(&table, Qt::Key_Return);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(unresolved() < before);
    bool isMapped = false;
    for (const NameMeaning& name : names->model().names()->rows)
        if (name.key == asked.key)
            isMapped = name.isByPerson && name.service == asked.proposals.front().service;
    CHECK(isMapped);
    emit w.window->undoWanted();
    w.settle();
    CHECK(unresolved() == before);
    emit w.window->redoWanted();
    w.settle();
    CHECK(unresolved() < before);
    // Delete leaves it to the rules again.
    for (int i = 0; i < names->model().rowCount(); ++i)
        if (names->model().at(i).key == asked.key)
            table.setCurrentIndex(table.model()->index(i, NamesModel::Means));
    QTest::keyClick(&table, Qt::Key_Delete);
    w.settle();
    CHECK(unresolved() == before);
}
