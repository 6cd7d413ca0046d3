// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/main_window.h"

#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/sql/sql_view.h"
#include "views/start/first_marks.h"
#include "views/start/start_page.h"
#include "views/workbench/main_window_parts.h"
#include "views/workbench/opening_range.h"
#include "views/workbench/typing_desk.h"

#include <QActionGroup>
#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <algorithm>

namespace foreshock {

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
        setBoard(nullptr);
        m->suspects->setStorms(nullptr);
        m->suspects->setAnswer(nullptr);
        m->sql->clear();
        m->suspects->select({});
        m->scope.setSelection(std::nullopt);
        m->scope.setService({});
        m->scope.setFilter({});
        m->scope.setCursor(std::nullopt);
        m->scope.forgetSuspect();
    }
    if (now) {
        m->applyZone();
        m->hypotheses->setFirstAlarm(now->firstAlarm);
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
    m->typing->setIncident(m->incident);
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
    const SuspectsPanel::Held once(*m->suspects);
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
    if (!m->hasChosen || !isStillThere)
        m->selectLead(*this);
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

void MainWindow::setStorms(std::shared_ptr<const AlarmStorms> storms) {
    m->timeline->setStorms(storms);
    m->suspects->setStorms(std::move(storms));
}

void MainWindow::setBoard(std::shared_ptr<const Board> board) {
    m->suspects->setBoard(board);
    const bool isFirst = board && !m->hasBoard;
    m->hasBoard = board != nullptr;
    m->hypotheses->setBoard(std::move(board));
    if (isFirst && m->answer && !m->hasChosen) // later a hand ruled something out, and still looks at it
        m->selectLead(*this);
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
SqlView& MainWindow::sql() {
    return *m->sql;
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
void MainWindow::setShowsTimes(bool isOn) {
    m->status->setShowsTimes(isOn);
    m->sql->setShowsTimes(isOn);
}

void MainWindow::setUndo(const std::string& undoText, const std::string& redoText) {
    m->menus.undo->setEnabled(!undoText.empty());
    m->menus.undo->setText(undoText.empty() ? tr("&Undo") : tr("&Undo %1").arg(QString::fromStdString(undoText)));
    m->menus.redo->setEnabled(!redoText.empty());
    m->menus.redo->setText(redoText.empty() ? tr("&Redo") : tr("&Redo %1").arg(QString::fromStdString(redoText)));
    m->status->setUndoText(QString::fromStdString(undoText));
}

void MainWindow::setRecent(const RecentFiles& files) {
    m->start->setRecent(files);
    m->showRecent(*this, files);
}

void MainWindow::showFirstMarks() {
    m->marks->open(m->look);
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
