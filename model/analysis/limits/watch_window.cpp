// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/watch_window.h"

#include "model/analysis/change_reach.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

constexpr Duration kAfterwards = Duration::hours(1);

bool addsCapacity(const Change& change) {
    for (const char* word : {"capacity", "scale", "scaling"})
        if (findNoCase(change.kind, word) != std::string::npos)
            return true;
    return false;
}

} // namespace

WatchWindow watchWindow(const Incident& incident, const ServiceId& service, std::optional<Instant> at) {
    WatchWindow out;
    for (const Change& c : incident.changes)
        if (c.service == service && addsCapacity(c) && (!at || c.start <= *at))
            if (const auto spread = spreadOf(c); spread && *spread > out.spread) {
                out.spread = *spread;
                out.toldBy = c.id;
            }
    out.length = out.spread + kAfterwards;
    return out;
}

} // namespace foreshock
