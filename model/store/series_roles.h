// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/role.h"
#include "model/store/database.h"

#include <vector>

namespace foreshock::store {

/// A person's words on what series mean, in the order in which they were said.
Result<std::vector<RoleRule>> roleRules(const Database& db);
/// To be called inside Edits::make. Of one pattern the last word counts, and counts as said last.
Result<void> writeRoleRule(const Database& db, const RoleRule& rule);
/// Takes a word back; false if there was none.
Result<bool> forgetRoleRule(const Database& db, const std::string& service, const std::string& metric);

} // namespace foreshock::store
