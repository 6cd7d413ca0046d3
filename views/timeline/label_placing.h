// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

namespace foreshock {

/// A mark on a time line that would like to be named.
struct LabelAnchor {
    double x = 0;        ///< centre of the mark
    double halfMark = 6; ///< room the mark itself takes on each side
    QString text;
    int priority = 0;                                  ///< higher is named first
    std::function<QString(double width)> shorter = {}; ///< how to say it in less room; none: an ellipsis
};

/// Where its mark and its name ended up. An empty text: no room, the name is in the tooltip only.
struct PlacedLabel {
    int row = 0;
    QRectF box;   ///< of the text; y is row · rowHeight
    QString text; ///< perhaps shortened with an ellipsis
    enum class Side { Right, Left } side = Side::Right;
};

/// Names beside marks that never overlap each other or a mark: each moves to the other side, shortens, goes to
/// another row, or goes. Greedy by priority, then from left to right; O(n · rows · n).
std::vector<PlacedLabel> placeLabels(const std::vector<LabelAnchor>& anchors, const QFont& font, double left,
                                     double right, int rows, double rowHeight);

} // namespace foreshock
