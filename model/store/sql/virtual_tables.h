// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/snapshot.h"

namespace foreshock::store {

/// Makes the eponymous virtual tables `logs` (rows in order of time) and `samples` (of series and time) on a
/// connection. A WHERE on their columns narrows the scan: see ScanRequest. Their cursors end with Cancelled once the
/// connection's allowance is spent.
Result<void> registerVirtualTables(const Database& db, const Snapshot& snapshot);

} // namespace foreshock::store
