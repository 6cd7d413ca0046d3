// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspects_panel.h"

#include "model/base/time_text.h"
#include "model/domain/judged_answer.h"
#include "model/domain/marked_start.h"
#include "views/hypotheses/hypothesis_drafts.h"
#include "views/start/empty_state.h"
#include "views/suspects/line_ask.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/suspects/wave_row.h"
#include "views/words/change_words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
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
    if (isOther)
        m_asked = {};
    judge();
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

void SuspectsPanel::setStorms(std::shared_ptr<const AlarmStorms> storms) {
    if (!m_storms && !storms)
        return;
    m_storms = std::move(storms);
    rebuild();
}

void SuspectsPanel::setBoard(std::shared_ptr<const Board> board) {
    if (!board)
        board = std::make_shared<const Board>();
    const bool isSame = board->rulings == m_board->rulings && board->rankings == m_board->rankings;
    m_board = std::move(board);
    if (isSame) // hypotheses and evidence stand elsewhere
        return;
    judge();
    rebuild();
}

void SuspectsPanel::judge() {
    m_shown = m_answer ? judged(m_answer, *m_board) : nullptr;
}

void SuspectsPanel::setShownRange(TimeRange range) {
    m_shownRange = range;
    showWiden();
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

const Suspect* SuspectsPanel::suspect(const ChangeId& change) const {
    if (m_shown)
        for (const Suspect& s : m_shown->suspects)
            if (s.change == change)
                return &s;
    return nullptr;
}

SuspectCard* SuspectsPanel::cardOf(const ChangeId& change) const {
    for (SuspectCard* card : widget()->findChildren<SuspectCard*>())
        if (card->change() == change)
            return card;
    return nullptr;
}

SuspectCardFacts SuspectsPanel::factsOf(int number, const Suspect& suspect) const {
    SuspectCardFacts facts;
    facts.number = number;
    facts.firstAlarm = m_answer->firstAlarm;
    facts.zone = m_zone;
    if (const RulingOut* ruling = m_board->ruling(suspect.change, *m_answer))
        facts.ruling = *ruling;
    if (!m_board->rulings.empty())
        for (const Suspect& s : m_answer->suspects)
            facts.ruledOut += m_board->ruling(s.change, *m_answer) != nullptr;
    // Clocks are exact but where a source's was corrected: no change of a million is looked up for nothing.
    if (std::any_of(m_incident->sources.begin(), m_incident->sources.end(),
                    [](const SourceInfo& source) { return source.offsetError.ns != 0; }))
        facts.error = changeError(*m_incident, suspect.change) + alarmError(*m_incident, m_answer->alarms);
    if (suspect.change != m_selected) // what only an open card says
        return facts;
    facts.change = ChangeFacts::of(*m_incident, suspect, m_zone);
    // Compared as they were ranked: what was ruled out by hand is no less well evidenced.
    const Suspect& lead = m_answer->suspects.front();
    if (suspect.change != lead.change && !lead.isAfterFirstAlarm)
        facts.whyNot = whyNotTexts(lead, suspect);
    facts.history = historyTexts(suspect.change, m_board->rankings, *m_answer, m_zone);
    return facts;
}

SuspectCard* SuspectsPanel::addCard(QVBoxLayout& column, int number, const Suspect& suspect) {
    const auto fold = suspect.change == m_selected ? SuspectCard::Fold::Open : SuspectCard::Fold::Closed;
    auto* card = new SuspectCard(suspect, factsOf(number, suspect), m_look, fold);
    connect(card, &SuspectCard::chosen, this, [this](const ChangeId& change) {
        const ChangeId chosen = change;
        if (chosen == m_selected)
            return;
        select(chosen);
        emit suspectSelected(chosen);
    });
    connect(card, &SuspectCard::evidenceActivated, this, &SuspectsPanel::evidenceActivated);
    connect(card, &SuspectCard::rulingToggled, this,
            [this](const ChangeId& change) { toggleRulingOf(ChangeId(change)); });
    connect(card, &SuspectCard::reasonTyped, this, [this](const QString& text) { m_typed = text; });
    connect(card, &SuspectCard::reasonLeft, this, [this] {
        const ChangeId asked = std::exchange(m_asked, {});
        rebuild();
        if (SuspectCard* again = cardOf(asked))
            again->setFocus(Qt::OtherFocusReason);
    });
    connect(card, &SuspectCard::reasonGiven, this, [this](const ChangeId& change, const QString& reason) {
        const ChangeId ruled = change;
        m_asked = {};
        const Suspect* s = this->suspect(ruled);
        if (!s)
            return;
        const RuleOut edit{
            {ruled, m_answer->alarms.empty() ? AlarmId() : m_answer->alarms.front(), reason.toStdString(), {}},
            headingOf(s->title, s->kind, ruled.value).name.toStdString()};
        rebuild();
        if (SuspectCard* again = cardOf(ruled))
            again->setFocus(Qt::OtherFocusReason);
        emit edited(edit);
    });
    connect(card, &SuspectCard::hypothesisWanted, this, &SuspectsPanel::startFrom);
    connect(card, &SuspectCard::pinWanted, this, [this](const ChangeId& change, const Evidence& evidence) {
        if (const Suspect* s = this->suspect(change))
            emit edited(PinEvidence{pinOf(evidence, *s), 0, Stance::Undecided});
    });
    connect(card, &SuspectCard::linkWanted, this, &SuspectsPanel::linkWanted);
    column.addWidget(card);
    if (suspect.change == m_asked && !card->isRuledOut())
        card->askReason(m_typed);
    return card;
}

void SuspectsPanel::toggleRulingOf(const ChangeId& change) {
    const Suspect* s = suspect(change);
    if (!s)
        return;
    if (m_board->ruling(change, *m_answer)) {
        emit edited(Restore{change, m_answer->alarms, headingOf(s->title, s->kind, change.value).name.toStdString()});
        return;
    }
    m_asked = change;
    m_typed.clear();
    SuspectCard* card = cardOf(change);
    if (!card) { // among the weaker ones
        m_showsAll = true;
        rebuild();
        card = cardOf(change);
    } else {
        card->askReason({});
    }
    const int top = verticalScrollBar()->value(); // a card may be taller than the panel: its head is what counts
    if (card && (card->y() < top || card->y() + m_look.fonts.px(140) > top + viewport()->height()))
        verticalScrollBar()->setValue(card->y());
}

void SuspectsPanel::toggleRuling() {
    if (m_shown && !m_shown->suspects.empty())
        toggleRulingOf(suspect(m_selected) ? ChangeId(m_selected) : m_shown->suspects.front().change);
}

void SuspectsPanel::startFrom(const ChangeId& change) {
    if (const Suspect* s = suspect(change))
        emit edited(hypothesisFrom(*s, *m_answer, m_zone));
}

void SuspectsPanel::startHypothesis() {
    if (m_shown && !m_shown->suspects.empty())
        startFrom(suspect(m_selected) ? m_selected : m_shown->suspects.front().change);
}

void SuspectsPanel::startNoneOfThese() {
    if (m_answer)
        emit edited(noneOfThese(*m_answer, m_zone));
}

bool SuspectsPanel::pinFocused() {
    for (SuspectCard* card : widget()->findChildren<SuspectCard*>())
        if (const Evidence* e = card->focusedEvidence())
            if (const Suspect* s = suspect(card->change())) {
                emit edited(PinEvidence{pinOf(*e, *s), 0, Stance::Undecided});
                return true;
            }
    return false;
}

void SuspectsPanel::addCards(QVBoxLayout& column) {
    std::size_t shown = 0, left = 0;
    const std::vector<int> places = placesOf(*m_answer, *m_board);
    for (std::size_t i = 0; i < m_shown->suspects.size(); ++i) {
        const Suspect& s = m_shown->suspects[i];
        const int number = places[i];
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
    if (m_held > 0) {
        m_isStale = true;
        return;
    }
    const int scrolled = verticalScrollBar()->value();
    const auto* focused = widget() ? qobject_cast<WaveRow*>(widget()->focusWidget()) : nullptr;
    const AlarmId focusedWave = focused && focused->hasFocus() ? focused->alarm() : AlarmId();
    ChangeId focusedCard;
    if (widget())
        for (const SuspectCard* card : widget()->findChildren<SuspectCard*>())
            if (const QWidget* focus = QApplication::focusWidget();
                focus && (focus == card || card->isAncestorOf(focus)))
                focusedCard = card->change();
    m_widen = nullptr;
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
        addNoneOfThese(*column);
        addDelay(*column);
    }
    column->addStretch(1);
    // A card may be the sender of what brought us here: the old content goes later.
    if (QWidget* old = takeWidget())
        old->deleteLater();
    setWidget(content);
    showWiden();
    // Nothing is cut: at large text the panel asks for more room instead.
    setMinimumWidth(std::max(m_look.fonts.px(200), content->minimumSizeHint().width() + m_look.fonts.px(10)));
    verticalScrollBar()->setValue(scrolled);
    if (!focusedWave.value.empty()) // a wave was chosen by its key: the next key is for its row too
        for (WaveRow* row : content->findChildren<WaveRow*>())
            if (row->alarm() == focusedWave)
                row->setFocus(Qt::OtherFocusReason);
    if (SuspectCard* card = focusedCard.value.empty() ? nullptr : cardOf(focusedCard)) {
        if (focusedCard == m_asked)
            card->askReason(m_typed);
        else
            card->setFocus(Qt::OtherFocusReason);
    }
}

void SuspectsPanel::flush() {
    if (widget())
        widget()->layout()->activate();
}

} // namespace foreshock
