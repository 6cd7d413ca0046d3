// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Damage of every kind to a small file with something of everything in it. What a repair brings back must be what was
// there, and what it does not bring back it must have said.
#include "model/store/edits.h"
#include "model/store/repair/check.h"
#include "model/store/repair/salvage.h"
#include "tests/store/store_support.h"
#include "tests/support/shell.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;
using foreshock::test::fileText;

namespace {

namespace fs = std::filesystem;

/// Three log sources, metrics with kept bytes, changes, alarms, a map, notes, typed edits, one undone.
void writeSmallFile(const std::string& path) {
    auto file = create(path);
    for (const char* name : {"a.log", "b.log", "c.log"}) {
        auto writer = begin(file, settings(name));
        writeLogs(*writer, 0, name[0] == 'b' ? 300 : 9000);
        REQUIRE(writer->reject({9, 180}, "no time in it", "oops"));
        finish(*writer, 100, "", true);
    }
    auto asked = settings("m.csv");
    asked.keepBytes = true;
    ContentHash hash;
    {
        auto writer = begin(file, asked);
        for (int s = 0; s < 12; ++s) {
            SeriesDraft draft;
            const std::string metric = "metric_" + std::to_string(s);
            draft.service = s % 2 ? "front" : "back";
            draft.metric = metric;
            const auto series = writer->series(draft);
            REQUIRE(series);
            for (int i = 0; i < 5000; ++i)
                REQUIRE(writer->sample(*series, {minute(i), i * 1.5 + s}, {}));
        }
        for (int i = 0; i < 40'000; ++i) {
            const std::string chunk = std::to_string(static_cast<unsigned>(i) * 2654435761U);
            hash.add(chunk);
            REQUIRE(writer->keep(chunk));
        }
        finish(*writer, 100, hash.hex());
    }
    auto writer = begin(file, settings("rows.jsonl"));
    for (int i = 0; i < 400; ++i) {
        const std::string n = std::to_string(i);
        Change change;
        change.id = ChangeId("chg-" + n);
        change.service = ServiceId("service-" + std::to_string(i % 40));
        change.kind = "deploy";
        change.title = "release " + n + std::string(60, 'x');
        change.start = minute(i);
        REQUIRE(writer->change(change, {i, i * 10}));
        Alarm alarm;
        alarm.id = AlarmId("alm-" + n);
        alarm.service = change.service;
        alarm.title = "too slow " + n + std::string(60, 'y');
        alarm.start = minute(i);
        REQUIRE(writer->alarm(alarm, {i, i * 10}));
        Note note;
        note.time = minute(i);
        note.kind = "note";
        note.text = "seen " + n + std::string(60, 'z');
        REQUIRE(writer->note(note, {i, i * 10}));
        Dependency edge;
        edge.from = change.service;
        edge.to = ServiceId("service-" + std::to_string((i * 7 + 1) % 40));
        edge.why = "because " + n;
        REQUIRE(writer->dependency(edge, {i, i * 10}));
    }
    REQUIRE(writer->fact("title", "a small incident"));
    finish(*writer);
    Edits edits(file.database());
    for (int i = 0; i < 20; ++i) {
        Note note;
        note.time = minute(i);
        note.text = "typed " + std::to_string(i);
        REQUIRE(edits.make("note", minute(i), [&](Database& db) { return addNote(db, note, minute(i)); }));
    }
    REQUIRE(edits.undo());
    REQUIRE(file.close());
}

/// Everything that was ever recorded, a row a text, keyed by what names it; `unchecked`: rows that have no checksum.
struct Contents {
    std::map<std::string, std::string> blocks; ///< with the records' own bytes
    std::map<std::string, std::string> chunks;
    std::map<std::string, std::string> rows;
};

std::string rowText(const Statement& row, int from) {
    std::string out;
    for (int i = from; i < row.columns(); ++i)
        out += row.string(i) + "|";
    return out;
}

void gather(const Database& db, const char* sql, std::map<std::string, std::string>& into) {
    auto statement = db.prepare(sql);
    INFO(sql << (statement ? "" : statement.error().text()));
    REQUIRE(statement);
    REQUIRE(statement->each([&] {
        into[statement->string(0)] = rowText(*statement, 1);
        return true;
    }));
}

Contents contentsOf(const Database& db) {
    Contents out;
    gather(db,
           R"(SELECT b.source_id || ' ' || b.first_seq, hex(c.data), hex(t.data), hex(r.data), hex(f.data), hex(g.data),
                         first_offset, count, b.first_ns, b.last_ns, max_arrived_ns, infos, errors, raw_bytes
                    FROM log_block b JOIN source s ON s.id = b.source_id JOIN log_column c ON c.block_id = b.id
                    JOIN log_text t ON t.block_id = b.id JOIN log_rollup r ON r.block_id = b.id
                    JOIN log_filter f ON f.block_id = b.id JOIN log_gram g ON g.block_id = b.id)",
           out.blocks);
    gather(db,
           R"(SELECT c.source_id || ' ' || c.series_id || ' ' || c.first_ns, hex(d.data), hex(p.data), count, c.last_ns,
                         max_arrived_ns, step_ns, breaks, least, most, first_value, last_value
                    FROM sample_chunk c JOIN source s ON s.id = c.source_id JOIN sample_data d ON d.chunk_id = c.id
                    LEFT JOIN sample_pyramid p ON p.chunk_id = c.id)",
           out.chunks);
    for (const char* sql :
         {"SELECT 'name ' || id, text FROM raw_name",
          "SELECT 'change ' || id, key, raw_name_id, kind, title, start_ns, end_ns, line, offset FROM change",
          "SELECT 'alarm ' || id, key, raw_name_id, title, severity, state, start_ns, line FROM alarm",
          "SELECT 'note ' || id, source_id, time_ns, kind, text FROM note",
          "SELECT 'edge ' || id, from_name_id, to_name_id, why FROM dependency",
          "SELECT 'tail ' || source_id || ' ' || seq, time_ns, level, hex(raw), hex(message) FROM log_tail",
          "SELECT 'edit ' || id, title, hex(changeset), undone FROM edit_history",
          "SELECT 'series ' || id, metric, instance FROM series",
          "SELECT 'fact ' || key, value FROM meta WHERE key NOT LIKE "
          "'lost%'",
          "SELECT 'kept ' || source_id || ' ' || part, hex(data) FROM source_bytes",
          "SELECT 'source ' || id, uuid, path, reason FROM source"})
        gather(db, sql, out.rows);
    return out;
}

/// What can't be noticed: flipped bytes in rows that have no checksum; an empty page in the place of rows that nothing
/// counts.
struct Unseen {
    std::size_t flips = 0;
    std::size_t uncounted = 0;
};

std::size_t strangers(const std::map<std::string, std::string>& saved,
                      const std::map<std::string, std::string>& before) {
    std::size_t count = 0;
    for (const auto& [key, row] : saved) {
        const auto found = before.find(key);
        if (found != before.end() && found->second == row)
            continue;
        if (row.find("lost ") != std::string::npos) // a placeholder, and told as one
            continue;
        UNSCOPED_INFO(key << " is " << row.substr(0, 200) << " but was "
                          << (found == before.end() ? "absent" : found->second.substr(0, 200)));
        ++count;
    }
    return count;
}

std::size_t missing(const Contents& saved, const Contents& before) {
    std::size_t count = 0;
    for (const auto part : {&Contents::blocks, &Contents::chunks, &Contents::rows})
        for (const auto& [key, row] : before.*part)
            count += (saved.*part).contains(key) ? 0 : 1;
    return count;
}

/// Opens, checks and repairs; null if nothing could be saved.
std::optional<SalvageReport> repaired(const std::string& path, const Contents& before, Unseen unseen) {
    {
        const auto db = openForReading(path);
        if (db)
            (void)checkFile(*db);
    }
    const std::string to = path + ".repaired.foreshock";
    const std::string bytes = fileText(path);
    fs::remove(to);
    auto report = salvage(path, to);
    CHECK(fileText(path) == bytes);
    CHECK_FALSE(fs::exists(to + ".part"));
    if (!report) {
        CHECK_FALSE(fs::exists(to));
        return std::nullopt;
    }
    const auto db = openForReading(to);
    REQUIRE(db);
    CHECK(checkFile(*db)->damage == std::vector<std::string>{});
    const Contents after = contentsOf(*db);
    CHECK(strangers(after.blocks, before.blocks) == 0);
    CHECK(strangers(after.chunks, before.chunks) == 0);
    CHECK(strangers(after.rows, before.rows) <= unseen.flips);
    std::int64_t lostLogs = 0;
    bool areCountsKnown = unseen.flips == 0;
    for (const Loss& loss : report->lost) {
        lostLogs += loss.kind == "log records" ? loss.count.value_or(0) : 0;
        areCountsKnown = areCountsKnown && loss.kind.find("of the source") == std::string::npos;
    }
    if (areCountsKnown)
        CHECK(report->saved.logs + lostLogs == 18'300);
    if (report->lost.empty())
        CHECK(missing(after, before) <= unseen.flips + unseen.uncounted);
    return *report;
}

bool isLong() {
    return std::getenv("FORESHOCK_LONG") != nullptr;
}

} // namespace

TEST_CASE("salvage: a sound file comes back as it was", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    writeSmallFile(path);
    const Contents before = contentsOf(*openForReading(path));
    const auto report = repaired(path, before, {});
    REQUIRE(report);
    std::string lost;
    for (const Loss& loss : report->lost)
        lost += loss.text() + "\n";
    CHECK(lost == "");
    CHECK(report->remade == std::vector<std::string>{});
    CHECK(report->sources == 5);
    CHECK(report->saved.logs == 18'300);
    CHECK(report->saved.samples == 60'000);
    CHECK(report->saved.notes == 419);
    CHECK(salvage(path, path + ".repaired.foreshock").error().message == "there is a repaired file already");
}

TEST_CASE("salvage: random damage never crashes, and what comes back is what was there", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    writeSmallFile(path);
    const Contents before = contentsOf(*openForReading(path));
    const std::string sound = fileText(path);
    constexpr std::size_t kPage = 16384;
    const std::size_t pages = sound.size() / kPage;
    const int rounds = isLong() ? 1000 : 60;
    std::size_t lostRows = 0, given = 0;
    for (int round = 0; round < rounds; ++round) {
        std::mt19937 random(static_cast<unsigned>(round));
        const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
        std::string damaged = sound;
        Unseen unseen;
        std::string what;
        switch (round % 5) {
        case 0: // single bytes
            unseen.flips = 1 + below(20);
            for (std::size_t i = 0; i < unseen.flips; ++i)
                damaged[below(damaged.size())] ^= static_cast<char>(1 + below(255));
            what = std::to_string(unseen.flips) + " bytes";
            break;
        case 1: // pages of noise
            for (std::size_t i = 1 + below(4); i > 0; --i) {
                const std::size_t page = 1 + below(pages - 1);
                what += " noise in page " + std::to_string(page + 1);
                for (std::size_t b = 0; b < kPage; ++b)
                    damaged[page * kPage + b] = static_cast<char>(below(256));
            }
            break;
        case 2: // pages of zeros
            for (std::size_t i = 1 + below(8); i > 0; --i) {
                const std::size_t page = 1 + below(pages - 1);
                what += " zeros in page " + std::to_string(page + 1);
                std::fill_n(damaged.begin() + static_cast<std::ptrdiff_t>(page * kPage), kPage, '\0');
            }
            break;
        case 3: // cut off
            damaged.resize(below(damaged.size()));
            what = "cut to " + std::to_string(damaged.size());
            break;
        default: // pages in each other's place
            unseen.uncounted = 41;
            for (std::size_t i = 1 + below(3); i > 0; --i) {
                const std::size_t a = 1 + below(pages - 1), b = 1 + below(pages - 1);
                what += " page " + std::to_string(a + 1) + " for " + std::to_string(b + 1);
                damaged.replace(b * kPage, kPage, sound, a * kPage, kPage);
            }
        }
        INFO("round " << round << ": " << what);
        folder.file("a.foreshock", damaged);
        const auto report = repaired(path, before, unseen);
        if (!report)
            ++given;
        else
            lostRows += report->lost.size();
    }
    CHECK(given <= static_cast<std::size_t>(rounds) / 10); // a file cut off in its first pages holds nothing
    CHECK(lostRows > 0);
}
