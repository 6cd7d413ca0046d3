// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/snapshot.h"

namespace foreshock::store {

/// Makes the eponymous virtual tables `logs` and `samples` on a connection: full scans in order of time (logs) and of
/// series and time (samples).
Result<void> registerVirtualTables(const Database& db, const Snapshot& snapshot);

} // namespace foreshock::store
