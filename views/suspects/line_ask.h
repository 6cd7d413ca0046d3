// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace foreshock {

/// One line asked for in the place it is about: Enter gives it, Esc leaves it. Nothing stops meanwhile.
class LineAsk : public QWidget {
    Q_OBJECT
public:
    /// `what`: its accessible name, and what stands in the empty line; `must`: said where Enter finds it empty, null:
    /// it may be empty.
    LineAsk(const QString& what, const QString& must, const QString& text, const Look& look, QWidget* parent = nullptr);
    QLineEdit& line() { return *m_line; }

signals:
    void given(const QString& text);
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString m_must;
    QLineEdit* m_line = nullptr;
    QLabel* m_hint = nullptr;
};

} // namespace foreshock
