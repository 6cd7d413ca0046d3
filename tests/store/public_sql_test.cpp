// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/asked.h"
#include "tests/store/store_support.h"

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

TEST_CASE("sql: the public tables answer, in order of time", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 10'000);
        const auto series = writer->series({"even", "", "", "threads", "count"});
        REQUIRE(series);
        REQUIRE(writer->sample(*series, {minute(0), 1.5}, {}));
        REQUIRE(writer->sample(*series, {minute(1), std::numeric_limits<double>::quiet_NaN()}, {}));
        finish(*writer);
    }
    const auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    CHECK(asked(*db, "SELECT count(*), min(time), max(line) FROM logs") == "10000 2020-11-25T13:00:00Z 10000 \n");
    CHECK(asked(*db, "SELECT level, count(*) FROM logs GROUP BY level") == "error 1000 \ninfo 9000 \n");
    CHECK(asked(*db, "SELECT message FROM logs LIMIT 2") == "record 0 \nrecord 1 \n");
    CHECK(asked(*db, "SELECT service, metric, value FROM samples") == "even threads 1.5 \neven threads null \n");
    CHECK(asked(*db, "SELECT path, logs, state FROM sources") == "a.log 10000 complete \n");
    CHECK(asked(*db, "SELECT count(*) FROM logs a JOIN logs b ON a.seq = b.seq AND b.seq < 3") == "3 \n");
}

TEST_CASE("sql: nothing but one question is answered", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    { auto file = create(path); }
    const auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    for (const char* sql : {"DELETE FROM main.note",
                            "INSERT INTO main.note DEFAULT VALUES",
                            "ATTACH 'x' AS y",
                            "PRAGMA user_version=5",
                            "CREATE TEMP TABLE t (x)",
                            "SELECT 1; SELECT 2",
                            "VACUUM INTO 'copy.db'",
                            "SELECT fts3_tokenizer('simple')",
                            "SELECT FTS3_Tokenizer('simple', X'00')",
                            "PRAGMA writable_schema=1",
                            "PRAGMA journal_mode",
                            "SAVEPOINT s",
                            "CREATE TEMP TRIGGER t AFTER INSERT ON main.note BEGIN SELECT 1; END",
                            "ANALYZE",
                            "REINDEX",
                            "DETACH main",
                            "UPDATE main.source SET path = ''",
                            "CREATE VIRTUAL TABLE temp.v USING fts5(x)",
                            "EXPLAIN DELETE FROM main.note",
                            "SELECT * FROM pragma_journal_mode",
                            "SELECT writefile('x', 'y')",
                            "SELECT edit('x')",
                            "PRAGMA temp_store_directory='.'",
                            "",
                            "  ",
                            "VACUUM",
                            "BEGIN",
                            "DROP VIEW temp.changes",
                            "SELECT nothing FROM nowhere",
                            "SELECT load_extension('x')"}) {
        INFO(sql);
        CHECK(asked(*db, sql).starts_with("error: "));
    }
}

TEST_CASE("sql: texts are texts whatever their bytes, raw is the bytes", "[store][sql]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        const std::string raw("a\0b\xFF"
                              "c\x1B d\te",
                              10);
        LogDraft draft;
        draft.time = minute(0);
        draft.service = "s\xC3";
        draft.host = std::string_view("h\0", 2);
        draft.raw = draft.message = raw;
        REQUIRE(writer->log(draft, {1, 0}));
        finish(*writer);
    }
    const auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    CHECK(asked(*db, "SELECT typeof(message), message, length(message) FROM logs") ==
          "text a\\x00b\\xFFc\\x1B d\te 19 \n");
    CHECK(asked(*db, "SELECT typeof(raw), raw, length(raw) FROM logs") == "blob X'610062FF631B20640965' 10 \n");
    CHECK(asked(*db, "SELECT service, host, typeof(service), typeof(host), template FROM logs") ==
          "s\\xC3 h\\x00 text text 1 \n");
    CHECK(asked(*db, "SELECT count(*) FROM logs WHERE message LIKE '%c\\x1B%' AND service = 's\\xC3'") == "1 \n");
    CHECK(asked(*db, "SELECT rfc3339(time_ns), ns(time) = time_ns, ns('-90s'), ns(NULL) FROM logs") ==
          "2020-11-25T13:00:00Z 1 -90000000000 null \n");
    CHECK(asked(*db, "SELECT ns('05:15')").find("Write it like") != std::string::npos);
}

TEST_CASE("sql: what costs too much ends with a sentence that helps", "[store][sql]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 20'000);
        finish(*writer);
    }
    std::stop_source stop;
    const auto db = openForReading(path, stop.get_token());
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    const SqlLimits brief{Duration::milliseconds(200), 0}, small{Duration::seconds(20), 20'000'000};
    for (const char* bomb : {"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n",
                             "SELECT count(*) FROM logs a, logs b WHERE a.line + b.line = 3",
                             "SELECT count(*) FROM main.raw_name a, logs b, logs c WHERE +b.service <> c.host",
                             "SELECT count(*) FROM logs WHERE line IN (SELECT b.line + 1 FROM logs b, logs c)"}) {
        INFO(bomb);
        const auto before = std::chrono::steady_clock::now();
        CHECK(asked(*db, bomb, brief).starts_with("error: the question took longer than 200 ms. Ask for less"));
        CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(3));
    }
    for (const char* bomb : {"SELECT length(group_concat(hex(zeroblob(5000)) || message)) FROM logs",
                             "SELECT length(hex(zeroblob(60000000)))"}) {
        INFO(bomb);
        const std::string said = asked(*db, bomb, small);
        INFO(said);
        CHECK(said.starts_with("error: the question needs more than 20 MB of memory. Ask for less"));
    }
    CHECK(asked(*db, "SELECT length(zeroblob(200000000))").starts_with("error: a value grew over 128 MiB"));
    CHECK(asked(*db, "SELECT count(*) FROM logs WHERE message REGEXP '(r+)+(e+)+x$'").find("error") ==
          std::string::npos);
    // Afterwards the connection is as good as before, without limits.
    CHECK(asked(*db, "SELECT count(*) FROM logs") == "20000 \n");
    stop.request_stop();
    CHECK(asked(*db, "SELECT count(*) FROM logs").starts_with("error: cancelled"));
}

TEST_CASE("sql: placeholders stand for what they are given, and for nothing silently", "[store][sql]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    { auto file = create(path); }
    const auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    const SqlPlaceholders given{{"from", std::int64_t{7}}, {"service", std::string("cart")}, {"half", .5}};
    {
        auto question = SqlQuestion::ask(*db, "SELECT $from + 1, $service || '!', $half * 2", {}, given);
        REQUIRE(question);
        const auto row = question->next();
        REQUIRE(row);
        CHECK(**row == std::vector<SqlValue>{std::int64_t{8}, std::string("cart!"), 1.0});
    }
    for (const char* sql : {"SELECT $nothing", "SELECT ?", "SELECT :until", "SELECT ?3"}) {
        const auto refused = SqlQuestion::ask(*db, sql, {}, given);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message.find("stands for nothing here") != std::string::npos);
        CHECK(refused.error().help == "What stands for something: $from, $half, $service");
    }
}

TEST_CASE("sql: an error says the line and the letter at which it stops being SQL", "[store][sql]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    { auto file = create(path); }
    const auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    const auto placed = [&](const char* sql) {
        const auto refused = SqlQuestion::ask(*db, sql);
        REQUIRE_FALSE(refused);
        return refused.error().where;
    };
    CHECK(placed("SELECT 1 FORM logs") == "line 1, column 15");
    CHECK(placed("SELECT '\xC3\xBC',\n  nonesuch FROM changes") == "line 2, column 3");
    CHECK(placed("SELECT '\xC3\xBC', nonesuch FROM changes") == "line 1, column 13"); // letters, not bytes
    CHECK(SqlQuestion::placeOfError(*db) == 13);
    const auto tables = publicTables(*db);
    REQUIRE(tables);
    CHECK(tables->size() == 10);
    CHECK(tables->front().columns.front() == "time");
    CHECK(std::find(tables->front().columns.begin(), tables->front().columns.end(), "logs") ==
          tables->front().columns.end()); // the hidden one is no column to write
}
