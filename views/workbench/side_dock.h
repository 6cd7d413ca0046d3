// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/services/services_model.h"
#include "views/services/side_list.h"
#include "views/sources/sources_model.h"

#include <QPointer>
#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace foreshock {

class TimeScope;

/// The left column: services with the state of their alarms, sources with what became of them. Owned by the main
/// window.
class SideDock : public QScrollArea {
    Q_OBJECT
public:
    SideDock(TimeScope& scope, SourcesModel& sources, QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setIncident(std::shared_ptr<const IncidentView> incident);
    void setHeat(const std::vector<HeatRow>& rows) { m_services.setHeat(rows); }
    SideList& services() { return *m_serviceList; }
    SideList& sources() { return *m_sourceList; }
    ServicesModel& servicesModel() { return m_services; }

    /// Names that mean no known service; none: nothing is said.
    void setUnresolved(std::int64_t names);

signals:
    void sourceActivated(int row);
    void namesWanted();
    void seriesCommandsWanted(const foreshock::ServiceId& service);

private:
    void followScope();

    TimeScope& m_scope;
    ServicesModel m_services;
    SideList* m_serviceList = nullptr;
    SideList* m_sourceList = nullptr;
    /// The chosen service without a series: what that means, and how to get some.
    void showUntested();

    QPushButton* m_names = nullptr;
    QVBoxLayout* m_untestedPlace = nullptr;
    QPointer<QWidget> m_untested;
    std::shared_ptr<const IncidentView> m_incident;
    Look m_look;
};

} // namespace foreshock
