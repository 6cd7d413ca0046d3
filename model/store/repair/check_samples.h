// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/repair/check.h"

namespace foreshock::store {

/// Every chunk's checksum, its samples against its header, and its pyramid against its samples. Damage goes into the
/// report; an error is that of reading the file at all.
Result<void> checkChunks(const Database& db, CheckReport& report);

} // namespace foreshock::store
