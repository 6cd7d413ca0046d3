// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/hand_painter.h"

#include "model/base/time_text.h"

#include <QPainter>
#include <cmath>

namespace foreshock {

void paintFirstAlarm(QPainter& p, const TimelinePicture& pic) {
    const auto at = pic.scene.sight.firstAlarm;
    if (!at || !pic.scene.sight.range.contains(*at))
        return;
    QPen pen(pic.look.theme.fail, 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({2, 2});
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(pen);
    const double x = std::round(pic.scene.layout.axis.x(*at));
    p.drawLine(QPointF(x, pic.scene.layout.lanesArea.top()), QPointF(x, pic.scene.layout.lanesArea.bottom()));
}

static void paintPill(QPainter& p, const TimelinePicture& pic, const QString& text, double x, double y,
                      const QColor& paper, const QColor& ink) {
    QFont font = pic.look.fonts.axis;
    font.setWeight(QFont::DemiBold);
    p.setFont(font);
    const QFontMetricsF metrics(font);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + pic.look.fonts.px(10), pic.look.fonts.px(17));
    box.moveCenter({x, y});
    const TimeAxis& axis = pic.scene.layout.axis;
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, axis.right() + pic.look.fonts.px(8) - box.width())));
    // A ruler's figure is covered whole or not at all: half of one reads as another.
    const bool isUpper = y < pic.scene.layout.ruler.center().y();
    for (const TimeTick& tick : pic.scene.ticks) {
        const QString& figure = isUpper ? tick.local : tick.fromAlarm;
        const double half = pic.texts.width(isUpper ? pic.look.fonts.mono : pic.look.fonts.axis, figure) / 2 + 2;
        const QRectF covered(tick.x - half, box.top(), half * 2, box.height());
        if (covered.adjusted(-2, 0, 2, 0).intersects(box))
            p.fillRect(covered, pic.look.theme.surface);
    }
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(paper);
    p.drawRoundedRect(box, 3, 3);
    p.setPen(ink);
    p.drawText(box, Qt::AlignCenter, text);
}

static void paintHeldLane(QPainter& p, const TimelinePicture& pic, const HandPicture& hand) {
    const TimelineLayout& layout = pic.scene.layout;
    for (std::size_t i = 0; i < pic.scene.lanes.size() && !hand.heldLane.empty(); ++i)
        if (pic.scene.lanes[i].key == hand.heldLane && layout.shows(i)) {
            const QRectF area = layout.lanes[i].isPinned ? layout.pinnedArea : layout.scrolledArea;
            const QRectF box = layout.lanes[i].gutter.intersected(area);
            p.fillRect(QRectF(box.left(), box.top() + 1, 3, box.height() - 2), pic.look.theme.accent);
        }
    if (hand.dropLine)
        p.fillRect(QRectF(0, *hand.dropLine - 1, layout.whole.width(), 2), pic.look.theme.accent);
}

/// Beside the held stretch, where there is room; it is what one looks at.
static void paintLaneWords(QPainter& p, const TimelinePicture& pic, const HandPicture& hand) {
    const TimeAxis& axis = pic.scene.layout.axis;
    const Fonts& f = pic.look.fonts;
    TimeRange held = hand.selection.value_or(TimeRange{});
    if (hand.mark && hand.cursor)
        held = {std::min(*hand.mark, *hand.cursor), std::max(*hand.mark, *hand.cursor)};
    const double x0 = std::clamp(axis.x(held.from), axis.left, axis.right()),
                 x1 = std::clamp(axis.x(held.to), axis.left, axis.right());
    for (const LaneWords& words : hand.words) {
        const LaneBox& box = pic.scene.layout.lanes[words.lane];
        const double width = std::min(pic.texts.width(f.smallStrong, words.text) + f.px(10), axis.width);
        QRectF label(x1 + f.px(4), box.plot.top() + f.px(4), width, f.px(17));
        if (label.right() > axis.right())
            label.moveRight(x0 - f.px(4));
        if (label.left() < axis.left)
            label.moveRight(std::max(x1, axis.left + width) - f.px(2));
        p.save();
        p.setClipRect(box.isPinned ? pic.scene.layout.pinnedArea : pic.scene.layout.scrolledArea);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(pic.look.theme.accentBg);
        p.drawRoundedRect(label, 3, 3);
        p.setPen(pic.look.theme.text);
        pic.texts.paint(p, label.adjusted(f.px(5), 0, -f.px(4), 0), Qt::AlignLeft, f.smallStrong, words.text);
        p.restore();
    }
}

/// The other cursor: dashed, its time on the ruler's lower line.
static void paintMark(QPainter& p, const TimelinePicture& pic, const HandPicture& hand) {
    const TimeAxis& axis = pic.scene.layout.axis;
    if (!hand.mark || !axis.range.contains(*hand.mark))
        return;
    const double x = std::round(axis.x(*hand.mark));
    const QRectF ruler = pic.scene.layout.ruler;
    QPen pen(pic.look.theme.accent, 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 3});
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(pen);
    p.drawLine(QPointF(x, ruler.bottom()), QPointF(x, pic.scene.layout.lanesArea.bottom()));
    paintPill(p, pic, cursorText(*hand.mark, pic.scene.sight.zone, axis.perPixel()), x,
              ruler.bottom() - ruler.height() / 4 - 1, pic.look.theme.accentBg, pic.look.theme.accent);
}

void paintHand(QPainter& p, const TimelinePicture& pic, const HandPicture& hand) {
    const Theme& t = pic.look.theme;
    paintHeldLane(p, pic, hand);
    const TimeAxis& axis = pic.scene.layout.axis;
    const QRectF area = pic.scene.layout.lanesArea, ruler = pic.scene.layout.ruler;
    const double pillY = ruler.top() + ruler.height() / 4 + 1;
    if (hand.selection && hand.selection->overlaps(axis.range)) {
        const double x0 = std::max(axis.x(hand.selection->from), axis.left),
                     x1 = std::min(axis.x(hand.selection->to), axis.right());
        p.fillRect(QRectF(x0, area.top(), x1 - x0, area.height()), t.selection);
        p.setRenderHint(QPainter::Antialiasing, false);
        p.setPen(QPen(t.accent, 1));
        for (const double x : {x0, x1})
            p.drawLine(QPointF(std::round(x), area.top()), QPointF(std::round(x), area.bottom()));
        paintPill(p, pic, QString::fromStdString(durationText(hand.selection->length())), (x0 + x1) / 2,
                  ruler.bottom() - ruler.height() / 4 - 1, t.accentBg, t.accent);
        p.fillRect(QRectF(x0, ruler.bottom() - 4, x1 - x0, 3), t.accent);
    }
    paintMark(p, pic, hand);
    paintLaneWords(p, pic, hand);
    if (hand.cursor && axis.range.contains(*hand.cursor)) {
        const double x = std::round(axis.x(*hand.cursor));
        p.setRenderHint(QPainter::Antialiasing, false);
        p.setPen(QPen(t.accent, 1));
        p.drawLine(QPointF(x, pillY), QPointF(x, area.bottom()));
        paintPill(p, pic, cursorText(*hand.cursor, pic.scene.sight.zone, axis.perPixel()), x, pillY, t.accent,
                  t.onAccent);
    }
}

} // namespace foreshock
