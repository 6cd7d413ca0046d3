// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspect_card.h"

#include "views/suspects/clipped_text.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_texts.h"
#include "views/words/change_words.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
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

static QString plain(const std::string& s) {
    return QString::fromStdString(s);
}

SuspectCard::SuspectCard(int number, const Suspect& suspect, Instant firstAlarm, const Zone& zone, const Look& look,
                         Fold fold, QWidget* parent)
    : QWidget(parent)
    , m_suspect(suspect)
    , m_look(look)
    , m_fold(fold) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(QStringLiteral("%1 %2, %3, %4, %5")
                          .arg(number)
                          .arg(plain(suspect.title), strengthWords(suspect.strength), plain(suspect.service.value),
                               lagText(suspect)));
    setToolTip(probabilityText(suspect.probability));
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(look.fonts.px(14), look.fonts.px(9), look.fonts.px(12), look.fonts.px(10));
    m_column->setSpacing(look.fonts.px(2));
    addHead(number, firstAlarm, zone);
    if (fold == Fold::Open) {
        addEvidence();
        addChecks();
    }
}

void SuspectCard::addHead(int number, Instant firstAlarm, const Zone& zone) {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    const ChangeHeading heading = headingOf(m_suspect.title, m_suspect.kind, m_suspect.change.value);
    auto* title = new QLabel(QStringLiteral("%1\u2002%2").arg(number).arg(heading.name));
    title->setTextFormat(Qt::PlainText);
    title->setFont(m_look.fonts.bodyStrong);
    title->setStyleSheet(QStringLiteral("font-weight: 600;"));
    title->setWordWrap(true);
    title->setMinimumWidth(40);
    head->addWidget(title, 1);
    head->addWidget(makeChip(strengthWords(m_suspect.strength),
                             m_suspect.strength == Strength::Strong ? ChipTone::Strong : ChipTone::Quiet),
                    0, Qt::AlignTop);
    m_column->addLayout(head);
    if (!heading.description.isEmpty())
        m_column->addWidget(new ClippedText(heading.description, m_look.fonts.small, m_look.theme.text2, 2));
    const QString dot = QStringLiteral(" \u00b7 ");
    const QString lag = lagText(m_suspect);
    const qsizetype words = lag.indexOf(QRegularExpression(QStringLiteral(" (before|after|with)")));
    QString meta = plain(m_suspect.service.value).toHtmlEscaped() + dot + spanText(m_suspect, firstAlarm, zone) + dot;
    if (m_fold == Fold::Open)
        meta += QStringLiteral("<b style='color:%1'>%2</b>%3")
                    .arg(m_look.theme.text.name(), lag.left(std::max<qsizetype>(words, 0)),
                         lag.mid(std::max<qsizetype>(words, 0)));
    else
        meta += QString(lag).remove(QStringLiteral(" the first alarm")) +
                (balanceText(m_suspect).isEmpty() ? QString() : dot + balanceText(m_suspect)) +
                (m_suspect.response ? dot + responseWords(m_suspect, zone) : QString());
    m_column->addWidget(makeSecondary(meta));
}

void SuspectCard::addEvidence() {
    m_column->addSpacing(m_look.fonts.px(4));
    // What speaks for it first, then against, then what does not decide; the order of the analysis within each.
    for (const EvidenceState state :
         {EvidenceState::For, EvidenceState::Against, EvidenceState::DoesNotDecide, EvidenceState::NotTested})
        for (const Evidence& e : m_suspect.evidence) {
            if (e.state != state || e.text.empty())
                continue;
            auto* row = new EvidenceRow(e.state, evidenceText(e, m_suspect), m_look);
            const bool hasTarget = e.ref.at || e.ref.range || !e.ref.series.isEmpty();
            row->setTarget(hasTarget);
            if (hasTarget)
                connect(row, &QAbstractButton::clicked, this,
                        [this, ref = e.ref] { emit evidenceActivated(m_suspect.change, ref); });
            m_column->addWidget(row);
        }
    for (const std::string& s : notTestedBesides(m_suspect)) {
        const QString words = plain(s);
        m_column->addWidget(new EvidenceRow(EvidenceState::NotTested,
                                            words.startsWith(QLatin1String("not tested"), Qt::CaseInsensitive)
                                                ? capitalised(words)
                                                : tr("Not tested: %1").arg(words),
                                            m_look));
    }
    for (const RestsOn& r : m_suspect.restsOn)
        if (!r.text.empty()) {
            m_column->addSpacing(m_look.fonts.px(3));
            const QString text = plain(r.text).toHtmlEscaped();
            m_column->addWidget(
                makeSecondary(text.startsWith(QLatin1String("Rests on")) ? text : tr("Rests on: %1").arg(text)));
        }
}

void SuspectCard::addChecks() {
    if (m_suspect.checks.empty())
        return;
    auto* toggle = new QPushButton(m_suspect.checks.size() == 1 ? tr("Check that would rule it out")
                                                                : tr("Checks that would rule it out"));
    toggle->setObjectName(QStringLiteral("checks"));
    toggle->setCheckable(true);
    toggle->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_column->addSpacing(m_look.fonts.px(6));
    m_column->addWidget(toggle);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, m_look.fonts.px(4), 0, 0);
    column->setSpacing(m_look.fonts.px(4));
    for (const Check& check : m_suspect.checks) {
        auto* text = new QLabel(plain(check.text));
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setMinimumWidth(40);
        column->addWidget(text);
        if (check.command.empty())
            continue;
        auto* command = new QLabel(plain(check.command));
        command->setObjectName(QStringLiteral("code"));
        command->setTextFormat(Qt::PlainText);
        command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        command->setWordWrap(true);
        command->setMinimumWidth(40);
        auto* copy = new QPushButton(tr("Copy command"));
        copy->setObjectName(QStringLiteral("link"));
        copy->setAccessibleName(tr("Copy command: %1").arg(plain(check.text)));
        copy->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(copy, &QPushButton::clicked, copy, [copy, line = plain(check.command)] {
            QApplication::clipboard()->setText(line);
            copy->setText(tr("Copied"));
        });
        column->addWidget(command);
        column->addWidget(copy);
    }
    body->hide();
    connect(toggle, &QPushButton::toggled, body, &QWidget::setVisible);
    m_column->addWidget(body);
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

void SuspectCard::mousePressEvent(QMouseEvent*) {
    if (m_fold == Fold::Closed)
        emit chosen(m_suspect.change);
}

void SuspectCard::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter || e->key() == Qt::Key_Space)
        emit chosen(m_suspect.change);
    else if (e->key() == Qt::Key_Down)
        focusNextChild();
    else if (e->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(e);
}

} // namespace foreshock
