// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/glyph.h"

#include <QPainter>
#include <QPainterPath>

namespace foreshock {

static void fill(QPainter& p, const QColor& colour, const QPolygonF& shape) {
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPolygon(shape);
}

static void stroke(QPainter& p, const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine) {
    QPen pen(colour, width, style, Qt::RoundCap, Qt::RoundJoin);
    if (style != Qt::SolidLine)
        pen.setDashPattern({1.5, 2.0});
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
}

void paintGlyph(QPainter& p, Glyph glyph, QPointF c, double size, const QColor& colour) {
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const double r = size / 2;
    p.translate(c);
    switch (glyph) {
    case Glyph::Triangle:
        fill(p, colour, {{{0, -r}, {r * 1.06, r * .86}, {-r * 1.06, r * .86}}});
        break;
    case Glyph::Diamond:
        fill(p, colour, {{{0, -r}, {r, 0}, {0, r}, {-r, 0}}});
        break;
    case Glyph::Disc:
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawEllipse(QPointF(), r * .66, r * .66);
        break;
    case Glyph::Ring:
        stroke(p, colour, size * .15);
        p.drawEllipse(QPointF(), r * .72, r * .72);
        break;
    case Glyph::DashedSquare:
        stroke(p, colour, size * .11, Qt::DashLine);
        p.drawRect(QRectF(-r * .82, -r * .82, r * 1.64, r * 1.64));
        break;
    case Glyph::Check:
        stroke(p, colour, size * .17);
        p.drawPolyline(QPolygonF{{{-r * .75, r * .05}, {-r * .2, r * .6}, {r * .75, -r * .6}}});
        break;
    case Glyph::Cross:
        stroke(p, colour, size * .17);
        p.drawLine(QPointF(-r * .55, -r * .55), QPointF(r * .55, r * .55));
        p.drawLine(QPointF(-r * .55, r * .55), QPointF(r * .55, -r * .55));
        break;
    case Glyph::Dash:
        stroke(p, colour, size * .15);
        p.drawLine(QPointF(-r * .6, 0), QPointF(r * .6, 0));
        break;
    case Glyph::Bang:
        stroke(p, colour, size * .19);
        p.drawLine(QPointF(0, -r * .75), QPointF(0, r * .15));
        p.drawLine(QPointF(0, r * .7), QPointF(0, r * .71));
        break;
    case Glyph::Flag:
        stroke(p, colour, size * .12);
        p.drawLine(QPointF(-r * .5, r), QPointF(-r * .5, -r));
        fill(p, colour, {{{-r * .5, -r}, {r * .8, -r * .5}, {-r * .5, 0}}});
        break;
    }
    p.restore();
}

Sign signOf(Health health, const Theme& t) {
    switch (health) {
    case Health::Failing:
        return {Glyph::Triangle, t.fail, QStringLiteral("failing")};
    case Health::Degraded:
        return {Glyph::Diamond, t.warn, QStringLiteral("degraded")};
    case Health::Fine:
        return {Glyph::Disc, t.ok, QStringLiteral("no alarm")};
    case Health::Unknown:
        break;
    }
    return {Glyph::DashedSquare, t.none, QStringLiteral("no telemetry")};
}

Sign signOf(const Alarm& alarm, const Theme& t) {
    if (alarm.state == AlarmState::NoData)
        return {Glyph::DashedSquare, t.none, QStringLiteral("no data")};
    if (alarm.severity <= 1)
        return {Glyph::Triangle, t.fail, QStringLiteral("severity 1")};
    return {Glyph::Diamond, t.warn, QStringLiteral("severity %1").arg(alarm.severity)};
}

} // namespace foreshock
