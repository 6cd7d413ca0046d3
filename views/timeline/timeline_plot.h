// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/qcustomplot_include.h"

#include <functional>

namespace foreshock {

/// A QCustomPlot without axes of its own: two buffered layers that call painters, so that the cursor can move
/// without the lanes being painted again. Export to PNG and PDF comes with it. Takes no events.
class TimelinePlot : public QCustomPlot {
public:
    using Paint = std::function<void(QPainter&)>;

    TimelinePlot(Paint lanes, Paint hand, QWidget* parent);
    void setPaper(const QColor& colour);
    /// Both layers, at once or with the next frame.
    void paintAll(RefreshPriority when);
    /// The hand's layer alone.
    void paintHand();

private:
    QCPLayer* m_hand = nullptr;
};

} // namespace foreshock
