// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/rewritten.h"

#include <utility>

namespace foreshock::test {
namespace {

template<class T>
void shuffle(std::vector<T>& list, Noise& noise) {
    for (std::size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[static_cast<std::size_t>(noise.below(static_cast<int>(i)))]);
}

} // namespace

Incident shuffled(Incident incident, Noise& noise) {
    shuffle(incident.services, noise);
    shuffle(incident.dependencies, noise);
    shuffle(incident.changes, noise);
    shuffle(incident.alarms, noise);
    shuffle(incident.series, noise);
    return incident;
}

Incident renamed(Incident incident, const std::function<std::string(const std::string&)>& name) {
    const auto other = [&](ServiceId& id) {
        if (!id.value.empty())
            id = ServiceId(name(id.value));
    };
    for (Service& s : incident.services)
        other(s.id);
    for (Dependency& d : incident.dependencies) {
        other(d.from);
        other(d.to);
    }
    for (Change& c : incident.changes)
        other(c.service);
    for (Alarm& a : incident.alarms)
        other(a.service);
    for (SeriesData& s : incident.series)
        other(s.info.service);
    return incident;
}

} // namespace foreshock::test
