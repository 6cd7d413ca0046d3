// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_template.h"
#include "model/store/gate.h"
#include "model/store/logs/log_piece.h"

#include <stop_token>

namespace foreshock::store {

/// How closely templates are counted: totals are enough for a list, a rate needs its minutes.
enum class TemplateDetail { Totals, Minutes };

/// The templates of visible records within a range, counted by service and minute. Blocks that lie within it answer
/// from their counts by minute, those at its edges from their records. Memory: an entry a template and service, and for
/// minutes one for each. Errors: Cancelled, Format (damage).
Result<TemplateLog> readTemplates(const Database& db, const Gate& gate, TimeRange range, TemplateDetail detail,
                                  std::stop_token stop = {});

} // namespace foreshock::store
