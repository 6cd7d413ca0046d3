// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/service_health.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

bool hasTelemetry(const IncidentView& incident, const ServiceId& service, const std::set<ServiceId>& logged) {
    const auto isOfService = [&](const auto& item) { return item.service == service; };
    return logged.contains(service) || std::any_of(incident.alarms.begin(), incident.alarms.end(), isOfService) ||
           std::any_of(incident.series.begin(), incident.series.end(), isOfService);
}

bool noteLogged(const std::vector<HeatRow>& rows, std::set<ServiceId>& logged) {
    const auto before = logged.size();
    for (const HeatRow& row : rows)
        if (std::any_of(row.cells.begin(), row.cells.end(), [](float cell) { return !std::isnan(cell); }))
            logged.insert(row.service);
    return logged.size() > before;
}

Health healthOf(const IncidentView& incident, const ServiceId& service, TimeRange range,
                const std::set<ServiceId>& logged) {
    if (!hasTelemetry(incident, service, logged))
        return Health::Unknown;
    Health worst = Health::Fine;
    for (const Alarm& a : incident.alarms) {
        if (a.service != service || range.to <= a.start || (a.end && *a.end <= range.from))
            continue;
        if (a.state == AlarmState::NoData)
            worst = worst == Health::Fine ? Health::Unknown : worst;
        else if (a.severity <= 1)
            return Health::Failing;
        else
            worst = Health::Degraded;
    }
    return worst;
}

} // namespace foreshock
