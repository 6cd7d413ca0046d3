// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/board_edit.h"
#include "model/store/database.h"

namespace foreshock::store {

/// Writes one edit of the board; to be called inside Edits::make. Errors: Invalid where what it speaks of is gone.
Result<void> write(Database& db, const BoardEdit& edit, Instant now);

/// Keeps a ranking unless the newest of its wave says the same; of each wave the newest 200 stay. No edit: it is not
/// undone, and moves no analysis.
Result<void> keepRanking(const Database& db, const KeptRanking& ranking);

} // namespace foreshock::store
