// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/seen_before.h"

#include "importers/registry.h"
#include "model/base/content_hash.h"

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

const Importer* asSaidBefore(SourceSettings& wanted, const store::KnownSource& known, bool isSame, bool isSameFile,
                             const Importer* recognised) {
    const SourceSettings said = SourceSettings::of(known.info.settings);
    if (wanted.zone.empty())
        wanted.zone = said.zone;
    if (!isSameFile)
        return recognised;
    const bool isFormatNamed = !wanted.format.empty() || !wanted.map.empty();
    if (wanted.service.empty())
        wanted.service = said.service;
    if (!wanted.year)
        wanted.year = said.year;
    if (!wanted.start)
        wanted.start = said.start;
    if (!wanted.covers)
        wanted.covers = said.covers;
    if (isFormatNamed)
        return recognised;
    wanted.format = said.format;
    wanted.map = said.map;
    // The same bytes are read as before; others by what they were said to be.
    const Importer* before =
        isSame || !said.format.empty() || !said.map.empty() ? importerById(known.info.format) : nullptr;
    return before ? before : recognised;
}

Result<SeenBefore> seenBefore(const store::Database& db, const PlannedInput& planned, const ImportRequest& request,
                              std::stop_token stop) {
    const auto latest = store::versionOfFile(db, planned.file.label, planned.headHash);
    if (!latest)
        return latest.error();
    const auto isSizeKnown = store::hasSourceOfSize(db, static_cast<std::int64_t>(planned.size));
    if (!isSizeKnown)
        return isSizeKnown.error();
    if (!*latest && !*isSizeKnown)
        return SeenBefore::No;
    std::string hash = planned.contentHash, atPrefix;
    if (hash.empty()) {
        const auto hashed = contentHashes(
            planned.file.path, *latest ? static_cast<std::uint64_t>((*latest)->info.size) : 0, std::move(stop));
        if (!hashed)
            return hashed.error();
        std::tie(hash, atPrefix) = *hashed;
    }
    const auto same = store::sourceWithContent(db, hash);
    if (!same)
        return same.error();
    if (*same) {
        SourceSettings wanted = givenSettings(planned, request);
        const Importer* importer = asSaidBefore(wanted, **same, true, true, planned.importer);
        const bool isAsBefore = wanted.text() == (*same)->info.settings && importer->id() == (*same)->info.format;
        return isAsBefore ? SeenBefore::Same : SeenBefore::OtherSettings;
    }
    return *latest && atPrefix == (*latest)->contentHash ? SeenBefore::Grown : SeenBefore::No;
}

} // namespace foreshock
