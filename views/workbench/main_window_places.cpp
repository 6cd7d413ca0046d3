// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where one is in the window, and how one comes back there: tabs and suspects in the history, panels, the zone of
// times, the manual's page of what has the focus.
#include "views/keys/key_map.h"
#include "views/keys/keys_dialog.h"
#include "views/manual/manual_window.h"
#include "views/palette/command_desk.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/start/start_page.h"
#include "views/workbench/focus_ring.h"
#include "views/workbench/main_window_parts.h"

#include <QActionGroup>
#include <QApplication>
#include <QDataStream>
#include <QSplitter>
#include <QTabWidget>
#include <QTimeZone>

namespace foreshock {
namespace {

constexpr const char* kPageOf = "manualPage";

/// A tab's name does not change with its counts: "Sources  3 rejected" is "Sources".
std::string tabName(const QTabWidget& tabs, int index) {
    return tabs.tabText(index).section(QStringLiteral("  "), 0, 0).toStdString();
}

} // namespace

void MainWindow::Parts::buildHelp(MainWindow& w) {
    keyMap = new KeyMap(&w);
    keyMap->setActions(header->menus());
    keyMap->watch(QCoreApplication::translate("keys", "Timeline"), timeline);
    keyMap->watch(QCoreApplication::translate("keys", "Log"), &log->view());
    keys->setKeys([this](const KeyRow& row) { return keyMap->keysOf(row); });
    w.findChild<CommandDesk*>()->setKeys(keyMap);
    keysDialog = new KeysDialog(*keyMap, &w);
    connect(menus.changeKeys, &QAction::triggered, &w, [this] { keysDialog->open(look); });
    manual = new ManualWindow(&w);
    connect(menus.manual, &QAction::triggered, &w, [this, &w] { openManual(w); });
    const std::pair<QWidget*, const char*> pages[] = {
        {timeline, "timeline.md"}, {log, "read-logs.md"},     {templates, "templates.md"}, {sourcesView, "correct.md"},
        {names, "services.md"},    {suspects, "suspects.md"}, {side, "window.md"},         {start, "README.md"}};
    for (const auto& [part, page] : pages)
        part->setProperty(kPageOf, QString::fromLatin1(page));
}

/// The page of the innermost part that has the focus and a page; of a tab, the page of what it shows.
void MainWindow::Parts::openManual(MainWindow& w) {
    QWidget* focus = w.focusWidget();
    if (focus && (focus == tabs || tabs->tabBar() == focus))
        focus = tabs->currentWidget();
    QString page = QStringLiteral("window.md");
    for (QWidget* up = focus; up; up = up->parentWidget())
        if (const QString own = up->property(kPageOf).toString(); !own.isEmpty()) {
            page = own;
            break;
        }
    manual->open(page, look);
}

void MainWindow::Parts::buildPlaces(MainWindow& w) {
    for (QWidget* view : std::initializer_list<QWidget*>{timeline, &log->view()})
        rings.push_back(new FocusRing(view));
    connect(tabs, &QTabWidget::currentChanged, &w, [this](int index) {
        isOneDeed ? scope.joinTab(tabName(*tabs, index)) : scope.setTab(tabName(*tabs, index));
    });
    scope.setTab(tabName(*tabs, tabs->currentIndex()));
    connect(&scope, &TimeScope::tabShown, &w, [this, &w] { w.showTab(scope.tab()); });
    connect(&scope, &TimeScope::suspectShown, &w, [this, &w] {
        // Where no hand had chosen, the lead is shown, as it was.
        hasChosen = !scope.suspect().value.empty();
        const bool hasLead = answer && !answer->suspects.empty() &&
                             (answer->verdict == Verdict::Named || answer->verdict == Verdict::Ranked);
        select(w, hasChosen ? scope.suspect() : hasLead ? answer->suspects.front().change : ChangeId());
    });
    connect(menus.zones, &QActionGroup::triggered, &w, [&w](QAction* action) {
        const auto chosen = static_cast<ZoneChoice>(action->data().toInt());
        w.setZoneChoice(chosen);
        emit w.zoneChosen(chosen);
    });
    connect(menus.usualPanels, &QAction::triggered, &w, [this, &w] {
        hasMovedSplit = false;
        isSideGivenUp = false;
        for (QAction* show : {menus.showSide, menus.showBottom, menus.showSuspects})
            show->setChecked(true);
        sizePanels();
        emit w.panelsChanged();
    });
    for (QAction* show : {menus.showSide, menus.showBottom, menus.showSuspects})
        connect(show, &QAction::triggered, &w, &MainWindow::panelsChanged);
}

void MainWindow::Parts::applyZone() {
    if (!incident)
        return;
    auto zone = Zone::find(zoneChoice == ZoneChoice::Utc        ? "UTC"
                           : zoneChoice == ZoneChoice::Computer ? QTimeZone::systemTimeZoneId().toStdString()
                                                                : incident->zoneName);
    setZone(zone ? *zone : Zone());
}

void MainWindow::Parts::setZone(const Zone& zone) {
    scope.setZone(zone);
    suspects->setZone(zone);
    sources.setZone(zone);
    hypotheses->setZone(zone);
}

void MainWindow::setZone(const Zone& zone) {
    m->setZone(zone);
}

void MainWindow::setZoneChoice(ZoneChoice choice) {
    m->zoneChoice = choice;
    for (QAction* action : m->menus.zones->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(choice));
    m->applyZone();
}

ZoneChoice MainWindow::zoneChoice() const {
    return m->zoneChoice;
}

void MainWindow::setTextScale(double scale) {
    m->textScale = scale;
    for (QAction* action : m->menus.textSizes->actions())
        action->setChecked(qFuzzyCompare(action->data().toDouble(), scale));
    m->applyLook();
}

QByteArray MainWindow::panels() const {
    if (!m->hasMovedSplit && m->menus.showBottom->isChecked() && m->menus.showSuspects->isChecked() &&
        (m->menus.showSide->isChecked() || m->isSideGivenUp))
        return {}; // as they usually are
    QByteArray out;
    QDataStream stream(&out, QIODevice::WriteOnly);
    stream << (m->menus.showSide->isChecked() || m->isSideGivenUp) << m->menus.showBottom->isChecked()
           << m->menus.showSuspects->isChecked() << m->hasMovedSplit << m->across->saveState() << m->down->saveState();
    return out;
}

void MainWindow::setPanels(const QByteArray& panels) {
    QDataStream stream(panels);
    bool side = true, bottom = true, suspects = true, hasMoved = false;
    QByteArray across, down;
    stream >> side >> bottom >> suspects >> hasMoved >> across >> down;
    if (stream.status() != QDataStream::Ok)
        return;
    m->isSideGivenUp = false; // what follows is a hand's word
    m->menus.showSide->setChecked(side);
    m->menus.showBottom->setChecked(bottom);
    m->menus.showSuspects->setChecked(suspects);
    if (hasMoved && m->across->restoreState(across) && m->down->restoreState(down))
        m->hasMovedSplit = true;
}

void MainWindow::showTab(const std::string& tab) {
    for (int i = 0; i < m->tabs->count(); ++i)
        if (tabName(*m->tabs, i) == tab)
            m->tabs->setCurrentIndex(i);
}

} // namespace foreshock
