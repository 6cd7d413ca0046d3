// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time_order.h"
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
    QString text; ///< "1 h 41 min", "order unknown"
    QRectF label; ///< on the arc, inside the plot
};

/// Arcs between stations given as points on the widget; stations on one spot draw none. Where the clocks of two do not
/// tell which came first, the arc says so instead of a lag.
std::vector<ChainArc> layOutChain(const std::vector<QPointF>& stations, const std::vector<UncertainInstant>& times,
                                  const QRectF& plot, const Fonts& fonts);

} // namespace foreshock
