// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// `foreshock sql`, the loadable extension in the stock sqlite3 shell, and every example of docs/sql.md.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

const std::string kLoad = "-cmd '.load " FORESHOCK_BINARY_DIR "/foreshock_sqlite'";

void buildKinesis(const std::string& folder) {
    const ShellResult built = shell("$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --quiet", folder);
    INFO(built.err);
    REQUIRE(built.exit == 0);
}

/// The stretches of docs/sql.md between ```sql and ```.
std::vector<std::string> examples() {
    std::istringstream in(fileText(FORESHOCK_SOURCE_DIR "/docs/sql.md"));
    std::vector<std::string> out;
    bool isInside = false;
    for (std::string line; std::getline(in, line);) {
        if (line == "```sql") {
            isInside = true;
            out.emplace_back();
        } else if (line == "```") {
            isInside = false;
        } else if (isInside) {
            out.back() += line + "\n";
        }
    }
    return out;
}

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace

#ifdef FORESHOCK_HAS_EXTENSION // else the build is sanitized, and the stock shell can't load it
TEST_CASE("sql: every example of the manual answers with rows, in the program and in the sqlite3 shell alike",
          "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    const auto all = examples();
    CHECK(all.size() >= 5);
    for (const std::string& sql : all) {
        INFO(sql);
        write(place.path("q.sql"), sql);
        const ShellResult ours = shell("$foreshock sql k.foreshock \"$(cat q.sql)\" --csv", place.path());
        INFO(ours.err);
        CHECK(ours.exit == 0);
        CHECK(std::count(ours.out.begin(), ours.out.end(), '\n') >= 2);
        const ShellResult theirs =
            shell("sqlite3 -readonly -csv -header k.foreshock " + kLoad + " \"$(cat q.sql)\" | tr -d '\\r' > theirs; " +
                      "$foreshock sql k.foreshock \"$(cat q.sql)\" --json > ours.json; " +
                      "sqlite3 -readonly -json k.foreshock " + kLoad + " \"$(cat q.sql)\"",
                  place.path());
        INFO(theirs.err);
        CHECK(nlohmann::json::parse(theirs.out) == nlohmann::json::parse(fileText(place.path("ours.json"))));
    }
}

TEST_CASE("extension: the stock shell gets the same rows, and the file stays as it is", "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    const std::string before = fileText(place.path("k.foreshock"));
    for (const char* options : {"-readonly", ""})
        for (const char* sql :
             {"SELECT * FROM changes", "SELECT * FROM alarms", "SELECT * FROM services", "SELECT * FROM dependencies",
              "SELECT * FROM notes", "SELECT * FROM sources", "SELECT * FROM issues",
              "SELECT time, service, host, level, template, message, source, line, seq, time_ns, hex(raw) AS r FROM "
              "logs "
              "ORDER BY time_ns, source, seq LIMIT 300",
              "SELECT level, service, count(*) AS n FROM logs WHERE message LIKE '%thread%' GROUP BY 1, 2",
              "SELECT count(*) AS n FROM logs WHERE message REGEXP 'thread|memory' AND time_ns > "
              "ns('2020-11-25T12:00:00Z')",
              "SELECT count(*) AS n FROM logs('level>=warning -canary')",
              "SELECT * FROM samples WHERE metric GLOB '*thread*'"}) {
            INFO(options << " " << sql);
            const ShellResult both =
                shell("$foreshock sql k.foreshock \"" + std::string(sql) + "\" --json > ours.json; " +
                          "sqlite3 -json " + options + " k.foreshock " + kLoad + " \"" + sql + "\"",
                      place.path());
            INFO(both.err);
            REQUIRE(both.exit == 0);
            const auto theirs = both.out.empty() ? nlohmann::json::array() : nlohmann::json::parse(both.out);
            CHECK((theirs == nlohmann::json::parse(fileText(place.path("ours.json")))));
        }
    CHECK((fileText(place.path("k.foreshock")) == before));
    CHECK_FALSE(fs::exists(place.path("k.foreshock-wal")));
}

TEST_CASE("extension: reads while another process has the file open, and leaves other databases alone", "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    const ShellResult second =
        shell("(echo 'BEGIN; SELECT count(*) FROM sqlite_schema;'; sleep 2) | sqlite3 k.foreshock > other & sleep .3; "
              "sqlite3 k.foreshock " +
                  kLoad + " \"SELECT count(*) > 1000 FROM logs\"; wait",
              place.path());
    CHECK(second.out == "1\n");
    const ShellResult attached =
        shell("sqlite3 k.foreshock -cmd \"ATTACH 'o.db' AS o; CREATE TABLE o.logs2 (x)\" " + kLoad +
                  " \"INSERT INTO o.logs2 SELECT count(*) FROM logs; SELECT x > 1000 FROM logs2; SELECT count(*) FROM "
                  "o.sqlite_schema\"",
              place.path());
    INFO(attached.err);
    CHECK(attached.out == "1\n1\n");
}

TEST_CASE("extension: what is no incident file, or a newer one, is refused with a sentence", "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    const auto said = [&](const std::string& before) {
        return shell(before + "sqlite3 x.db " + kLoad + " 'SELECT 1 FROM logs'", place.path()).err;
    };
    CHECK(said("sqlite3 x.db 'CREATE TABLE t (x)'; ").find("this is not an incident file") != std::string::npos);
    CHECK(
        said("cp k.foreshock x.db; sqlite3 x.db 'PRAGMA user_version=999'; ").find("Open it with a newer Foreshock") !=
        std::string::npos);
    CHECK(said("cp k.foreshock x.db; sqlite3 x.db 'CREATE TABLE t (x)'; ").find("that Foreshock did not make") !=
          std::string::npos);
    CHECK(shell("sqlite3 :memory: " + kLoad + " 'SELECT 1'", place.path()).err.find("no incident file is open") !=
          std::string::npos);
}
#endif

TEST_CASE("sql: limits and cancel end with the agreed exit codes", "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    const std::string bomb = "'SELECT count(*) FROM logs a, logs b, logs c'";
    const ShellResult late = shell("$foreshock sql k.foreshock " + bomb + " --timeout 300ms", place.path());
    CHECK(late.exit == 2);
    CHECK(late.err.find("took longer than 300 ms") != std::string::npos);
    const ShellResult big =
        shell("$foreshock sql k.foreshock 'SELECT length(hex(zeroblob(60000000)))' --memory 50", place.path());
    CHECK(big.exit == 2);
    CHECK(big.err.find("needs more than 50 MB of memory") != std::string::npos);
    const ShellResult stopped =
        shell("$foreshock sql k.foreshock " + bomb + " --timeout 0s & sleep .5; kill -INT $!; wait $!", place.path());
    CHECK(stopped.exit == 5);
    CHECK(shell("$foreshock sql k.foreshock 'SELECT nope FROM logs'", place.path()).exit == 2);
    CHECK(shell("$foreshock sql k.foreshock 'SELECT 1' --timeout soon", place.path()).exit == 2);
    CHECK(shell("$foreshock sql k.foreshock 'SELECT 1' --csv --json", place.path()).exit == 2);
    CHECK(shell("$foreshock sql none.foreshock 'SELECT 1'", place.path()).exit == 4);
}

TEST_CASE("sql: the first rows are printed before the scan ends", "[cli][sql]") {
    const TemporaryFolder place;
    buildKinesis(place.path());
    // The second half of the question never ends: what has come by then was printed as it came.
    const ShellResult result =
        shell("$foreshock sql k.foreshock 'SELECT line FROM logs WHERE line <= 3 UNION ALL SELECT max(a.line + b.line "
              "+ c.line) "
              "FROM logs a, logs b, logs c' --timeout 20s > rows & sleep 1; wc -l < rows; kill -INT $!; wait $!",
              place.path());
    CHECK(std::stoi(result.out) >= 2);
    CHECK(result.exit == 5);
}
