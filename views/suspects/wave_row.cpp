// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/wave_row.h"

#include "model/domain/wave_words.h"
#include "views/theme/glyph.h"

#include <QKeyEvent>
#include <QPainter>

namespace foreshock {

WaveRow::WaveRow(const AlarmWave& wave, const QString& time, int timeWidth, State state, const Look& look,
                 QWidget* parent)
    : QAbstractButton(parent)
    , m_alarm(wave.alarm)
    , m_time(time)
    , m_who(wave.alarms == 1
                ? tr("1 alarm, %1").arg(QString::fromStdString(wave.service.value))
                : tr("%1 alarms, %2 first").arg(wave.alarms).arg(QString::fromStdString(wave.service.value)))
    , m_verdict(QString::fromStdString(waveVerdictText(wave)))
    , m_timeWidth(timeWidth)
    , m_state(state)
    , m_look(look) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(state == State::Shown ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const QString words = QStringLiteral("%1, %2, %3").arg(m_time, m_who, m_verdict);
    setText(words);
    setAccessibleName(state == State::Shown ? tr("Wave of %1, shown").arg(words) : tr("Wave of %1").arg(words));
    setToolTip(!wave.isRanked ? tr("Not ranked: nothing of its services moved, or its rules fire over and over. Press "
                                   "to rank it all the same.")
               : state == State::Shown ? tr("This wave is shown")
                                       : tr("Show what may explain this wave"));
}

QSize WaveRow::sizeHint() const {
    return {m_look.fonts.px(260), QFontMetrics(m_look.fonts.small).height() + m_look.fonts.px(7)};
}
QSize WaveRow::minimumSizeHint() const {
    return {m_look.fonts.px(180), sizeHint().height()};
}

void WaveRow::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    const Theme& t = m_look.theme;
    const bool isShown = m_state == State::Shown;
    const QFont font = isShown ? m_look.fonts.smallStrong : m_look.fonts.small;
    const QFontMetrics metrics(font);
    const int edge = m_look.fonts.px(14), gap = m_look.fonts.px(8);
    if (isShown)
        p.fillRect(rect(), t.accentBg);
    else if (underMouse())
        p.fillRect(rect(), t.raised);
    if (isShown) {
        p.fillRect(QRect(0, 0, m_look.fonts.px(3), height()), t.accent);
        paintGlyph(p, Glyph::Disc, QPointF(edge + m_look.fonts.px(3), height() / 2.0), m_look.fonts.px(8), t.accent);
    }
    p.setFont(font);
    QRect left(edge + m_look.fonts.px(12), 0, m_timeWidth, height());
    p.setPen(isShown ? t.text : t.text2);
    p.drawText(left, Qt::AlignRight | Qt::AlignVCenter, m_time);
    const int verdictWidth = metrics.horizontalAdvance(m_verdict) + 1;
    const QRect right(width() - m_look.fonts.px(12) - verdictWidth, 0, verdictWidth, height());
    p.drawText(right, Qt::AlignRight | Qt::AlignVCenter, m_verdict);
    const QRect middle(left.right() + gap, 0, right.left() - left.right() - 2 * gap, height());
    p.setPen(t.text);
    p.drawText(middle, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_who, Qt::ElideRight, middle.width()));
    if (hasFocus()) {
        p.setPen(QPen(t.accent, 1));
        p.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void WaveRow::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)
        click();
    else if (e->key() == Qt::Key_Down)
        focusNextChild();
    else if (e->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QAbstractButton::keyPressEvent(e);
}

} // namespace foreshock
