// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/series_role.h"
#include "model/domain/place.h"

#include <string>
#include <vector>

namespace foreshock {

/// A series with what it means and what is there of it.
struct ListedSeries {
    SeriesInfo info;
    SeriesRole role;
    Place place; ///< as its labels tell
    TimeRange range{};
    std::int64_t samples = 0;
    std::int64_t gaps = 0; ///< stretches of more than 2.5 steps without a value
};

/// Series whose name, or service/name, fits (* and ?; empty: all), by service and metric. Headers answer where they
/// can.
Result<std::vector<ListedSeries>> listSeries(IncidentSession& session, const std::string& pattern,
                                             std::stop_token stop);

/// "cart/latency_*=latency" or "cart/free=saturation:down"; without a role ("cart/free=") a word is taken back.
struct RoleWord {
    RoleRule rule;
    bool isTakenBack = false;
};
Result<RoleWord> parseRoleWord(const std::string& text);

/// A person's words on roles: one edit. Errors: Invalid where a word to take back was never said.
Result<void> sayRoles(store::IncidentFile& file, const std::vector<RoleWord>& words, Instant now);
/// Takes the newest edit back if it was one of these. Its title; errors: Invalid where it was another or none.
Result<std::string> undoRoles(store::IncidentFile& file);

} // namespace foreshock
