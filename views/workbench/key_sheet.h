// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QWidget>
#include <functional>

namespace foreshock {

struct KeyRow;

/// The list of keys as a sheet over the window; any key or click puts it away. Not a dialog: nothing waits for it.
class KeySheet : public QWidget {
    Q_OBJECT
public:
    explicit KeySheet(QWidget* window);
    void open(const Look& look);
    /// The keys of a row as they are now.
    void setKeys(std::function<QString(const KeyRow&)> keys) { m_keys = std::move(keys); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString keysOf(const KeyRow& row) const;
    void tell();

    std::function<QString(const KeyRow&)> m_keys;
    Look m_look;
};

} // namespace foreshock
