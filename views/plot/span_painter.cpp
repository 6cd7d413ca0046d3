// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/span_painter.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <climits>
#include <cmath>

namespace foreshock {
namespace {

/// Collects the outline of one stretch without gaps, then paints it.
struct Stretch {
    QPolygonF upper, lower, line;
    bool hasBand = false;

    void add(double x0, double x1, double top, double bottom, double first, double last) {
        hasBand = hasBand || bottom - top > 1;
        upper << QPointF(x0, top);
        lower << QPointF(x0, bottom);
        line << QPointF(x0, first);
        if (x1 - x0 > 0.5 || first != last) {
            line << QPointF(x1, last);
            upper << QPointF(x1, top);
            lower << QPointF(x1, bottom);
        }
    }

    void paint(QPainter& p, const Theme& theme, double pen) {
        if (hasBand) {
            QPolygonF band = upper;
            for (qsizetype i = lower.size(); i-- > 0;)
                band << lower[i];
            p.setPen(Qt::NoPen);
            p.setBrush(theme.band);
            p.drawPolygon(band);
        }
        p.setPen(QPen(theme.series, pen));
        p.setBrush(Qt::NoBrush);
        if (line.size() == 1)
            p.drawEllipse(line[0], 1.5, 1.5);
        else if (!line.isEmpty())
            p.drawPolyline(line);
        *this = {};
    }
};

/// To the nearest pixel, within what a picture can hold.
int pixel(double v) {
    constexpr int kFar = 30'000;
    return static_cast<int>(std::clamp(v, -1.0 * kFar, 1.0 * kFar) + kFar + 0.5) - kFar;
}

/// Where there are about as many spans as pixels, and the picture moves or is a thicket: one bar of the band and one of
/// the line for each column of pixels. Whole rectangles are filled faster than polygons.
struct Columns {
    struct Reach {
        int top = INT_MAX, bottom = INT_MIN;
        void add(double y0, double y1) {
            top = std::min(top, pixel(std::min(y0, y1)));
            bottom = std::max(bottom, pixel(std::max(y0, y1)));
        }
        QRect rect(int x) const { return {x, top, 1, bottom - top + 1}; }
    };
    QVector<QRect> bands, lines;
    int x = INT_MIN;
    Reach band, line;
    double lastY = 0;

    /// Flat stretches are one rectangle.
    static void push(QVector<QRect>& rects, const QRect& r) {
        if (!rects.isEmpty() && rects.back().right() + 1 == r.left() && rects.back().top() == r.top() &&
            rects.back().bottom() == r.bottom())
            rects.back().setRight(r.right());
        else
            rects << r;
    }
    void flush() {
        if (x == INT_MIN)
            return;
        if (band.bottom - band.top > 1)
            push(bands, band.rect(x));
        push(lines, line.rect(x));
    }
    void add(double at, double top, double bottom, double first, double last) {
        const int column = pixel(at);
        if (column != x) {
            flush();
            // A column without a span carries the line on.
            const bool isJoined = x != INT_MIN && column - x <= 8;
            for (int between = x + 1; isJoined && between < column; ++between)
                push(lines, QRect(between, line.rect(x).center().y(), 1, 1));
            band = line = {};
            if (isJoined)
                line.add(lastY, first);
            x = column;
        }
        band.add(top, bottom);
        line.add(first, last);
        lastY = last;
    }
    void lift() {
        flush();
        x = INT_MIN;
        band = line = {};
    }
    void paint(QPainter& p, const Theme& theme) {
        lift();
        p.setPen(Qt::NoPen);
        p.setBrush(theme.band);
        p.drawRects(bands);
        p.setBrush(theme.series);
        p.drawRects(lines);
    }
};

/// How far a pen goes up and down over the spans, px: what an antialiased outline costs. Beyond kThicket, twenty times
/// a lane's height and more, it takes a tenth of a second a lane and shows nothing that bars do not.
constexpr double kThicket = 4'000;
template<typename Spans>
double travel(Spans begin, Spans end, const ValueScale& scale) {
    const double perUnit = (scale.bottom - scale.top) / (scale.most - scale.least);
    double units = 0;
    for (auto span = begin; span != end; ++span)
        units += span->most - span->least + (span == begin ? 0 : std::abs(span->first - std::prev(span)->last));
    return std::abs(units * perUnit);
}

/// Calls `span` for each in [begin, end) and `lift` where a gap lies before one.
template<typename Spans, typename Span, typename Lift>
void walk(const SeriesWindow& window, Spans begin, Spans end, const Span& each, const Lift& lift) {
    auto gap = window.gaps.begin();
    for (auto span = begin; span != end; ++span) {
        if (span != begin) {
            const Instant before = std::prev(span)->range.to;
            while (gap != window.gaps.end() && gap->to <= before)
                ++gap;
            if (gap != window.gaps.end() && gap->from < span->range.from)
                lift();
        }
        each(*span);
    }
}

} // namespace

void paintSpans(QPainter& p, const SeriesWindow& window, const TimeAxis& axis, const ValueScale& scale,
                const Theme& theme, Motion motion) {
    constexpr double pen = 1; // Qt strokes wider ones twenty times slower
    // One neighbour outside each edge stays, so that the line runs out of the picture.
    auto begin = std::lower_bound(window.spans.begin(), window.spans.end(), axis.range.from,
                                  [](const SeriesSpan& s, Instant t) { return s.range.to < t; });
    auto end = std::upper_bound(begin, window.spans.end(), axis.range.to,
                                [](Instant t, const SeriesSpan& s) { return t < s.range.from; });
    if (begin != window.spans.begin())
        --begin;
    if (end != window.spans.end())
        ++end;
    const bool isDense = static_cast<double>(end - begin) > axis.width / 2;
    const bool isBars = isDense && (motion == Motion::Moving || travel(begin, end, scale) > kThicket);
    p.setRenderHint(QPainter::Antialiasing, motion == Motion::Still && !isBars);
    if (isBars) {
        Columns columns;
        columns.bands.reserve(end - begin);
        columns.lines.reserve(end - begin);
        // Spans in sight are near the range: plain doubles are exact enough, and divisions are paid once.
        const double perNs = axis.width / static_cast<double>(axis.range.length().ns),
                     perUnit = (scale.bottom - scale.top) / (scale.most - scale.least);
        const auto y = [&](double value) { return scale.bottom - (value - scale.least) * perUnit; };
        walk(
            window, begin, end,
            [&](const SeriesSpan& s) {
                columns.add(axis.left + static_cast<double>(s.range.from.ns - axis.range.from.ns) * perNs, y(s.most),
                            y(s.least), y(s.first), y(s.last));
            },
            [&] { columns.lift(); });
        columns.paint(p, theme);
        return;
    }
    Stretch stretch;
    walk(
        window, begin, end,
        [&](const SeriesSpan& s) {
            stretch.add(axis.x(s.range.from), axis.x(std::max(s.range.from, s.range.to)), scale.y(s.most),
                        scale.y(s.least), scale.y(s.first), scale.y(s.last));
        },
        [&] { stretch.paint(p, theme, pen); });
    stretch.paint(p, theme, pen);
}

void paintGap(QPainter& p, const QRectF& rect, const Theme& theme, const QString& words) {
    p.save();
    p.setClipRect(rect, Qt::IntersectClip);
    p.fillRect(rect, theme.surface);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme.hatch, 1));
    const double step = 7;
    for (double x = rect.left() - rect.height() - std::fmod(rect.left(), step); x < rect.right(); x += step)
        p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    if (!words.isEmpty()) {
        QRectF box = p.fontMetrics().boundingRect(words);
        box = QRectF(0, 0, box.width() + 10, box.height() + 2);
        if (box.width() < rect.width() && box.height() < rect.height() + 4) {
            box.moveCenter(rect.center());
            p.fillRect(box, theme.surface);
            p.setPen(theme.text2);
            p.drawText(box, Qt::AlignCenter, words);
        }
    }
    p.restore();
}

} // namespace foreshock
