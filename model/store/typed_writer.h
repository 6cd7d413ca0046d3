// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/change.h"
#include "model/domain/dependency.h"
#include "model/store/database.h"

#include <optional>
#include <vector>

namespace foreshock::store {

/// What a person types rather than imports. Changes and edges belong to a source of their own, "typed here", which
/// speaks for no stretch of time: that nobody typed a change says nothing. To be called inside Edits::correct, whose
/// undo takes the source back, too, where it was made for the row.
Result<void> addTypedChange(Database& db, const Change& change, Instant now);
/// Those that are known already are left out.
Result<void> addTypedDependencies(Database& db, const std::vector<Dependency>& dependencies, Instant now);

/// Where it started, in the place of an earlier word of the same kind; null takes that away. A note: to be called
/// inside Edits::make.
Result<void> markStart(Database& db, std::optional<Instant> at, Instant now);

} // namespace foreshock::store
