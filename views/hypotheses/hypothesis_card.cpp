// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hypotheses/hypothesis_card.h"

#include "views/suspects/evidence_row.h"
#include "views/suspects/line_ask.h"
#include "views/suspects/suspect_card.h"
#include "views/words/moment_words.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {
namespace {

QString plain(const std::string& s) {
    return QString::fromStdString(s);
}

EvidenceState stateOf(Stance stance) {
    return stance == Stance::For       ? EvidenceState::For
           : stance == Stance::Against ? EvidenceState::Against
                                       : EvidenceState::DoesNotDecide;
}

QString balance(const BoardHypothesis& h, const Board& board) {
    int counts[3] = {0, 0, 0};
    for (const PutEvidence& p : board.put)
        if (p.hypothesis == h.id)
            ++counts[static_cast<int>(p.stance)];
    QStringList parts;
    if (const int n = counts[static_cast<int>(Stance::For)])
        parts << HypothesisCard::tr("%1 for").arg(n);
    if (const int n = counts[static_cast<int>(Stance::Against)])
        parts << HypothesisCard::tr("%1 against").arg(n);
    if (const int n = counts[static_cast<int>(Stance::Undecided)])
        parts << HypothesisCard::tr("%1 undecided").arg(n);
    return parts.isEmpty() ? HypothesisCard::tr("no evidence yet") : parts.join(QStringLiteral(", "));
}

} // namespace

QString stateWords(HypothesisState state) {
    return state == HypothesisState::Open        ? HypothesisCard::tr("Open")
           : state == HypothesisState::Supported ? HypothesisCard::tr("Supported")
                                                 : HypothesisCard::tr("Ruled out");
}

HypothesisCard::HypothesisCard(const BoardHypothesis& hypothesis, const Board& board, std::optional<Instant> firstAlarm,
                               const Zone& zone, const Look& look, Fold fold, QWidget* parent)
    : QWidget(parent)
    , m_hypothesis(hypothesis)
    , m_firstAlarm(firstAlarm)
    , m_zone(zone)
    , m_look(look)
    , m_fold(fold) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Hypothesis: %1, %2, %3")
                          .arg(plain(hypothesis.statement), stateWords(hypothesis.state), balance(hypothesis, board)));
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(look.fonts.px(14), look.fonts.px(8), look.fonts.px(12), look.fonts.px(8));
    m_column->setSpacing(look.fonts.px(2));
    addHead(board);
    m_afterHead = m_column->count();
    if (fold == Fold::Open) {
        addEvidence(board);
        addTest();
        addDeeds();
    }
}

void HypothesisCard::addHead(const Board& board) {
    const BoardHypothesis& h = m_hypothesis;
    const bool isOut = h.state == HypothesisState::RuledOut;
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* statement = new QLabel(plain(h.statement));
    statement->setTextFormat(Qt::PlainText);
    statement->setWordWrap(true);
    statement->setMinimumWidth(40);
    QFont font = m_look.fonts.bodyStrong;
    font.setStrikeOut(isOut);
    statement->setFont(font);
    statement->setStyleSheet(isOut ? QStringLiteral("font-weight: 600; text-decoration: line-through; color: %1;")
                                         .arg(m_look.theme.text2.name())
                                   : QStringLiteral("font-weight: 600;"));
    head->addWidget(statement, 1);
    head->addWidget(
        makeChip(stateWords(h.state), h.state == HypothesisState::Supported ? ChipTone::Strong : ChipTone::Quiet), 0,
        Qt::AlignTop);
    m_column->addLayout(head);
    QStringList meta;
    if (!h.service.value.empty())
        meta << plain(h.service.value);
    if (h.change.value.empty())
        meta << tr("no recorded change");
    meta << (h.suspectedAt ? tr("first suspected %1").arg(momentText(*h.suspectedAt, m_firstAlarm, m_zone))
                           : tr("when first suspected: not told"));
    meta << balance(h, board);
    m_column->addWidget(makeSecondary(meta.join(QStringLiteral(" \u00b7 ")).toHtmlEscaped()));
    if (h.state == HypothesisState::Open)
        return;
    const QString when = h.settledAt ? momentText(*h.settledAt, m_firstAlarm, m_zone) : QString();
    const QString by = plain(h.settledBy);
    m_column->addWidget(makeSecondary(
        QStringLiteral("<b style='color:%1'>%2</b>")
            .arg(m_look.theme.text.name(), (stateWords(h.state) + (when.isEmpty() ? when : tr(" at %1").arg(when)) +
                                            (by.isEmpty() ? by : QStringLiteral(": ") + by))
                                               .toHtmlEscaped())));
}

void HypothesisCard::addEvidence(const Board& board) {
    m_column->addSpacing(m_look.fonts.px(3));
    for (const Stance stance : {Stance::For, Stance::Against, Stance::Undecided})
        for (const PutEvidence& p : board.put) {
            const PinnedEvidence* e = p.stance == stance && p.hypothesis == id() ? board.pinned(p.evidence) : nullptr;
            if (!e)
                continue;
            auto* row = new EvidenceRow(stateOf(stance), plain(e->text), m_look);
            row->setTarget(true);
            row->setPinnable(false);
            connect(row, &QAbstractButton::clicked, this, [this, pinned = *e] { emit goWanted(pinned); });
            m_column->addWidget(row);
        }
}

void HypothesisCard::addTest() {
    const BoardHypothesis& h = m_hypothesis;
    if (h.test.empty())
        return;
    m_column->addSpacing(m_look.fonts.px(4));
    auto* test =
        new QLabel(QStringLiteral("<b>%1</b> %2").arg(tr("Would rule it out:"), plain(h.test).toHtmlEscaped()));
    test->setTextFormat(Qt::RichText);
    test->setWordWrap(true);
    test->setMinimumWidth(40);
    m_column->addWidget(test);
    if (h.command.empty())
        return;
    auto* copy = new QPushButton(tr("Copy command"));
    copy->setObjectName(QStringLiteral("link"));
    copy->setToolTip(plain(h.command).toHtmlEscaped());
    copy->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(copy, &QPushButton::clicked, copy, [copy, line = plain(h.command)] {
        QApplication::clipboard()->setText(line);
        copy->setText(tr("Copied"));
    });
    m_column->addWidget(copy);
}

std::vector<HypothesisCard::Deed> HypothesisCard::deeds() {
    std::vector<Deed> out;
    const HypothesisState state = m_hypothesis.state;
    if (state != HypothesisState::Supported)
        out.push_back({tr("Supported"), Qt::Key_S, QStringLiteral("S"), [this] { wantAsk(Ask::SupportedBy); }});
    if (state != HypothesisState::RuledOut)
        out.push_back({tr("Rule out\u2026"), Qt::Key_X, QStringLiteral("X"), [this] { wantAsk(Ask::RuledOutBy); }});
    if (state != HypothesisState::Open)
        out.push_back({tr("Open again"), Qt::Key_O, QStringLiteral("O"), [this] {
                           BoardHypothesis h = m_hypothesis;
                           h.state = HypothesisState::Open;
                           h.settledAt.reset();
                           h.settledBy.clear();
                           emit edited(ChangeHypothesis{h});
                       }});
    out.push_back(
        {tr("Change its words\u2026"), Qt::Key_F2, QStringLiteral("F2"), [this] { wantAsk(Ask::Statement); }});
    out.push_back({tr("What would rule it out\u2026"), Qt::Key_T, QStringLiteral("T"), [this] { wantAsk(Ask::Test); }});
    out.push_back({tr("First suspected at the cursor"), Qt::Key_C, QStringLiteral("C"),
                   [this] { emit suspectedAtCursorWanted(id()); }});
    out.push_back({tr("Remove"), Qt::Key_Delete, QStringLiteral("Del"), [this] {
                       emit edited(DropHypothesis{id(), m_hypothesis.statement});
                   }});
    return out;
}

void HypothesisCard::addDeeds() {
    m_column->addSpacing(m_look.fonts.px(5));
    auto* row = new QHBoxLayout;
    row->setSpacing(m_look.fonts.px(8));
    std::vector<Deed> all = deeds();
    for (std::size_t i = 0; i < 2; ++i) {
        auto* button = new QPushButton(QStringLiteral("%1 (%2)").arg(all[i].words, all[i].keyWords));
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, all[i].call);
        row->addWidget(button);
    }
    auto* more = new QPushButton(QStringLiteral("\u22EF"));
    more->setAccessibleName(tr("More for this hypothesis"));
    more->setToolTip(more->accessibleName());
    more->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(more, &QPushButton::clicked, this, [this, more] {
        QContextMenuEvent open(QContextMenuEvent::Mouse, {}, more->mapToGlobal(more->rect().bottomLeft()));
        contextMenuEvent(&open);
    });
    row->addWidget(more);
    row->addStretch(1);
    m_column->addLayout(row);
}

void HypothesisCard::wantAsk(Ask what) {
    emit askWanted(id(), what,
                   what == Ask::Statement ? plain(m_hypothesis.statement)
                   : what == Ask::Test    ? plain(m_hypothesis.test)
                                          : QString());
}

void HypothesisCard::ask(Ask what, const QString& typedSoFar) {
    if (what == Ask::None)
        return;
    if (!m_line) {
        const bool isStatement = what == Ask::Statement, isOut = what == Ask::RuledOutBy;
        m_line = new LineAsk(isStatement                ? tr("What may explain the incident?")
                             : what == Ask::Test        ? tr("What would rule it out?")
                             : what == Ask::SupportedBy ? tr("By what is it supported?")
                                                        : tr("By what is it ruled out?"),
                             isStatement ? tr("Write a sentence.")
                             : isOut     ? tr("Write by what: a few words will do.")
                                         : QString(),
                             typedSoFar, m_look);
        m_column->insertWidget(m_afterHead, m_line);
        connect(&m_line->line(), &QLineEdit::textChanged, this, &HypothesisCard::typed);
        connect(m_line, &LineAsk::given, this, [this, what](const QString& text) { give(what, text); });
        connect(m_line, &LineAsk::left, this, &HypothesisCard::askLeft);
        m_line->show();
    }
    m_line->line().setFocus(Qt::OtherFocusReason);
}

void HypothesisCard::give(Ask what, const QString& text) {
    BoardHypothesis h = m_hypothesis;
    const std::string words = text.toStdString();
    if (what == Ask::Statement) {
        h.statement = words;
    } else if (what == Ask::Test) {
        if (h.test != words)
            h.command.clear(); // it was of another look
        h.test = words;
    } else {
        h.state = what == Ask::SupportedBy ? HypothesisState::Supported : HypothesisState::RuledOut;
        h.settledBy = words;
        h.settledAt.reset(); // the time of the edit
    }
    emit edited(ChangeHypothesis{h});
}

void HypothesisCard::paintEvent(QPaintEvent*) {
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
bool HypothesisCard::event(QEvent* e) {
    if (e->type() == QEvent::ShortcutOverride)
        if (auto* key = static_cast<QKeyEvent*>(e); key->key() == Qt::Key_X && key->modifiers() == Qt::NoModifier) {
            e->accept();
            return true;
        }
    return QWidget::event(e);
}

void HypothesisCard::mousePressEvent(QMouseEvent*) {
    if (m_fold == Fold::Closed)
        emit chosen(id());
}

void HypothesisCard::keyPressEvent(QKeyEvent* e) {
    switch (e->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return emit chosen(id());
    case Qt::Key_Down:
        focusNextChild();
        return;
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    default:
        break;
    }
    if (e->modifiers() == Qt::NoModifier)
        for (const Deed& deed : deeds())
            if (deed.key == e->key())
                return deed.call();
    QWidget::keyPressEvent(e);
}

void HypothesisCard::contextMenuEvent(QContextMenuEvent* e) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Deed& deed : deeds())
        connect(menu->addAction(QStringLiteral("%1\t%2").arg(deed.words, deed.keyWords)), &QAction::triggered, this,
                deed.call);
    menu->popup(e->globalPos());
}

} // namespace foreshock
