// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_reader.h"

#include "model/store/samples/series_window.h"

namespace foreshock::store {

Result<std::vector<Sample>> SeriesReader::samples(SeriesId series, TimeRange range) {
    const ChunkTable::Look look(m_table);
    const auto revision = m_table.revision();
    if (!revision)
        return revision.error();
    m_cache.setRevision(*revision);
    const auto pieces = SeriesPieces::open(m_table, m_gate, m_cache, series.value);
    if (!pieces)
        return pieces.error();
    return pieces->samples(range.from, range.to);
}

Result<void> SeriesReader::eachStretch(SeriesId series,
                                       const std::function<Result<void>(const std::vector<Sample>&)>& visit) {
    constexpr std::int64_t kStretch = 262'144;
    const ChunkTable::Look look(m_table);
    const auto revision = m_table.revision();
    if (!revision)
        return revision.error();
    m_cache.setRevision(*revision);
    const auto pieces = SeriesPieces::open(m_table, m_gate, m_cache, series.value);
    if (!pieces)
        return pieces.error();
    const std::vector<SeriesPiece>& list = pieces->list();
    Instant from = Instant::earliest();
    std::int64_t count = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        count += list[i].count();
        const bool isLast = i + 1 == list.size();
        const Instant to = isLast ? Instant::latest() : list[i + 1].seen.from;
        if (!isLast && (count < kStretch || to <= from))
            continue;
        const auto samples = pieces->samples(from, to);
        if (!samples)
            return samples.error();
        if (const auto done = visit(*samples); !done)
            return done;
        from = to;
        count = 0;
    }
    return {};
}

Result<SeriesWindow> SeriesReader::window(const SeriesInfo& info, TimeRange range, int pixels) {
    const ChunkTable::Look look(m_table);
    const auto revision = m_table.revision();
    if (!revision)
        return revision.error();
    m_cache.setRevision(*revision);
    const auto pieces = SeriesPieces::open(m_table, m_gate, m_cache, info.id.value);
    if (!pieces)
        return pieces.error();
    return windowOf(*pieces, info, range, pixels);
}

Result<std::vector<Sample>> samples(const Database& db, const Gate& gate, SeriesId series, TimeRange range) {
    SampleCache none(0);
    return SeriesReader(db, gate, none).samples(series, range);
}

Result<SeriesWindow> seriesWindow(const Database& db, const Gate& gate, const SeriesInfo& info, TimeRange range,
                                  int pixels) {
    SampleCache few(std::size_t{1} << 20);
    return SeriesReader(db, gate, few).window(info, range, pixels);
}

} // namespace foreshock::store
