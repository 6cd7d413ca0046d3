// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/span_painter.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>

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

} // namespace

void paintSpans(QPainter& p, const SeriesWindow& window, const TimeAxis& axis, const ValueScale& scale,
                const Theme& theme, Motion motion) {
    p.setRenderHint(QPainter::Antialiasing, motion == Motion::Still);
    const double pen = motion == Motion::Still ? 1.25 : 1.0;
    // One neighbour outside each edge stays, so that the line runs out of the picture.
    auto begin = std::lower_bound(window.spans.begin(), window.spans.end(), axis.range.from,
                                  [](const SeriesSpan& s, Instant t) { return s.range.to < t; });
    auto end = std::upper_bound(begin, window.spans.end(), axis.range.to,
                                [](Instant t, const SeriesSpan& s) { return t < s.range.from; });
    if (begin != window.spans.begin())
        --begin;
    if (end != window.spans.end())
        ++end;
    Stretch stretch;
    auto gap = window.gaps.begin();
    for (auto span = begin; span != end; ++span) {
        if (span != begin) {
            const Instant before = std::prev(span)->range.to;
            while (gap != window.gaps.end() && gap->to <= before)
                ++gap;
            if (gap != window.gaps.end() && gap->from < span->range.from)
                stretch.paint(p, theme, pen);
        }
        stretch.add(axis.x(span->range.from), axis.x(std::max(span->range.from, span->range.to)), scale.y(span->most),
                    scale.y(span->least), scale.y(span->first), scale.y(span->last));
    }
    stretch.paint(p, theme, pen);
}

void paintGap(QPainter& p, const QRectF& rect, const Theme& theme, bool hasWords) {
    p.save();
    p.setClipRect(rect, Qt::IntersectClip);
    p.fillRect(rect, theme.surface);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme.hatch, 1));
    const double step = 7;
    for (double x = rect.left() - rect.height() - std::fmod(rect.left(), step); x < rect.right(); x += step)
        p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    if (hasWords) {
        const QString words = QStringLiteral("no data");
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
