// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"
#include "views/timeline/lane.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace foreshock {

/// A line to type in and the lanes that fit it, hidden ones too: Enter goes to one, Esc closes. Opened over the names
/// by Ctrl+P; owned by the timeline view.
class LaneFinder : public QFrame {
    Q_OBJECT
public:
    static constexpr int kMostShown = 100;

    explicit LaneFinder(QWidget* parent);
    void setLook(const Look& look);
    void open(const std::vector<Lane>& all, const std::set<std::string>& hidden);
    QLineEdit& line() { return *m_line; }
    QListWidget& list() { return *m_list; }

signals:
    void chosen(const std::string& lane);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        std::string key;
        QString text;
    };
    void fill(const QString& words);
    void take();
    void close();

    std::vector<Row> m_rows;
    QLineEdit* m_line = nullptr;
    QListWidget* m_list = nullptr;
};

} // namespace foreshock
