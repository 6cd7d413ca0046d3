// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/log/log_view.h"

class QLabel;
class QLineEdit;

namespace foreshock {

/// The log with its filter bar and its counts; hidden rows are always counted. Owned by the main window.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(TimeScope& scope, QWidget* parent = nullptr);

    void setLook(const Look& look);
    LogView& view() { return *m_view; }
    QLineEdit& filter() { return *m_filter; }
    void flush();

private:
    void showCounts();
    void takeFilter();

    TimeScope& m_scope;
    QLineEdit* m_filter = nullptr;
    QLabel* m_counts = nullptr;
    LogView* m_view = nullptr;
    QTimer m_filterTimer;
    bool m_isWrong = false; ///< what is typed is no query yet
};

} // namespace foreshock
