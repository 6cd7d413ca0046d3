// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/focus_ring.h"

#include <QFocusEvent>
#include <QPainter>

namespace foreshock {

FocusRing::FocusRing(QWidget* view)
    : QWidget(view) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    view->installEventFilter(this);
    hide();
}

void FocusRing::setColour(const QColor& colour) {
    m_colour = colour;
    update();
}

void FocusRing::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setPen(QPen(m_colour, 2));
    p.drawRect(rect().adjusted(1, 1, -1, -1));
}

bool FocusRing::eventFilter(QObject*, QEvent* e) {
    if (e->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    else if (e->type() == QEvent::FocusOut)
        hide();
    else if (e->type() == QEvent::FocusIn) {
        const auto reason = static_cast<QFocusEvent*>(e)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason) {
            setGeometry(parentWidget()->rect());
            show();
            raise();
        }
    }
    return false;
}

} // namespace foreshock
