// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hypotheses/pin_row.h"

#include "model/base/time_text.h"
#include "views/suspects/clipped_text.h"
#include "views/suspects/suspect_card.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

QString kindWords(PinKind kind) {
    switch (kind) {
    case PinKind::Finding:
        return PinRow::tr("finding");
    case PinKind::Record:
        return PinRow::tr("log record");
    case PinKind::Range:
        return PinRow::tr("stretch of time");
    case PinKind::ChangePoint:
        break;
    }
    return PinRow::tr("change point");
}

static QString whenText(const PinnedEvidence& e, const Zone& zone) {
    const auto clock = [&](Instant at) { return QString::fromStdString(clockText(at, zone)); };
    QString out = QString::fromStdString(dayText(e.time, zone)).section(QLatin1Char(' '), 0, 1) + QLatin1Char(' ');
    if (e.until && *e.until > e.time)
        out += clock(e.time) + QStringLiteral("\u2013");
    return out + QString::fromStdString(clockTextWithZone(e.until && *e.until > e.time ? *e.until : e.time, zone));
}

PinRow::PinRow(const PinnedEvidence& evidence, const BoardHypothesis* hypothesis, std::optional<Stance> stance,
               const Zone& zone, const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_evidence(evidence)
    , m_stance(stance)
    , m_canBePut(hypothesis != nullptr)
    , m_look(look) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    const QString words = QString::fromStdString(evidence.text), when = whenText(evidence, zone);
    QStringList meta{when, kindWords(evidence.kind)};
    if (!evidence.service.value.empty())
        meta << QString::fromStdString(evidence.service.value);
    if (evidence.isGone)
        meta << tr("its source is gone: shown as it was");
    const QString says = !stance                      ? QString()
                         : *stance == Stance::For     ? tr("for")
                         : *stance == Stance::Against ? tr("against")
                                                      : tr("undecided");
    setAccessibleName(
        QStringLiteral("%1: %2%3")
            .arg(meta.join(QStringLiteral(", ")), words, says.isEmpty() ? says : QStringLiteral(", ") + says));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(look.fonts.px(14), look.fonts.px(5), look.fonts.px(10), look.fonts.px(6));
    row->setSpacing(look.fonts.px(6));
    auto* column = new QVBoxLayout;
    column->setSpacing(look.fonts.px(1));
    auto* text = new ClippedText(words, look.fonts.body, look.theme.text, 3);
    column->addWidget(text);
    QLabel* second = makeSecondary(meta.join(QStringLiteral(" \u00b7 ")).toHtmlEscaped());
    column->addWidget(second);
    for (QWidget* w : {static_cast<QWidget*>(text), static_cast<QWidget*>(second)})
        w->setAttribute(Qt::WA_TransparentForMouseEvents); // the whole row is pressed
    row->addLayout(column, 1);
    if (!hypothesis)
        return;
    for (const auto& [name, value, tip] : {std::tuple(tr("For"), Stance::For, tr("Speaks for the hypothesis (F)")),
                                           std::tuple(tr("Against"), Stance::Against, tr("Speaks against it (A)"))}) {
        auto* button = new QPushButton(name);
        button->setCheckable(true);
        button->setChecked(stance == value);
        button->setObjectName(QStringLiteral("link"));
        if (stance == value) // said by weight and a mark, not by colour
            button->setText((value == Stance::For ? QStringLiteral("\u2713 ") : QStringLiteral("\u2717 ")) + name);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, wanted = value] { want(wanted); });
        row->addWidget(button, 0, Qt::AlignTop);
    }
}

/// Once more the same: it is taken away from the hypothesis.
void PinRow::want(Stance stance) {
    if (m_canBePut)
        emit stanceWanted(id(), m_stance == stance ? std::nullopt : std::optional(stance));
}

void PinRow::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Theme& t = m_look.theme;
    if (m_stance)
        p.fillRect(QRect(0, 0, m_look.fonts.px(3), height()), *m_stance == Stance::For       ? t.ok
                                                              : *m_stance == Stance::Against ? t.fail
                                                                                             : t.none);
    p.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    if (hasFocus()) {
        p.setPen(QPen(t.accent, 1));
        p.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PinRow::mouseReleaseEvent(QMouseEvent* e) {
    if (e->button() == Qt::LeftButton && rect().contains(e->pos()))
        emit goWanted(m_evidence);
}

void PinRow::keyPressEvent(QKeyEvent* e) {
    switch (e->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return emit goWanted(m_evidence);
    case Qt::Key_F:
        return want(Stance::For);
    case Qt::Key_A:
        return want(Stance::Against);
    case Qt::Key_U:
        return want(Stance::Undecided);
    case Qt::Key_Delete:
        return emit removeWanted(id());
    case Qt::Key_Down:
        focusNextChild();
        return;
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    default:
        QWidget::keyPressEvent(e);
    }
}

void PinRow::contextMenuEvent(QContextMenuEvent* e) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Go there\tEnter")), &QAction::triggered, this, [this] { emit goWanted(m_evidence); });
    for (const auto& [words, stance] : {std::pair(tr("&For the hypothesis\tF"), Stance::For),
                                        std::pair(tr("&Against the hypothesis\tA"), Stance::Against),
                                        std::pair(tr("Does not &decide\tU"), Stance::Undecided)}) {
        QAction* action = menu->addAction(words);
        action->setEnabled(m_canBePut);
        connect(action, &QAction::triggered, this, [this, wanted = stance] { want(wanted); });
    }
    connect(menu->addAction(tr("&Remove\tDel")), &QAction::triggered, this, [this] { emit removeWanted(id()); });
    menu->popup(e->globalPos());
}

} // namespace foreshock
