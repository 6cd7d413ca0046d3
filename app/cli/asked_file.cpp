// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/asked_file.h"

namespace foreshock::cli {

std::optional<AskedFile> openToAsk(Terminal& terminal, const std::string& path) {
    auto session = IncidentSession::open(path, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile), std::nullopt;
    const auto zone = session->zone(terminal.zoneName);
    if (!zone)
        return terminal.fail(zone.error(), kUsage), std::nullopt;
    return AskedFile{std::move(*session), *zone};
}

} // namespace foreshock::cli
