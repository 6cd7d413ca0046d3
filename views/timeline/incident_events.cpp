// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/incident_events.h"

namespace foreshock {

std::optional<Instant> nextEvent(const IncidentView& incident, Instant from, EventStep step) {
    std::optional<Instant> best;
    const auto consider = [&](Instant t) {
        if (step == EventStep::Next ? from < t && (!best || t < *best) : t < from && (!best || *best < t))
            best = t;
    };
    for (const Change& c : incident.changes)
        consider(c.start);
    for (const Alarm& a : incident.alarms)
        consider(a.start);
    for (const Note& n : incident.notes)
        consider(n.time);
    return best;
}

} // namespace foreshock
