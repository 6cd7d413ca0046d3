// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/series_reader.h"

#include "model/store/sample_chunk.h"
#include "model/store/series_spans.h"

#include <algorithm>
#include <limits>

namespace foreshock::store {

Result<std::vector<SeriesInfo>> seriesCatalogue(const Database& db, const Gate& gate) {
    auto statement = db.prepare(R"(
        SELECT s.id, s.raw_name_id, s.instance, s.version, s.metric, s.unit, coalesce(v.via, ''), c.source_id
          FROM series s
          JOIN (SELECT DISTINCT series_id, source_id FROM sample_chunk
                 UNION SELECT DISTINCT series_id, source_id FROM sample_tail) c ON c.series_id = s.id
          JOIN raw_name r ON r.id = s.raw_name_id
          LEFT JOIN seen_via v ON v.service = r.text AND v.metric = s.metric
         ORDER BY r.text, s.metric, s.instance, s.id)");
    if (!statement)
        return statement.error();
    std::vector<SeriesInfo> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        if (!gate.sees(r.integer(7)) || (!out.empty() && out.back().id.value == r.integer(0)))
            return true;
        out.push_back({SeriesId(r.integer(0)), ServiceId(gate.names().serviceOf(r.integer(1))), r.string(2),
                       r.string(3), r.string(4), r.string(5), r.string(6)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::vector<Sample>> samples(const Database& db, const Gate& gate, SeriesId series, TimeRange range) {
    std::vector<Sample> out;
    const auto keep = [&](std::int64_t source, Instant time, double value, std::optional<Instant> arrived) {
        const Instant shifted = time + gate.offset(source);
        if (range.contains(shifted) && gate.shows(source, shifted, arrived))
            out.push_back({shifted, value});
    };
    auto chunks =
        db.prepare("SELECT source_id, first_ns, last_ns, data FROM sample_chunk WHERE series_id = ? ORDER BY id");
    if (!chunks)
        return chunks.error();
    std::optional<Error> damage;
    chunks->bindAll(series.value);
    const auto read = chunks->each([&] {
        const std::int64_t source = chunks->integer(0);
        const Duration by = gate.offset(source);
        if (!gate.sees(source) || chunks->instant(2) + by < range.from || chunks->instant(1) + by >= range.to)
            return true;
        const auto decoded = decodeSamples(chunks->blob(3));
        if (!decoded) {
            damage = decoded.error();
            return false;
        }
        for (std::size_t i = 0; i < decoded->size(); ++i)
            keep(source, decoded->times[i], decoded->values[i], decoded->arrivedAt(i));
        return true;
    });
    if (!read)
        return read.error();
    if (damage)
        return *damage;
    auto tail = db.prepare(
        "SELECT source_id, time_ns, value, arrived_ns FROM sample_tail WHERE series_id = ? ORDER BY source_id, seq");
    if (!tail)
        return tail.error();
    tail->bindAll(series.value);
    const auto done = tail->each([&] {
        keep(tail->integer(0), tail->instant(1),
             tail->isNull(2) ? std::numeric_limits<double>::quiet_NaN() : tail->real(2), tail->maybeInstant(3));
        return true;
    });
    if (!done)
        return done.error();
    const auto isEarlier = [](const Sample& a, const Sample& b) { return a.time < b.time; };
    if (!std::is_sorted(out.begin(), out.end(), isEarlier))
        std::stable_sort(out.begin(), out.end(), isEarlier);
    // Chunks may overlap: of equal times the later stored wins.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (i + 1 == out.size() || out[i + 1].time != out[i].time)
            out[kept++] = out[i];
    out.resize(kept);
    return out;
}

Result<SeriesWindow> seriesWindow(const Database& db, const Gate& gate, const SeriesInfo& info, TimeRange range,
                                  int pixels) {
    const Duration margin = range.length() / 20 + Duration::minutes(10);
    const auto all = samples(db, gate, info.id, {range.from - margin, range.to + margin});
    if (!all)
        return all.error();
    return spansOf(info, *all, range, pixels);
}

Result<TimeRange> sampleExtent(const Database& db, const Gate& gate) {
    return visibleExtent(db, gate, R"(
        SELECT source_id, min(first_ns), max(last_ns) FROM sample_chunk GROUP BY source_id
        UNION ALL SELECT source_id, min(time_ns), max(time_ns) FROM sample_tail GROUP BY source_id)");
}

} // namespace foreshock::store
