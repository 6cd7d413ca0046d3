// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/chain_layout.h"

#include "model/base/time_text.h"

#include <QFontMetricsF>
#include <cmath>

namespace foreshock {

std::vector<ChainArc> layOutChain(const std::vector<QPointF>& stations, const std::vector<UncertainInstant>& times,
                                  const QRectF& plot, const Fonts& fonts) {
    std::vector<ChainArc> out;
    const QFontMetricsF metrics(fonts.smallStrong);
    for (std::size_t i = 0; i + 1 < stations.size(); ++i) {
        const QPointF a = stations[i], b = stations[i + 1];
        const double dx = b.x() - a.x(), dy = b.y() - a.y();
        if (std::hypot(dx, dy) < 12)
            continue;
        const bool isOrdered = orderOf(times[i], times[i + 1]) != TimeOrder::Unknown;
        ChainArc arc{a,
                     b,
                     QPainterPath(a),
                     isOrdered ? QString::fromStdString(durationText(times[i + 1].time - times[i].time))
                               : QStringLiteral("order unknown"),
                     {}};
        // Leaves and arrives upright, so that the arrow points at its lane; bows aside where it would be a bare line.
        const double bend = std::abs(dx) < 24 ? (24 - std::abs(dx)) * 0.8 : 0;
        arc.path.cubicTo(QPointF(a.x() + bend, a.y() + dy * 0.55), QPointF(b.x() + bend * 0.4, b.y() - dy * 0.55), b);
        QRectF label(0, 0, metrics.horizontalAdvance(arc.text) + fonts.px(8), metrics.height());
        label.moveCenter(arc.path.pointAtPercent(0.5));
        // Beside the arc on its open side, and never outside the plot.
        label.translate((dx < 0 ? -1 : 1) * (label.width() / 2 + fonts.px(6)) * (std::abs(dx) < 120 ? 1 : 0), 0);
        label.moveLeft(std::clamp(label.left(), plot.left(), std::max(plot.left(), plot.right() - label.width())));
        for (const ChainArc& other : out)
            if (other.label.intersects(label))
                label.moveTop(other.label.bottom() + 2);
        arc.label = label;
        out.push_back(arc);
    }
    return out;
}

} // namespace foreshock
