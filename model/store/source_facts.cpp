// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_facts.h"

#include "model/store/series_roles.h"

#include <algorithm>

namespace foreshock::store {
namespace {

/// "role:cart/pool_*" = "saturation:down". What a person said in this file stays.
Result<void> writeToldRole(const Database& db, std::string_view pattern, std::string_view value) {
    const std::size_t slash = pattern.find('/');
    const std::size_t colon = value.find(':');
    if (slash == std::string_view::npos || colon == std::string_view::npos)
        return {};
    const auto role = roleNamed(value.substr(0, colon));
    const auto bad = badDirectionNamed(value.substr(colon + 1));
    const auto known = roleRules(db);
    if (!known)
        return known.error();
    const RoleRule rule{std::string(pattern.substr(0, slash)), std::string(pattern.substr(slash + 1)),
                        role.value_or(Role::Unknown), bad.value_or(BadDirection::Both)};
    const bool isSaid = std::any_of(known->begin(), known->end(), [&](const RoleRule& r) {
        return r.service == rule.service && r.metric == rule.metric;
    });
    return isSaid ? Result<void>() : writeRoleRule(db, rule);
}

} // namespace

Result<void> writeFacts(const Database& db, SourceId source,
                        const std::vector<std::pair<std::string, std::string>>& facts) {
    constexpr std::string_view kSeenVia = "seen_via:";
    constexpr std::string_view kRole = "role:";
    for (const auto& [key, value] : facts) {
        const std::size_t slash = key.find('/'); // metrics have slashes (run.googleapis.com/request_count)
        Result<void> done;
        if (key.starts_with(kRole))
            done = writeToldRole(db, std::string_view(key).substr(kRole.size()), value);
        else if (!key.starts_with(kSeenVia))
            done = db.run("INSERT INTO meta (key, value) VALUES (?, ?) "
                          "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                          key, value);
        else if (slash != std::string::npos)
            done = db.run("INSERT OR REPLACE INTO seen_via (service, metric, via, source_id) VALUES (?, ?, ?, ?)",
                          key.substr(kSeenVia.size(), slash - kSeenVia.size()), key.substr(slash + 1), value,
                          source.value);
        if (!done)
            return done;
    }
    return {};
}

} // namespace foreshock::store
