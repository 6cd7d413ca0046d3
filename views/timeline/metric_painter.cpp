// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/metric_painter.h"

#include "model/base/text.h"

#include <QPainter>
#include <cmath>

namespace foreshock {
namespace {

void paintPlateau(QPainter& p, const TimelinePicture& pic, const MetricPlace& m) {
    const TimeAxis& axis = pic.scene.layout.axis;
    const double y = m.scale.y(m.plateau->level);
    const double from = m.plateau->since ? std::max(axis.left, axis.x(*m.plateau->since)) : axis.left;
    QPen pen(pic.look.theme.ceiling, 1.4, Qt::DashLine, Qt::FlatCap);
    pen.setDashPattern({5, 3});
    p.setPen(pen);
    p.setRenderHint(QPainter::Antialiasing, false);
    // It is drawn a little before it begins, over the words that name it.
    const double early =
        m.plateauLabel.isEmpty() ? from : std::min(from, std::max(m.plateauLabel.left() + 90, from - 60));
    p.drawLine(QPointF(std::max(axis.left, early), y), QPointF(axis.right(), y));
}

void paintPlateauWords(QPainter& p, const TimelinePicture& pic, const MetricPlace& m) {
    p.setFont(pic.look.fonts.small);
    p.setPen(pic.look.theme.ceiling);
    p.drawText(m.plateauLabel, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m.plateauText);
}

/// Least to most of the same clock time on earlier days, paler than anything that was measured now.
void paintBaseline(QPainter& p, const BaselineBand& band, const TimeAxis& axis, const ValueScale& scale,
                   const Theme& t) {
    QColor pale = t.text3;
    pale.setAlpha(t.isDark ? 70 : 46);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(Qt::NoPen);
    p.setBrush(pale);
    QVector<QRectF> rects;
    for (const BaselineBand::Part& part : band.parts) {
        const double x0 = std::round(axis.x(part.range.from)), x1 = std::round(axis.x(part.range.to));
        if (x1 <= axis.left || x0 >= axis.right())
            continue;
        const double y0 = std::clamp(scale.y(part.most), scale.top - 20, scale.bottom + 20),
                     y1 = std::clamp(scale.y(part.least), scale.top - 20, scale.bottom + 20);
        rects << QRectF(x0, y0 - .5, x1 - x0, std::max(1.0, y1 - y0 + 1));
    }
    p.drawRects(rects);
}

/// The other period in grey: its line says when, the colour only that it is not now.
Theme beneathTheme(const Theme& theme) {
    Theme t = theme;
    t.series = theme.text3;
    t.band = theme.text3;
    t.band.setAlpha(50);
    return t;
}

void paintLane(QPainter& p, const TimelinePicture& pic, const MetricPlace& m) {
    const Theme& t = pic.look.theme;
    const Fonts& f = pic.look.fonts;
    const LaneBox& box = pic.scene.layout.lanes[m.lane];
    const TimeAxis& axis = pic.scene.layout.axis;
    if (!m.window) {
        p.setFont(f.small);
        p.setPen(t.text3);
        p.drawText(box.plot.adjusted(4, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("loading"));
        return;
    }
    if (m.isEmpty) {
        p.setFont(f.small);
        const QRectF lane = box.plot.adjusted(0, f.px(5), 0, -f.px(5));
        paintGap(p, lane, t, QString());
        // At the left, where neither the first alarm's line nor the chain crosses the words.
        const QString words = QStringLiteral("no data in this range");
        const QRectF label(lane.left() + f.px(12), lane.center().y() - f.px(9),
                           pic.texts.width(f.small, words) + f.px(12), f.px(18));
        p.fillRect(label, t.surface);
        p.setPen(t.text2);
        pic.texts.paint(p, label, Qt::AlignHCenter, f.small, words);
        return;
    }
    const double line = QFontMetricsF(f.axis).height();
    for (const double tick : m.ticks) {
        const double y = std::round(m.scale.y(tick));
        p.setRenderHint(QPainter::Antialiasing, false);
        p.setPen(QPen(t.line, 1));
        p.drawLine(QPointF(box.plot.left(), y), QPointF(box.plot.right(), y));
        p.setPen(t.text2);
        pic.texts.paint(p, QRectF(0, y - line / 2, axis.left - f.px(7), line), Qt::AlignRight, f.axis,
                        QString::fromStdString(numberText(tick)));
    }
    p.save();
    p.setClipRect(box.plot.intersected(pic.area()));
    if (m.baseline)
        paintBaseline(p, *m.baseline, axis, m.scale, t);
    if (m.beneath)
        paintSpans(p, *m.beneath, axis, m.scale, beneathTheme(t), pic.motion);
    paintSpans(p, *m.window, axis, m.scale, t, pic.motion);
    p.setFont(f.small);
    if (m.plateau)
        paintPlateau(p, pic, m);
    p.setFont(f.small);
    for (const QRectF& gap : m.gaps) // nothing is drawn through a gap, not even a level
        paintGap(p, gap, t, QStringLiteral("no data"));
    if (m.plateau)
        paintPlateauWords(p, pic, m);
    p.restore();
    for (const QPointF& at : m.changePoints) // at the edge a whole triangle, not half of one
        paintGlyph(p, Glyph::Triangle, at, f.px(8), t.text2);
}

} // namespace

void paintMetrics(QPainter& p, const TimelinePicture& pic) {
    for (const MetricPlace& m : pic.scene.metrics)
        if (pic.shows(pic.scene.layout.lanes[m.lane]))
            paintLane(p, pic, m);
}

void paintChain(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    p.save();
    p.setClipRect(QRectF(pic.scene.layout.axis.left, pic.scene.layout.lanesArea.top(), pic.scene.layout.axis.width + 6,
                         pic.scene.layout.lanesArea.height()),
                  Qt::IntersectClip);
    p.setRenderHint(QPainter::Antialiasing);
    for (const ChainArc& arc : pic.scene.arcs) {
        p.setPen(QPen(t.accent, 1.6, Qt::SolidLine, Qt::RoundCap));
        p.setBrush(Qt::NoBrush);
        p.drawPath(arc.path);
        // The head points along the last bit of the arc.
        const QPointF before = arc.path.pointAtPercent(0.96), way = arc.to - before;
        const double length = std::max(1e-6, std::hypot(way.x(), way.y())), size = pic.look.fonts.px(9);
        const QPointF u = way / length, n(-u.y(), u.x()), back = arc.to - u * size;
        p.setPen(Qt::NoPen);
        p.setBrush(t.accent);
        p.drawPolygon(QPolygonF{arc.to, back + n * size * .42, back - n * size * .42});
    }
    p.setFont(pic.look.fonts.smallStrong);
    for (const ChainArc& arc : pic.scene.arcs) {
        QColor paper = t.surface;
        paper.setAlpha(225);
        p.setPen(Qt::NoPen);
        p.setBrush(paper);
        p.drawRoundedRect(arc.label, 3, 3);
        p.setPen(t.accent);
        p.drawText(arc.label, Qt::AlignCenter | Qt::TextSingleLine, arc.text);
    }
    p.restore();
}

} // namespace foreshock
