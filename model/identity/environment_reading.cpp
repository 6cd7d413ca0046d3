// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/environment_reading.h"

#include "model/identity/environment_word.h"
#include "model/identity/name_reading.h"
#include "model/identity/name_shell.h"

#include <unordered_map>

namespace foreshock {

std::string environmentOfService(std::string_view service, const std::set<std::string>& folded) {
    if (const std::size_t at = service.rfind('@'); at != std::string_view::npos)
        if (const std::string_view told = environmentOfWord(service.substr(at + 1)); !told.empty())
            return std::string(told);
    if (const auto shell = shellOf(service); shell && !shell->environment.empty())
        return shell->environment;
    const auto readings = readingsOf(service, {});
    for (std::size_t i = 1; i < readings.size(); ++i)
        if (readings[i].rule == NameRule::Environment && folded.contains(readings[i].key))
            return readings[i].environment;
    return {};
}

void tellEnvironments(Incident& incident) {
    std::set<std::string> folded;
    for (const Service& s : incident.services)
        folded.insert(foldedName(s.id.value));
    std::unordered_map<ServiceId, std::string> told;
    for (Service& s : incident.services) {
        if (s.environment.empty())
            s.environment = environmentOfService(s.id.value, folded);
        told.emplace(s.id, s.environment);
    }
    const auto fill = [&](std::string& environment, const ServiceId& service) {
        if (!environment.empty())
            return;
        if (const auto known = told.find(service); known != told.end())
            environment = known->second;
    };
    for (Change& c : incident.changes)
        fill(c.environment, c.service);
    for (Alarm& a : incident.alarms)
        fill(a.environment, a.service);
    for (SeriesData& s : incident.series)
        fill(s.info.environment, s.info.service);
}

} // namespace foreshock
