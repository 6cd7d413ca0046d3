// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hypotheses/board_view.h"
#include "views/log/log_panel.h"
#include "views/sources/sources_model.h"
#include "views/suspects/suspects_panel.h"
#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/incident_events.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/board_menu.h"
#include "views/workbench/error_banner.h"
#include "views/workbench/header_bar.h"
#include "views/workbench/key_sheet.h"
#include "views/workbench/main_window.h"
#include "views/workbench/menus.h"
#include "views/workbench/notice_bar.h"
#include "views/workbench/side_dock.h"
#include "views/workbench/status_line.h"
#include "views/workbench/timeline_menu.h"

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace foreshock {

struct FirstMark;
class FocusRing;
class KeyMap;
class KeysDialog;
class ManualWindow;
class NamesView;
class FirstMarks;
class SourcesView;
class SqlView;
class StartPage;
class TypingDesk;

/// What the window is made of; widgets belong to their parents.
struct MainWindow::Parts {
    TimeScope scope;
    SourcesModel sources;
    Look look;
    ThemeChoice choice = ThemeChoice::System;
    double textScale = 1;
    HeaderBar* header = nullptr;
    Menus menus;
    ErrorBanner* banner = nullptr;
    NoticeBar* notice = nullptr;
    QStackedWidget* stack = nullptr;
    StartPage* start = nullptr;
    QSplitter *across = nullptr, *down = nullptr, *rightSide = nullptr;
    SideDock* side = nullptr;
    TimelineView* timeline = nullptr;
    QTabWidget* tabs = nullptr;
    LogPanel* log = nullptr;
    TemplatesView* templates = nullptr;
    SourcesView* sourcesView = nullptr;
    NamesView* names = nullptr;
    SqlView* sql = nullptr;
    SuspectsPanel* suspects = nullptr;
    BoardView* hypotheses = nullptr; ///< below the suspects
    BoardMenu boardMenu;
    TimelineMenu* timelineMenu = nullptr;
    StatusLine* status = nullptr;
    KeySheet* keys = nullptr;
    TypingDesk* typing = nullptr;
    KeyMap* keyMap = nullptr;
    KeysDialog* keysDialog = nullptr;
    ManualWindow* manual = nullptr;
    std::vector<FocusRing*> rings;
    ZoneChoice zoneChoice = ZoneChoice::Incident;
    FirstMarks* marks = nullptr;
    std::shared_ptr<const IncidentView> incident;
    std::shared_ptr<const Answer> answer;
    std::shared_ptr<const AlarmWaves> waves;
    AlarmId wantedWave; ///< asked for and not answered yet
    ChangeId selected;
    bool isOneDeed = false;     ///< a turn of the tabs belongs to the step before
    bool hasBoard = false;      ///< that of the open file is here
    bool hasChosen = false;     ///< a hand selected the suspect
    bool hasMovedSplit = false; ///< a hand set the sizes of the panels
    bool isSideGivenUp = false; ///< hidden for want of room

    void build(MainWindow& window);
    void connectAll(MainWindow& window);
    void applyLook();
    void sizePanels();
    void select(MainWindow& window, const ChangeId& change);
    void compareTemplates(const ChangeId& change);
    void goTo(const EvidenceRef& ref);
    void focusPanel(int step);
    void stepEvent(EventStep step);
    void showSources();
    void showNames();
    void showRecent(MainWindow& window, const RecentFiles& files);
    std::vector<FirstMark> firstMarks(const MainWindow& window) const;
    void copySituation();
    void buildTyping(MainWindow& window);
    void buildHelp(MainWindow& window);
    void openManual(MainWindow& window);
    void buildPlaces(MainWindow& window);
    void applyZone();
    void setZone(const Zone& zone);
    void showSql();
    void askForWave(MainWindow& window, const AlarmId& alarm);
    void nextWave(MainWindow& window);
    void connectBoard(MainWindow& window);
    void sizeBoard();
    void selectLead(MainWindow& window);
    void goTo(const PinnedEvidence& evidence);
    void pinFocused(MainWindow& window);
};

} // namespace foreshock
