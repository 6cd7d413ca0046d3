// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands above and below the cards: headline, waves, what was looked at, the answers that are no change.
#include "model/base/time_text.h"
#include "views/suspects/delay_bar.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/suspects/suspects_panel.h"
#include "views/suspects/wave_row.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace foreshock {

static QString joined(const std::vector<std::string>& sentences) {
    QStringList parts;
    for (const std::string& s : sentences)
        parts << QString::fromStdString(s).toHtmlEscaped();
    return parts.join(QStringLiteral(" \u00b7 "));
}

static QString lookedAt(const Coverage& c) {
    if (!c.lookedAt.empty())
        return joined(c.lookedAt);
    return SuspectsPanel::tr("%1 changes in %2 feeds \u00b7 %3 series \u00b7 %4 services")
        .arg(c.changes)
        .arg(c.changeFeeds)
        .arg(c.series)
        .arg(c.services);
}

static QFrame* makeLine(const QColor& ink) {
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setStyleSheet(QStringLiteral("background: %1;").arg(ink.name()));
    return line;
}

void SuspectsPanel::addHead(QVBoxLayout& column) {
    auto* head = new QVBoxLayout;
    head->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(12), m_look.fonts.px(12), m_look.fonts.px(12));
    head->setSpacing(m_look.fonts.px(3));
    auto* headline = new QLabel(headlineText(*m_answer, m_zone));
    headline->setObjectName(QStringLiteral("headline"));
    headline->setWordWrap(true);
    head->addWidget(headline);
    auto* verdict = new QLabel(verdictText(*m_shown));
    verdict->setWordWrap(true);
    const int ruledOut =
        static_cast<int>(std::count_if(m_answer->suspects.begin(), m_answer->suspects.end(), [&](const Suspect& s) {
            return m_board->ruling(s.change, *m_answer) != nullptr;
        }));
    verdict->setToolTip(ruledOut == 0
                            ? QString::fromStdString(m_answer->headline)
                            : tr("Before anything was ruled out: %1").arg(QString::fromStdString(m_answer->headline)));
    head->addWidget(verdict);
    if (ruledOut > 0)
        head->addWidget(makeSecondary(ruledOut == 1 ? tr("1 suspect is ruled out by hand; the rest share what it had.")
                                                    : tr("%1 suspects are ruled out by hand; the rest share what they "
                                                         "had.")
                                                          .arg(ruledOut)));
    if (!m_partial.isEmpty())
        head->addWidget(makeSecondary(QStringLiteral("<b style='color:%1'>%2</b> %3")
                                          .arg(m_look.theme.warn.name(), tr("Partial:"), m_partial.toHtmlEscaped())));
    if (m_shown->verdict == Verdict::CannotTell) {
        QStringList checks;
        for (const Suspect& s : m_answer->suspects)
            for (const Check& c : s.checks)
                if (checks.size() < 2 && !m_board->ruling(s.change, *m_answer) &&
                    !checks.contains(QString::fromStdString(c.text)))
                    checks << QString::fromStdString(c.text);
        if (!checks.isEmpty())
            head->addWidget(makeSecondary(checks.size() == 1
                                              ? tr("This check would decide: %1").arg(checks[0].toHtmlEscaped())
                                              : tr("These two checks would decide: %1; %2")
                                                    .arg(checks[0].toHtmlEscaped(), checks[1].toHtmlEscaped())));
    }
    head->addSpacing(m_look.fonts.px(2));
    head->addWidget(makeSecondary(tr("Looked at %1").arg(lookedAt(m_answer->coverage))));
    if (!m_answer->coverage.notLookedAt.empty())
        head->addWidget(makeSecondary(
            QStringLiteral("<b style='color:%1'>%2</b> %3")
                .arg(m_look.theme.warn.name(), tr("Not looked at"), joined(m_answer->coverage.notLookedAt))));
    addWiden(*head);
    column.addLayout(head);
    column.addWidget(makeLine(m_look.theme.line));
}

/// Which wave the panel is about, and the others to go to.
void SuspectsPanel::addWaves(QVBoxLayout& column) {
    if (!m_waves && m_answer->otherGroups == 0)
        return;
    const int left = m_look.fonts.px(14), right = m_look.fonts.px(12);
    const auto addTitle = [&](const QString& words) {
        auto* title = new QLabel(words);
        title->setObjectName(QStringLiteral("sectionTitle"));
        title->setWordWrap(true);
        title->setContentsMargins(left, m_look.fonts.px(8), right, m_look.fonts.px(3));
        column.addWidget(title);
    };
    if (!m_waves) {
        addTitle(m_answer->otherGroups == 1 ? tr("1 other wave of alarms")
                                            : tr("%1 other waves of alarms").arg(m_answer->otherGroups));
        column.addSpacing(m_look.fonts.px(5));
        column.addWidget(makeLine(m_look.theme.line));
        return;
    }
    const std::vector<AlarmWave>& waves = m_waves->waves;
    if (waves.size() < 2)
        return;
    const auto shown = std::find_if(waves.begin(), waves.end(), [&](const AlarmWave& w) { return w.isOf(*m_answer); });
    const QString zone = QString::fromStdString(clockTextWithZone(waves.front().first, m_zone)).section(' ', 1);
    addTitle(shown == waves.end()
                 ? tr("%1 waves of alarms, times in %2").arg(waves.size()).arg(zone)
                 : tr("Wave %1 of %2, times in %3").arg(shown - waves.begin() + 1).arg(waves.size()).arg(zone));
    const std::vector<QString> times = waveTimes(waves, m_zone);
    const QFontMetrics metrics(m_look.fonts.smallStrong);
    int width = 0;
    for (const QString& time : times)
        width = std::max(width, metrics.horizontalAdvance(time) + 1);
    for (std::size_t i = 0; i < waves.size(); ++i) {
        const auto state = waves[i].isOf(*m_answer) ? WaveRow::State::Shown : WaveRow::State::Other;
        auto* row = new WaveRow(waves[i], times[i], width, state, m_look);
        if (state == WaveRow::State::Other)
            connect(row, &QAbstractButton::clicked, this, [this, alarm = waves[i].alarm] { emit waveWanted(alarm); });
        column.addWidget(row);
    }
    QStringList rest{tr("V shows the next wave.")};
    if (m_waves->more > 0)
        rest << (m_waves->more == 1 ? tr("1 lighter wave is not ranked.")
                                    : tr("%1 lighter waves are not ranked.").arg(m_waves->more));
    if (m_waves->leftOut > 0)
        rest << (m_waves->leftOut == 1
                     ? tr("1 alarm is in none: its rule fires over and over, or nothing of its service moved.")
                     : tr("%1 alarms are in none: their rules fire over and over, or nothing of their service moved.")
                           .arg(m_waves->leftOut));
    QLabel* words = makeSecondary(rest.join(QLatin1Char(' ')));
    words->setContentsMargins(left, m_look.fonts.px(3), right, m_look.fonts.px(8));
    column.addWidget(words);
    column.addWidget(makeLine(m_look.theme.line));
}

/// Those that are worth a look and that the timeline does not reach back to: where nobody is plausible, the first
/// three.
std::vector<const Suspect*> SuspectsPanel::outOfSight() const {
    std::vector<const Suspect*> worth, out;
    for (const Suspect& s : m_shown->suspects)
        if (s.strength == Strength::Strong || s.strength == Strength::Plausible)
            worth.push_back(&s);
    for (std::size_t i = 0; worth.empty() && i < std::min<std::size_t>(3, m_shown->suspects.size()); ++i)
        if (!m_board->ruling(m_shown->suspects[i].change, *m_answer))
            out.push_back(&m_shown->suspects[i]);
    out.insert(out.end(), worth.begin(), worth.end());
    std::erase_if(out, [&](const Suspect* s) { return s->start >= m_shownRange.from; });
    return out;
}

/// A way to see them.
void SuspectsPanel::addWiden(QVBoxLayout& head) {
    m_widen = new QPushButton;
    m_widen->setObjectName(QStringLiteral("link"));
    m_widen->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_widen, &QPushButton::clicked, this, [this] {
        TimeRange wide = m_shownRange;
        for (const Suspect* s : outOfSight())
            wide.from = std::min(wide.from, s->start);
        const Duration margin{(wide.to - wide.from).ns / 40};
        emit widenWanted({wide.from - margin, wide.to});
    });
    head.addWidget(m_widen);
    m_widen->hide(); // until it has a place: shown without one it would be a window
}

void SuspectsPanel::showWiden() {
    if (!m_widen || !m_shown)
        return;
    const auto before = outOfSight();
    m_widen->setVisible(!before.empty() && !m_shownRange.isEmpty());
    if (before.empty())
        return;
    const QString lag = QString::fromStdString(durationText(m_answer->firstAlarm - before.front()->start));
    m_widen->setText(before.size() == 1 ? tr("1 suspect began earlier: widen the range")
                                        : tr("%1 suspects began earlier: widen the range").arg(before.size()));
    m_widen->setToolTip(tr("%1 began before the range that the timeline shows, %2 before the alarms. Show it.")
                            .arg(QString::fromStdString(before.front()->title).left(80).toHtmlEscaped(), lag));
}

/// Where the time from the trouble to the first alarm, and on to a person, went.
void SuspectsPanel::addDelay(QVBoxLayout& column) {
    if (!m_storms || m_answer->alarms.empty())
        return;
    for (const AlarmStorm& storm : m_storms->storms)
        for (const StormAlarm& alarm : storm.alarms)
            if (alarm.id == m_answer->alarms.front()) {
                DelayWords words = DelayWords::of(alarm, m_zone);
                if (words.isEmpty())
                    return;
                column.addSpacing(m_look.fonts.px(5));
                column.addWidget(new DelayBar(std::move(words), m_look));
                column.addWidget(makeLine(m_look.theme.line));
                return;
            }
}

/// The answer that none of the suspects did it can be taken up as any of them can.
void SuspectsPanel::addNoneOfThese(QVBoxLayout& column) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(8), m_look.fonts.px(12), m_look.fonts.px(10));
    auto* none = new QPushButton(tr("None of these"));
    none->setToolTip(tr("Start a hypothesis that no recorded change did it, with what was looked at"));
    none->setAccessibleName(tr("None of these: start a hypothesis that no recorded change did it"));
    none->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(none, &QPushButton::clicked, this, &SuspectsPanel::startNoneOfThese);
    row->addWidget(none);
    row->addStretch(1);
    column.addLayout(row);
}

/// The most probable answer stands first, be it a change or not.
void SuspectsPanel::addNonAnswers(QVBoxLayout& column, Likelihood which) {
    for (const NonAnswerText& n : nonAnswerTexts(*m_shown)) {
        const bool isMost = n.probability >= 0.5;
        if (isMost != (which == Likelihood::Most))
            continue;
        auto* box = new QVBoxLayout;
        box->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(9), m_look.fonts.px(12),
                                m_look.fonts.px(isMost ? 10 : 1));
        box->setSpacing(m_look.fonts.px(2));
        auto* row = new QHBoxLayout;
        auto* title = new QLabel(n.title);
        title->setToolTip(probabilityText(n.probability));
        if (isMost) {
            title->setFont(m_look.fonts.bodyStrong);
            title->setStyleSheet(QStringLiteral("font-weight: 600;"));
        }
        row->addWidget(title, 1);
        row->addWidget(makeChip(likelihoodWords(n.probability), isMost ? ChipTone::Strong : ChipTone::Quiet));
        box->addLayout(row);
        box->addWidget(makeSecondary(n.text.toHtmlEscaped()));
        column.addLayout(box);
        if (isMost)
            column.addWidget(makeLine(m_look.theme.line));
    }
}

void SuspectsPanel::addEmpty(QVBoxLayout& column, const QString& headline, const QString& text) {
    auto* box = new QVBoxLayout;
    box->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(12), m_look.fonts.px(12), m_look.fonts.px(12));
    auto* title = new QLabel(headline);
    title->setObjectName(QStringLiteral("headline"));
    title->setWordWrap(true);
    box->addWidget(title);
    auto* words = new QLabel(text);
    words->setWordWrap(true);
    box->addWidget(words);
    if (!m_partial.isEmpty())
        box->addWidget(makeSecondary(tr("Partial: %1").arg(m_partial.toHtmlEscaped())));
    column.addLayout(box);
}

} // namespace foreshock
