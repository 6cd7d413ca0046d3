// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/seen_before.h"

#include "model/base/content_hash.h"
#include "model/store/source_rows.h"

namespace foreshock {

Result<std::pair<std::string, std::string>> contentHashes(const std::string& path, std::uint64_t prefix,
                                                          std::stop_token stop) {
    auto stream = InputStream::open(path);
    if (!stream)
        return stream.error();
    ContentHash whole;
    std::string atPrefix;
    std::uint64_t read = 0;
    for (;;) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", path, ""};
        const auto chunk = stream->next();
        if (!chunk)
            return chunk.error();
        if (chunk->empty())
            return std::pair{whole.hex(), atPrefix};
        std::string_view rest = *chunk;
        if (read < prefix && read + rest.size() >= prefix) {
            whole.add(rest.substr(0, prefix - read));
            atPrefix = whole.hex();
            rest.remove_prefix(prefix - read);
            read = prefix;
        }
        whole.add(rest);
        read += rest.size();
    }
}

Result<SeenBefore> seenBefore(const store::Database& db, const PlannedInput& planned, const ImportRequest& request,
                              std::stop_token stop) {
    const std::string format = planned.importer->id(), settings = settingsText(planned, request);
    const auto atPath = store::sourceAtPath(db, planned.file.label, format, settings);
    if (!atPath)
        return atPath.error();
    const auto isSizeKnown = store::hasSourceOfSize(db, static_cast<std::int64_t>(planned.size));
    if (!isSizeKnown)
        return isSizeKnown.error();
    if (!*atPath && !*isSizeKnown)
        return SeenBefore::No;
    std::string hash = planned.contentHash, atPrefix;
    if (hash.empty()) {
        const auto hashed = contentHashes(planned.file.path, *atPath ? static_cast<std::uint64_t>((*atPath)->size) : 0,
                                          std::move(stop));
        if (!hashed)
            return hashed.error();
        std::tie(hash, atPrefix) = *hashed;
    }
    const auto same = store::sourceWithContent(db, hash, format, "");
    if (!same)
        return same.error();
    if (*same)
        return (*same)->settings == settings ? SeenBefore::Same : SeenBefore::OtherSettings;
    return *atPath && atPrefix == (*atPath)->contentHash ? SeenBefore::Grown : SeenBefore::No;
}

} // namespace foreshock
