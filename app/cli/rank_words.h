// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "app/workflows/analyse.h"
#include "app/workflows/incident_session.h"

#include <optional>
#include <string>

namespace foreshock::cli {

/// What --alarm and --at ask of a ranking, in the zone that is printed; the instant that --at means is said. Null: it
/// can't be understood, which was told.
std::optional<RankRequest> rankRequest(Terminal& terminal, IncidentSession& session, const std::string& alarm,
                                       const std::string& at);

} // namespace foreshock::cli
