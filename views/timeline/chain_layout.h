// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/fonts.h"
#include "views/timeline/chain.h"

#include <QPainterPath>
#include <QRectF>
#include <QString>
#include <vector>

namespace foreshock {

/// One arc of a suspect's chain with its lag in words.
struct ChainArc {
    QPointF from, to;
    QPainterPath path;
    QString text; ///< "1 h 41 min"
    QRectF label; ///< on the arc, inside the plot
};

/// Arcs between stations given as points on the widget; stations on one spot draw none.
std::vector<ChainArc> layOutChain(const std::vector<QPointF>& stations, const std::vector<Instant>& times,
                                  const QRectF& plot, const Fonts& fonts);

} // namespace foreshock
