// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/ruler_painter.h"

#include "views/timeline/event_columns.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace foreshock {

static void paintRight(QPainter& p, const QRectF& box, const QString& words) {
    p.drawText(box, Qt::AlignRight | Qt::AlignVCenter,
               QFontMetricsF(p.font()).elidedText(words, Qt::ElideRight, box.width()));
}

TimeAxis minimapAxis(const TimelineScene& scene) {
    // Exactly the incident and the margin that the scope allows beside it.
    const Duration margin = scene.sight.extent.length() / 50;
    return {{scene.sight.extent.from - margin, scene.sight.extent.to + margin},
            scene.layout.minimap.left(),
            scene.layout.minimap.width()};
}

QRectF minimapWindow(const TimelineScene& scene) {
    const TimeAxis axis = minimapAxis(scene);
    const QRectF strip = scene.layout.minimap;
    const double x0 = std::max(axis.x(scene.sight.range.from), strip.left()),
                 x1 = std::min(axis.x(scene.sight.range.to), strip.right());
    return QRectF(x0, strip.top(), std::max(4.0, x1 - x0), strip.height());
}

constexpr std::size_t kMostDrawn = 2000; ///< events one by one; of more each column of pixels is asked for its own

static void paintActiveColumns(QPainter& p, const TimelinePicture& pic, const TimeAxis& axis) {
    const QRectF strip = pic.scene.layout.minimap;
    std::vector<std::size_t> active;
    for (double x = strip.left(); x < strip.right(); x += 2)
        active.push_back(pic.values.index->active(axis.at(x + 1)));
    const double most = static_cast<double>(std::max<std::size_t>(1, *std::max_element(active.begin(), active.end())));
    for (std::size_t i = 0; i < active.size(); ++i) {
        const double height = (strip.height() - 6) * static_cast<double>(active[i]) / most;
        p.fillRect(QRectF(strip.left() + 2 * static_cast<double>(i), strip.bottom() - height, 2, height),
                   pic.look.theme.heat[1]);
    }
}

static void paintChangeMarks(QPainter& p, const TimelinePicture& pic, const TimeAxis& axis) {
    const QRectF strip = pic.scene.layout.minimap;
    const std::vector<Change>& changes = pic.values.incident->changes;
    if (changes.size() > kMostDrawn) {
        for (const QRectF& column : columnsOf(changes, 0, changes.size(), axis, 0, 1))
            p.fillRect(QRectF(column.left(), strip.top() + 4, 2, 4), pic.look.theme.change);
        return;
    }
    for (const Change& c : changes) {
        const double x0 = axis.x(c.start), x1 = std::max(axis.x(c.endOrStart()), x0 + 2);
        p.fillRect(QRectF(x0, strip.top() + 4, x1 - x0, 4), pic.look.theme.change);
    }
}

static void paintActiveAlarms(QPainter& p, const TimelinePicture& pic, const TimeAxis& axis) {
    struct Step {
        Instant at;
        int by;
    };
    if (pic.values.index && pic.values.incident->alarms.size() > kMostDrawn)
        return paintActiveColumns(p, pic, axis);
    std::vector<Step> steps;
    for (const Alarm& a : pic.values.incident->alarms) {
        steps.push_back({a.start, 1});
        steps.push_back({a.end ? std::max(*a.end, a.start) : axis.range.to, -1});
    }
    if (steps.empty())
        return;
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    int active = 0, most = 1;
    for (const Step& s : steps)
        most = std::max(most, active += s.by);
    const QRectF strip = pic.scene.layout.minimap;
    QPolygonF area{QPointF(axis.x(steps.front().at), strip.bottom())};
    active = 0;
    for (const Step& s : steps) {
        const double x = axis.x(s.at);
        area << QPointF(x, strip.bottom() - (strip.height() - 6) * active / most);
        active += s.by;
        area << QPointF(x, strip.bottom() - (strip.height() - 6) * active / most);
    }
    p.setPen(Qt::NoPen);
    p.setBrush(pic.look.theme.heat[1]);
    p.drawPolygon(area);
}

void paintMinimap(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    const QRectF strip = pic.scene.layout.minimap;
    p.setFont(pic.look.fonts.small);
    p.setPen(t.text2);
    paintRight(p, QRectF(0, strip.top(), strip.left() - pic.look.fonts.px(8), strip.height()),
               QStringLiteral("whole incident"));
    p.fillRect(strip, t.raised);
    if (!pic.values.incident || pic.scene.sight.extent.isEmpty())
        return;
    p.save();
    p.setClipRect(strip);
    const TimeAxis axis = minimapAxis(pic.scene);
    const QRectF window = minimapWindow(pic.scene);
    p.fillRect(window, t.accentBg);
    p.setRenderHint(QPainter::Antialiasing);
    paintActiveAlarms(p, pic, axis);
    if (const auto first = pic.scene.sight.firstAlarm)
        p.fillRect(QRectF(axis.x(*first), strip.top(), 1, strip.height()), t.fail);
    p.setPen(Qt::NoPen);
    paintChangeMarks(p, pic, axis);
    p.restore();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(t.accent, 1.2));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(window.adjusted(.6, .6, -.6, -.6), 3, 3);
}

void paintTimeGrid(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    const QRectF area = pic.area();
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(QPen(t.line, 1));
    for (const TimeTick& tick : pic.scene.ticks)
        p.drawLine(QPointF(std::round(tick.x), area.top()), QPointF(std::round(tick.x), area.bottom()));
}

void paintRuler(QPainter& p, const TimelinePicture& pic) {
    const Theme& t = pic.look.theme;
    const Fonts& f = pic.look.fonts;
    const QRectF ruler = pic.scene.layout.ruler;
    const double line = ruler.height() / 2;
    const QRectF upper(0, ruler.top() + f.px(1), ruler.left() - f.px(8), line),
        lower = upper.translated(0, line - f.px(3));
    const Instant middle = pic.scene.sight.range.from + pic.scene.sight.range.length() / 2;
    const Duration offset = pic.scene.sight.zone.offsetAt(middle);
    const auto minutes = std::abs(offset.ns) / Duration::minutes(1).ns;
    QString zone = QString::fromStdString(pic.scene.sight.zone.abbreviationAt(middle));
    if (!zone.startsWith(QLatin1String("UTC")))
        zone += QStringLiteral(" (UTC%1%2%3)")
                    .arg(offset.ns < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
                    .arg(minutes / 60)
                    .arg(minutes % 60 ? QStringLiteral(":%1").arg(minutes % 60, 2, 10, QLatin1Char('0')) : QString());
    p.setFont(f.small);
    p.setPen(t.text2);
    paintRight(p, upper, zone);
    if (pic.scene.sight.firstAlarm)
        paintRight(p, lower, QStringLiteral("from first alarm"));
    p.save();
    p.setClipRect(ruler.adjusted(-f.px(20), 0, f.px(8), 0));
    QFont time = f.axis;
    time.setPixelSize(f.mono.pixelSize());
    for (const TimeTick& tick : pic.scene.ticks) {
        QRectF box(tick.x - 60 * f.scale, upper.top(), 120 * f.scale, line);
        if (box.center().x() + 24 * f.scale > ruler.right() + f.px(8) ||
            box.center().x() - 24 * f.scale < ruler.left() - f.px(16))
            continue;
        p.setPen(t.text);
        pic.texts.paint(p, box, Qt::AlignHCenter, time, tick.local);
        p.setPen(t.text2);
        pic.texts.paint(p, box.translated(0, line - f.px(3)), Qt::AlignHCenter, f.axis, tick.fromAlarm);
    }
    p.restore();
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(QPen(t.line2, 1));
    p.drawLine(QPointF(0, ruler.bottom() - 1), QPointF(pic.scene.layout.whole.right(), ruler.bottom() - 1));
}

} // namespace foreshock
