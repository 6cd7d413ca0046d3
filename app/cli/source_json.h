// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "model/domain/source.h"

#include <string>

namespace foreshock::cli {

/// What is known of a source's times: zone, clock, doubtful times, arrivals.
void addTimeFacts(Json& row, const SourceInfo& source);
/// "foreshock: app.log: 12 records have times that the clocks of Europe/Berlin skipped or showed twice…".
std::string doubtText(const std::string& path, std::int64_t records, const std::string& zone);

} // namespace foreshock::cli
