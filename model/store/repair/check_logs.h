// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/repair/check.h"

namespace foreshock::store {

/// All parts of every log block against each other: texts and columns by their checksums, header, counts by second
/// and search filters by what the records say; then that the records' numbers have neither gap nor overlap, tails
/// included. Reads a part at a time, so that one damaged page does not hide what is behind it.
Result<void> checkLogs(const Database& db, CheckReport& report);

} // namespace foreshock::store
