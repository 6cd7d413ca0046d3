// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/salvage_work.h"

#include "model/base/text.h"
#include "model/store/sample_chunk.h"

#include <algorithm>

namespace foreshock::store {
namespace {

/// Corrects the header's figures from the samples; null if the samples are damaged.
std::optional<SavedRow> wholeChunk(SavedRow row) {
    const std::string data = row.blob("data");
    if (static_cast<std::int64_t>(hash64(data)) != row.integer("checksum"))
        return std::nullopt;
    const auto samples = decodeSamples(data);
    if (!samples || samples->empty())
        return std::nullopt;
    Instant first = Instant::latest(), last = Instant::earliest();
    std::optional<Instant> arrived;
    for (const StoredSample& sample : *samples) {
        first = std::min(first, sample.time);
        last = std::max(last, sample.time);
        if (sample.arrivedAt)
            arrived = std::max(arrived.value_or(Instant::earliest()), *sample.arrivedAt);
    }
    row.set("count", static_cast<std::int64_t>(samples->size()));
    row.set("first_ns", first.ns);
    row.set("last_ns", last.ns);
    row.set("max_arrived_ns", arrived ? Value(std::max(*arrived, last).ns) : Value());
    return row;
}

} // namespace

Result<void> salvageSamples(SalvageWork& work) {
    // The index names each chunk's series a second time.
    std::map<std::int64_t, std::int64_t> seriesOf, sourceOf;
    for (const auto& [index, into] :
         {std::pair{"sample_chunk_by_series", &seriesOf}, std::pair{"sample_chunk_by_source", &sourceOf}})
        if (work.isWhole(index))
            for (const auto& entry : work.entries(index)) {
                const auto* id = entry.empty() ? nullptr : std::get_if<std::int64_t>(&entry.back());
                const auto* owner = entry.empty() ? nullptr : std::get_if<std::int64_t>(&entry.front());
                if (id && owner)
                    (*into)[*id] = *owner;
            }
    std::set<std::int64_t> kept;
    const auto saved = work.each("sample_chunk", [&](SavedRow row) -> Result<void> {
        const std::int64_t id = row.integer("id"), source = row.integer("source_id"), series = row.integer("series_id");
        const auto isContradicted = [&](const std::map<std::int64_t, std::int64_t>& witness, std::int64_t said) {
            const auto found = witness.find(id);
            return found != witness.end() && found->second != said;
        };
        if (isContradicted(seriesOf, series) || isContradicted(sourceOf, source))
            return {};
        auto whole = wholeChunk(std::move(row));
        if (!whole)
            return {};
        const auto isKept = work.needSource(source);
        if (!isKept)
            return isKept.error();
        if (!*isKept)
            return {};
        if (const auto done = work.needSeries(series); !done)
            return done;
        const auto isNew = work.insert(*whole);
        if (!isNew)
            return isNew.error();
        if (*isNew)
            kept.insert(id);
        return {};
    });
    if (!saved)
        return saved;
    return work.each("sample_pyramid", [&](SavedRow row) -> Result<void> {
        if (!kept.contains(row.integer("chunk_id")))
            return {};
        const auto isNew = work.insert(row);
        return isNew ? Result<void>() : isNew.error();
    });
}

} // namespace foreshock::store
