// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/main_window.h"

#include "views/log/log_panel.h"
#include "views/palette/command_desk.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/start/start_page.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspects_panel.h"
#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/incident_events.h"
#include "views/timeline/timeline_view.h"
#include "views/words/change_words.h"
#include "views/workbench/error_banner.h"
#include "views/workbench/header_bar.h"
#include "views/workbench/key_sheet.h"
#include "views/workbench/menus.h"
#include "views/workbench/notice_bar.h"
#include "views/workbench/opening_range.h"
#include "views/workbench/side_dock.h"
#include "views/workbench/status_line.h"
#include "views/workbench/timeline_menu.h"

#include <QActionGroup>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {

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
    QSplitter *across = nullptr, *down = nullptr;
    SideDock* side = nullptr;
    TimelineView* timeline = nullptr;
    QTabWidget* tabs = nullptr;
    LogPanel* log = nullptr;
    TemplatesView* templates = nullptr;
    SourcesView* sourcesView = nullptr;
    NamesView* names = nullptr;
    SuspectsPanel* suspects = nullptr;
    TimelineMenu* timelineMenu = nullptr;
    StatusLine* status = nullptr;
    KeySheet* keys = nullptr;
    std::shared_ptr<const IncidentView> incident;
    std::shared_ptr<const Answer> answer;
    std::shared_ptr<const AlarmWaves> waves;
    AlarmId wantedWave; ///< asked for and not answered yet
    ChangeId selected;
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
    void askForWave(MainWindow& window, const AlarmId& alarm);
    void nextWave(MainWindow& window);
};

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m(std::make_unique<Parts>()) {
    setWindowTitle(QStringLiteral("Foreshock"));
    setAcceptDrops(true);
    setMinimumSize(960, 560);
    resize(1440, 900);
    m->build(*this);
    m->connectAll(*this);
    setThemeChoice(ThemeChoice::System);
    setIncident(nullptr);
}

MainWindow::~MainWindow() = default;

TimeScope& MainWindow::scope() {
    return m->scope;
}

TimelineView& MainWindow::timeline() {
    return *m->timeline;
}

TimelineMenu& MainWindow::timelineMenu() {
    return *m->timelineMenu;
}

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
    tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->setAccessibleName(tr("Log and sources"));
    tabs->addTab(log, tr("Logs"));
    tabs->addTab(templates, tr("Templates"));
    tabs->addTab(sourcesView, tr("Sources"));
    tabs->addTab(names, tr("Service names"));
    tabs->setMinimumHeight(80);
    suspects = new SuspectsPanel;
    down = new QSplitter(Qt::Vertical);
    down->addWidget(timeline);
    down->addWidget(tabs);
    across = new QSplitter(Qt::Horizontal);
    across->addWidget(side);
    across->addWidget(down);
    across->addWidget(suspects);
    for (QSplitter* split : {across, down}) {
        split->setHandleWidth(1);
        split->setChildrenCollapsible(false);
        QObject::connect(split, &QSplitter::splitterMoved, &window, [this] { hasMovedSplit = true; });
    }
    across->setStretchFactor(1, 1);
    down->setStretchFactor(0, 1);
    stack = new QStackedWidget;
    stack->addWidget(start);
    stack->addWidget(across);
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
    std::vector<QWidget*> order{&side->services(), &side->sources(), timeline, tabs};
    for (QWidget* stop : log->stops())
        order.push_back(stop);
    order.push_back(suspects);
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        QWidget::setTabOrder(order[i], order[i + 1]);
}

void MainWindow::Parts::connectAll(MainWindow& w) {
    connect(start, &StartPage::newIncidentWanted, &w, &MainWindow::newIncidentWanted);
    connect(start, &StartPage::openWanted, &w, &MainWindow::openWanted);
    connect(start, &StartPage::recentWanted, &w, &MainWindow::recentWanted);
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
        select(w, c);
    });
    connect(templates, &TemplatesView::overviewChanged, log, &LogPanel::setTemplates);
    connect(templates, &TemplatesView::templateChosen, &w, [this](quint32 id) {
        scope.setFilter("template:" + std::to_string(id));
        tabs->setCurrentWidget(log);
        log->view().setFocus(Qt::OtherFocusReason);
    });
    connect(sourcesView, &SourcesView::issuesWanted, &w, &MainWindow::issuesWanted);
    connect(names, &NamesView::mapWanted, &w, &MainWindow::nameMapped);
    connect(side, &SideDock::namesWanted, &w, [this] { showNames(); });
    connect(menus.names, &QAction::triggered, &w, [this] { showNames(); });
    connect(sourcesView, &SourcesView::correctionWanted, &w, &MainWindow::correctionWanted);
    connect(&log->view(), &LogView::anchorWanted, &w, &MainWindow::anchorWanted);
    connect(side, &SideDock::sourceActivated, &w, [this](int row) {
        tabs->setCurrentWidget(sourcesView);
        sourcesView->select(row);
    });
    connect(suspects, &SuspectsPanel::suspectSelected, &w, [this, &w](const ChangeId& c) {
        hasChosen = true;
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
    connect(menus.showSuspects, &QAction::toggled, suspects, &QWidget::setVisible);
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
    connect(menus.textSizes, &QActionGroup::triggered, &w, [this](QAction* action) {
        textScale = action->data().toDouble();
        applyLook();
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
    suspects->setLook(look);
    status->setLook(look);
    sizePanels();
}

/// Until a hand sets them: the suspects narrow to 300 px and the log to five rows in a small window.
void MainWindow::Parts::sizePanels() {
    if (hasMovedSplit)
        return;
    const int width = across->width(), height = across->height();
    // Large text in a small window: the left column gives way, it comes back with the room.
    const bool isNarrow = width < look.fonts.px(960);
    if (isNarrow != std::exchange(isSideGivenUp, isNarrow))
        menus.showSide->setChecked(!isNarrow);
    const int right = isNarrow
                          ? width * 36 / 100
                          : std::clamp(width * 238 / 1000, look.fonts.px(300), std::max(look.fonts.px(360), width / 4));
    const int left = isNarrow ? 0 : std::clamp(width * 144 / 1000, look.fonts.px(176), look.fonts.px(230));
    across->setSizes({left, std::max(100, width - left - right - 2), right});
    const int head = tabs->tabBar()->sizeHint().height() + log->headHeight() + 2;
    const int rows = height < look.fonts.px(400)   ? 3
                     : height < look.fonts.px(700) ? 5
                     : height < look.fonts.px(900) ? 7
                                                   : 10;
    const int bottom = head + rows * log->view().rowHeight();
    down->setSizes({std::max(100, height - bottom - 1), bottom});
}

void MainWindow::Parts::select(MainWindow& window, const ChangeId& change) {
    timeline->setSelectedChange(change);
    suspects->select(change);
    compareTemplates(change);
    if (selected == change)
        return;
    selected = change;
    emit window.suspectSelected(change);
}

/// Templates are compared around the selected change as its evidence is, else around the first alarm.
void MainWindow::Parts::compareTemplates(const ChangeId& change) {
    const auto first = incident ? incident->firstAlarm : std::nullopt;
    for (const Change& c : incident ? incident->changes : std::vector<Change>{})
        if (c.id == change)
            return templates->setAround(
                TemplateMoment::of(c.start, first, headingOf(c.title, c.kind, c.id.value).name));
    templates->setAround(first ? std::optional(TemplateMoment::of(*first, first, tr("the first alarm")))
                               : std::nullopt);
}

void MainWindow::Parts::goTo(const EvidenceRef& ref) {
    if (ref.range)
        scope.reveal(*ref.range);
    if (ref.at) {
        scope.reveal(*ref.at);
        scope.setCursor(*ref.at);
    } else if (ref.range) {
        scope.setCursor(ref.range->from);
    }
    if (!ref.series.isEmpty())
        timeline->revealSeries(ref.series);
}

/// The first source with rejected rows is the chosen one: it is what one looks for.
void MainWindow::Parts::showSources() {
    menus.showBottom->setChecked(true);
    tabs->setCurrentWidget(sourcesView);
    int row = 0;
    while (row < sources.rowCount() && sources.at(row).counts.rejected == 0)
        ++row;
    if (sources.rowCount() > 0)
        sourcesView->select(row < sources.rowCount() ? row : 0);
    sourcesView->table().setFocus(Qt::OtherFocusReason);
}

void MainWindow::Parts::showNames() {
    menus.showBottom->setChecked(true);
    tabs->setCurrentWidget(names);
    names->table().setFocus(Qt::OtherFocusReason);
}

void MainWindow::Parts::askForWave(MainWindow& window, const AlarmId& alarm) {
    wantedWave = alarm;
    emit window.waveWanted(alarm);
}

/// Round and round; what is asked for already counts as shown.
void MainWindow::Parts::nextWave(MainWindow& window) {
    if (!waves || !answer || waves->waves.size() < 2)
        return;
    const std::vector<AlarmWave>& all = waves->waves;
    const auto now = std::find_if(all.begin(), all.end(), [&](const AlarmWave& wave) {
        return wantedWave.value.empty() ? wave.isOf(*answer) : wave.alarm == wantedWave;
    });
    const auto next = now == all.end() || now + 1 == all.end() ? all.begin() : now + 1;
    askForWave(window, next->alarm);
}

void MainWindow::Parts::focusPanel(int step) {
    const std::vector<QWidget*> panels{&side->services(), timeline, &log->view(), suspects};
    int now = -1;
    for (std::size_t i = 0; i < panels.size(); ++i)
        if (QWidget* focus = QApplication::focusWidget();
            focus && (focus == panels[i] || panels[i]->isAncestorOf(focus)))
            now = static_cast<int>(i);
    for (int k = 0; k < 4; ++k) {
        now = (now + step + 4) % 4;
        QWidget* panel = panels[static_cast<std::size_t>(now)];
        if (!panel->isVisible())
            continue;
        if (panel == suspects) {
            if (auto* first = suspects->findChild<SuspectCard*>())
                first->setFocus(Qt::TabFocusReason);
        } else {
            panel->setFocus(Qt::TabFocusReason);
        }
        return;
    }
}

void MainWindow::Parts::stepEvent(EventStep step) {
    if (!incident)
        return;
    const Instant from = scope.cursor().value_or(scope.range().from + scope.range().length() / 2);
    if (const auto at = nextEvent(*incident, from, step)) {
        scope.reveal(*at);
        scope.setCursor(*at);
    }
}

void MainWindow::setIncident(std::shared_ptr<const IncidentView> incident) {
    const bool isSame = incident && m->incident && incident->fileName == m->incident->fileName;
    m->incident = std::move(incident);
    const IncidentView* now = m->incident.get();
    for (QAction* action : m->menus.needIncident)
        action->setEnabled(now != nullptr);
    m->timelineMenu->setEnabled(now != nullptr);
    if (!isSame) {
        setServiceNames(nullptr);
        m->answer.reset();
        m->selected = {};
        m->hasChosen = false;
        m->wantedWave = {};
        setWaves(nullptr);
        m->suspects->setAnswer(nullptr);
        m->suspects->select({});
        m->scope.setSelection(std::nullopt);
        m->scope.setService({});
        m->scope.setFilter({});
        m->scope.setCursor(std::nullopt);
    }
    if (now) {
        const auto zone = Zone::find(now->zoneName);
        m->scope.setZone(zone ? *zone : Zone());
        m->suspects->setZone(m->scope.zone());
        m->sources.setZone(m->scope.zone());
    }
    m->timeline->setIncident(m->incident);
    m->scope.setFirstAlarm(now ? now->firstAlarm : std::nullopt);
    m->scope.setExtent(now ? now->extent : TimeRange{});
    if (now && (!isSame || !m->scope.isTouched()))
        m->scope.open(openingRange(*now, m->answer.get()));
    m->header->setIncident(m->incident);
    m->sources.setSources(now ? now->sources : std::vector<SourceInfo>{});
    m->log->view().setSources(now ? now->sources : std::vector<SourceInfo>{});
    const auto rejected = m->sources.rejected();
    m->tabs->setTabText(m->tabs->indexOf(m->sourcesView),
                        rejected > 0 ? tr("Sources  %1 rejected").arg(rejected) : tr("Sources"));
    m->side->setIncident(m->incident);
    m->suspects->setIncident(m->incident);
    m->log->view().setHasLogs(now && now->logRecords > 0);
    m->log->view().reload();
    m->log->setNames(now ? now->services : std::vector<Service>{}, now ? now->sources : std::vector<SourceInfo>{});
    m->compareTemplates(m->selected);
    m->status->setIncident(now);
    setWindowTitle(now ? QString::fromStdString(now->title.empty() ? now->fileName : now->title) +
                             QStringLiteral(" \u2013 Foreshock")
                       : QStringLiteral("Foreshock"));
    m->stack->setCurrentWidget(now ? static_cast<QWidget*>(m->across) : m->start);
    if (!isSame) {
        if (now)
            m->timeline->setFocus();
        else
            m->start->setFocus();
    }
}

void MainWindow::setAnswer(std::shared_ptr<const Answer> answer) {
    m->answer = std::move(answer);
    m->timeline->setAnswer(m->answer);
    m->suspects->setAnswer(m->answer);
    if (!m->answer)
        return;
    const auto& alarms = m->answer->alarms;
    const bool isOtherWave = std::find(alarms.begin(), alarms.end(), m->wantedWave) != alarms.end();
    if (isOtherWave) { // a suspect chosen in one wave is not chosen in another
        m->wantedWave = {};
        m->hasChosen = false;
    }
    const auto& suspects = m->answer->suspects;
    const bool isStillThere =
        std::any_of(suspects.begin(), suspects.end(), [&](const Suspect& s) { return s.change == m->selected; });
    if (!m->hasChosen || !isStillThere) {
        const bool hasLead =
            (m->answer->verdict == Verdict::Named || m->answer->verdict == Verdict::Ranked) && !suspects.empty();
        m->select(*this, hasLead ? suspects.front().change : ChangeId());
    }
    if (m->incident && isOtherWave) // a step of the history: Alt+Left goes back
        m->scope.setRange(openingRange(*m->incident, m->answer.get()));
    else if (m->incident && !m->scope.isTouched())
        m->scope.open(openingRange(*m->incident, m->answer.get()));
}

void MainWindow::setWaves(std::shared_ptr<const AlarmWaves> waves) {
    m->waves = std::move(waves);
    m->menus.nextWave->setEnabled(m->waves && m->waves->waves.size() > 1);
    m->suspects->setWaves(m->waves);
}

void MainWindow::setSeriesWindows(std::vector<SeriesWindow> windows) {
    m->timeline->setSeriesWindows(std::move(windows));
}
void MainWindow::setHeat(TimeRange range, std::vector<HeatRow> rows) {
    m->side->setHeat(rows);
    m->timeline->setHeat(range, std::move(rows));
}
LogPanel& MainWindow::logPanel() {
    return *m->log;
}
TemplatesView& MainWindow::templates() {
    return *m->templates;
}

void MainWindow::setChangePoints(SeriesId series, std::vector<ChangePoint> points) {
    m->timeline->setChangePoints(series, std::move(points));
}

void MainWindow::setServiceNames(std::shared_ptr<const ServiceNames> names) {
    const std::int64_t unresolved = names ? names->unresolved : 0;
    m->names->setNames(std::move(names));
    m->side->setUnresolved(unresolved);
    m->tabs->setTabText(m->tabs->indexOf(m->names),
                        unresolved > 0 ? tr("Service names  %1 unresolved").arg(unresolved) : tr("Service names"));
}

void MainWindow::setIssues(SourceId source, std::vector<ImportIssue> issues) {
    m->sourcesView->setIssues(source, std::move(issues));
}

void MainWindow::showError(const Error& error) {
    m->banner->show(error);
}
void MainWindow::clearError() {
    m->banner->hide();
}
void MainWindow::showNotice(const QString& text, bool hasRejected) {
    m->notice->show(text, hasRejected ? NoticeBar::Manner::ToLookAt : NoticeBar::Manner::Good);
}
void MainWindow::clearNotice() {
    m->notice->hide();
}
const Look& MainWindow::look() const {
    return m->look;
}
void MainWindow::setProgress(const std::string& text, double fraction) {
    m->status->setProgress(QString::fromStdString(text), fraction);
}
void MainWindow::clearProgress() {
    m->status->clearProgress();
}
void MainWindow::setPartial(const std::string& text) {
    m->suspects->setPartial(QString::fromStdString(text));
}
void MainWindow::setAnalysisTime(Duration time) {
    m->status->setAnalysisTime(time);
}

void MainWindow::setUndo(const std::string& undoText, const std::string& redoText) {
    m->menus.undo->setEnabled(!undoText.empty());
    m->menus.undo->setText(undoText.empty() ? tr("&Undo") : tr("&Undo %1").arg(QString::fromStdString(undoText)));
    m->menus.redo->setEnabled(!redoText.empty());
    m->menus.redo->setText(redoText.empty() ? tr("&Redo") : tr("&Redo %1").arg(QString::fromStdString(redoText)));
    m->status->setUndoText(QString::fromStdString(undoText));
}

void MainWindow::setRecent(const QStringList& files) {
    m->start->setRecent(files);
}

void MainWindow::setThemeChoice(ThemeChoice choice) {
    m->choice = choice;
    for (QAction* action : m->menus.themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(choice));
    m->applyLook();
}

void MainWindow::flush() {
    QApplication::sendPostedEvents();
    m->sizePanels();
    QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    m->suspects->flush();
    m->log->flush();
    m->templates->flush();
    m->timeline->flush();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* e) {
    if (e->mimeData()->hasUrls())
        e->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* e) {
    QStringList files;
    for (const QUrl& url : e->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (!files.isEmpty())
        emit dropped(files);
    e->acceptProposedAction();
}

void MainWindow::resizeEvent(QResizeEvent* e) {
    QMainWindow::resizeEvent(e);
    QMetaObject::invokeMethod(
        this, [this] { m->sizePanels(); }, Qt::QueuedConnection);
}

} // namespace foreshock
