// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspect_card.h"

#include "views/suspects/clipped_text.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/line_ask.h"
#include "views/suspects/suspect_texts.h"
#include "views/words/change_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

QLabel* makeChip(const QString& words, ChipTone tone) {
    auto* chip = new QLabel(words);
    chip->setObjectName(QStringLiteral("chip"));
    chip->setProperty("strong", tone == ChipTone::Strong);
    chip->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return chip;
}

QLabel* makeSecondary(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("secondary"));
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setMinimumWidth(40);
    return label;
}

SuspectCard::SuspectCard(const Suspect& suspect, SuspectCardFacts facts, const Look& look, Fold fold, QWidget* parent)
    : QWidget(parent)
    , m_suspect(suspect)
    , m_facts(std::move(facts))
    , m_look(look)
    , m_fold(fold) {
    setFocusPolicy(Qt::StrongFocus);
    const QString title = QString::fromStdString(suspect.title),
                  service = QString::fromStdString(suspect.service.value);
    setAccessibleName(
        isRuledOut()
            ? tr("%1, %2, %3").arg(title, service, ruledOutText(*m_facts.ruling, m_facts.firstAlarm, m_facts.zone))
            : QStringLiteral("%1 %2, %3, %4, %5")
                  .arg(m_facts.number)
                  .arg(title, strengthWords(suspect.strength), service, lagText(suspect, m_facts.error)));
    setToolTip(isRuledOut()           ? tr("Ruled out by hand; X restores it.")
               : m_facts.ruledOut > 0 ? sharedScoreText(suspect.probability, m_facts.ruledOut)
                                      : scoreText(suspect.probability));
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(look.fonts.px(14), look.fonts.px(9), look.fonts.px(12), look.fonts.px(10));
    m_column->setSpacing(look.fonts.px(2));
    addHead();
    if (isRuledOut())
        addRuling();
    m_afterHead = m_column->count();
    if (fold == Fold::Open) {
        addEvidence();
        addChecks();
        addFold(tr("Below the lead because"), m_facts.whyNot);
        addFold(tr("Ranked before"), m_facts.history);
        addDeeds();
    }
}

void SuspectCard::addHead() {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    const ChangeHeading heading = headingOf(m_suspect.title, m_suspect.kind, m_suspect.change.value);
    auto* title =
        new QLabel(isRuledOut() ? heading.name : QStringLiteral("%1\u2002%2").arg(m_facts.number).arg(heading.name));
    title->setTextFormat(Qt::PlainText);
    QFont font = m_look.fonts.bodyStrong;
    font.setStrikeOut(isRuledOut());
    title->setFont(font);
    title->setStyleSheet(isRuledOut() ? QStringLiteral("font-weight: 600; text-decoration: line-through; color: %1;")
                                            .arg(m_look.theme.text2.name())
                                      : QStringLiteral("font-weight: 600;"));
    title->setWordWrap(true);
    title->setMinimumWidth(40);
    head->addWidget(title, 1);
    const bool isStrong = !isRuledOut() && m_suspect.strength == Strength::Strong;
    head->addWidget(makeChip(isRuledOut() ? tr("Ruled out") : strengthWords(m_suspect.strength),
                             isStrong ? ChipTone::Strong : ChipTone::Quiet),
                    0, Qt::AlignTop);
    m_column->addLayout(head);
    if (!heading.description.isEmpty())
        m_column->addWidget(new ClippedText(heading.description, m_look.fonts.small, m_look.theme.text2, 2));
    addMeta();
}

/// Where and when; opened also whether it still holds, whose it is, and how much speaks for and against it.
void SuspectCard::addMeta() {
    const QString dot = QStringLiteral(" \u00b7 ");
    const QString lag = lagText(m_suspect, m_facts.error);
    const qsizetype words = lag.indexOf(QRegularExpression(QStringLiteral(" (before|after|with)")));
    const QString balance = balanceText(m_suspect);
    const QString effect = m_facts.change.effect.isEmpty() ? QString() : dot + m_facts.change.effect.toHtmlEscaped();
    QString meta = QString::fromStdString(m_suspect.service.value).toHtmlEscaped() + dot +
                   spanText(m_suspect, m_facts.firstAlarm, m_facts.zone) + dot;
    if (m_fold == Fold::Open) {
        meta += QStringLiteral("<b style='color:%1'>%2</b>%3")
                    .arg(m_look.theme.text.name(), lag.left(std::max<qsizetype>(words, 0)),
                         lag.mid(std::max<qsizetype>(words, 0)));
        meta += effect;
        if (!m_facts.change.owner.isEmpty())
            meta += dot + m_facts.change.owner.toHtmlEscaped();
    } else {
        meta += QString(lag).remove(QStringLiteral(" the first alarm"));
    }
    if (!balance.isEmpty())
        meta += dot + QString(balance)
                          .replace(QLatin1Char(' '), QChar::Nbsp)
                          .replace(QStringLiteral(",\u00a0"), QStringLiteral(", "));
    if (m_suspect.response)
        meta += dot + responseWords(m_suspect, m_facts.zone);
    QLabel* label = makeSecondary(meta);
    if (m_fold == Fold::Open && !m_facts.change.effectBasis.isEmpty())
        label->setToolTip(m_facts.change.effectBasis.toHtmlEscaped());
    m_column->addWidget(label);
}

void SuspectCard::addRuling() {
    auto* why =
        makeSecondary(QStringLiteral("<b style='color:%1'>%2</b>")
                          .arg(m_look.theme.text.name(),
                               ruledOutText(*m_facts.ruling, m_facts.firstAlarm, m_facts.zone).toHtmlEscaped()));
    m_column->addWidget(why);
}

void SuspectCard::askReason(const QString& typed) {
    if (!m_ask) {
        m_ask = new LineAsk(tr("Why is it ruled out?"), tr("Write why: a few words will do."), typed, m_look);
        m_column->insertWidget(m_afterHead, m_ask);
        connect(&m_ask->line(), &QLineEdit::textChanged, this, &SuspectCard::reasonTyped);
        connect(m_ask, &LineAsk::given, this,
                [this](const QString& reason) { emit reasonGiven(m_suspect.change, reason); });
        connect(m_ask, &LineAsk::left, this, &SuspectCard::reasonLeft);
        m_ask->show();
    }
    m_ask->line().setFocus(Qt::OtherFocusReason);
}

const Evidence* SuspectCard::focusedEvidence() const {
    for (const auto& [row, index] : m_rows)
        if (row->hasFocus())
            return &m_suspect.evidence[index];
    return nullptr;
}

void SuspectCard::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Theme& t = m_look.theme;
    if (m_fold == Fold::Open) {
        p.fillRect(rect(), t.accentBg);
        p.fillRect(QRect(0, 0, m_look.fonts.px(3), height()), t.accent);
    }
    p.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    if (hasFocus()) {
        p.setPen(QPen(t.accent, 1));
        p.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

/// X is also the window's, for the selected suspect: here it is about this one.
bool SuspectCard::event(QEvent* e) {
    if (e->type() == QEvent::ShortcutOverride)
        if (auto* key = static_cast<QKeyEvent*>(e); key->key() == Qt::Key_X && key->modifiers() == Qt::NoModifier) {
            e->accept();
            return true;
        }
    return QWidget::event(e);
}

void SuspectCard::mousePressEvent(QMouseEvent*) {
    if (m_fold == Fold::Closed)
        emit chosen(m_suspect.change);
}

void SuspectCard::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter || e->key() == Qt::Key_Space)
        emit chosen(m_suspect.change);
    else if (e->key() == Qt::Key_X && e->modifiers() == Qt::NoModifier)
        emit rulingToggled(m_suspect.change);
    else if (e->key() == Qt::Key_H && e->modifiers() == Qt::NoModifier)
        emit hypothesisWanted(m_suspect.change);
    else if (e->key() == Qt::Key_Down)
        focusNextChild();
    else if (e->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(e);
}

} // namespace foreshock
