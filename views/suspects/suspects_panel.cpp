// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspects_panel.h"

#include "model/base/time_text.h"
#include "model/domain/marked_start.h"
#include "views/start/empty_state.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/suspects/wave_row.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace foreshock {

static constexpr std::size_t kFirstCards = 5;

SuspectsPanel::SuspectsPanel(QWidget* parent)
    : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Suspects"));
    setMinimumWidth(240);
    rebuild();
}

void SuspectsPanel::setLook(const Look& look) {
    m_look = look;
    rebuild();
}

void SuspectsPanel::setZone(const Zone& zone) {
    m_zone = zone;
    rebuild();
}

void SuspectsPanel::setIncident(std::shared_ptr<const IncidentView> incident) {
    const auto shape = [](const IncidentView* v) {
        return !v ? 0
                  : (v->alarms.empty() && !markedStart(v->notes) ? 1 : 2) + (v->changes.empty() ? 10 : 20) +
                        (v->dependencies.empty() ? 100 : 200);
    };
    const bool isSame = shape(m_incident.get()) == shape(incident.get());
    m_incident = std::move(incident);
    if (!isSame) // while an import runs, cards keep their focus and place
        rebuild();
}

void SuspectsPanel::setAnswer(std::shared_ptr<const Answer> answer) {
    const bool isOther = m_answer && answer && m_answer->firstAlarm != answer->firstAlarm;
    m_answer = std::move(answer);
    rebuild();
    if (isOther) // another wave is read from its top
        verticalScrollBar()->setValue(0);
}

void SuspectsPanel::setWaves(std::shared_ptr<const AlarmWaves> waves) {
    const bool isEmpty = !m_waves && !waves;
    m_waves = std::move(waves);
    if (!isEmpty)
        rebuild();
}

void SuspectsPanel::setPartial(const QString& text) {
    if (m_partial == text)
        return;
    m_partial = text;
    rebuild();
}

void SuspectsPanel::select(const ChangeId& change) {
    if (m_selected == change)
        return;
    m_selected = change;
    rebuild();
}

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
    auto* verdict = new QLabel(verdictText(*m_answer));
    verdict->setWordWrap(true);
    verdict->setToolTip(QString::fromStdString(m_answer->headline));
    head->addWidget(verdict);
    if (!m_partial.isEmpty())
        head->addWidget(makeSecondary(QStringLiteral("<b style='color:%1'>%2</b> %3")
                                          .arg(m_look.theme.warn.name(), tr("Partial:"), m_partial.toHtmlEscaped())));
    if (m_answer->verdict == Verdict::CannotTell) {
        QStringList checks;
        for (const Suspect& s : m_answer->suspects)
            for (const Check& c : s.checks)
                if (checks.size() < 2 && !checks.contains(QString::fromStdString(c.text)))
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

SuspectCard* SuspectsPanel::addCard(QVBoxLayout& column, int number, const Suspect& suspect) {
    const auto fold = suspect.change == m_selected ? SuspectCard::Fold::Open : SuspectCard::Fold::Closed;
    auto* card = new SuspectCard(number, suspect, m_answer->firstAlarm, m_zone, m_look, fold);
    connect(card, &SuspectCard::chosen, this, [this](const ChangeId& change) {
        const ChangeId chosen = change;
        if (chosen == m_selected)
            return;
        select(chosen);
        emit suspectSelected(chosen);
    });
    connect(card, &SuspectCard::evidenceActivated, this, &SuspectsPanel::evidenceActivated);
    column.addWidget(card);
    return card;
}

void SuspectsPanel::addCards(QVBoxLayout& column) {
    int number = 0;
    std::size_t shown = 0, left = 0;
    for (const Suspect& s : m_answer->suspects) {
        ++number;
        const bool isSelected = s.change == m_selected;
        if (shown >= kFirstCards && !isSelected && !m_showsAll) {
            ++left;
            continue;
        }
        ++shown;
        addCard(column, number, s);
    }
    if (left == 0)
        return;
    auto* more = new QPushButton(tr("Show %1 weaker").arg(left));
    more->setObjectName(QStringLiteral("link"));
    more->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(more, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        rebuild();
    });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(6), 0, m_look.fonts.px(2));
    row->addWidget(more);
    row->addStretch(1);
    column.addLayout(row);
}

/// The most probable answer stands first, be it a change or not.
void SuspectsPanel::addNonAnswers(QVBoxLayout& column, Likelihood which) {
    for (const NonAnswerText& n : nonAnswerTexts(*m_answer)) {
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

void SuspectsPanel::addNothingYet(QVBoxLayout& column) {
    column.addWidget(new EmptyState(tr("No alarms"), tr("Mark when it started (M). Changes before that are ranked."),
                                    {{tr("Mark it at the cursor"), [this] { emit startMarkWanted(); }},
                                     {tr("Import an alarm feed\u2026"), [this] { emit importWanted(); }}},
                                    m_look));
    if (m_incident->changes.empty())
        addNoChanges(column);
}

void SuspectsPanel::addNoChanges(QVBoxLayout& column) {
    column.addWidget(new EmptyState(tr("No change data"),
                                    tr("Not the same as no changes. Add a feed, or type one (C)."),
                                    {{tr("Add a feed\u2026"), [this] { emit importWanted(); }},
                                     {tr("Type a change\u2026"), [this] { emit changeFormWanted(); }}},
                                    m_look));
}

void SuspectsPanel::addNoMap(QVBoxLayout& column) {
    column.addWidget(new EmptyState(QString(), tr("Reach unknown. Add a map, or draw three edges."),
                                    {{tr("Add a map\u2026"), [this] { emit importWanted(); }},
                                     {tr("Draw three edges\u2026"), [this] { emit edgesFormWanted(); }}},
                                    m_look));
}

void SuspectsPanel::rebuild() {
    const int scrolled = verticalScrollBar()->value();
    const auto* focused = widget() ? qobject_cast<WaveRow*>(widget()->focusWidget()) : nullptr;
    const AlarmId focusedWave = focused && focused->hasFocus() ? focused->alarm() : AlarmId();
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (!m_incident)
        addEmpty(*column, tr("Suspects"), tr("Open or import an incident."));
    else if (m_incident->alarms.empty() && !markedStart(m_incident->notes))
        addNothingYet(*column);
    else if (m_incident->changes.empty() && !m_answer)
        addNoChanges(*column);
    else if (!m_answer)
        addEmpty(*column, tr("Ranking changes"), tr("The lead and its reasons will stand here."));
    else {
        addWaves(*column);
        addHead(*column);
        if (m_incident->changes.empty())
            addNoChanges(*column);
        if (m_incident->dependencies.empty())
            addNoMap(*column);
        addNonAnswers(*column, Likelihood::Most);
        addCards(*column);
        addNonAnswers(*column, Likelihood::Less);
    }
    column->addStretch(1);
    // A card may be the sender of what brought us here: the old content goes later.
    if (QWidget* old = takeWidget())
        old->deleteLater();
    setWidget(content);
    // Nothing is cut: at large text the panel asks for more room instead.
    setMinimumWidth(std::max(m_look.fonts.px(200), content->minimumSizeHint().width() + m_look.fonts.px(10)));
    verticalScrollBar()->setValue(scrolled);
    if (!focusedWave.value.empty()) // a wave was chosen by its key: the next key is for its row too
        for (WaveRow* row : content->findChildren<WaveRow*>())
            if (row->alarm() == focusedWave)
                row->setFocus(Qt::OtherFocusReason);
}

void SuspectsPanel::flush() {
    if (widget())
        widget()->layout()->activate();
}

} // namespace foreshock
