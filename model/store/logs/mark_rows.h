// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_mark.h"
#include "model/store/gate.h"

#include <vector>

namespace foreshock::store {

/// The marked records of visible sources, in order. Empty for a file of an earlier form, opened for reading only.
Result<std::vector<LogMark>> logMarks(const Database& db, const Gate& gate);

/// Marks a record, or takes its mark away (LogMark::kNone); to be called inside Edits::make. The mark's time is as
/// shown: `offset` of its source is taken off again.
Result<void> setLogMark(Database& db, const LogMark& mark, Duration offset, Instant now);

} // namespace foreshock::store
