// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/board.h"
#include "model/store/gate.h"

namespace foreshock::store {

/// What people think of the incident, and its rankings, as far as the gate shows them. Empty for a file of an earlier
/// form, opened for reading only.
Result<Board> board(const Database& db, const Gate& gate);

} // namespace foreshock::store
