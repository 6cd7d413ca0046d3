// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "app/workflows/incident_session.h"

#include <optional>
#include <string>

namespace foreshock::cli {

/// An incident file, open to be asked, with the zone in which its answer is told.
struct AskedFile {
    IncidentSession session;
    Zone zone;
};
/// Null if that failed, which was told.
std::optional<AskedFile> openToAsk(Terminal& terminal, const std::string& path);

/// An incident file with its zone and the moment that --at means.
struct OpenedAt {
    IncidentSession session;
    Zone zone;
    std::optional<Instant> at;
};
/// Null if that failed, which was told.
std::optional<OpenedAt> openAt(Terminal& terminal, const std::string& file, const std::string& at);

} // namespace foreshock::cli
