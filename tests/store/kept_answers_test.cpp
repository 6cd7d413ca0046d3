// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/edits.h"
#include "model/store/kept_answers.h"
#include "model/store/schema.h"
#include "model/store/series_roles.h"
#include "model/store/sqlite_api.h"
#include "tests/store/store_support.h"

#include <fmt/format.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

InputsVersion versionOf(const Database& db) {
    const auto version = inputsVersion(db);
    REQUIRE(version);
    REQUIRE_FALSE(version->program.empty());
    return *version;
}

void keep(const Database& db, const std::string& asked, const std::string& answer) {
    REQUIRE(keepAnswer(db, {"suspects", asked}, versionOf(db), answer));
}

std::optional<std::string> kept(const Database& db, const std::string& asked) {
    return keptAnswer(db, {"suspects", asked}, versionOf(db));
}

void importAlarm(IncidentFile& file, const std::string& path) {
    const auto writer = begin(file, settings(path));
    Alarm alarm;
    alarm.id = AlarmId(path);
    alarm.service = ServiceId("web");
    alarm.start = minute(3);
    REQUIRE(writer->alarm(alarm, {1, 0}));
    finish(*writer);
}

} // namespace

TEST_CASE("kept answers: an answer comes back byte for byte to its own question only", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("i.foreshock"));
    const Database& db = file.database();
    std::string answer(100'000, 'x');
    answer[1] = '\0';
    keep(db, "alarm=1", answer);
    CHECK(kept(db, "alarm=1") == answer);
    CHECK(kept(db, "alarm=2") == std::nullopt);
    CHECK(keptAnswer(db, {"causes", "alarm=1"}, versionOf(db)) == std::nullopt);
    CHECK(db.integer("SELECT length(data) FROM kept_answer").value() < 1'000); // compressed
    keep(db, "alarm=1", "another");
    CHECK(kept(db, "alarm=1") == "another");
    CHECK(db.integer("SELECT count(*) FROM kept_answer").value() == 1);
}

TEST_CASE("kept answers: another program's are not read, and go", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("i.foreshock"));
    const Database& db = file.database();
    keep(db, "a", "of the older program");
    REQUIRE(db.execute("UPDATE kept_answer SET program = 'older'"));
    CHECK(kept(db, "a") == std::nullopt);
    keep(db, "b", "of this one");
    CHECK(db.integer("SELECT count(*) FROM kept_answer").value() == 1);
}

TEST_CASE("kept answers: what is imported, said or taken back makes them old; notes and answers do not", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("i.foreshock"));
    Database& db = file.database();
    Edits edits(db);
    importAlarm(file, "one.jsonl");
    struct Step {
        const char* what;
        bool makesOld;
        std::function<void()> run;
    };
    const auto role = [&](Database& d) { return writeRoleRule(d, {"web", "queue", Role::Backlog, BadDirection::Up}); };
    const auto note = [&](Database& d) {
        return addNote(d, {minute(1), ServiceId("new name"), "note", "hm", ""}, minute(9));
    };
    const std::vector<Step> steps = {
        {"nothing", false, [] {}},
        {"another answer", false, [&] { keep(db, "other", "kept"); }},
        {"a note", false, [&] { REQUIRE(edits.make("note", minute(9), note)); }},
        {"a note taken back", false, [&] { REQUIRE(edits.undo()); }},
        {"a note again", false, [&] { REQUIRE(edits.redo()); }},
        {"an import", true, [&] { importAlarm(file, "two.jsonl"); }},
        {"a role", true, [&] { REQUIRE(edits.make("role", minute(9), role)); }},
        {"a role taken back", true, [&] { REQUIRE(edits.undo()); }},
        {"a role again", true, [&] { REQUIRE(edits.redo()); }},
        {"a name", true,
         [&] {
             REQUIRE(edits.name("name", minute(9), {{1, "shop"}}));
         }},
        {"a name taken back", true, [&] { REQUIRE(edits.undo()); }},
        {"a clock", true,
         [&] {
             REQUIRE(edits.correct("clock", minute(9), [](Database& d) {
                 return d.run("UPDATE source SET offset_ns = 60000000000 WHERE id = 1");
             }));
         }},
        {"a clock taken back", true, [&] { REQUIRE(edits.undo()); }},
        {"a reading given up", true, [&] { (void)begin(file, settings("three.jsonl"))->abandon(); }},
    };
    for (const Step& step : steps) {
        INFO(step.what);
        keep(db, "a", "answer");
        const InputsVersion before = versionOf(db);
        step.run();
        CHECK((versionOf(db).inputs != before.inputs) == step.makesOld);
        CHECK(kept(db, "a").has_value() != step.makesOld);
        // An answer that was begun before it is neither kept nor read.
        if (step.makesOld) {
            REQUIRE(keepAnswer(db, {"suspects", "late"}, before, "too late"));
            CHECK(kept(db, "late") == std::nullopt);
        }
    }
}

TEST_CASE("kept answers: nothing is committed to an incident file outside a transaction that counts", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("i.foreshock"));
    Database& db = file.database();
    struct Seen {
        bool isInTransaction = false; ///< the statement that runs is a COMMIT, which Transaction alone writes
        int uncounted = 0;
    } seen;
    sqlite3_trace_v2(
        db.handle(), SQLITE_TRACE_STMT,
        [](unsigned, void* p, void*, void* sql) {
            static_cast<Seen*>(p)->isInTransaction = std::string_view(static_cast<const char*>(sql)) == "COMMIT";
            return 0;
        },
        &seen);
    sqlite3_commit_hook(
        db.handle(),
        [](void* p) {
            auto& s = *static_cast<Seen*>(p);
            s.uncounted += !s.isInTransaction;
            return 0;
        },
        &seen);
    importAlarm(file, "one.jsonl");
    Edits edits(db);
    REQUIRE(edits.make("note", minute(9), [](Database& d) {
        return addNote(d, {minute(1), ServiceId("web"), "note", "hm", ""}, minute(9));
    }));
    REQUIRE(edits.undo());
    keep(db, "a", "answer");
    (void)begin(file, settings("two.jsonl"))->abandon();
    CHECK(seen.uncounted == 0);
    REQUIRE(db.execute("UPDATE source SET path = path")); // the hook sees what it is there for
    CHECK(seen.uncounted == 1);
    sqlite3_commit_hook(db.handle(), nullptr, nullptr);
    sqlite3_trace_v2(db.handle(), 0, nullptr, nullptr);
}

TEST_CASE("kept answers: at most 64 and 16 MB stay, the newest; none over 8 MB", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("i.foreshock"));
    const Database& db = file.database();
    for (int i = 0; i < 70; ++i)
        keep(db, std::to_string(i), "answer");
    CHECK(db.integer("SELECT count(*) FROM kept_answer").value() == 64);
    CHECK(kept(db, "5") == std::nullopt);
    CHECK(kept(db, "6") == "answer");

    std::string noise(std::size_t{5} << 20, 'x');
    std::uint64_t state = 7;
    for (char& c : noise)
        c = static_cast<char>((state = state * 6364136223846793005u + 1442695040888963407u) >> 56);
    for (const char* asked : {"A", "B", "C", "D"})
        keep(db, asked, noise);
    CHECK(kept(db, "A") == std::nullopt);
    for (const char* asked : {"B", "C", "D"})
        CHECK(kept(db, asked) == noise);
    CHECK(db.integer("SELECT sum(length(data)) FROM kept_answer").value() <= 16 << 20);
    keep(db, "huge", noise + noise);
    CHECK(kept(db, "huge") == std::nullopt);
}

TEST_CASE("kept answers: a damaged one, a file that has no place for them, and one that can't be written", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("i.foreshock");
    {
        auto file = create(path);
        keep(file.database(), "a", "answer");
        for (const char* damage : {"data = x'02FFFF'", "data = CAST(x'01' || data AS BLOB)", "checksum = checksum + 1"}) {
            INFO(damage);
            REQUIRE(file.database().execute(std::string("UPDATE kept_answer SET ") + damage));
            CHECK(kept(file.database(), "a") == std::nullopt);
            keep(file.database(), "a", "answer");
        }
    }
    auto reading = openForReading(path);
    REQUIRE(reading);
    CHECK(kept(*reading, "a") == "answer");
    CHECK_FALSE(keepAnswer(*reading, {"suspects", "b"}, versionOf(*reading), "answer"));
    CHECK(kept(*reading, "a") == "answer");

    auto older = scratchOfVersion(2);
    REQUIRE(older);
    CHECK(kept(*older, "a") == std::nullopt);
}
