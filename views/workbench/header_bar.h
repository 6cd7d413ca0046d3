// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/theme/look.h"
#include "views/workbench/incident_view.h"

#include <QWidget>
#include <memory>

class QLabel;
class QMenuBar;
class QToolButton;

namespace foreshock {

class TimeScope;

/// The first line of the window: product, menus, the incident's title, the visible range and the service looked at.
/// Owned by the main window.
class HeaderBar : public QWidget {
    Q_OBJECT
public:
    explicit HeaderBar(TimeScope& scope, QWidget* parent = nullptr);
    QMenuBar& menus() { return *m_menus; }
    void setLook(const Look& look);
    void setIncident(std::shared_ptr<const IncidentView> incident);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showRange();
    void showTitle();
    void fillRangeMenu();
    void fillServiceMenu();

    TimeScope& m_scope;
    std::shared_ptr<const IncidentView> m_incident;
    QMenuBar* m_menus = nullptr;
    QLabel* m_title = nullptr;
    QToolButton* m_range = nullptr;
    QToolButton* m_service = nullptr;
};

/// "02:15 – 06:20 PST", with days where it spans more than one.
QString rangeText(TimeRange range, const Zone& zone);

} // namespace foreshock
