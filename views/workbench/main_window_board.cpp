// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Suspects ruled out, hypotheses and evidence: which wish leads where, and what is pinned from which part.
#include "model/domain/judged_answer.h"
#include "views/hypotheses/hypothesis_drafts.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/selection_words.h"
#include "views/workbench/main_window_parts.h"

#include <QApplication>
#include <QMenu>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::int64_t kNear = 60; ///< a change point this part of the range away from the cursor is meant

struct PointOfSeries {
    ChangePoint point;
    SeriesInfo series;
};

/// The change point nearest to the cursor, on the held lane if it is a series'.
std::optional<PointOfSeries> pointAt(const TimelineValues& values, const std::vector<Lane>& lanes,
                                     const std::string& held, Instant cursor, Duration reach) {
    std::optional<PointOfSeries> best;
    Duration least = reach;
    const auto isHeld = [&](const Lane& lane) { return held.empty() || lane.key == held; };
    for (const Lane& lane : lanes) {
        const auto points = lane.kind == LaneKind::Metric && isHeld(lane) ? values.changePoints.find(lane.series.id)
                                                                          : values.changePoints.end();
        if (points == values.changePoints.end())
            continue;
        for (const ChangePoint& point : points->second) {
            const Duration apart = point.time < cursor ? cursor - point.time : point.time - cursor;
            if (apart <= least) {
                least = apart;
                best = PointOfSeries{point, lane.series};
            }
        }
    }
    return best;
}

} // namespace

void MainWindow::Parts::connectBoard(MainWindow& w) {
    connect(suspects, &SuspectsPanel::edited, &w, &MainWindow::boardEdited);
    connect(suspects, &SuspectsPanel::linkWanted, &w, &MainWindow::linkWanted);
    connect(suspects, &SuspectsPanel::widenWanted, &w, [this](TimeRange range) { scope.setRange(range); });
    connect(&scope, &TimeScope::rangeChanged, &w, [this] { suspects->setShownRange(scope.range()); });
    connect(hypotheses, &BoardView::edited, &w, &MainWindow::boardEdited);
    connect(hypotheses, &BoardView::goWanted, &w, [this](const PinnedEvidence& e) { goTo(e); });
    connect(hypotheses, &BoardView::startWanted, suspects, &SuspectsPanel::startHypothesis);
    connect(hypotheses, &BoardView::noneOfTheseWanted, suspects, &SuspectsPanel::startNoneOfThese);
    connect(hypotheses, &BoardView::foldChanged, &w, [this] { sizeBoard(); });
    connect(hypotheses, &BoardView::suspectedAtCursorWanted, &w, [this, &w](const BoardHypothesis& wanted) {
        if (!scope.cursor())
            return w.showError({ErrorCode::Invalid, "there is no cursor in the timeline", "",
                                "Click where it was first suspected, then repeat it"});
        BoardHypothesis h = wanted;
        h.suspectedAt = scope.cursor();
        emit w.boardEdited(ChangeHypothesis{h});
    });
    connect(boardMenu.rule, &QAction::triggered, &w, [this] {
        menus.showSuspects->setChecked(true);
        suspects->toggleRuling();
    });
    connect(boardMenu.start, &QAction::triggered, suspects, &SuspectsPanel::startHypothesis);
    connect(boardMenu.none, &QAction::triggered, suspects, &SuspectsPanel::startNoneOfThese);
    connect(boardMenu.pin, &QAction::triggered, &w, [this, &w] { pinFocused(w); });
    connect(boardMenu.show, &QAction::triggered, &w, [this] {
        menus.showSuspects->setChecked(true);
        hypotheses->takeFocus();
    });
    connect(&log->view(), &LogView::contextMenuWanted, &w, [this, &w](QMenu& menu, const LogRecord& record) {
        connect(menu.addAction(tr("&Pin to evidence\tCtrl+Shift+P")), &QAction::triggered, &w, [this, &w, record] {
            emit w.boardEdited(PinEvidence{pinOf(record, scope.filter()), 0, {}});
        });
    });
}

/// The first that is not ruled out, if any leads; nobody otherwise.
void MainWindow::Parts::selectLead(MainWindow& window) {
    const Board& board = hypotheses->board();
    const Verdict verdict = judged(answer, board)->verdict;
    const std::vector<int> places = placesOf(*answer, board);
    const auto first = std::find(places.begin(), places.end(), 1);
    const bool hasLead = (verdict == Verdict::Named || verdict == Verdict::Ranked) && first != places.end();
    select(window, hasLead ? answer->suspects[static_cast<std::size_t>(first - places.begin())].change : ChangeId());
}

/// Folded to its tabs the suspects have all the room; else they keep the larger part.
void MainWindow::Parts::sizeBoard() {
    const int height = std::max(rightSide->height(), 200);
    const int bar = hypotheses->tabs().sizeHint().height();
    const int below = hypotheses->isFolded() ? bar : std::max(height * 38 / 100, bar + 40);
    rightSide->setSizes({height - below - 1, below});
}

/// Back to where it was seen: the log under its filter, or the timeline.
void MainWindow::Parts::goTo(const PinnedEvidence& e) {
    goTo(e.ref());
    if (e.kind == PinKind::Range && e.until)
        scope.setSelection(TimeRange{e.time, *e.until});
    if (e.kind != PinKind::Record || e.isGone)
        return;
    scope.setFilter(e.query);
    if (scope.service() != e.service)
        scope.setService({});
    menus.showBottom->setChecked(true);
    tabs->setCurrentWidget(log);
}

/// What the keys are on: a row of evidence, a log record, else the selection or the change point at the cursor.
void MainWindow::Parts::pinFocused(MainWindow& window) {
    const auto pin = [&](const PinnedEvidence& e) { emit window.boardEdited(PinEvidence{e, 0, Stance::Undecided}); };
    QWidget* focus = QApplication::focusWidget();
    if (focus && suspects->isAncestorOf(focus) && suspects->pinFocused())
        return;
    if (focus && (focus == &log->view() || log->isAncestorOf(focus)))
        if (const LogRecord* record = log->view().currentRecord())
            return pin(pinOf(*record, scope.filter()));
    if (const auto selection = scope.selection()) {
        const SelectionStats* stats = timeline->selectionStats() ? &*timeline->selectionStats() : nullptr;
        return pin(
            pinOf(*selection, selectionLine(timeline->values(), *selection, stats, scope.zone()), scope.service()));
    }
    const Duration reach{scope.range().length().ns / kNear};
    if (const auto cursor = scope.cursor())
        if (const auto found =
                pointAt(timeline->values(), timeline->scene().lanes, timeline->laneHand().held(), *cursor, reach))
            return pin(pinOf(found->point, found->series));
    window.showError({ErrorCode::Invalid, "nothing to pin here", "",
                      "Select a stretch of the timeline, a log record or a row of evidence, or put the cursor on a "
                      "change point"});
}

} // namespace foreshock
