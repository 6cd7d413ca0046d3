// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/base/text.h"
#include "model/store/samples/chunk_table.h"

#include <fmt/format.h>

namespace foreshock::store {
namespace {

class SampleSalvage {
public:
    explicit SampleSalvage(SalvageWork& work)
        : m_work(work)
        , m_table(work.target()) {}
    Result<void> run();

private:
    using Owners = std::map<std::int64_t, std::int64_t>; ///< by chunk
    Owners ownersBy(const std::string& index) const;
    std::optional<std::string> dataOf(std::int64_t chunk, std::int64_t checksum) const;
    bool isAsStored(const SavedRow& row, const SealedChunk& chunk) const;
    Result<void> save(const SavedRow& row);

    SalvageWork& m_work;
    ChunkTable m_table;
    Owners m_series, m_sources; ///< as the indexes say: a second witness
    std::multimap<std::int64_t, RowPlace> m_data, m_pyramids;
    std::int64_t m_remade = 0;
};

SampleSalvage::Owners SampleSalvage::ownersBy(const std::string& index) const {
    Owners out;
    if (m_work.isWhole(index))
        for (const auto& entry : m_work.entries(index)) {
            const auto* id = entry.empty() ? nullptr : std::get_if<std::int64_t>(&entry.back());
            const auto* owner = entry.empty() ? nullptr : std::get_if<std::int64_t>(&entry.front());
            if (id && owner)
                out[*id] = *owner;
        }
    return out;
}

std::optional<std::string> SampleSalvage::dataOf(std::int64_t chunk, std::int64_t checksum) const {
    const auto [from, to] = m_data.equal_range(chunk);
    for (auto at = from; at != to; ++at)
        if (auto bytes = m_work.blobAt(at->second); bytes && static_cast<std::int64_t>(hash64(*bytes)) == checksum)
            return bytes;
    return std::nullopt;
}

/// Do the header's figures and the pyramid say what the samples say?
bool SampleSalvage::isAsStored(const SavedRow& row, const SealedChunk& chunk) const {
    if (row.integer("count") != chunk.count || row.integer("first_ns") != chunk.first.ns ||
        row.integer("last_ns") != chunk.last.ns || row.integer("step_ns") != chunk.figures.step.ns ||
        row.integer("breaks") != chunk.figures.breaks || row.isNull("least") == chunk.figures.values.has_value() ||
        row.isNull("max_arrived_ns") == chunk.maxArrived.has_value() ||
        (chunk.maxArrived && row.integer("max_arrived_ns") != chunk.maxArrived->ns))
        return false;
    if (const auto& v = chunk.figures.values)
        for (const auto& [column, figure] : {std::pair{"least", v->least}, std::pair{"most", v->most},
                                             std::pair{"first_value", v->first}, std::pair{"last_value", v->last}})
            if (row.real(column) != figure)
                return false;
    const auto [from, to] = m_pyramids.equal_range(row.integer("id"));
    for (auto at = from; at != to; ++at)
        if (m_work.blobAt(at->second) == chunk.pyramid)
            return true;
    return chunk.pyramid.empty() && from == to;
}

Result<void> SampleSalvage::save(const SavedRow& row) {
    const std::int64_t id = row.integer("id"), source = row.integer("source_id"), series = row.integer("series_id");
    const auto isContradicted = [&](const Owners& witness, std::int64_t said) {
        const auto found = witness.find(id);
        return found != witness.end() && found->second != said;
    };
    if (isContradicted(m_series, series) || isContradicted(m_sources, source))
        return {};
    auto data = dataOf(id, row.integer("checksum"));
    if (!data)
        return {};
    auto samples = decodeSamples(*data);
    if (!samples || samples->size() == 0)
        return {};
    SealedChunk chunk = sealed(std::move(*samples));
    chunk.data = std::move(*data);
    const auto isKept = m_work.needSource(source);
    if (!isKept)
        return isKept.error();
    if (!*isKept)
        return {};
    if (const auto done = m_work.needSeries(series); !done)
        return done;
    if (const auto open = m_work.commitIfDue(chunk.data.size() + chunk.pyramid.size()); !open)
        return open;
    const auto stored = m_table.insert(series, source, chunk, id);
    if (!stored)
        return stored.error();
    m_remade += isAsStored(row, chunk) ? 0 : 1;
    return {};
}

Result<void> SampleSalvage::run() {
    m_series = ownersBy("sample_chunk_by_series");
    m_sources = ownersBy("sample_chunk_by_source");
    m_data = m_work.blobPlaces("sample_data");
    m_pyramids = m_work.blobPlaces("sample_pyramid");
    std::set<std::int64_t> seen;
    const auto saved = m_work.each("sample_chunk", [&](SavedRow row) -> Result<void> {
        return seen.insert(row.integer("id")).second ? save(row) : Result<void>();
    });
    if (saved && m_remade > 0)
        m_work.report.remade.push_back(fmt::format("headers or pyramids of {} sample chunks were made anew", m_remade));
    return saved;
}

} // namespace

Result<void> salvageSamples(SalvageWork& work) {
    return SampleSalvage(work).run();
}

} // namespace foreshock::store
