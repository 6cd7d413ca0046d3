// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/line_ask.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace foreshock {

LineAsk::LineAsk(const QString& what, const QString& must, const QString& text, const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_must(must) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, look.fonts.px(4), 0, look.fonts.px(2));
    column->setSpacing(look.fonts.px(2));
    m_line = new QLineEdit(text);
    m_line->setPlaceholderText(what);
    m_line->setAccessibleName(what);
    m_line->setMaxLength(2000);
    m_line->installEventFilter(this);
    column->addWidget(m_line);
    m_hint = new QLabel(tr("Enter keeps it, Esc leaves it."));
    m_hint->setObjectName(QStringLiteral("secondary"));
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    setFocusProxy(m_line);
}

bool LineAsk::eventFilter(QObject* watched, QEvent* e) {
    if (watched != m_line || (e->type() != QEvent::KeyPress && e->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, e);
    const int key = static_cast<QKeyEvent*>(e)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isEnter && key != Qt::Key_Escape)
        return false;
    e->accept();
    if (e->type() == QEvent::ShortcutOverride)
        return true;
    if (!isEnter) {
        emit left();
    } else if (const QString text = m_line->text().simplified(); text.isEmpty() && !m_must.isEmpty()) {
        m_hint->setText(m_must);
    } else {
        emit given(text);
    }
    return true;
}

} // namespace foreshock
