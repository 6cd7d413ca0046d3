// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/store/source_rows.h"

#include <fmt/format.h>

namespace foreshock::store {
namespace {

std::int64_t integerAt(const std::vector<Value>& values, std::size_t i) {
    const auto* value = i < values.size() ? std::get_if<std::int64_t>(&values[i]) : nullptr;
    return value ? *value : 0;
}
std::string textAt(const std::vector<Value>& values, std::size_t i) {
    const auto* value = i < values.size() ? std::get_if<std::string>(&values[i]) : nullptr;
    return value ? *value : "";
}

/// Copies a catalogue, then what only the index over all of its columns still knows.
Result<void> salvageCatalogue(SalvageWork& work, const std::string& table, const std::string& index,
                              std::set<std::int64_t>& ids, const std::vector<const char*>& indexed) {
    const auto copied = work.each(table, [&](SavedRow row) -> Result<void> {
        if (table == "series")
            if (const auto done = work.needName(row.integer("raw_name_id")); !done)
                return done;
        const auto isNew = work.insert(row);
        if (!isNew)
            return isNew.error();
        if (*isNew)
            ids.insert(row.integer("id"));
        return {};
    });
    if (!copied)
        return copied;
    std::int64_t remade = 0;
    for (const auto& entry : work.entries(index)) {
        const std::int64_t id = integerAt(entry, indexed.size());
        if (entry.size() != indexed.size() + 1 || id <= 0 || ids.contains(id))
            continue;
        SavedRow row{work.shape(table), std::vector<Value>(work.shape(table)->columns.size())};
        row.set("id", id);
        for (std::size_t i = 0; i < indexed.size(); ++i)
            row.set(indexed[i], entry[i]);
        if (table == "series")
            if (const auto done = work.needName(row.integer("raw_name_id")); !done)
                return done;
        const auto isNew = work.insert(row);
        if (!isNew)
            return isNew.error();
        if (*isNew) {
            ids.insert(id);
            ++remade;
        }
    }
    if (remade > 0)
        work.report.remade.push_back(fmt::format("{} rows of {} were read from an index", remade, table));
    return {};
}

} // namespace

Result<void> SalvageWork::needName(std::int64_t id) {
    if (names.contains(id))
        return {};
    const auto made = insert({shape("raw_name"), {id, fmt::format("lost name {}", id), std::string()}});
    if (!made)
        return made.error();
    names.insert(id);
    report.lost.push_back({"", "name of a service", 1, {}, {}, fmt::format("it is now called lost name {}", id)});
    return {};
}

Result<void> SalvageWork::needSeries(std::int64_t id) {
    if (series.contains(id))
        return {};
    if (const auto done = needName(0); !done)
        return done;
    SavedRow row{shape("series"), std::vector<Value>(shape("series")->columns.size(), std::string())};
    row.set("id", id);
    row.set("raw_name_id", std::int64_t{0});
    row.set("metric", fmt::format("lost series {}", id));
    const auto made = insert(row);
    if (!made)
        return made.error();
    series.insert(id);
    report.lost.push_back({"", "name of a series", 1, {}, {}, fmt::format("it is now called lost series {}", id)});
    return {};
}

Result<bool> SalvageWork::needSource(std::int64_t id) {
    if (sources.contains(id))
        return true;
    if (unfinished.contains(id))
        return false;
    const auto known = knownSources.find(id);
    // An index that is whole and does not know it: the row that names it is damaged.
    if (known == knownSources.end() && isWhole("sqlite_autoindex_source_1"))
        return false;
    Source source;
    source.isPlaceholder = true;
    source.path = known != knownSources.end() ? known->second.first : "";
    if (source.path.empty())
        source.path = fmt::format("lost source {}", id);
    SourceDraft draft;
    draft.path = source.path;
    draft.reason = "its own row was lost to damage; a repair kept its records";
    draft.state = SourceState::Complete;
    if (const auto done = commitIfDue(0); !done)
        return done.error();
    const auto made = insertSource(*m_target, draft);
    if (!made)
        return made.error();
    if (const auto moved = m_target->run("UPDATE source SET id = ? WHERE id = ?", id, made->value); !moved)
        return moved.error();
    if (known != knownSources.end() && !known->second.second.empty())
        if (const auto named =
                m_target->run("UPDATE OR IGNORE source SET uuid = ? WHERE id = ?", known->second.second, id);
            !named)
            return named.error();
    sources.emplace(id, source);
    report.lost.push_back(
        {source.path, "format, zone and clock offset of the source", {}, {}, {}, "its records are taken as in UTC"});
    return true;
}

Result<void> salvageNames(SalvageWork& work) {
    if (const auto done =
            salvageCatalogue(work, "raw_name", "sqlite_autoindex_raw_name_1", work.names, {"text", "environment"});
        !done)
        return done;
    return salvageCatalogue(work, "series", "sqlite_autoindex_series_1", work.series,
                            {"raw_name_id", "metric", "instance", "version", "unit"});
}

Result<void> salvageSources(SalvageWork& work) {
    for (const auto& entry : work.entries("sqlite_autoindex_source_1"))
        work.knownSources[integerAt(entry, 1)].second = textAt(entry, 0);
    for (const auto& entry : work.entries("source_by_path"))
        work.knownSources[integerAt(entry, 1)].first = textAt(entry, 0);
    std::vector<SavedRow> rows;
    const auto read = work.each("source", [&](SavedRow row) -> Result<void> {
        rows.push_back(std::move(row));
        return {};
    });
    if (!read)
        return read;
    std::set<std::int64_t> ids;
    for (const SavedRow& row : rows)
        ids.insert(row.integer("id"));
    for (SavedRow& row : rows) {
        const std::int64_t id = row.integer("id");
        const auto state = sourceState(row.text("state"));
        if (state == SourceState::Loading) {
            work.unfinished.insert(id);
            continue;
        }
        if (!state || state == SourceState::Live)
            row.set("state", std::string("complete"));
        for (const char* other : {"revision_of", "version_of"})
            if (!row.isNull(other) && !ids.contains(row.integer(other)))
                row.set(other, Value());
        const auto isNew = work.insert(row);
        if (!isNew)
            return isNew.error();
        if (*isNew)
            work.sources[id] = {row.text("path"), row.text("uuid"), false, row.integer("logs"), {}};
    }
    if (!work.unfinished.empty())
        work.report.remade.push_back(
            fmt::format("{} unfinished imports were left out, as at the next opening", work.unfinished.size()));
    return {};
}

} // namespace foreshock::store
