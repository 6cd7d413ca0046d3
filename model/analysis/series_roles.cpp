// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_roles.h"

#include <map>

namespace foreshock {

std::vector<SeriesRole> seriesRoles(const Incident& incident) {
    std::map<ServiceId, std::vector<WatchRule>> byService;
    for (const SeriesData& series : incident.series)
        byService[series.info.service];
    for (const Alarm& alarm : incident.alarms)
        if (const auto own = byService.find(alarm.service); own != byService.end())
            own->second.push_back({alarm.ruleText(), alarm.metric});
    for (const AlarmRule& rule : incident.alarmRules)
        for (auto& [service, rules] : byService)
            if (rule.service.value.empty() || rule.service == service)
                rules.push_back({rule.text.empty() ? rule.name : rule.text, rule.metric});
    std::vector<SeriesRole> out;
    out.reserve(incident.series.size());
    for (const SeriesData& s : incident.series)
        out.push_back(seriesRole(s.info.service.value, s.info.metric, s.info.unit, byService[s.info.service],
                                 incident.roleRules));
    return out;
}

} // namespace foreshock
