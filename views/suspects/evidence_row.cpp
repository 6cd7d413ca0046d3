// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/evidence_row.h"

#include "views/theme/glyph.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace foreshock {

static constexpr int kWrap = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

/// A figure and its unit stay on one line.
static QString unbroken(QString text) {
    static const QRegularExpression unit(QStringLiteral("(?<=\\d) (?=%|(?:d|h|min|s|ms)\\b)"));
    return text.replace(unit, QStringLiteral("\u00A0"));
}

QString EvidenceRow::stateWords(EvidenceState state) {
    switch (state) {
    case EvidenceState::For:
        return tr("For");
    case EvidenceState::Against:
        return tr("Against");
    case EvidenceState::DoesNotDecide:
        return tr("Does not decide");
    case EvidenceState::NotTested:
        break;
    }
    return tr("Not tested");
}

EvidenceRow::EvidenceRow(EvidenceState state, const QString& sentence, const Look& look, QWidget* parent)
    : QAbstractButton(parent)
    , m_state(state)
    , m_look(look) {
    setText(sentence);
    setFont(look.fonts.body);
    setAccessibleName(stateWords(state) + QStringLiteral(": ") + sentence);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum); // fixed would hold it to its hint's width
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setTarget(false);
}

void EvidenceRow::setTarget(bool hasTarget) {
    m_hasTarget = hasTarget;
    setFocusPolicy(Qt::StrongFocus);
    setCursor(hasTarget ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QString tip = stateWords(m_state) + QLatin1Char('.');
    if (hasTarget)
        tip += tr(" Go there.");
    if (m_isPinnable)
        tip += tr(" P keeps it as evidence.");
    setToolTip(tip);
}

void EvidenceRow::setPinnable(bool isPinnable) {
    m_isPinnable = isPinnable;
    setTarget(m_hasTarget);
}

QRect EvidenceRow::textRect(int width) const {
    const int left = m_look.fonts.px(18);
    return QRect(left, m_look.fonts.px(2), std::max(10, width - left - 2), 10000);
}

int EvidenceRow::heightForWidth(int width) const {
    return QFontMetrics(m_look.fonts.body).boundingRect(textRect(width), kWrap, unbroken(text())).height() +
           m_look.fonts.px(5);
}

QSize EvidenceRow::sizeHint() const {
    return {m_look.fonts.px(260), heightForWidth(m_look.fonts.px(260))};
}
QSize EvidenceRow::minimumSizeHint() const {
    return {m_look.fonts.px(120), m_look.fonts.px(20)};
}

void EvidenceRow::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    const Theme& t = m_look.theme;
    const auto [glyph, colour] = [&]() -> std::pair<Glyph, QColor> {
        switch (m_state) {
        case EvidenceState::For:
            return {Glyph::Check, t.ok};
        case EvidenceState::Against:
            return {Glyph::Cross, t.fail};
        case EvidenceState::DoesNotDecide:
            return {Glyph::Ring, t.text2};
        case EvidenceState::NotTested:
            break;
        }
        return {Glyph::Dash, t.text2};
    }();
    const QRect rect = textRect(width());
    const int line = QFontMetrics(m_look.fonts.body).height();
    paintGlyph(p, glyph, QPointF(m_look.fonts.px(6), rect.top() + line / 2.0), m_look.fonts.px(10), colour);
    QFont font = m_look.fonts.body;
    font.setUnderline(underMouse() && m_hasTarget);
    p.setFont(font);
    p.setPen(m_state == EvidenceState::NotTested ? t.text2 : t.text);
    p.drawText(rect, kWrap, unbroken(text()));
    if (hasFocus()) {
        p.setPen(QPen(t.accent, 1));
        p.drawRoundedRect(QRectF(this->rect()).adjusted(.5, .5, -.5, -.5), 3, 3);
    }
}

void EvidenceRow::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)
        click();
    else if (m_isPinnable && e->key() == Qt::Key_P && e->modifiers() == Qt::NoModifier)
        emit pinWanted();
    else if (e->key() == Qt::Key_Down)
        focusNextChild();
    else if (e->key() == Qt::Key_Up)
        focusPreviousChild();
    else if (e->key() == Qt::Key_Space)
        QAbstractButton::keyPressEvent(e);
    else
        e->ignore(); // what the whole card can do, its rows can
}

void EvidenceRow::contextMenuEvent(QContextMenuEvent* e) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_hasTarget)
        connect(menu->addAction(tr("&Go there")), &QAction::triggered, this, [this] { click(); });
    if (m_isPinnable)
        connect(menu->addAction(tr("&Pin to evidence\tP")), &QAction::triggered, this, &EvidenceRow::pinWanted);
    menu->popup(e->globalPos());
}

} // namespace foreshock
