// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is built of, and which wish of a part leads where.
#include "views/workbench/main_window_parts.h"

#include "views/palette/command_desk.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/sql/sql_view.h"
#include "views/start/start_page.h"
#include "views/suspects/suspect_card.h"
#include "views/workbench/focus_ring.h"

#include <QActionGroup>
#include <QApplication>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {

void MainWindow::Parts::build(MainWindow& window) {
    header = new HeaderBar(scope);
    menus = Menus::build(header->menus(), window);
    banner = new ErrorBanner;
    notice = new NoticeBar;
    start = new StartPage;
    side = new SideDock(scope, sources);
    timeline = new TimelineView(scope);
    timelineMenu = new TimelineMenu(window, *timeline, header->menus(), header->menus().actions().at(3));
    log = new LogPanel(scope);
    templates = new TemplatesView(scope);
    sourcesView = new SourcesView(sources);
    names = new NamesView;
    sql = new SqlView(scope);
    tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->setFocusPolicy(Qt::NoFocus); // its bar has it, once
    tabs->setAccessibleName(tr("Log and sources"));
    tabs->addTab(log, tr("Logs"));
    tabs->addTab(templates, tr("Templates"));
    tabs->addTab(sourcesView, tr("Sources"));
    tabs->addTab(names, tr("Service names"));
    tabs->addTab(sql, tr("SQL"));
    tabs->setMinimumHeight(80);
    suspects = new SuspectsPanel;
    hypotheses = new BoardView;
    rightSide = new QSplitter(Qt::Vertical);
    rightSide->addWidget(suspects);
    rightSide->addWidget(hypotheses);
    rightSide->setStretchFactor(0, 1);
    down = new QSplitter(Qt::Vertical);
    down->addWidget(timeline);
    down->addWidget(tabs);
    across = new QSplitter(Qt::Horizontal);
    across->addWidget(side);
    across->addWidget(down);
    across->addWidget(rightSide);
    for (QSplitter* split : {across, down, rightSide}) {
        split->setHandleWidth(1);
        split->setChildrenCollapsible(false);
        QObject::connect(split, &QSplitter::splitterMoved, &window, [this, split, &window] {
            if (split == rightSide) // it is sized anew whenever the board folds
                return;
            hasMovedSplit = true;
            emit window.panelsChanged();
        });
    }
    across->setStretchFactor(1, 1);
    down->setStretchFactor(0, 1);
    stack = new QStackedWidget;
    stack->addWidget(start);
    stack->addWidget(across);
    boardMenu = BoardMenu::build(*header->menus().actions().at(4)->menu(), window, menus);
    status = new StatusLine(scope);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* w : std::initializer_list<QWidget*>{header, banner, notice})
        column->addWidget(w);
    column->addWidget(stack, 1);
    column->addWidget(status);
    window.setCentralWidget(page);
    keys = new KeySheet(&window);
    new CommandDesk(window, menus, header->menus(), *timeline); // finds and runs what the others offer
    // Panels change sides with the direction of the layout; what they say and paint is written from left to right.
    for (QWidget* part : std::initializer_list<QWidget*>{side, timeline, log, templates, sourcesView, names, sql,
                                                         suspects, hypotheses, status, banner, notice})
        part->setLayoutDirection(Qt::LeftToRight);
    buildTyping(window);
    buildHelp(window);
    buildPlaces(window);
    std::vector<QWidget*> order{&side->services(), &side->sources(), timeline, tabs->tabBar()};
    for (QWidget* stop : log->stops())
        order.push_back(stop);
    for (QWidget* stop : sql->stops())
        order.push_back(stop);
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        QWidget::setTabOrder(order[i], order[i + 1]);
}

void MainWindow::Parts::connectAll(MainWindow& w) {
    connect(start, &StartPage::newIncidentWanted, &w, &MainWindow::newIncidentWanted);
    connect(start, &StartPage::openWanted, &w, &MainWindow::openWanted);
    connect(start, &StartPage::recentWanted, &w, &MainWindow::recentWanted);
    connect(start, &StartPage::forgetWanted, &w, &MainWindow::forgetWanted);
    connect(start, &StartPage::kinesisWanted, &w, [&w] { emit w.exampleWanted(Example::Kinesis); });
    connect(start, &StartPage::ticketSaleWanted, &w, [&w] { emit w.exampleWanted(Example::TicketSale); });
    connect(timeline, &TimelineView::seriesWindowWanted, &w, &MainWindow::seriesWindowWanted);
    connect(timeline, &TimelineView::heatWanted, &w, &MainWindow::heatWanted);
    connect(timeline, &TimelineView::noteWanted, &w, &MainWindow::noteWanted);
    connect(timeline, &TimelineView::serviceActivated, &w,
            [this](const ServiceId& s) { scope.setService(scope.service() == s ? ServiceId() : s); });
    connect(timeline, &TimelineView::changeActivated, &w, [this, &w](const ChangeId& c) {
        const bool isRanked = answer && std::any_of(answer->suspects.begin(), answer->suspects.end(),
                                                    [&](const Suspect& s) { return s.change == c; });
        if (!isRanked)
            return;
        hasChosen = true;
        scope.setSuspect(c);
        select(w, c);
    });
    connect(templates, &TemplatesView::overviewChanged, log, &LogPanel::setTemplates);
    connect(templates, &TemplatesView::templateChosen, &w, [this](quint32 id) {
        scope.setFilter("template:" + std::to_string(id));
        isOneDeed = true;
        tabs->setCurrentWidget(log);
        isOneDeed = false;
        log->view().setFocus(Qt::OtherFocusReason);
    });
    connect(sourcesView, &SourcesView::issuesWanted, &w, &MainWindow::issuesWanted);
    connect(names, &NamesView::mapWanted, &w, &MainWindow::nameMapped);
    connect(side, &SideDock::namesWanted, &w, [this] { showNames(); });
    connect(menus.names, &QAction::triggered, &w, [this] { showNames(); });
    connect(menus.sql, &QAction::triggered, &w, [this] { showSql(); });
    connect(timeline, &TimelineView::askedEndWanted, sql, [this] { sql->setOnTimeline(false); });
    connect(sourcesView, &SourcesView::correctionWanted, &w, &MainWindow::correctionWanted);
    connect(&log->view(), &LogView::anchorWanted, &w, &MainWindow::anchorWanted);
    connect(side, &SideDock::sourceActivated, &w, [this](int row) {
        tabs->setCurrentWidget(sourcesView);
        sourcesView->select(row);
    });
    connect(suspects, &SuspectsPanel::suspectSelected, &w, [this, &w](const ChangeId& c) {
        hasChosen = true;
        scope.setSuspect(c);
        select(w, c);
    });
    connect(suspects, &SuspectsPanel::waveWanted, &w, [this, &w](const AlarmId& alarm) { askForWave(w, alarm); });
    connect(menus.nextWave, &QAction::triggered, &w, [this, &w] { nextWave(w); });
    connect(suspects, &SuspectsPanel::evidenceActivated, &w, [this, &w](const ChangeId& c, const EvidenceRef& ref) {
        goTo(ref);
        emit w.evidenceActivated(c, ref);
    });
    connect(notice, &NoticeBar::sourcesWanted, &w, [this] { showSources(); });
    connect(status, &StatusLine::cancelWanted, &w, &MainWindow::cancelWanted);
    connect(menus.filter, &QAction::triggered, &w, [this] {
        tabs->show();
        tabs->setCurrentWidget(log);
        log->filter().setFocus(Qt::ShortcutFocusReason);
        log->filter().selectAll();
    });
    connect(menus.keys, &QAction::triggered, &w, [this] { keys->open(look); });
    connect(menus.showSide, &QAction::toggled, side, &QWidget::setVisible);
    connect(menus.showBottom, &QAction::toggled, tabs, &QWidget::setVisible);
    connect(menus.showSuspects, &QAction::toggled, rightSide, &QWidget::setVisible);
    connectBoard(w);
    connect(menus.nextPanel, &QAction::triggered, &w, [this] { focusPanel(1); });
    connect(menus.previousPanel, &QAction::triggered, &w, [this] { focusPanel(-1); });
    connect(menus.nextEvent, &QAction::triggered, &w, [this] { stepEvent(EventStep::Next); });
    connect(menus.previousEvent, &QAction::triggered, &w, [this] { stepEvent(EventStep::Previous); });
    connect(menus.note, &QAction::triggered, &w, [this, &w] {
        emit w.noteWanted(scope.cursor().value_or(scope.range().from + scope.range().length() / 2));
    });
    connect(menus.themes, &QActionGroup::triggered, &w, [&w](QAction* action) {
        const auto chosen = static_cast<ThemeChoice>(action->data().toInt());
        w.setThemeChoice(chosen);
        emit w.themeChosen(chosen);
    });
    connect(menus.textSizes, &QActionGroup::triggered, &w, [&w](QAction* action) {
        w.setTextScale(action->data().toDouble());
        emit w.textScaleChosen(action->data().toDouble());
    });
    const auto showHistory = [this] {
        menus.back->setEnabled(scope.canGoBack());
        menus.forward->setEnabled(scope.canGoForward());
        menus.selectionToRange->setEnabled(scope.selection().has_value());
    };
    connect(&scope, &TimeScope::historyChanged, &w, showHistory);
    showHistory();
}

void MainWindow::Parts::applyLook() {
    look = Look::of(choice, textScale);
    look.apply(*qApp);
    header->setLook(look);
    banner->setLook(look);
    notice->setLook(look);
    start->setLook(look);
    side->setLook(look);
    timeline->setLook(look);
    log->setLook(look);
    templates->setLook(look);
    sourcesView->setLook(look);
    names->setLook(look);
    sql->setLook(look);
    suspects->setLook(look);
    hypotheses->setLook(look);
    sizeBoard();
    status->setLook(look);
    for (FocusRing* ring : rings)
        ring->setColour(look.theme.accent);
    sizePanels();
}

/// Until a hand sets them: the suspects narrow to 300 px and the log to five rows in a small window.
void MainWindow::Parts::sizePanels() {
    if (hasMovedSplit)
        return;
    const int width = across->width(), height = across->height();
    // Large text in a small window: the left column gives way, it comes back with the room.
    const bool isNarrow = width < look.fonts.px(960);
    if (isNarrow != isSideGivenUp && (isSideGivenUp || menus.showSide->isChecked())) { // a hand hid it: it stays so
        isSideGivenUp = isNarrow;
        menus.showSide->setChecked(!isNarrow);
    }
    const int right = isNarrow
                          ? width * 36 / 100
                          : std::clamp(width * 238 / 1000, look.fonts.px(300), std::max(look.fonts.px(360), width / 4));
    const int left = isNarrow ? 0 : std::clamp(width * 144 / 1000, look.fonts.px(176), look.fonts.px(230));
    across->setSizes({left, std::max(100, width - left - right - 2), right});
    const int head = tabs->tabBar()->sizeHint().height() + log->headHeight() + 2;
    const int rows = height < look.fonts.px(320)   ? 1
                     : height < look.fonts.px(400) ? 3
                     : height < look.fonts.px(700) ? 5
                     : height < look.fonts.px(900) ? 7
                                                   : 10;
    const int bottom = head + rows * log->view().rowHeight();
    down->setSizes({std::max(100, height - bottom - 1), bottom});
}

} // namespace foreshock
