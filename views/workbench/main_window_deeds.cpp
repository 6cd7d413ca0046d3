// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's parts do together: a suspect is selected in all of them, evidence is gone to, panels take turns.
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/suspects/suspect_card.h"
#include "views/words/change_words.h"
#include "views/workbench/main_window_parts.h"

#include <QApplication>
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
