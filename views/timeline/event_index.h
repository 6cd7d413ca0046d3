// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/glyph.h"
#include "views/workbench/incident_view.h"

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace foreshock {

/// Alarms and series of an incident in the order in which frames ask for them: made once when an incident comes, so
/// that a frame costs nothing that grows with what is stored. 40 B an alarm.
class EventIndex {
public:
    static EventIndex of(const IncidentView& incident);
    /// The one that came with the incident, else a new one.
    static std::shared_ptr<const EventIndex> from(const IncidentView& incident);

    static constexpr Duration kLengthy = Duration::hours(1);
    /// Changes that lasted longer than that, in the incident's list.
    const std::vector<std::size_t>& lengthyChanges() const { return m_lengthy; }
    bool hasBars() const { return m_hasBars; }
    /// Alarms that fire at an instant. O(log n).
    std::size_t active(Instant at) const;
    /// Alarms of a service in the whole incident, and when the first began; the latest instant if there is none.
    struct Alarmed {
        int alarms = 0;
        Instant first = Instant::latest();
    };
    Alarmed alarmedOf(const ServiceId& service) const; ///< O(log services)
    /// As healthOf() of service_health.h; O(alarms of that service).
    Health healthOf(const ServiceId& service, TimeRange range, const std::set<ServiceId>& logged) const;

private:
    struct Beat {
        TimeRange range;
        Health health;
    };
    std::vector<Instant> m_starts, m_ends; ///< each sorted
    struct Beats {
        std::vector<Beat> all;
        Instant first = Instant::latest();
    };
    std::map<ServiceId, Beats> m_beats;
    std::set<ServiceId> m_measured;
    std::vector<std::size_t> m_lengthy;
    bool m_hasBars = false;
};

} // namespace foreshock
