// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane_painter.h"

#include "model/base/text.h"
#include "views/services/service_health.h"

#include <QPainter>
#include <cmath>

namespace foreshock {

/// Lines run behind words, not through them.
static void paintPaper(QPainter& p, const QRectF& label, const Theme& t) {
    QColor paper = t.surface;
    paper.setAlpha(225);
    const double inset = label.height() * .18;
    p.fillRect(label.adjusted(-2, inset, 2, -inset), paper);
}

void paintChanges(QPainter& p, const TimelinePicture& pic) {
    const LaneBox* box = pic.scene.boxOf(LaneKind::Changes);
    if (!box)
        return;
    const Theme& t = pic.look.theme;
    for (const PlacedChange& item : pic.scene.changes.items) {
        const Change& change = pic.values.incident->changes[item.index];
        const QRectF mark = item.mark.translated(0, box->plot.top());
        const bool isHeld = change.id == pic.values.selected;
        if (item.isBar) {
            p.setRenderHint(QPainter::Antialiasing);
            p.setPen(Qt::NoPen);
            p.setBrush(isHeld ? t.change : t.changeTail);
            p.drawRoundedRect(mark, 2, 2);
        } else {
            paintGlyph(p, Glyph::Diamond, mark.center(), mark.width(), t.change);
        }
        if (item.text.isEmpty())
            continue;
        const bool isInside = item.place == PlacedChange::LabelPlace::Inside;
        p.setFont(isInside ? pic.look.fonts.smallStrong : pic.look.fonts.small);
        p.setPen(isInside ? (isHeld ? t.onAccent : t.text) : isHeld ? t.accent : t.text2);
        const QRectF label = item.label.translated(0, box->plot.top());
        if (!isInside)
            paintPaper(p, label, t);
        p.drawText(label,
                   static_cast<int>(Qt::AlignVCenter) | (isInside ? Qt::AlignHCenter : Qt::AlignLeft) |
                       Qt::TextSingleLine,
                   item.text);
    }
    if (!pic.scene.changes.folded.empty()) {
        p.setFont(pic.look.fonts.small);
        p.setPen(t.text3);
        p.drawText(box->plot.adjusted(0, 0, -4, -2), Qt::AlignRight | Qt::AlignBottom,
                   QStringLiteral("+%1 more").arg(pic.scene.changes.folded.size()));
    }
}

void paintAlarms(QPainter& p, const TimelinePicture& pic) {
    const LaneBox* box = pic.scene.boxOf(LaneKind::Alarms);
    if (!box)
        return;
    const Theme& t = pic.look.theme;
    const double top = box->plot.top(), size = pic.look.fonts.px(13);
    const AlarmLayout& layout = pic.scene.alarms;
    p.setRenderHint(QPainter::Antialiasing);
    if (!layout.pill.isEmpty()) {
        p.setPen(QPen(t.line2, 1));
        p.setBrush(t.surface);
        const QRectF pill = layout.pill.translated(0, top);
        p.drawRoundedRect(pill.adjusted(.5, .5, -.5, -.5), pill.height() / 2, pill.height() / 2);
    }
    if (!layout.text.isEmpty()) {
        paintPaper(p, layout.label.translated(0, top), t);
        p.setFont(pic.look.fonts.small);
        p.setPen(t.text2);
        p.drawText(layout.label.translated(0, top), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, layout.text);
    }
    for (const PlacedAlarm& item : layout.items) {
        const Alarm& alarm = pic.values.incident->alarms[item.index];
        const Sign sign = signOf(alarm, t);
        if (alarm.end && pic.scene.layout.axis.range.contains(*alarm.end))
            paintGlyph(p, Glyph::Ring, {pic.scene.layout.axis.x(*alarm.end), item.at.y() + top}, size * .7, t.ok);
        paintGlyph(p, sign.glyph, item.at + QPointF(0, top), size, sign.colour);
    }
}

/// Runs of equal shade are one rectangle: a calm row is painted in one go.
static void paintCells(QPainter& p, const TimelinePicture& pic, const HeatRow& row, const QRectF& strip) {
    const Theme& t = pic.look.theme;
    const auto n = row.cells.size();
    const double cell = static_cast<double>(pic.values.heatRange.length().ns) / static_cast<double>(n);
    const TimeAxis& axis = pic.scene.layout.axis;
    const auto shade = [](float v) {
        return std::isnan(v) ? -2 : v <= 0.02F ? -1 : std::min(4, static_cast<int>(v * 5));
    };
    const auto seen = static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(), [](float v) { return !std::isnan(v); }));
    const bool isDense = seen * 2 > n;
    p.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < n;) {
        std::size_t end = i + 1;
        while (end < n && shade(row.cells[end]) == shade(row.cells[i]))
            ++end;
        const auto instant = [&](std::size_t k) {
            return Instant{pic.values.heatRange.from.ns + std::llround(cell * static_cast<double>(k))};
        };
        const double x0 = std::max(std::round(axis.x(instant(i))), strip.left()),
                     x1 = std::min(std::round(axis.x(instant(end))), strip.right());
        const int s = shade(row.cells[i]);
        if (x1 > x0 && s >= 0)
            p.fillRect(QRectF(x0, strip.top(), x1 - x0, strip.height()), t.heat[static_cast<std::size_t>(s)]);
        else if (s == -2 && isDense && x1 - x0 >= 24)
            paintGap(p, QRectF(x0, strip.top(), x1 - x0, strip.height()), t, QString());
        i = end;
    }
}

void paintHeat(QPainter& p, const TimelinePicture& pic) {
    const Fonts& f = pic.look.fonts;
    for (std::size_t i = 0; i < pic.scene.lanes.size(); ++i) {
        const Lane& lane = pic.scene.lanes[i];
        const QRectF plot = pic.scene.layout.lanes[i].plot;
        if (lane.kind != LaneKind::Heat || !plot.intersects(pic.scene.layout.lanesArea))
            continue;
        const QRectF strip(plot.left(), plot.top() + f.px(3), plot.width(), plot.height() - f.px(6));
        p.fillRect(strip, pic.look.theme.heatBase);
        if (const HeatRow* row = pic.values.heatOf(lane.service);
            row && !row->cells.empty() && !pic.values.heatRange.isEmpty())
            paintCells(p, pic, *row, strip);
    }
}

void paintNotes(QPainter& p, const TimelinePicture& pic) {
    const LaneBox* box = pic.scene.boxOf(LaneKind::Notes);
    if (!box || !box->plot.intersects(pic.scene.layout.lanesArea))
        return;
    p.setFont(pic.look.fonts.small);
    for (const PlacedNote& item : pic.scene.notes.items) {
        const bool isMilestone = pic.values.incident->notes[item.index].kind == "milestone";
        paintGlyph(p, Glyph::Flag, item.at + QPointF(0, box->plot.top()), pic.look.fonts.px(11),
                   isMilestone ? pic.look.theme.accent : pic.look.theme.text3);
        if (item.text.isEmpty())
            continue;
        paintPaper(p, item.label.translated(0, box->plot.top()), pic.look.theme);
        p.setPen(pic.look.theme.text2);
        p.drawText(item.label.translated(0, box->plot.top()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                   item.text);
    }
}

static const QString kUnitMark = QStringLiteral(" \u00b7 ");

/// Where words on this line of the gutter must end: before the figures of the axis that stand on it.
static double axisRoom(const TimelinePicture& pic, std::size_t lane, const QRectF& row) {
    double right = row.right();
    const double height = QFontMetricsF(pic.look.fonts.axis).height();
    for (const MetricPlace& m : pic.scene.metrics) {
        if (m.lane != lane)
            continue;
        for (const double tick : m.ticks)
            if (std::abs(m.scale.y(tick) - row.center().y()) < (row.height() + height) / 2)
                right =
                    std::min(right, row.right() -
                                        pic.texts.width(pic.look.fonts.axis, QString::fromStdString(numberText(tick))) -
                                        pic.look.fonts.px(8));
    }
    return right;
}

void paintGutter(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    const Fonts& f = pic.look.fonts;
    const double margin = f.px(12);
    const double body = QFontMetricsF(f.body).height(), small = QFontMetricsF(f.small).height();
    for (std::size_t i = 0; i < pic.scene.lanes.size(); ++i) {
        const Lane& lane = pic.scene.lanes[i];
        const LaneBox& box = pic.scene.layout.lanes[i];
        if (!box.box.intersects(pic.scene.layout.lanesArea))
            continue;
        QRectF text = box.gutter.adjusted(margin, 0, -f.px(6), 0);
        if (lane.startsGroup) {
            p.setRenderHint(QPainter::Antialiasing, false);
            p.setPen(QPen(t.line, 1));
            const double y = box.box.top() - (lane.kind == LaneKind::Heat ? f.px(5) : 0);
            p.drawLine(QPointF(0, y), QPointF(box.box.right(), y));
        }
        if (lane.kind == LaneKind::Heat) {
            const Sign sign =
                signOf(healthOf(*pic.values.incident, lane.service, pic.scene.sight.range, pic.values.logged), t);
            paintGlyph(p, sign.glyph, {text.left() + f.px(6), text.center().y()}, f.px(11), sign.colour);
            text.setLeft(text.left() + f.px(18));
        }
        p.setPen(t.text);
        if (lane.kind != LaneKind::Metric) {
            pic.texts.paint(p, text, Qt::AlignLeft, f.body, lane.name);
            continue;
        }
        const auto line = [&](double top, const QFont& font, double height, const QString& words,
                              Qt::TextElideMode mode) {
            QRectF row(text.left(), top, text.width(), height);
            row.setRight(axisRoom(pic, i, row));
            pic.texts.paint(p, row, Qt::AlignLeft, font, words, mode);
        };
        line(text.top() + f.px(5), f.body, body, lane.name, Qt::ElideMiddle);
        p.setPen(t.text2);
        // Where both do not fit on one line, the unit has its own: a figure without its unit says nothing.
        const double second = text.top() + f.px(6) + body, third = second + small;
        const QString owner = lane.detail.section(kUnitMark, 0, 0), unit = lane.detail.section(kUnitMark, 1);
        const QRectF row(text.left(), second, text.width(), small);
        if (unit.isEmpty() || pic.texts.width(f.small, lane.detail) <= axisRoom(pic, i, row) - text.left() ||
            third + small > box.box.bottom()) {
            line(second, f.small, small, lane.detail, Qt::ElideRight);
        } else {
            line(second, f.small, small, owner, Qt::ElideMiddle);
            line(third, f.small, small, unit, Qt::ElideRight);
        }
    }
}

} // namespace foreshock
