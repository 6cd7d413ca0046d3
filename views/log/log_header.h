// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/log/log_column.h"
#include "views/theme/look.h"

#include <QWidget>
#include <optional>

namespace foreshock {

/// The titles above the log's columns. A title is dragged to another place, an edge to another width; a double click on
/// an edge fits it. By keys: Left and Right choose, with Shift they move; + and - widen and narrow; Delete takes away;
/// Enter offers all. Owned by the log panel.
class LogHeader : public QWidget {
    Q_OBJECT
public:
    explicit LogHeader(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Where the columns stand now.
    void setColumns(const LogColumns& columns);
    /// The cell that the keys act on.
    int current() const { return m_current; }
    const LogColumns& columns() const { return m_columns; }

signals:
    void moveWanted(int from, int to);
    void widthWanted(int index, int chars);
    void fitWanted(int index);
    void removeWanted(int index);
    void menuWanted(QPoint at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    const LogColumns::Cell* cellAt(double x) const;
    const LogColumns::Cell* edgeAt(double x) const;
    double charWidth() const;
    int placeAt(double x) const;
    void choose(int cell);
    QPoint below() const;

    Look m_look;
    LogColumns m_columns;
    int m_current = 0;
    std::optional<int> m_held, m_stretched; ///< the column that a drag moves, or resizes
    double m_pressed = 0, m_at = 0, m_width = 0;
    bool m_isDragged = false;
};

} // namespace foreshock
