// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_plot.h"

namespace foreshock {
namespace {

class PaintedLayerable : public QCPLayerable {
public:
    PaintedLayerable(QCustomPlot* plot, const QString& layer, TimelinePlot::Paint paint)
        : QCPLayerable(plot, layer)
        , m_paint(std::move(paint)) {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override { m_paint(*painter); }
    QRect clipRect() const override { return mParentPlot->viewport(); }

private:
    TimelinePlot::Paint m_paint;
};

} // namespace

TimelinePlot::TimelinePlot(Paint lanes, Paint hand, QWidget* parent)
    : QCustomPlot(parent) {
    plotLayout()->clear();
    setNoAntialiasingOnDrag(false);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setMinimumSize(0, 0);
    addLayer(QStringLiteral("hand"));
    m_hand = layer(QStringLiteral("hand"));
    m_hand->setMode(QCPLayer::lmBuffered);
    // Every buffered layer is cleared and blended in each frame: two are enough.
    for (const char* unused : {"background", "grid", "axes", "legend", "overlay"})
        if (QCPLayer* layer = this->layer(QLatin1String(unused)))
            removeLayer(layer);
    // Each lives as long as the plot, which owns it as its parent.
    new PaintedLayerable(this, QStringLiteral("main"), std::move(lanes));
    new PaintedLayerable(this, QStringLiteral("hand"), std::move(hand));
}

void TimelinePlot::setPaper(const QColor& colour) {
    setBackground(QBrush(colour));
}

void TimelinePlot::paintAll(RefreshPriority when) {
    replot(when);
}

void TimelinePlot::paintHand() {
    m_hand->replot();
}

} // namespace foreshock
