// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/service_health.h"

namespace foreshock {

Health healthOf(const IncidentView& incident, const ServiceId& service, TimeRange range) {
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
