// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/incident_grid.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace foreshock {

Instant IncidentGrid::at(Minute m) const {
    constexpr double kFurthest = 9.2e15; // microseconds
    const double us = static_cast<double>(start.ns / 1000) + m * 60e6;
    return Instant{(std::abs(us) < kFurthest ? start.ns / 1000 + std::llround(m * 60e6)
                                             : std::llround(std::clamp(us, -kFurthest, kFurthest))) *
                   1000};
}

const std::string& IncidentGrid::environmentOf(int service) const {
    static const std::string kNone;
    const auto at = static_cast<std::size_t>(service);
    return service >= 0 && at < environments.size() ? environments[at] : kNone;
}

int IncidentGrid::serviceIndex(const ServiceId& id) const {
    const auto at = std::lower_bound(services.begin(), services.end(), id);
    return at != services.end() && *at == id ? static_cast<int>(at - services.begin()) : -1;
}

void IncidentGrid::sort() {
    const auto by = [](auto key) { return [key](const auto& a, const auto& b) { return key(a) < key(b); }; };
    std::stable_sort(series.begin(), series.end(),
                     by([](const GridSeries& s) { return std::tie(s.service, s.metric); }));
    std::stable_sort(edges.begin(), edges.end(), by([](const GridEdge& e) { return std::tie(e.from, e.to, e.kind); }));
    std::stable_sort(changes.begin(), changes.end(), by([](const GridChange& c) { return std::tie(c.start, c.id); }));
    std::stable_sort(alarms.begin(), alarms.end(), by([](const GridAlarm& a) { return std::tie(a.time, a.id); }));
    std::sort(silent.begin(), silent.end());
    for (auto& [key, values] : early)
        std::stable_sort(values.begin(), values.end(),
                         by([](const EarlyValue& v) { return std::tie(v.minute, v.value); }));
}

Minute IncidentGrid::alarmErrorAt(Minute t) const {
    Minute error = 0;
    for (const GridAlarm& alarm : alarms)
        if (alarm.time == t)
            error = std::max(error, alarm.error);
    return error;
}

} // namespace foreshock
