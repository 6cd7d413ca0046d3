// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that a person changed, the manual, and coming back to where one was.
#include "model/base/time_text.h"
#include "tests/window/workbench.h"
#include "views/keys/key_map.h"
#include "views/keys/keys_dialog.h"
#include "views/keys/keys_model.h"
#include "views/log/log_panel.h"
#include "views/manual/manual_window.h"
#include "views/palette/command_desk.h"
#include "views/start/start_page.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspects_panel.h"
#include "views/templates/templates_view.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/key_sheet.h"
#include "views/workbench/side_dock.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>

using namespace foreshock;
using namespace foreshock::test;

namespace {

void trigger(MainWindow& window, const char* words) {
    for (QAction* action : window.findChildren<QAction*>())
        if (action->text().remove('&').startsWith(QString::fromUtf8(words)))
            return action->trigger();
    FAIL("no action " << words);
}

QPushButton* button(QWidget& in, const QString& words) {
    for (QPushButton* b : in.findChildren<QPushButton*>())
        if (b->text() == words)
            return b;
    return nullptr;
}

} // namespace

TEST_CASE("keys: a key is changed by pressing another, the place obeys it, lists show it, and it is kept", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* timeline = w.window->findChild<TimelineView*>();
    auto* map = w.window->findChild<KeyMap*>();
    trigger(*w.window, "Change keys");
    auto* dialog = w.window->findChild<KeysDialog*>();
    REQUIRE(dialog->isVisible());
    auto* search = dialog->findChild<QLineEdit*>();
    QTest::keyClicks(search, "zoom in");
    CHECK(dialog->table().model()->rowCount() == 1);
    QTest::keyClick(search, Qt::Key_Return);
    CHECK(dialog->isWaiting());
    QTest::keyClick(dialog, Qt::Key_Z);
    CHECK(dialog->said().contains("is Z now"));
    dialog->close();
    const TimeRange before = w.window->scope().range();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_W); // means nothing any more
    CHECK(w.window->scope().range() == before);
    QTest::keyClick(timeline, Qt::Key_Z);
    CHECK(w.window->scope().range().length() < before.length());
    trigger(*w.window, "Keys");
    CHECK(w.window->findChild<KeySheet*>()->accessibleDescription().contains("Timeline: Z, S, zoom in and out"));
    QTest::keyClick(w.window->findChild<KeySheet*>(), Qt::Key_Escape);
    bool isInPalette = false;
    for (const PaletteRow& row : w.window->findChild<CommandDesk*>()->rows())
        isInPalette = isInPalette || (row.text.contains("zoom in at the cursor") && row.keys == "Z");
    CHECK(isInPalette);
    CHECK(w.settings.keys() == QStringList{"Timeline W\tZ"});
    MainWindow window;
    IncidentController next(window, w.dialogs, w.settings);
    CHECK(window.findChild<KeyMap*>()->find("Timeline W")->now == QKeySequence("Z"));
    map->resetAll();
    CHECK(w.settings.keys().isEmpty());
    QTest::keyClick(timeline, Qt::Key_W);
    CHECK(w.window->scope().range().length() < before.length() * 7 / 10);
}

TEST_CASE("keys: a key that does something else is named before it is taken", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* map = w.window->findChild<KeyMap*>();
    auto* dialog = w.window->findChild<KeysDialog*>();
    dialog->open(w.window->look());
    dialog->choose("Timeline W");
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&dialog->table(), Qt::Key_Return);
        REQUIRE(dialog->isWaiting());
        QTest::keyClick(dialog, key, modifiers);
    };
    press(Qt::Key_V);
    CHECK(dialog->said().contains("V is"));
    CHECK(dialog->said().contains("Next wave of alarms"));
    CHECK(map->find("Timeline W")->now == QKeySequence("W"));
    QTest::mouseClick(button(*dialog, "Leave it"), Qt::LeftButton);
    CHECK(map->changes().isEmpty());
    press(Qt::Key_V);
    QTest::mouseClick(button(*dialog, "Take it"), Qt::LeftButton);
    CHECK(dialog->said().contains("has no key now"));
    CHECK(map->find("Timeline W")->now == QKeySequence("V"));
    CHECK(map->changes().size() == 2);
    QTest::mouseClick(button(*dialog, "All usual keys"), Qt::LeftButton);
    CHECK(map->changes().isEmpty());
    // In another place the same key is free: E is the next error of the log, not of the timeline.
    press(Qt::Key_E);
    CHECK(dialog->said().contains("is E now"));
    press(Qt::Key_Escape);
    CHECK(map->find("Timeline W")->now == QKeySequence("E"));
    QTest::mouseClick(button(*dialog, "Usual key"), Qt::LeftButton);
    CHECK(map->changes().isEmpty());
    // An action of the menus.
    dialog->choose(QString::fromUtf8("menu Edit › Filter log"));
    press(Qt::Key_L, Qt::ControlModifier);
    CHECK(map->find(QString::fromUtf8("menu Edit › Filter log"))->action->shortcut() == QKeySequence("Ctrl+L"));
    map->resetAll();
    KeysModel model(*map);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    map->set("Timeline W", QKeySequence("Z"));
    map->resetAll();
}

TEST_CASE("keys: no two deeds of one place have one key as they are delivered", "[window]") {
    MainWindow window;
    const auto* map = window.findChild<KeyMap*>();
    CHECK(map->deeds().size() > 60);
    for (const KeyDeed& deed : map->deeds()) {
        INFO(deed.id.toStdString() << " " << deed.now.toString().toStdString());
        CHECK_FALSE(map->conflict(deed.id, deed.now));
    }
}

TEST_CASE("manual: F1 opens the page of what has the focus; links, search, back and forward stay inside", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* manual = w.window->findChild<ManualWindow*>();
    const auto pageOf = [&](QWidget* part) {
        w.window->activateWindow();
        part->setFocus();
        trigger(*w.window, "Manual");
        REQUIRE(manual->isVisible());
        return manual->page().page();
    };
    CHECK(pageOf(w.window->findChild<TimelineView*>()) == "timeline.md");
    CHECK(manual->page().toPlainText().contains("The timeline"));
    CHECK(pageOf(&w.window->logPanel().view()) == "read-logs.md");
    CHECK(pageOf(&w.window->logPanel().filter()) == "read-logs.md");
    CHECK(pageOf(w.window->findChild<SuspectCard*>()) == "suspects.md");
    manual->page().show("README.md");
    const QString contents = QString::fromUtf8(manual->page().toMarkdown().toUtf8());
    CHECK(contents.contains("suspects.md"));
    manual->page().setSource(QUrl("window.md#keys"));
    CHECK(manual->page().page() == "window.md");
    CHECK(manual->page().textCursor().block().text() == "Keys");
    manual->page().setSource(QUrl("architecture.md")); // lies beside the source only
    CHECK(manual->page().page() == "window.md");
    manual->page().backward();
    CHECK(manual->page().page() == "README.md");
    manual->search("pseudonym");
    CHECK(manual->page().page() == "export.md");
    CHECK(manual->page().textCursor().selectedText().toLower() == "pseudonym");
    manual->search("word that no page has");
    CHECK(manual->said().contains("No page says"));
    // Every page of the contents and every picture on them is in the program.
    const QRegularExpression link("\\]\\(([a-z-]+\\.md|pictures/[a-z-]+\\.png)");
    manual->page().show("README.md");
    int pages = 0;
    QFile readme(QString(FORESHOCK_SOURCE_DIR) + "/docs/README.md");
    REQUIRE(readme.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(readme.readAll()).section("For developers", 0, 0);
    for (auto hit = link.globalMatch(text); hit.hasNext(); ++pages) {
        const QString name = hit.next().captured(1);
        manual->page().show(name);
        INFO(name.toStdString());
        CHECK(manual->page().page() == name);
        CHECK(manual->page().toPlainText().size() > 200);
    }
    CHECK(pages > 15);
}

TEST_CASE("session: the next start shows the same file, range, selection, tab and panels", "[window]") {
    Workbench w;
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini"});
    w.settle();
    const TimeRange range{parseTime("2024-03-01T09:40:00Z")->instant, parseTime("2024-03-01T10:40:00Z")->instant};
    const TimeRange selection{parseTime("2024-03-01T10:00:00Z")->instant, parseTime("2024-03-01T10:10:00Z")->instant};
    w.window->scope().setRange(range);
    w.window->scope().setSelection(selection);
    w.window->showTab("Templates");
    trigger(*w.window, "Services and sources");
    w.controller->session().flush(); // as a second later; a crash loses no more than that
    const QString last = w.settings.lastFile();
    CHECK(last == w.settings.recentFiles().front());
    w.controller->close(); // lets go of the lock as a dead process does
    w.settle();
    CHECK(w.settings.lastFile().isEmpty());
    CHECK(w.window->findChild<StartPage*>()->isVisible());
    w.settings.setLastFile(last);

    MainWindow window;
    window.resize(1440, 900);
    window.show();
    IncidentController next(window, w.dialogs, w.settings);
    next.session().takeUp();
    next.open(last.toStdString());
    next.settle();
    REQUIRE_FALSE(next.lastError());
    CHECK(window.scope().range() == range);
    CHECK(window.scope().selection() == selection);
    CHECK(window.scope().tab() == "Templates");
    CHECK_FALSE(window.findChild<SideDock*>()->isVisible());
    trigger(window, "Usual panels");
    CHECK(window.findChild<SideDock*>()->isVisible());
}

TEST_CASE("history: back and forward go through tabs and suspects as through ranges", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* panel = w.window->findChild<SuspectsPanel*>();
    auto* tabs = w.window->findChild<QTabWidget*>();
    TimeScope& scope = w.window->scope();
    const ChangeId lead = panel->selected();
    const TimeRange range = scope.range();
    SuspectCard* other = nullptr;
    for (SuspectCard* card : panel->findChildren<SuspectCard*>())
        if (card->change() != lead && card->isVisible())
            other = other ? other : card;
    REQUIRE(other);
    const ChangeId second = other->change();
    QTest::mouseClick(other, Qt::LeftButton);
    CHECK(panel->selected() == second);
    w.window->showTab("Sources");
    scope.zoom(0.5, range.from + range.length() / 2, TimeScope::Step::Single);
    scope.goBack();
    CHECK(scope.range() == range);
    CHECK(scope.tab() == "Sources");
    scope.goBack();
    CHECK(tabs->tabText(tabs->currentIndex()) == "Logs");
    CHECK(panel->selected() == second);
    scope.goBack();
    CHECK(panel->selected() == lead);
    scope.goForward();
    CHECK(panel->selected() == second);
    scope.goForward();
    CHECK(tabs->tabText(tabs->currentIndex()) == "Sources");
}

TEST_CASE("zone: times are shown in the incident's zone or UTC, in lanes and in sentences, and the choice stays",
          "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    const auto headline = [&] {
        return w.window->findChild<SuspectsPanel*>()->widget()->findChild<QLabel*>("headline")->text();
    };
    CHECK(headline() == "10 alarms since 05:15 PST");
    trigger(*w.window, "UTC");
    w.settle();
    CHECK(headline() == "10 alarms since 13:15 UTC");
    CHECK(w.window->scope().zone().name() == "UTC");
    QString evidence;
    for (const QLabel* label : w.window->findChild<SuspectsPanel*>()->widget()->findChildren<QLabel*>())
        evidence += label->text();
    CHECK_FALSE(evidence.contains("PST"));
    CHECK(w.settings.zoneChoice() == 1);
    MainWindow window;
    IncidentController next(window, w.dialogs, w.settings);
    CHECK(window.zoneChoice() == ZoneChoice::Utc);
    trigger(*w.window, "Of the incident");
    w.settle();
    CHECK(headline() == "10 alarms since 05:15 PST");
}
