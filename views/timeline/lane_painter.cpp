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

static QString countWords(std::size_t n, const QString& one, const QString& many) {
    return QString::fromStdString(numberText(static_cast<double>(n), 12)) + QLatin1Char(' ') + (n == 1 ? one : many) +
           QStringLiteral(" in sight, zoom in to tell them apart");
}

/// Events too many to be told apart, and how many they are.
static void paintColumns(QPainter& p, const TimelinePicture& pic, const std::vector<QRectF>& columns, double top,
                         const QColor& colour, const QString& words, const QRectF& plot, double line) {
    p.setRenderHint(QPainter::Antialiasing, false);
    for (const QRectF& column : columns)
        p.fillRect(column.translated(0, top), colour);
    const double width = pic.texts.width(pic.look.fonts.small, words);
    const QRectF label(plot.left() + pic.look.fonts.px(6), top + line / 2 - pic.look.fonts.px(8),
                       std::min(width + 2, plot.width()), pic.look.fonts.px(16));
    paintPaper(p, label, pic.look.theme);
    p.setPen(pic.look.theme.text2);
    pic.texts.paint(p, label, Qt::AlignLeft, pic.look.fonts.small, words);
}

void paintChanges(QPainter& p, const TimelinePicture& pic) {
    const LaneBox* box = pic.scene.boxOf(LaneKind::Changes);
    if (!box || !pic.shows(*box))
        return;
    const Theme& t = pic.look.theme;
    if (const ChangeLayout& layout = pic.scene.changes; !layout.columns.empty()) {
        paintColumns(p, pic, layout.columns, box->plot.top(), t.changeTail,
                     countWords(layout.inSight, QStringLiteral("change"), QStringLiteral("changes")), box->plot,
                     (layout.columns.front().bottom() - pic.look.fonts.px(10)) * 2);
    }
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

/// Unfolded: a line below each service's alarms while they fire.
static void paintAlarmRows(QPainter& p, const TimelinePicture& pic, const LaneBox& box) {
    const Theme& t = pic.look.theme;
    const TimeAxis& axis = pic.scene.layout.axis;
    const double top = box.plot.top();
    const Fonts& f = pic.look.fonts;
    for (const PlacedAlarm& item : pic.scene.alarms.items) {
        if (item.at.y() < pic.scene.alarms.line)
            continue;
        const Alarm& alarm = pic.values.incident->alarms[item.index];
        const double x1 = alarm.end ? std::min(axis.x(*alarm.end), axis.right()) : axis.right();
        QColor line = signOf(alarm, t).colour;
        line.setAlpha(90);
        p.fillRect(QRectF(item.at.x(), top + item.at.y() - 1.5, std::max(0.0, x1 - item.at.x()), 3), line);
    }
    for (const PlacedRow& row : pic.scene.alarms.rows) {
        const AlarmRow& alarms = pic.scene.groups->rows[row.row];
        const QRectF name(box.gutter.left() + f.px(30), top + row.top, box.gutter.width() - f.px(36), row.height);
        p.setPen(t.text2);
        const QString count = alarms.alarms.size() > 1 ? QStringLiteral("  %1").arg(alarms.alarms.size()) : QString();
        pic.texts.paint(p, name, Qt::AlignLeft, f.small, QString::fromStdString(alarms.service.value) + count,
                        Qt::ElideMiddle);
    }
    if (pic.scene.alarms.rowsLeftOut > 0) {
        p.setPen(t.text3);
        pic.texts.paint(p,
                        QRectF(box.gutter.left() + f.px(30), top + pic.scene.alarms.rows.back().top + f.px(21),
                               box.box.width() / 2, f.px(21)),
                        Qt::AlignLeft, f.small,
                        QStringLiteral("and %1 more services").arg(pic.scene.alarms.rowsLeftOut));
    }
}

void paintAlarms(QPainter& p, const TimelinePicture& pic) {
    const LaneBox* box = pic.scene.boxOf(LaneKind::Alarms);
    if (!box || !pic.shows(*box))
        return;
    const Theme& t = pic.look.theme;
    const double top = box->plot.top(), size = pic.look.fonts.px(13);
    const AlarmLayout& layout = pic.scene.alarms;
    p.setRenderHint(QPainter::Antialiasing);
    for (const PlacedGroup& group : layout.groups) {
        p.setPen(QPen(t.line2, 1));
        p.setBrush(layout.rows.empty() ? t.surface : t.chip); // unfolded, its alarms stand below
        const QRectF pill = group.pill.translated(0, top);
        p.drawRoundedRect(pill.adjusted(.5, .5, -.5, -.5), pill.height() / 2, pill.height() / 2);
    }
    for (const PlacedGroup& group : layout.groups) {
        if (group.text.isEmpty())
            continue;
        paintPaper(p, group.label.translated(0, top), t);
        p.setFont(pic.look.fonts.small);
        p.setPen(pic.scene.groups->groups[group.group].isRanked ? t.text2 : t.text3);
        p.drawText(group.label.translated(0, top), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, group.text);
    }
    paintAlarmRows(p, pic, *box);
    if (!layout.columns.empty())
        paintColumns(p, pic, layout.columns, top, t.fail,
                     countWords(layout.inSight, QStringLiteral("alarm"), QStringLiteral("alarms")), box->plot,
                     layout.line);
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
        if (lane.kind != LaneKind::Heat || !pic.shows(pic.scene.layout.lanes[i]))
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
    if (!box || !pic.shows(*box))
        return;
    p.setFont(pic.look.fonts.small);
    for (const PlacedNote& item : pic.scene.notes.items) {
        const bool isMilestone = pic.values.incident->notes[item.index].kind == "milestone";
        if (item.until > item.at.x()) { // a named range: a rail with two posts
            const TimeAxis& axis = pic.scene.layout.axis;
            const double y = box->plot.bottom() - pic.look.fonts.px(3), x0 = std::max(item.at.x(), axis.left),
                         x1 = std::min(item.until, axis.right());
            p.setRenderHint(QPainter::Antialiasing, false);
            p.fillRect(QRectF(x0, y, x1 - x0, 2), pic.look.theme.accent);
            for (const double x : {item.at.x(), item.until})
                if (x >= axis.left && x <= axis.right())
                    p.fillRect(QRectF(std::round(x), y - 4, 2, 6), pic.look.theme.accent);
        }
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
        if (!pic.shows(box))
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
                signOf(pic.values.index
                           ? pic.values.index->healthOf(lane.service, pic.scene.sight.range, pic.values.logged)
                           : healthOf(*pic.values.incident, lane.service, pic.scene.sight.range, pic.values.logged),
                       t);
            paintGlyph(p, sign.glyph, {text.left() + f.px(6), text.center().y()}, f.px(11), sign.colour);
            text.setLeft(text.left() + f.px(18));
        }
        if (lane.kind == LaneKind::Alarms && !pic.scene.groups->rows.empty()) {
            // Its first line, with a hook that says whether it is unfolded.
            text.setHeight(pic.scene.alarms.line);
            const bool isOpen = !pic.scene.alarms.rows.empty();
            const QPointF c(text.left() + f.px(4), text.center().y());
            const double r = f.px(3);
            p.setRenderHint(QPainter::Antialiasing);
            p.setPen(QPen(t.text2, 1.3));
            p.drawPolyline(isOpen ? QPolygonF{c + QPointF(-r, -r / 2), c + QPointF(0, r / 2), c + QPointF(r, -r / 2)}
                                  : QPolygonF{c + QPointF(-r / 2, -r), c + QPointF(r / 2, 0), c + QPointF(-r / 2, r)});
            text.setLeft(text.left() + f.px(14));
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

void paintLaneEdges(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    const TimelineLayout& layout = pic.scene.layout;
    if (!layout.hiddenRow.isEmpty() && layout.hiddenRow.bottom() > layout.scrolledArea.top()) {
        p.setPen(t.text3);
        pic.texts.paint(p, layout.hiddenRow.adjusted(pic.look.fonts.px(12), 0, 0, 0), Qt::AlignLeft,
                        pic.look.fonts.small,
                        pic.scene.lanes.hidden() == 1
                            ? QStringLiteral("1 lane is hidden; click here or press Shift+H to show it")
                            : QStringLiteral("%1 lanes are hidden; click here or press Shift+H to show them")
                                  .arg(pic.scene.lanes.hidden()));
    }
    if (layout.pinnedArea.isEmpty())
        return;
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(QPen(t.line2, 1));
    const double y = layout.pinnedArea.bottom() - 1;
    p.drawLine(QPointF(0, y), QPointF(layout.whole.right(), y));
}

} // namespace foreshock
