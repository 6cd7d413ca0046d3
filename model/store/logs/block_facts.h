// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/logs/log_block.h"
#include "model/store/logs/log_block_builder.h"

namespace foreshock::store {

/// What a block's header, rollup and filters must say, worked out anew from its records; columns and text stay empty.
/// A check compares with it, a repair writes it. Needs the block's details and text.
EncodedBlock factsOf(const LogBlock& block);

} // namespace foreshock::store
