// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "app/workflows/incident_session.h"
#include "model/domain/limits.h"

#include <optional>
#include <string>

namespace foreshock::cli {

Json limitJson(const Terminal& terminal, const ResourceLimit& limit);
/// "plateau (inferred), since 04:25 PST"; "limit (declared) by ticket 4711, 1 Sep 2020".
std::string limitText(const ResourceLimit& limit, const Zone& zone);
/// "25 Nov 2020 05:15 PST".
std::string whenText(Instant t, const Zone& zone);

constexpr const char* kAtHelp = "as things stood then: 05:15, -30m, RFC 3339";

/// A number, thousands cut by commas or not; null if it is none, which was told.
std::optional<double> readNumber(Terminal& terminal, const std::string& text, const char* option);
/// The same for a duration that is not negative.
std::optional<Duration> readDuration(Terminal& terminal, const std::string& text, const char* option);

} // namespace foreshock::cli
