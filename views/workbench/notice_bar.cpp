// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/notice_bar.h"

#include "views/theme/glyph.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace foreshock {

NoticeBar::NoticeBar(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("What was imported"));
    m_text = new QLabel;
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* sources = new QPushButton(tr("Show sources"));
    sources->setObjectName(QStringLiteral("link"));
    connect(sources, &QPushButton::clicked, this, &NoticeBar::sourcesWanted);
    auto* close = new QToolButton;
    close->setText(QStringLiteral("\u00D7"));
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 5, 8, 5);
    row->addWidget(m_text, 1);
    row->addWidget(sources);
    row->addWidget(close);
    hide();
}

void NoticeBar::setLook(const Look& look) {
    m_look = look;
    update();
}

void NoticeBar::show(const QString& text, Manner manner) {
    m_manner = manner;
    m_text->setText(text);
    setAccessibleDescription(text);
    setVisible(true);
    update();
}

QString NoticeBar::text() const {
    return m_text->text();
}

void NoticeBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const bool isGood = m_manner == Manner::Good;
    const QColor colour = isGood ? m_look.theme.ok : m_look.theme.warn;
    p.fillRect(rect(), m_look.theme.chip);
    p.fillRect(QRect(0, 0, 3, height()), colour);
    p.fillRect(QRect(0, height() - 1, width(), 1), m_look.theme.line2);
    paintGlyph(p, isGood ? Glyph::Check : Glyph::Bang, {20, height() / 2.0}, m_look.fonts.px(12), colour);
}

} // namespace foreshock
