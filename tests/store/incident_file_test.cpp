// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check.h"
#include "model/store/schema.h"
#include "tests/store/store_support.h"

#include <filesystem>
#include <sys/wait.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

TEST_CASE("incident file: a new one is ours, closed it is a single file", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        CHECK(*file.database().integer("PRAGMA application_id") == kApplicationId);
        CHECK(*file.database().integer("PRAGMA page_size") == 16384);
        CHECK(*file.database().integer("PRAGMA user_version") == newestSchemaVersion());
        REQUIRE(file.close());
    }
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
    CHECK_FALSE(std::filesystem::exists(path + "-shm"));
    CHECK(openForReading(path));
}

TEST_CASE("incident file: foreign files are refused and left as they are", "[store]") {
    const TemporaryFolder folder;
    struct Row {
        const char* name;
        std::string content;
    };
    const Row row = GENERATE(values<Row>({{"text.txt", "not a database at all, just a long enough line of text\n"},
                                          {"short.bin", std::string("\0\1\2", 3)},
                                          {"zeros.bin", std::string(40960, '\0')}}));
    const std::string path = folder.file(row.name, row.content);
    const auto read = openForReading(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::Format);
    const auto write = IncidentFile::openOrCreate(path);
    REQUIRE_FALSE(write);
    std::ifstream in(path, std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == row.content);
}

TEST_CASE("incident file: another program's database is refused", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("other.db");
    {
        const auto db = Database::open(path, Database::Mode::Create);
        REQUIRE(db);
        REQUIRE(db->execute("CREATE TABLE t (x)"));
    }
    for (const auto& code : {openForReading(path).error().code, IncidentFile::openOrCreate(path).error().code})
        CHECK(code == ErrorCode::Format);
}

TEST_CASE("incident file: a newer version is refused with a way out", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        REQUIRE(file.database().execute("PRAGMA user_version=99"));
    }
    const auto read = openForReading(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::SchemaTooNew);
    CHECK(read.error().help.find("newer Foreshock") != std::string::npos);
    CHECK(IncidentFile::open(path).error().code == ErrorCode::SchemaTooNew);
}

TEST_CASE("incident file: a view, trigger or table that we did not make is refused", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    { auto file = create(path); }
    const char* sql =
        GENERATE("CREATE VIEW logs AS SELECT 1", "CREATE TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END",
                 "CREATE TABLE extra (x)", "DROP INDEX note_by_source");
    {
        const auto db = Database::open(path, Database::Mode::Write);
        REQUIRE(db);
        REQUIRE(db->execute(sql));
    }
    const auto read = openForReading(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::Format);
}

TEST_CASE("incident file: two writers exclude each other, readers do not mind", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    auto file = create(path);
    const auto second = IncidentFile::openOrCreate(path);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::Locked);
    CHECK(openForReading(path));
}

TEST_CASE("incident file: a folder or a missing file is told as such", "[store]") {
    const TemporaryFolder folder;
    CHECK(openForReading(folder.path()).error().message.find("folder") != std::string::npos);
    CHECK(openForReading(folder.path("none.foreshock")).error().code == ErrorCode::Io);
    CHECK(IncidentFile::open(folder.path("none.foreshock")).error().code == ErrorCode::Io);
    CHECK_FALSE(std::filesystem::exists(folder.path("none.foreshock")));
}

TEST_CASE("incident file: a damaged block is found by check", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 5000);
        finish(*writer);
        REQUIRE(file.database().execute("UPDATE log_text SET data = zeroblob(100) WHERE block_id = 1"));
        REQUIRE(file.database().execute("UPDATE source SET read = read + 1"));
    }
    const auto db = openForReading(path);
    REQUIRE(db);
    const auto report = checkFile(*db);
    REQUIRE(report);
    REQUIRE(report->damage.size() == 2);
    CHECK(report->damage[0].find("checksum") != std::string::npos);
    CHECK(report->damage[1].find("accounted") != std::string::npos);
}

TEST_CASE("incident file: what a kill left of a change to a closed file is rolled back by whoever reads it",
          "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 9000);
        finish(*writer);
    }
    const pid_t child = ::fork();
    if (child == 0) { // some pages are in the file, their former content in the journal
        const auto db = Database::open(path, Database::Mode::Write);
        (void)db->execute("PRAGMA cache_size=1; BEGIN; UPDATE log_text SET data = zeroblob(200000); "
                          "UPDATE log_column SET data = zeroblob(200000); DELETE FROM source");
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(std::filesystem::file_size(path + "-journal") > 512);
    const auto db = openForReading(path);
    REQUIRE(db);
    const auto report = checkFile(*db);
    REQUIRE(report);
    CHECK(report->damage == std::vector<std::string>{});
    CHECK(*db->integer("SELECT logs FROM source") == 9000);
    CHECK_FALSE(std::filesystem::exists(path + "-journal"));
}

TEST_CASE("incident file: kill -9 in the middle of an import leaves whole sources or none", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    for (int round = 0; round < 10; ++round) {
        const pid_t child = ::fork();
        if (child == 0) { // writes without end until it is killed
            auto file = IncidentFile::openOrCreate(path);
            for (int n = 0; file; ++n) {
                SourceWriter::Settings s;
                s.draft.path = "round-" + std::to_string(round) + "-" + std::to_string(n);
                auto writer = SourceWriter::begin(file->database(), s);
                for (int i = 0; writer && i < 6000; ++i) {
                    const std::string raw = "record " + std::to_string(i);
                    LogDraft draft;
                    draft.time = Instant{i * 1'000'000LL};
                    draft.raw = raw;
                    draft.message = draft.raw;
                    (void)(*writer)->log(draft, {i + 1, i * 20});
                }
                if (writer)
                    (void)(*writer)->finish(6000, "", Zone(), "", false);
            }
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(3000 + 7000 * round));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        auto file = IncidentFile::openOrCreate(path);
        REQUIRE(file);
        const auto report = checkFile(file->database());
        REQUIRE(report);
        CHECK(report->damage.empty());
        CHECK(*file->database().integer("SELECT count(*) FROM source WHERE state <> 'complete'") == 0);
        CHECK(*file->database().integer("SELECT count(*) FROM source WHERE logs <> 6000") == 0);
    }
}

TEST_CASE("incident file: a journal left by a kill while closing is played back before reading", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock"), left = folder.path("left.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 500);
        finish(*writer);
        REQUIRE(file.close());
    }
    {
        auto db = Database::open(path, Database::Mode::Write);
        REQUIRE(db);
        // Rolls back over a cache too small for it, so that half of it is in the file.
        REQUIRE(
            db->execute("PRAGMA cache_size=1; BEGIN; UPDATE source SET path = 'torn', reason = hex(zeroblob(200000))"));
        REQUIRE(std::filesystem::exists(path + "-journal"));
        std::filesystem::copy_file(path, left);
        std::filesystem::copy_file(path + "-journal", left + "-journal");
        REQUIRE(db->execute("ROLLBACK"));
    }
    const auto db = openForReading(left);
    INFO((db ? "" : db.error().text()));
    REQUIRE(db);
    CHECK(checkFile(*db)->damage.empty());
    CHECK(*db->integer("SELECT count(*) FROM source WHERE path = 'a.log'") == 1);
}
