// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/event_index.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace foreshock {

EventIndex EventIndex::of(const IncidentView& incident) {
    EventIndex out;
    for (const SeriesInfo& info : incident.series)
        out.m_measured.insert(info.service);
    std::unordered_map<std::string_view, Beats*> byName; // a million look-ups in a map are a stutter
    for (const Alarm& a : incident.alarms) {
        Beats*& beats = byName[a.service.value];
        if (!beats)
            beats = &out.m_beats[a.service];
        const Instant end = a.end ? std::max(*a.end, a.start) : Instant::latest();
        beats->first = std::min(beats->first, a.start);
        beats->all.push_back({{a.start, end},
                              a.state == AlarmState::NoData ? Health::Unknown
                              : a.severity <= 1             ? Health::Failing
                                                            : Health::Degraded});
        out.m_starts.push_back(a.start);
        if (a.end)
            out.m_ends.push_back(end);
    }
    for (std::size_t i = 0; i < incident.changes.size(); ++i) {
        const Change& c = incident.changes[i];
        out.m_hasBars = out.m_hasBars || c.end > c.start;
        if (c.end && *c.end - c.start > kLengthy)
            out.m_lengthy.push_back(i);
    }
    for (std::vector<Instant>* times : {&out.m_starts, &out.m_ends})
        if (!std::is_sorted(times->begin(), times->end()))
            std::sort(times->begin(), times->end());
    return out;
}

std::shared_ptr<const EventIndex> EventIndex::from(const IncidentView& incident) {
    return incident.events ? incident.events : std::make_shared<const EventIndex>(of(incident));
}

EventIndex::Alarmed EventIndex::alarmedOf(const ServiceId& service) const {
    const auto found = m_beats.find(service);
    return found == m_beats.end() ? Alarmed{}
                                  : Alarmed{static_cast<int>(found->second.all.size()), found->second.first};
}

std::size_t EventIndex::active(Instant at) const {
    const auto begun = std::upper_bound(m_starts.begin(), m_starts.end(), at) - m_starts.begin();
    const auto ended = std::upper_bound(m_ends.begin(), m_ends.end(), at) - m_ends.begin();
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, begun - ended));
}

Health EventIndex::healthOf(const ServiceId& service, TimeRange range, const std::set<ServiceId>& logged) const {
    const auto found = m_beats.find(service);
    if (found == m_beats.end())
        return logged.contains(service) || m_measured.contains(service) ? Health::Fine : Health::Unknown;
    Health worst = Health::Fine;
    for (const Beat& beat : found->second.all) {
        if (range.to <= beat.range.from || beat.range.to <= range.from)
            continue;
        if (beat.health == Health::Failing)
            return Health::Failing;
        if (beat.health == Health::Degraded || worst == Health::Fine)
            worst = beat.health;
    }
    return worst;
}

} // namespace foreshock
