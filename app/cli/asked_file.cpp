// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/asked_file.h"

#include "model/base/time_text.h"

#include <fmt/format.h>

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

std::optional<OpenedAt> openAt(Terminal& terminal, const std::string& file, const std::string& atWords) {
    auto asked = openToAsk(terminal, file);
    if (!asked)
        return std::nullopt;
    std::optional<Instant> at;
    if (!atWords.empty()) {
        const auto context = asked->session.timeContext(terminal.zoneName);
        if (!context)
            return terminal.fail(context.error()), std::nullopt;
        const auto read = readTimeWords(atWords, *context);
        if (!read)
            return terminal.fail(read.error(), kUsage), std::nullopt;
        at = *read;
        terminal.say(fmt::format("{} means {}", atWords, rfc3339(*at, asked->zone)));
    }
    return OpenedAt{std::move(asked->session), std::move(asked->zone), at};
}

} // namespace foreshock::cli
