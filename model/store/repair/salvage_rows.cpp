// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/store/kept_bytes.h"
#include "model/store/sqlite_api.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

/// Tables that are saved in their own way.
bool isSavedApart(const std::string& table) {
    static const std::set<std::string> kApart = {
        "raw_name", "series",       "source",      "log_block",      "log_column",
        "log_text", "log_rollup",   "log_filter",  "log_gram",       "log_template_rollup",
        "log_tail", "sample_chunk", "sample_data", "sample_pyramid", "source_bytes"};
    return kApart.contains(table);
}

/// A changeset that can't be read through can't be undone either.
bool isWholeChangeset(std::string bytes) {
    sqlite3_changeset_iter* iterator = nullptr;
    if (sqlite3changeset_start(&iterator, static_cast<int>(bytes.size()), bytes.data()) != SQLITE_OK)
        return false;
    int step = SQLITE_ROW;
    while (step == SQLITE_ROW)
        step = sqlite3changeset_next(iterator);
    return sqlite3changeset_finalize(iterator) == SQLITE_OK && step == SQLITE_DONE;
}

/// The rows that a table's columns point to.
Result<std::vector<std::pair<std::string, std::string>>> parentsOf(const Database& db, const std::string& table) {
    auto keys = db.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)");
    if (!keys)
        return keys.error();
    keys->bindAll(table);
    std::vector<std::pair<std::string, std::string>> out;
    const auto done = keys->each([&] {
        out.emplace_back(keys->string(0), keys->string(1));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<bool> needParents(SalvageWork& work, const SavedRow& row,
                         const std::vector<std::pair<std::string, std::string>>& parents) {
    for (const auto& [column, parent] : parents) {
        if (row.isNull(column) || parent != "source")
            continue;
        const auto isKept = work.needSource(row.integer(column));
        if (!isKept || !*isKept)
            return isKept;
    }
    for (const auto& [column, parent] : parents) {
        Result<void> done;
        if (parent == "raw_name" && !row.isNull(column))
            done = work.needName(row.integer(column));
        else if (parent == "series" && !row.isNull(column))
            done = work.needSeries(row.integer(column));
        if (!done)
            return done.error();
        // Tables are saved in the order of their names, these before what points to them: it is there, or lost.
        if (parent == "hypothesis" || parent == "evidence" || parent == "ranking") {
            auto found = work.target().prepare("SELECT 1 FROM " + parent + " WHERE id = ?");
            if (!found)
                return found.error();
            found->bindAll(row.integer(column));
            bool isKept = false;
            done = found->each([&] {
                isKept = true;
                return false;
            });
            if (!done || !isKept)
                return done ? Result<bool>(false) : Result<bool>(done.error());
        }
    }
    return true;
}

/// Kept originals, each as a whole or not at all.
Result<void> saveBytes(SalvageWork& work) {
    std::map<std::int64_t, std::map<std::int64_t, SavedRow>> parts;
    for (const auto& entry : work.entries("sqlite_autoindex_source_bytes_1"))
        if (const auto* source = entry.empty() ? nullptr : std::get_if<std::int64_t>(&entry.front()))
            parts[*source]; // it had some: if none can be read, that is told below
    if (const auto read = work.each("source_bytes",
                                    [&](SavedRow row) -> Result<void> {
                                        const std::int64_t source = row.integer("source_id"),
                                                           part = row.integer("part");
                                        parts[source][part] = std::move(row);
                                        return {};
                                    });
        !read)
        return read;
    if (!work.isWhole("sqlite_autoindex_source_bytes_1") && work.hasTrouble("source_bytes"))
        work.report.lost.push_back({"", "kept originals", {}, {}, {}, ""});
    for (const auto& [source, rows] : parts) {
        const auto kept = work.sources.find(source);
        if (kept == work.sources.end())
            continue;
        auto hash = work.target().prepare("SELECT content_hash FROM source WHERE id = ?");
        if (!hash)
            return hash.error();
        hash->bindAll(source);
        std::string expected;
        if (const auto read = hash->each([&] {
                expected = hash->string(0);
                return false;
            });
            !read)
            return read;
        KeptHash found;
        const bool isReadable = std::all_of(rows.begin(), rows.end(), [&](const auto& part) {
            return found.add(part.second.blob("data")).has_value();
        });
        if (!isReadable || !found.isWhole() || found.hex() != expected) {
            work.report.lost.push_back({kept->second.path,
                                        "kept original",
                                        {},
                                        {},
                                        {},
                                        "it can't be read again under other settings without its file"});
            continue;
        }
        for (const auto& [part, row] : rows)
            if (const auto done = work.insert(row); !done)
                return done.error();
    }
    return {};
}

/// In words for a table whose losses no source's counts tell.
std::string_view wordsFor(std::string_view table) {
    if (table == "note")
        return "notes";
    if (table == "log_mark")
        return "marked log records";
    if (table == "hypothesis")
        return "hypotheses";
    if (table == "evidence")
        return "pinned evidence";
    if (table == "hypothesis_evidence")
        return "pieces of evidence put to a hypothesis";
    if (table == "ruling_out")
        return "suspects ruled out";
    if (table == "ranking")
        return "earlier rankings";
    if (table == "edit_history")
        return "edits that could be undone";
    if (table == "service_alias")
        return "services given to names";
    if (table == "meta")
        return "facts about the incident";
    if (table == "import_issue")
        return "remarks on rows";
    return {};
}

bool isCountedBySource(std::string_view table) {
    return table == "change" || table == "alarm" || table == "service" || table == "dependency" ||
           table == "limit_declared" || table == "sample_tail" || table == "revision";
}

} // namespace

Result<void> salvageRows(SalvageWork& work) {
    for (const TableShape& shape : work.tables()) {
        if (isSavedApart(shape.name))
            continue;
        const auto parents = parentsOf(work.target(), shape.name);
        if (!parents)
            return parents.error();
        std::int64_t dropped = 0;
        const auto saved = work.each(shape.name, [&](SavedRow row) -> Result<void> {
            if (shape.name == "edit_history" && !isWholeChangeset(row.blob("changeset"))) {
                ++dropped;
                return {};
            }
            const auto isKept = needParents(work, row, *parents);
            if (!isKept)
                return isKept.error();
            if (!*isKept)
                return {};
            const auto isNew = work.insert(row);
            return isNew ? Result<void>() : isNew.error();
        });
        if (!saved)
            return saved;
        dropped += work.badRows(shape.name);
        if (isCountedBySource(shape.name) || (dropped == 0 && work.badPages(shape.name) == 0))
            continue;
        const std::string_view words = wordsFor(shape.name);
        Loss loss{"", words.empty() ? "rows of " + shape.name : std::string(words), {}, {}, {}, ""};
        if (work.badPages(shape.name) == 0)
            loss.count = dropped;
        work.report.lost.push_back(std::move(loss));
    }
    return saveBytes(work);
}

} // namespace foreshock::store
