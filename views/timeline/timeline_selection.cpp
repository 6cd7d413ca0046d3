// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline says of a selected range, and of the stretch between cursor and mark.
#include "views/time_scope/time_scope.h"
#include "views/timeline/hand_painter.h"
#include "views/timeline/selection_strip.h"
#include "views/timeline/selection_words.h"
#include "views/timeline/timeline_plot.h"
#include "views/timeline/timeline_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

namespace foreshock {

static constexpr std::size_t kMostSeries = 64; ///< of which a selection tells; those that stand first

void TimelineView::connectSelection() {
    m_strip = new SelectionStrip(this);
    m_comparedWith = new QPushButton(this);
    m_comparedWith->setObjectName(QStringLiteral("comparedWith"));
    m_comparedWith->setFocusPolicy(Qt::TabFocus);
    m_comparedWith->hide();
    connect(m_comparedWith, &QPushButton::clicked, this, &TimelineView::comparisonEndWanted);
    m_statsTimer.setSingleShot(true);
    m_statsTimer.setInterval(80);
    connect(&m_statsTimer, &QTimer::timeout, this, &TimelineView::wishStats);
    connect(m_strip, &SelectionStrip::copyWanted, this, &TimelineView::copySelection);
    connect(m_strip, &SelectionStrip::rangeWanted, this, [this] {
        if (const auto s = m_scope.selection())
            m_scope.setRange(*s);
    });
    connect(m_strip, &SelectionStrip::closeWanted, this, [this] {
        m_scope.setSelection(std::nullopt);
        m_scope.setMark(std::nullopt);
    });
    connect(m_strip, &SelectionStrip::nameWanted, this, [this] {
        if (const auto s = m_scope.selection())
            emit rangeNameWanted(*s);
    });
    connect(&m_scope, &TimeScope::selectionChanged, this, [this] {
        if (!m_stats || !m_scope.selection() || !(m_stats->range == *m_scope.selection()))
            m_stats.reset();
        if (m_scope.selection() && !m_stats)
            m_statsTimer.start();
        showSelection();
        m_plot->paintHand();
    });
    connect(&m_scope, &TimeScope::cursorChanged, this, [this] {
        if (m_scope.mark() || m_strip->isVisible())
            showSelection();
        m_plot->paintHand();
    });
}

void TimelineView::wishStats() {
    m_statsTimer.stop();
    if (!m_values.incident || !m_scope.selection() || m_stats)
        return;
    std::vector<SeriesId> series;
    for (const Lane& lane : m_scene.lanes)
        if (lane.kind == LaneKind::Metric && series.size() < kMostSeries)
            series.push_back(lane.series.id);
    emit selectionStatsWanted(series, *m_scope.selection());
}

void TimelineView::setSelectionStats(SelectionStats stats) {
    if (!m_scope.selection() || !(stats.range == *m_scope.selection()))
        return; // the hand went on
    m_stats = std::move(stats);
    showSelection();
    m_plot->paintHand();
}

/// A mark and a cursor are the fresher question: they hide what is said of a selection until the mark goes.
void TimelineView::showSelection() {
    const auto mark = m_scope.mark(), cursor = m_scope.cursor();
    const bool wasVisible = m_strip->isVisible();
    if (m_values.incident && mark && cursor)
        m_strip->show(markLine(*mark, *cursor, m_scope.zone()), SelectionStrip::About::Mark);
    else if (m_values.incident && m_scope.selection())
        m_strip->show(selectionLine(m_values, *m_scope.selection(), m_stats ? &*m_stats : nullptr, m_scope.zone()),
                      SelectionStrip::About::Selection);
    else
        m_strip->hide();
    if (wasVisible != m_strip->isVisible()) {
        place();
        refresh(Motion::Still);
    }
}

std::vector<LaneWords> TimelineView::laneWords() const {
    std::vector<LaneWords> out;
    const auto mark = m_scope.mark(), cursor = m_scope.cursor();
    const bool isMark = mark && cursor;
    if (!isMark && (!m_scope.selection() || !m_stats))
        return out;
    for (const MetricPlace& m : m_scene.metrics) {
        if (!m_scene.layout.shows(m.lane) || !m.window)
            continue;
        ValuePair pair;
        if (isMark) {
            pair = {valueIn(*m.window, *mark), valueIn(*m.window, *cursor)};
        } else if (const SeriesStats* s = m_stats->find(m.window->info.id)) {
            pair = {s->before, s->within};
        }
        if (const QString text = pairWords(pair); !text.isEmpty())
            out.push_back({m.lane, text});
    }
    return out;
}

void TimelineView::copySelection() {
    const auto mark = m_scope.mark(), cursor = m_scope.cursor();
    if (!m_values.incident)
        return;
    if (mark && cursor)
        QGuiApplication::clipboard()->setText(markText(m_values, *mark, *cursor, m_scope.zone(), m_scene.lanes));
    else if (m_scope.selection())
        QGuiApplication::clipboard()->setText(selectionText(
            m_values, *m_scope.selection(), m_stats ? &*m_stats : nullptr, m_scope.zone(), m_scene.lanes));
}

void TimelineView::showComparedWith() {
    if (!m_values.compared)
        return;
    const Theme& t = m_look.theme;
    m_comparedWith->setStyleSheet(QStringLiteral("#comparedWith { background: %1; color: %2; border: 1px solid %3; "
                                                 "border-radius: 3px; padding: 0 6px; font-size: %4px; }"
                                                 "#comparedWith:hover, #comparedWith:focus { border-color: %5; }")
                                      .arg(t.surface.name(), t.text.name(), t.line2.name())
                                      .arg(m_look.fonts.small.pixelSize())
                                      .arg(t.accent.name()));
    const QString words = tr("Grey: %1").arg(m_values.compared->words), cross = QStringLiteral("  \u2715");
    const QFontMetricsF metrics(m_look.fonts.small);
    const double room = m_comparedWith->width() - 16 - metrics.horizontalAdvance(cross);
    m_comparedWith->setText(metrics.elidedText(words, Qt::ElideMiddle, room) + cross);
    m_comparedWith->setToolTip(words + tr("; click to take the grey lines away"));
    m_comparedWith->setAccessibleName(words + tr("; end the comparison"));
}

void TimelineView::setDeclaredLimits(std::map<SeriesId, double> limits) {
    if (m_values.declaredLimits == limits)
        return;
    m_values.declaredLimits = std::move(limits);
    m_values.lanes = m_values.shownLanes();
    refresh(Motion::Still);
}

void TimelineView::setBaselines(const std::vector<BaselineBand>& bands) {
    for (const BaselineBand& band : bands)
        m_values.baselines[band.series] = band;
    m_paintTimer.start();
}

void TimelineView::setCompared(std::optional<Compared> compared) {
    m_values.compared = std::move(compared);
    m_comparedWith->setVisible(m_values.compared.has_value());
    place();
    m_paintTimer.start();
}

} // namespace foreshock
