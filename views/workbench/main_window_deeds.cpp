// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's parts do together: a suspect is selected in all of them, evidence is gone to, panels take turns.
#include "views/log/log_copy.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/sql/sql_view.h"
#include "views/start/first_marks.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/words/bidi.h"
#include "views/words/change_words.h"
#include "views/words/situation_words.h"
#include "views/workbench/main_window_parts.h"
#include "views/workbench/typing_desk.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <algorithm>

namespace foreshock {

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
    if (incident && !change.value.empty()) {
        const auto& all = incident->changes; // by reference: there may be a million
        const auto c = std::find_if(all.begin(), all.end(), [&](const Change& one) { return one.id == change; });
        if (c != all.end())
            return templates->setAround(
                TemplateMoment::of(c->start, first, headingOf(c->title, c->kind, c->id.value).name));
    }
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

/// The wishes to type something, from the menus, the timeline's keys and the empty panel alike.
void MainWindow::Parts::buildTyping(MainWindow& w) {
    typing = new TypingDesk(w, menus);
    connect(timeline, &TimelineView::startMarkWanted, typing, &TypingDesk::markStart);
    connect(timeline, &TimelineView::changeFormWanted, typing, &TypingDesk::openChangeForm);
    connect(suspects, &SuspectsPanel::startMarkWanted, typing, [this] { typing->markStart(); });
    connect(suspects, &SuspectsPanel::changeFormWanted, typing, [this] { typing->openChangeForm(); });
    connect(suspects, &SuspectsPanel::edgesFormWanted, typing, &TypingDesk::openEdgesForm);
    connect(suspects, &SuspectsPanel::importWanted, &w, &MainWindow::importWanted);
    connect(side, &SideDock::seriesCommandsWanted, &w, &MainWindow::seriesCommandsWanted);
    connect(menus.situation, &QAction::triggered, &w, [this] { copySituation(); });
    marks = new FirstMarks(&w, [this, &w] { return firstMarks(w); });
    connect(marks, &FirstMarks::dismissed, &w, &MainWindow::firstMarksDismissed);
}

/// What the panel says, as text for a chat; the path leads whoever has the file to the same answer.
void MainWindow::Parts::copySituation() {
    if (!incident)
        return;
    QString words = situationText(*incident, answer.get(), scope.zone());
    if (!log->file().isEmpty()) {
        QString asked;
        if (answer && waves && waves->waves.size() > 1 && !answer->alarms.empty())
            asked = QStringLiteral(" --alarm ") + shellWord(QString::fromStdString(answer->alarms.front().value));
        words +=
            tr("Same answer: foreshock suspects %1%2").arg(shellWord(fileNameOf(log->file().toStdString())), asked) +
            QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(words);
    status->say(tr("Copied the situation, %1 lines").arg(words.count(QLatin1Char('\n'))));
}

/// What is about a row out of sight points to the edge behind which it lies.
std::vector<FirstMark> MainWindow::Parts::firstMarks(const MainWindow& window) const {
    SuspectCard* lead = nullptr;
    for (SuspectCard* card : suspects->findChildren<SuspectCard*>())
        if (card->change() == selected && (!lead || card->y() > lead->y() || !lead->isVisible()))
            lead = card;
    if (!lead || !suspects->isVisible())
        return {};
    const QRect seen(suspects->mapTo(&window, QPoint()), suspects->size());
    const auto place = [&](const QWidget& part, int height) {
        QRect box(part.mapTo(&window, QPoint()), QSize(part.width(), height));
        if (box.center().y() > seen.bottom())
            box.moveBottom(seen.bottom());
        box.setLeft(seen.left());
        return box;
    };
    std::vector<FirstMark> out{{place(*lead, look.fonts.px(40)), tr("The lead"),
                                tr("The change that fits best, in words that say how well.")}};
    if (const auto rows = lead->findChildren<EvidenceRow*>(); !rows.isEmpty())
        out.push_back({place(*rows.front(), rows.front()->height()), tr("Why"),
                       tr("What speaks for it and against it. A click goes there.")});
    if (const auto* checks = lead->findChild<QWidget*>(QStringLiteral("checks")))
        out.push_back({place(*checks, checks->height()), tr("What would rule it out"),
                       tr("Looks that would settle it, with a command to copy.")});
    return out;
}

void MainWindow::Parts::showRecent(MainWindow& window, const RecentFiles& files) {
    menus.recent->clear();
    menus.recent->setEnabled(!files.empty());
    for (const RecentFile& file : files) {
        QString words = isolated(fileNameOf(file.path.toStdString())).replace(QLatin1Char('&'), QLatin1String("&&"));
        if (!file.opened.isEmpty() || file.isMissing)
            words += QStringLiteral("  \u2013  ") + (file.isMissing ? tr("no longer there") : file.opened);
        QAction* action = menus.recent->addAction(words);
        action->setToolTip(file.path);
        action->setEnabled(!file.isMissing);
        connect(action, &QAction::triggered, &window, [&window, path = file.path] { emit window.recentWanted(path); });
    }
}

void MainWindow::Parts::showNames() {
    menus.showBottom->setChecked(true);
    tabs->setCurrentWidget(names);
    names->table().setFocus(Qt::OtherFocusReason);
}

void MainWindow::Parts::showSql() {
    menus.showBottom->setChecked(true);
    tabs->setCurrentWidget(sql);
    sql->setFocus(Qt::OtherFocusReason);
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
    const std::vector<QWidget*> panels{&side->services(), timeline, &log->view(), suspects, hypotheses};
    const int count = static_cast<int>(panels.size());
    int now = -1;
    for (std::size_t i = 0; i < panels.size(); ++i)
        if (QWidget* focus = QApplication::focusWidget();
            focus && (focus == panels[i] || panels[i]->isAncestorOf(focus)))
            now = static_cast<int>(i);
    for (int k = 0; k < count; ++k) {
        now = (now + step + count) % count;
        QWidget* panel = panels[static_cast<std::size_t>(now)];
        if (!panel->isVisible())
            continue;
        if (panel == suspects) {
            if (auto* first = suspects->findChild<SuspectCard*>())
                first->setFocus(Qt::TabFocusReason);
        } else if (panel == hypotheses) {
            hypotheses->takeFocus();
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

} // namespace foreshock
