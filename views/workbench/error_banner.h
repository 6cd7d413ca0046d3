// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "views/theme/look.h"

#include <QWidget>

class QLabel;

namespace foreshock {

/// A failed operation in one strip: what, where, what to do next. Never modal; the newest replaces the one before.
class ErrorBanner : public QWidget {
    Q_OBJECT
public:
    explicit ErrorBanner(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(const Error& error);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Look m_look;
    QLabel* m_message = nullptr;
    QLabel* m_help = nullptr;
};

} // namespace foreshock
