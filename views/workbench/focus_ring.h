// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace foreshock {

/// A line round a view that has the focus, where keys brought it there; a view that a click chose needs none. Takes no
/// clicks. Owned by the view that it is round.
class FocusRing : public QWidget {
    Q_OBJECT
public:
    explicit FocusRing(QWidget* view);
    void setColour(const QColor& colour);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QColor m_colour;
};

} // namespace foreshock
