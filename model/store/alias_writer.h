// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock::store {

/// Works out anew what every raw name means by the rules, and writes what differs; a person's mappings stay. The same
/// names give the same rows, in whatever order they came. Touches no record. Inside a transaction of the caller, or
/// one of its own. Returns how many rows it wrote. Memory: 16 B a name that means another; time: one pass over the
/// names.
Result<std::int64_t> applyNameRules(const Database& db);

/// A person's word; to be called inside Edits::name. An empty service takes the word back: rules decide again.
Result<void> writeUserAlias(const Database& db, std::int64_t rawName, const std::string& service);

/// Rows that rules wrote for these names: an edit of theirs starts from nothing, so that it can be undone and redone
/// whatever the rules say by then.
Result<void> clearRuleAliases(const Database& db, const std::vector<std::int64_t>& rawNames);

} // namespace foreshock::store
