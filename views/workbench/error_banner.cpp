// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/error_banner.h"

#include "views/theme/glyph.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace foreshock {

ErrorBanner::ErrorBanner(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Error"));
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_help = new QLabel;
    m_help->setTextFormat(Qt::PlainText);
    m_help->setObjectName(QStringLiteral("secondary"));
    m_help->setWordWrap(true);
    auto* close = new QToolButton;
    close->setText(QStringLiteral("\u00D7"));
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_message);
    words->addWidget(m_help);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 7, 8, 7);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void ErrorBanner::setLook(const Look& look) {
    m_look = look;
    update();
}

void ErrorBanner::show(const Error& error) {
    const QString message = QString::fromStdString(error.message), where = QString::fromStdString(error.where);
    m_message->setText(where.isEmpty() ? message : message + QStringLiteral(" (") + where + QLatin1Char(')'));
    m_help->setText(QString::fromStdString(error.help));
    m_help->setVisible(!error.help.empty());
    setAccessibleDescription(text());
    setVisible(true);
}

QString ErrorBanner::text() const {
    return m_help->text().isEmpty() ? m_message->text() : m_message->text() + QStringLiteral(". ") + m_help->text();
}

void ErrorBanner::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), m_look.theme.chip);
    p.fillRect(QRect(0, 0, 3, height()), m_look.theme.fail);
    p.fillRect(QRect(0, height() - 1, width(), 1), m_look.theme.line2);
    paintGlyph(p, Glyph::Triangle, {20, m_message->y() + m_message->height() / 2.0}, m_look.fonts.px(12),
               m_look.theme.fail);
}

} // namespace foreshock
