// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an opened card holds below its head: evidence, what it rests on, checks, deeds.
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/words/change_words.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {
namespace {

constexpr int kUndecidedShown = 2; ///< rows that do not decide; more are folded

QString plain(const std::string& s) {
    return QString::fromStdString(s);
}

QPushButton* makeLink(const QString& words) {
    auto* link = new QPushButton(words);
    link->setObjectName(QStringLiteral("link"));
    link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return link;
}

/// A line that unfolds what belongs to it.
QPushButton* makeToggle(const QString& words, QWidget* body) {
    auto* toggle = makeLink(QStringLiteral("\u25B8 ") + words);
    toggle->setCheckable(true);
    toggle->setAccessibleName(words);
    body->hide();
    QObject::connect(toggle, &QPushButton::toggled, body, [toggle, body, words](bool isOpen) {
        toggle->setText((isOpen ? QStringLiteral("\u25BE ") : QStringLiteral("\u25B8 ")) + words);
        body->setVisible(isOpen);
    });
    return toggle;
}

QVBoxLayout* columnOf(QWidget* body, int spacing) {
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

void SuspectCard::addRow(QVBoxLayout& column, const Evidence& e) {
    auto* row = new EvidenceRow(e.state, evidenceText(e, m_suspect), m_look);
    const bool hasTarget = e.ref.at || e.ref.range || !e.ref.series.isEmpty();
    row->setTarget(hasTarget);
    if (hasTarget)
        connect(row, &QAbstractButton::clicked, this,
                [this, ref = e.ref] { emit evidenceActivated(m_suspect.change, ref); });
    connect(row, &EvidenceRow::pinWanted, this, [this, e] { emit pinWanted(m_suspect.change, e); });
    m_rows.emplace_back(row, static_cast<std::size_t>(&e - m_suspect.evidence.data()));
    column.addWidget(row);
}

void SuspectCard::addEvidence() {
    m_column->addSpacing(m_look.fonts.px(4));
    // What speaks for it first, then against, then what does not decide; the order of the analysis within each.
    std::vector<const Evidence*> folded;
    for (const EvidenceState state :
         {EvidenceState::For, EvidenceState::Against, EvidenceState::DoesNotDecide, EvidenceState::NotTested}) {
        int shown = 0;
        for (const Evidence& e : m_suspect.evidence) {
            if (e.state != state || e.text.empty())
                continue;
            if (state == EvidenceState::DoesNotDecide && ++shown > kUndecidedShown)
                folded.push_back(&e);
            else
                addRow(*m_column, e);
        }
    }
    for (const std::string& s : notTestedBesides(m_suspect)) {
        const QString words = plain(s);
        auto* row = new EvidenceRow(EvidenceState::NotTested,
                                    words.startsWith(QLatin1String("not tested"), Qt::CaseInsensitive)
                                        ? capitalised(words)
                                        : tr("Not tested: %1").arg(words),
                                    m_look);
        Evidence untested;
        untested.kind = EvidenceKind::Coverage;
        untested.state = EvidenceState::NotTested;
        untested.text = row->text().toStdString();
        connect(row, &EvidenceRow::pinWanted, this, [this, untested] { emit pinWanted(m_suspect.change, untested); });
        m_column->addWidget(row);
    }
    if (!folded.empty()) {
        auto* body = new QWidget;
        QVBoxLayout* column = columnOf(body, m_look.fonts.px(2));
        for (const Evidence* e : folded)
            addRow(*column, *e);
        m_column->addWidget(makeToggle(folded.size() == 1 ? tr("1 more that does not decide")
                                                          : tr("%1 more that do not decide").arg(folded.size()),
                                       body));
        m_column->addWidget(body);
    }
    for (const RestsOn& r : m_suspect.restsOn)
        if (!r.text.empty()) {
            m_column->addSpacing(m_look.fonts.px(3));
            const QString text = plain(r.text).toHtmlEscaped();
            m_column->addWidget(
                makeSecondary(text.startsWith(QLatin1String("Rests on")) ? text : tr("Rests on: %1").arg(text)));
        }
}

/// The text, and what copies its command.
void SuspectCard::addCheck(QVBoxLayout& column, const QString& lead, std::size_t index) {
    const Check& check = m_suspect.checks[index];
    auto* text =
        new QLabel(lead.isEmpty() ? plain(check.text).toHtmlEscaped()
                                  : QStringLiteral("<b>%1</b> %2").arg(lead, plain(check.text).toHtmlEscaped()));
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setMinimumWidth(40);
    if (!lead.isEmpty())
        text->setObjectName(QStringLiteral("checks")); // the first marks point to it
    column.addWidget(text);
    if (check.command.empty())
        return;
    auto* copy = makeLink(tr("Copy command"));
    copy->setToolTip(plain(check.command).toHtmlEscaped());
    copy->setAccessibleName(tr("Copy command: %1").arg(plain(check.command)));
    connect(copy, &QPushButton::clicked, copy, [copy, line = plain(check.command)] {
        QApplication::clipboard()->setText(line);
        copy->setText(tr("Copied: %1").arg(QFontMetrics(copy->font()).elidedText(line, Qt::ElideRight, 180)));
    });
    column.addWidget(copy);
}

void SuspectCard::addChecks() {
    if (m_suspect.checks.empty())
        return;
    m_column->addSpacing(m_look.fonts.px(6));
    addCheck(*m_column, tr("Would rule it out:"), 0);
    const std::size_t more = m_suspect.checks.size() - 1;
    if (more == 0)
        return;
    auto* body = new QWidget;
    QVBoxLayout* column = columnOf(body, m_look.fonts.px(4));
    for (std::size_t i = 1; i <= more; ++i)
        addCheck(*column, QString(), i);
    m_column->addWidget(makeToggle(more == 1 ? tr("1 more check") : tr("%1 more checks").arg(more), body));
    m_column->addWidget(body);
}

void SuspectCard::addFold(const QString& words, const QStringList& lines) {
    if (lines.isEmpty())
        return;
    auto* body = new QWidget;
    QVBoxLayout* column = columnOf(body, m_look.fonts.px(3));
    for (const QString& line : lines)
        column->addWidget(makeSecondary(line.toHtmlEscaped()));
    m_column->addSpacing(m_look.fonts.px(3));
    m_column->addWidget(makeToggle(words, body));
    m_column->addWidget(body);
}

void SuspectCard::addDeeds() {
    m_column->addSpacing(m_look.fonts.px(6));
    auto* row = new QHBoxLayout;
    row->setSpacing(m_look.fonts.px(8));
    auto* rule = new QPushButton(isRuledOut() ? tr("Restore (X)") : tr("Rule out\u2026 (X)"));
    auto* start = new QPushButton(tr("Hypothesis (H)"));
    start->setToolTip(tr("Start a hypothesis with this evidence"));
    start->setAccessibleName(tr("Start a hypothesis from this suspect"));
    connect(rule, &QPushButton::clicked, this, [this] { emit rulingToggled(m_suspect.change); });
    connect(start, &QPushButton::clicked, this, [this] { emit hypothesisWanted(m_suspect.change); });
    for (QPushButton* button : {rule, start}) {
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        row->addWidget(button);
    }
    row->addStretch(1);
    m_column->addLayout(row);
    if (m_facts.change.links.empty())
        return;
    auto* links = new QHBoxLayout;
    links->setSpacing(m_look.fonts.px(12));
    for (const ChangeLink& link : m_facts.change.links) {
        auto* open =
            makeLink(QFontMetrics(m_look.fonts.body).elidedText(link.words, Qt::ElideRight, m_look.fonts.px(110)));
        open->setToolTip(link.address.toHtmlEscaped());
        open->setAccessibleName(tr("Open %1: %2").arg(link.words, link.address));
        connect(open, &QPushButton::clicked, this, [this, to = link.address] { emit linkWanted(to); });
        links->addWidget(open);
    }
    links->addStretch(1);
    m_column->addLayout(links);
}

} // namespace foreshock
