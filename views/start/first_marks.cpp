// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/first_marks.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace foreshock {
namespace {

int bubbleWidth(const Look& look, QSize window) {
    return std::min(look.fonts.px(230), window.width() / 3);
}

QRect wordsIn(int width, const QFont& font, const QString& words) {
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, words);
}

} // namespace

std::vector<QRect> placeMarks(const std::vector<FirstMark>& marks, QSize window, const Look& look) {
    std::vector<QRect> out;
    const int pad = look.fonts.px(10), gap = look.fonts.px(8), width = bubbleWidth(look, window);
    int below = gap;
    for (const FirstMark& mark : marks) {
        const int height = wordsIn(width - 2 * pad, look.fonts.bodyStrong, mark.title).height() +
                           wordsIn(width - 2 * pad, look.fonts.small, mark.words).height() + 2 * pad;
        const int top = std::max(mark.about.center().y() - height / 2, below);
        out.emplace_back(std::max(gap, mark.about.left() - look.fonts.px(18) - width), top, width, height);
        below = top + height + gap;
    }
    // What does not fit pushes the others up.
    int above = window.height() - gap;
    for (auto box = out.rbegin(); box != out.rend(); ++box) {
        if (box->bottom() >= above)
            box->moveBottom(above - 1);
        above = box->top() - gap;
    }
    return out;
}

FirstMarks::FirstMarks(QWidget* window, Find find)
    : QWidget(window)
    , m_find(std::move(find)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("First steps"));
    hide();
}

void FirstMarks::open(const Look& look) {
    m_look = look;
    setGeometry(parentWidget()->rect());
    tell();
    show();
    raise();
    qApp->installEventFilter(this);
}

QStringList FirstMarks::titles() const {
    QStringList out;
    for (const FirstMark& mark : m_find())
        out << mark.title;
    return out;
}

void FirstMarks::tell() {
    QStringList words;
    for (const FirstMark& mark : m_find())
        words << mark.title + QStringLiteral(": ") + mark.words;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

void FirstMarks::paintEvent(QPaintEvent*) {
    const std::vector<FirstMark> marks = m_find();
    const std::vector<QRect> boxes = placeMarks(marks, size(), m_look);
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    p.setRenderHint(QPainter::Antialiasing);
    const Theme& t = m_look.theme;
    const int pad = m_look.fonts.px(10);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const QRectF box = QRectF(boxes[i]).adjusted(.5, .5, -.5, -.5);
        const double tip = std::clamp<double>(marks[i].about.center().y(), box.top() + pad, box.bottom() - pad);
        QPainterPath shape;
        shape.addRoundedRect(box, 6, 6);
        QPainterPath arrow;
        const double at = m_look.fonts.px(7);
        arrow.addPolygon(
            QPolygonF({{box.right() - 1, tip - at}, {box.right() + at, tip}, {box.right() - 1, tip + at}}));
        p.setPen(Qt::NoPen);
        p.setBrush(t.accent);
        p.drawPath(shape.united(arrow));
        p.setPen(t.onAccent);
        QRect inner = boxes[i].adjusted(pad, pad, -pad, -pad);
        p.setFont(m_look.fonts.bodyStrong);
        QRect used;
        p.drawText(inner, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, marks[i].title, &used);
        p.setFont(m_look.fonts.small);
        p.drawText(inner.adjusted(0, used.height(), 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                   marks[i].words);
    }
}

bool FirstMarks::eventFilter(QObject* watched, QEvent* e) {
    if (isHidden())
        return false;
    if (e->type() == QEvent::Resize && watched == parentWidget())
        setGeometry(parentWidget()->rect());
    auto* widget = qobject_cast<QWidget*>(watched);
    const bool isHand = e->type() == QEvent::MouseButtonPress || e->type() == QEvent::KeyPress;
    if (isHand && widget && widget->window() == window()) {
        qApp->removeEventFilter(this);
        hide();
        emit dismissed();
    }
    return false;
}

} // namespace foreshock
