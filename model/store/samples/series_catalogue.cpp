// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_catalogue.h"

#include "model/store/samples/chunk_table.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace foreshock::store {
namespace {

/// Ids of series with samples from a visible source, rising.
Result<std::vector<std::int64_t>> visibleSeries(const Database& db, const Gate& gate) {
    // Answered from the index (source_id, series_id) alone.
    auto statement = db.prepare("SELECT source_id, series_id FROM sample_chunk GROUP BY source_id, series_id "
                                "UNION ALL SELECT source_id, series_id FROM sample_tail");
    if (!statement)
        return statement.error();
    std::vector<std::int64_t> out;
    const auto done = statement->each([&] {
        if (gate.sees(statement->integer(0)) && (out.empty() || out.back() != statement->integer(1)))
            out.push_back(statement->integer(1));
        return true;
    });
    if (!done)
        return done.error();
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// (service, metric) → the telemetry service that carries it; both by the names that readers show.
Result<std::map<std::pair<std::string, std::string>, std::string>> carriers(const Database& db) {
    auto statement = db.prepare(R"(
        SELECT coalesce(sa.service, v.service), v.metric, coalesce(va.service, v.via)
          FROM seen_via v LEFT JOIN raw_name s ON s.text = v.service AND s.environment = ''
          LEFT JOIN service_alias sa ON sa.raw_name_id = s.id
          LEFT JOIN raw_name t ON t.text = v.via AND t.environment = ''
          LEFT JOIN service_alias va ON va.raw_name_id = t.id)");
    if (!statement)
        return statement.error();
    std::map<std::pair<std::string, std::string>, std::string> out;
    const auto done = statement->each([&] {
        out.emplace(std::pair{statement->string(0), statement->string(1)}, statement->string(2));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

constexpr Duration kTick{1};

void extend(std::vector<TimeRange>& stretches, std::size_t first, Instant t, Duration hole) {
    if (stretches.size() == first || stretches.back().to + hole < t)
        stretches.push_back({t, t + kTick});
    else
        stretches.back().to = std::max(stretches.back().to, t + kTick);
}

} // namespace

Result<std::vector<SeriesInfo>> seriesCatalogue(const Database& db, const Gate& gate) {
    const auto visible = visibleSeries(db, gate);
    if (!visible)
        return visible.error();
    const auto via = carriers(db);
    if (!via)
        return via.error();
    auto names = db.prepare("SELECT id, text FROM raw_name WHERE id IN (SELECT raw_name_id FROM series)");
    if (!names)
        return names.error();
    std::map<std::int64_t, std::string> texts;
    if (const auto done = names->each([&] {
            texts.emplace(names->integer(0), names->string(1));
            return true;
        });
        !done)
        return done.error();
    auto statement = db.prepare("SELECT id, raw_name_id, instance, version, metric, unit FROM series ORDER BY id");
    if (!statement)
        return statement.error();
    struct Row {
        const std::string* text; ///< of the service, as read
        SeriesInfo info;
    };
    std::vector<Row> rows;
    rows.reserve(visible->size());
    auto next = visible->begin();
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        while (next != visible->end() && *next < r.integer(0))
            ++next;
        if (next == visible->end() || *next != r.integer(0))
            return next != visible->end();
        Row& row = rows.emplace_back();
        row.text = &texts[r.integer(1)];
        row.info = {SeriesId(r.integer(0)),
                    ServiceId(gate.names().serviceOf(r.integer(1))),
                    r.string(2),
                    r.string(3),
                    r.string(4),
                    r.string(5),
                    "",
                    gate.names().environmentOf(r.integer(1))};
        if (!via->empty())
            if (const auto found = via->find({row.info.service.value, row.info.metric}); found != via->end())
                row.info.seenVia = found->second;
        return true;
    });
    if (!done)
        return done.error();
    const auto isBefore = [](const Row& a, const Row& b) {
        return std::tie(a.info.service, a.info.metric, a.info.instance, *a.text, a.info.id) <
               std::tie(b.info.service, b.info.metric, b.info.instance, *b.text, b.info.id);
    };
    std::sort(rows.begin(), rows.end(), isBefore);
    // Pods that share a service are its instances: the same metric of each is no second series of the whole.
    const auto isOfWhole = [](const Row& a, const Row& b) {
        return a.info.service == b.info.service && a.info.metric == b.info.metric && a.info.instance.empty() &&
               b.info.instance.empty();
    };
    for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
        bool isShared = false;
        for (end = first + 1; end < rows.size() && isOfWhole(rows[first], rows[end]); ++end)
            isShared = isShared || *rows[end].text != *rows[first].text;
        for (std::size_t i = first; isShared && i < end; ++i)
            if (*rows[i].text != rows[i].info.service.value)
                rows[i].info.instance = *rows[i].text;
        if (isShared)
            std::sort(rows.begin() + static_cast<std::ptrdiff_t>(first),
                      rows.begin() + static_cast<std::ptrdiff_t>(end), isBefore);
    }
    std::vector<SeriesInfo> out;
    out.reserve(rows.size());
    for (Row& row : rows)
        out.push_back(std::move(row.info));
    return out;
}

Result<std::map<std::int64_t, SeriesExtent>> seriesExtents(const Database& db, const Gate& gate) {
    auto statement = db.prepare(R"(
        SELECT source_id, series_id, min(first_ns), max(last_ns), sum(count) FROM sample_chunk GROUP BY 1, 2
        UNION ALL SELECT source_id, series_id, min(time_ns), max(time_ns), count(*) FROM sample_tail GROUP BY 1, 2)");
    if (!statement)
        return statement.error();
    std::map<std::int64_t, SeriesExtent> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        if (!gate.sees(r.integer(0)))
            return true;
        const Duration by = gate.offset(r.integer(0));
        SeriesExtent& extent = out[r.integer(1)];
        extent.range = extent.range.hull({r.instant(2) + by, r.instant(3) + by + kTick});
        extent.samples += r.integer(4);
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::map<SeriesId, std::vector<SourceId>>> seriesSources(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT source_id, series_id FROM sample_chunk GROUP BY source_id, series_id "
                                "UNION SELECT source_id, series_id FROM sample_tail ORDER BY 1, 2");
    if (!statement)
        return statement.error();
    std::map<SeriesId, std::vector<SourceId>> out;
    const auto done = statement->each([&] {
        if (gate.sees(statement->integer(0)))
            out[SeriesId(statement->integer(1))].push_back(SourceId(statement->integer(0)));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<TimeRange> sampleExtent(const Database& db, const Gate& gate) {
    return visibleExtent(db, gate, R"(
        SELECT source_id, min(first_ns), max(last_ns) FROM sample_chunk GROUP BY source_id
        UNION ALL SELECT source_id, min(time_ns), max(time_ns) FROM sample_tail GROUP BY source_id)");
}

Result<std::vector<TimeRange>> sampledStretches(const Database& db, const Gate& gate, Duration hole) {
    // A tail is as a chunk of one sample; one that may hide samples, or has holes, has to be opened (column 4).
    auto statement = db.prepare(R"(
        SELECT source_id, id, first_ns, last_ns,
               (last_ns - first_ns > ?1 AND (breaks > 0 OR step_ns > ?1)) OR
               (NOT ?2 AND max(last_ns, coalesce(max_arrived_ns, last_ns)) > ?3)
          FROM sample_chunk
        UNION ALL SELECT source_id, 0, time_ns, time_ns, 0 FROM sample_tail
                   WHERE ?2 OR coalesce(arrived_ns, time_ns) <= ?3)");
    if (!statement)
        return statement.error();
    ChunkTable table(db);
    std::vector<TimeRange> out;
    Result<void> opened;
    statement->bindAll(hole.ns, gate.isWhole(), gate.snapshot().asOf);
    const auto done = statement->each([&] {
        const std::int64_t source = statement->integer(0);
        if (!gate.sees(source))
            return true;
        const Duration by = gate.offset(source);
        if (statement->integer(4) == 0) {
            out.push_back({statement->instant(2) + by, statement->instant(3) + by + kTick});
            return true;
        }
        const auto samples = table.samples(statement->integer(1));
        if (!samples) {
            opened = samples.error();
            return false;
        }
        const std::size_t first = out.size();
        for (std::size_t i = 0; i < samples->size(); ++i)
            if (gate.shows(source, samples->times[i] + by, samples->arrivedAt(i)))
                extend(out, first, samples->times[i] + by, hole);
        return true;
    });
    for (const auto& each : {done, opened})
        if (!each)
            return each.error();
    return out;
}

} // namespace foreshock::store
