// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace foreshock {

/// What stands there before an incident is open: begin one (drop or Enter), recent files, two to learn from.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setRecent(const QStringList& files);

signals:
    void newIncidentWanted();
    void openWanted();
    void recentWanted(const QString& file);
    void kinesisWanted();
    void ticketSaleWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void addLink(QVBoxLayout& column, const QString& title, const QString& detail, void (StartPage::*signal)());

    Look m_look;
    QStringList m_recent;
    QWidget* m_content = nullptr;
};

} // namespace foreshock
