// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/identity/name_resolver.h"
#include "model/store/gate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock::store {

/// What a NameResolver is made from.
struct NameSources {
    std::vector<KnownName> known;
    std::vector<UserAlias> aliases;
    bool tellsEnvironments = false;
};
/// The names of map, changes and alarms, and a person's mappings.
Result<NameSources> nameSources(const Database& db);

/// A name as read, with what it means now.
struct NameRow {
    std::int64_t id = 0;
    std::string text;
    std::string environment;
    std::string service; ///< what readers show
    std::string rule;    ///< see service_alias; empty: it means itself
    std::string sureness;
};
Result<std::vector<NameRow>> nameRows(const Database& db, const std::vector<std::int64_t>& ids);

/// How often a name stands in what is stored.
struct NameUses {
    std::int64_t id = 0;
    std::int64_t logs = 0;
    std::int32_t series = 0, changes = 0, alarms = 0, others = 0; ///< others: map and notes
    std::int64_t sum() const { return logs + series + changes + alarms + others; }
};
/// Every name that a visible source uses, by id. Memory: 32 B a name. Counts of logs come from the blocks' rollups.
Result<std::vector<NameUses>> nameUses(const Database& db, const Gate& gate);

/// Names that `wanted` means: its text without an environment's label (or told for production), else text@environment,
/// else the only one of that text. Empty if nothing bears it.
Result<std::vector<std::int64_t>> namesCalled(const Database& db, std::string_view wanted);
/// Names nearest to a text in letters, nearest first; reads all names.
Result<std::vector<std::string>> namesNear(const Database& db, std::string_view text, std::size_t most);

} // namespace foreshock::store
