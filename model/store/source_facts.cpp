// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_facts.h"

namespace foreshock::store {

Result<void> writeFacts(const Database& db, SourceId source,
                        const std::vector<std::pair<std::string, std::string>>& facts) {
    constexpr std::string_view kSeenVia = "seen_via:";
    for (const auto& [key, value] : facts) {
        const std::size_t slash = key.find('/'); // metrics have slashes (run.googleapis.com/request_count)
        Result<void> done;
        if (!key.starts_with(kSeenVia))
            done = db.run("INSERT INTO meta (key, value) VALUES (?, ?) "
                          "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                          key, value);
        else if (slash != std::string::npos)
            done = db.run("INSERT OR REPLACE INTO seen_via (service, metric, via, source_id) VALUES (?, ?, ?, ?)",
                          key.substr(kSeenVia.size(), slash - kSeenVia.size()), key.substr(slash + 1), value,
                          source.value);
        if (!done)
            return done;
    }
    return {};
}

} // namespace foreshock::store
