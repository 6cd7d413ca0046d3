// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/public_sql.h"
#include "tests/store/store_support.h"

#include <fmt/format.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

/// Rows as lines of cells, as a reader would see them.
std::string asked(const Database& db, const std::string& sql) {
    auto question = SqlQuestion::ask(db, sql);
    if (!question)
        return "error: " + question.error().message;
    std::string out;
    for (;;) {
        const auto row = question->next();
        if (!row)
            return out + "error: " + row.error().message;
        if (!*row)
            return out;
        for (const SqlValue& value : **row) {
            if (const auto* n = std::get_if<std::int64_t>(&value))
                out += fmt::format("{} ", *n);
            else if (const auto* d = std::get_if<double>(&value))
                out += fmt::format("{} ", *d);
            else if (const auto* s = std::get_if<std::string>(&value))
                out += *s + " ";
            else
                out += "null ";
        }
        out += "\n";
    }
}

} // namespace

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
    for (const char* sql :
         {"DELETE FROM main.note", "INSERT INTO main.note DEFAULT VALUES", "ATTACH 'x' AS y", "PRAGMA user_version=5",
          "CREATE TEMP TABLE t (x)", "SELECT 1; SELECT 2", "", "  ", "VACUUM", "BEGIN", "DROP VIEW temp.changes",
          "SELECT nothing FROM nowhere", "SELECT load_extension('x')"}) {
        INFO(sql);
        CHECK(asked(*db, sql).starts_with("error: "));
    }
}
