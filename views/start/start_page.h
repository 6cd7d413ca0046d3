// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/start/recent_file.h"
#include "views/theme/look.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace foreshock {

/// What stands there before an incident is open: begin one (drop or Enter), recent files, two to learn from.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setRecent(const RecentFiles& files);

signals:
    void newIncidentWanted();
    void openWanted();
    void recentWanted(const QString& file);
    /// Off the list; the file stays where it is.
    void forgetWanted(const QString& file);
    void kinesisWanted();
    void ticketSaleWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void addRecent(QVBoxLayout& column);
    void addLink(QVBoxLayout& column, const QString& title, const QString& detail, void (StartPage::*signal)());

    Look m_look;
    RecentFiles m_recent;
    QScrollArea* m_scroll = nullptr;
};

} // namespace foreshock
