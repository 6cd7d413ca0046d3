// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_catalogue.h"

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

/// (service as read, metric) → the telemetry service that carries it.
Result<std::map<std::pair<std::string, std::string>, std::string>> carriers(const Database& db) {
    auto statement = db.prepare("SELECT service, metric, via FROM seen_via");
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
                    ""};
        if (!via->empty())
            if (const auto found = via->find({*row.text, row.info.metric}); found != via->end())
                row.info.seenVia = found->second;
        return true;
    });
    if (!done)
        return done.error();
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tie(*a.text, a.info.metric, a.info.instance, a.info.id) <
               std::tie(*b.text, b.info.metric, b.info.instance, b.info.id);
    });
    std::vector<SeriesInfo> out;
    out.reserve(rows.size());
    for (Row& row : rows)
        out.push_back(std::move(row.info));
    return out;
}

Result<TimeRange> sampleExtent(const Database& db, const Gate& gate) {
    return visibleExtent(db, gate, R"(
        SELECT source_id, min(first_ns), max(last_ns) FROM sample_chunk GROUP BY source_id
        UNION ALL SELECT source_id, min(time_ns), max(time_ns) FROM sample_tail GROUP BY source_id)");
}

} // namespace foreshock::store
