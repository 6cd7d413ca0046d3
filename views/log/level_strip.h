// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_histogram.h"
#include "views/log/level_strip_layout.h"
#include "views/theme/look.h"

#include <QWidget>
#include <optional>

namespace foreshock {

class TimeScope;

/// How the log's records lie over the visible range, by level; on the time axis of the timeline above it. A click
/// narrows the range to a bar, a drag to what was dragged over. Severity is told by place (the worst at the base) and
/// by pattern, too. Owned by the log panel.
class LevelStrip : public QWidget {
    Q_OBJECT
public:
    explicit LevelStrip(TimeScope& scope, QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setHistogram(const LogHistogram& histogram);
    /// How many cells the width has room for.
    int cells() const;
    const LogHistogram& histogram() const { return m_histogram; }
    const LevelStripLayout& shape() const { return m_shape; }
    /// "05:12:00 to 05:13:00: 3 errors, 12 warnings, 400 others".
    QString textOf(std::size_t cell) const;

signals:
    void cellsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void lay();
    TimeAxis axis() const;
    double base() const;
    void paintBars(QPainter& painter) const;
    void paintGutter(QPainter& painter) const;
    void choose(std::optional<std::size_t> cell);
    void narrow(std::size_t cell);

    TimeScope& m_scope;
    Look m_look;
    LogHistogram m_histogram;
    LevelStripLayout m_shape;
    std::optional<double> m_pressed; ///< where a drag began
    double m_dragged = 0;
    std::optional<std::size_t> m_chosen; ///< by keys
};

} // namespace foreshock
