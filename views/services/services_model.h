// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"
#include "views/theme/glyph.h"
#include "views/timeline/event_index.h"
#include "views/workbench/incident_view.h"

#include <QAbstractListModel>
#include <memory>
#include <set>
#include <vector>

namespace foreshock {

/// The services of the incident with the worst state of their alarms in the visible range; the troubled ones first,
/// then by name. The order follows the whole incident, so that rows do not jump while time is scrubbed.
class ServicesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, HealthRole, AlarmsRole };

    explicit ServicesModel(QObject* parent = nullptr)
        : QAbstractListModel(parent) {}
    void setIncident(std::shared_ptr<const IncidentView> incident);
    void setRange(TimeRange range);
    /// What the logs say arrives apart from the incident: a service with records is not without telemetry.
    void setHeat(const std::vector<HeatRow>& rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QModelIndex indexOf(const ServiceId& service) const;

private:
    struct Row {
        const Service* service = nullptr;
        Health health = Health::Fine;
        int alarms = 0; ///< of the whole incident
        Instant first = Instant::latest();
    };
    std::shared_ptr<const IncidentView> m_incident;
    std::shared_ptr<const EventIndex> m_index; ///< of the incident
    TimeRange m_range;
    std::set<ServiceId> m_logged;
    std::vector<Row> m_rows;
};

} // namespace foreshock
