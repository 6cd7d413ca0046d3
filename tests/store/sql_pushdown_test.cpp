// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every constraint that a virtual table takes over is compared with its slow twin: the same WHERE on a plain table with
// the same rows, where SQLite evaluates it alone.
#include "model/store/logs/log_reader.h"
#include "model/store/sql/required_text.h"
#include "model/store/sql/time_text_range.h"
#include "tests/store/asked.h"
#include "tests/store/store_support.h"

#include <algorithm>
#include <random>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

const std::vector<std::string> kServices = {"front-end",   "Front-End", "cognito", "a*b",         "axb",
                                            "bad\xFFname", "naïve",     "",        "back\\slash", "x1Fend"};
const std::vector<std::string> kWords = {
    "thread", "Thread", "create", "failed",          "errno=11",    "timeout", "café",
    "dec",    "\xFF",   "\x01",   std::string(1, 0), "\\x00",       "x1F",     "FFabc",
    "100%",   "a_b",    "[x]",    "\xEF\xBF\xBE",    "\xEF\xBF\xBD"};

/// Three sources at their own offsets, with texts that are broken in all the usual ways, on round and odd instants.
std::string randomIncident(const TemporaryFolder& folder, int records) {
    const std::string path = folder.path("random.foreshock");
    auto file = create(path);
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (int source = 0; source < 3; ++source) {
        auto writer = begin(file, settings(fmt::format("logs/{}.log", source)));
        std::int64_t ns = 0;
        for (int i = 0; i < records; ++i) {
            std::string message = kWords[below(kWords.size())];
            for (std::size_t words = below(4); words > 0; --words)
                message += (below(3) ? " " : "") + kWords[below(kWords.size())];
            const std::string raw = below(2) ? "2020 svc[1]: " + message + " end" : message;
            const std::string host = below(5) ? fmt::format("host-{}", below(9)) : "h\xC0";
            static constexpr std::int64_t kSteps[] = {0, 1, 1000, 500'000'000, 1'000'000'000, 999'999'999};
            LogDraft draft;
            draft.time = minute(0) + Duration{ns += kSteps[below(6)]};
            draft.level = static_cast<LogLevel>(below(7));
            draft.service = kServices[below(kServices.size())];
            draft.host = host;
            draft.raw = raw;
            draft.message = below(2) ? std::string_view(message) : std::string_view(draft.raw);
            REQUIRE(writer->log(draft, {i + 1, i * 20}));
        }
        for (const std::string& service : kServices)
            for (const char* metric : {"threads", "Threads", "cpu_user", "errors{x}"}) {
                const auto series = writer->series({service, "i-1", "", metric, below(2) ? "count" : ""});
                REQUIRE(series);
                for (int i = 0; i < 50; ++i)
                    REQUIRE(writer->sample(*series, {minute(i) + Duration{i % 3}, i % 7 ? i : std::nan("")}, {}));
            }
        finish(*writer);
        REQUIRE(file.database().run("UPDATE source SET offset_ns = ? WHERE path = ?",
                                    Duration{source * std::int64_t{1'500'000'001} - 1}.ns,
                                    fmt::format("logs/{}.log", source)));
    }
    return path;
}

/// A connection with the public names and copies of both tables.
Database withTwins(const std::string& path) {
    auto db = openForReading(path);
    REQUIRE(db);
    REQUIRE(registerPublicSql(*db, {}));
    REQUIRE(db->execute("CREATE TEMP TABLE twin_logs AS SELECT * FROM logs;"
                        "CREATE TEMP TABLE twin_samples AS SELECT * FROM samples"));
    return std::move(*db);
}

/// `plan`: what EXPLAIN QUERY PLAN must show.
void comparesWithTwin(const Database& db, const std::string& table, const std::string& where, const std::string& plan) {
    const bool isLogs = table == "logs";
    const auto sql = [&](const std::string& from) {
        return std::string("SELECT ") + (isLogs ? "source, seq" : "service, metric, instance, unit, time_ns") +
               " FROM " + from + " WHERE " + where + " ORDER BY 1, 2" + (isLogs ? "" : ", 3, 4, 5");
    };
    INFO(where);
    const std::string fast = asked(db, sql(table)), slow = asked(db, sql("twin_" + table));
    CHECK(std::count(fast.begin(), fast.end(), '\n') == std::count(slow.begin(), slow.end(), '\n'));
    CHECK((fast == slow));
    const std::string explained = asked(db, "EXPLAIN QUERY PLAN " + sql(table));
    INFO(explained);
    CHECK(explained.find(plan) != std::string::npos);
}

} // namespace

TEST_CASE("push-down: logs answer as their slow twin does", "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 6000));
    const auto logs = [&](const std::string& where, const std::string& plan) {
        comparesWithTwin(db, "logs", where, plan);
    };
    for (const char* name : {"front-end", "Front-End", "a*b", "axb", "bad\\xFFname", "naïve", "", "back\\slash",
                             "x1Fend", "FRONT-END", "nobody"}) {
        logs(fmt::format("service = '{}'", name), ":service=");
        logs(fmt::format("service GLOB '{}'", name), ":service glob");
        logs(fmt::format("service IN ('{}', 'cognito', NULL, 'axb')", name), ":service in");
    }
    for (const char* glob : {"*-end", "[Ff]ront*", "na?ve", "*FFname", "*xFF*", "*1Fend", "*", "?*", "[^a]*", "back*"})
        logs(fmt::format("service GLOB '{}'", glob), ":service glob");
    logs("service = 5", ":service=");
    logs("service = NULL", ":service=");
    logs("service IN (SELECT service FROM samples)", ":service in");
    logs("service IN (SELECT '' WHERE 0)", ":service in");
    logs("host = 'host-3' AND host GLOB 'host*'", ":host=,host glob");
    logs("host = 'h\\xC0'", ":host=");
    logs("source = 'logs/1.log'", ":source=");
    logs("source GLOB '*/2.log'", ":source glob");
    logs("source IN ('1.log', 'logs/0.log')", ":source in");
    for (const char* level : {"error", "ERROR", "warn", "warning", "", "fatal"}) {
        logs(fmt::format("level = '{}'", level), ":level=");
        logs(fmt::format("level <> '{}'", level), ":level<>");
        logs(fmt::format("level IN ('{}', 'info', 'debug')", level), ":level in");
    }
    logs("level > 'error'", "VIRTUAL TABLE");
    logs("service = 'axb' OR level = 'error' OR host = 'host-1'", "logs");
    logs("(service = 'axb' OR message LIKE '%timeout%') AND level IN ('info', 'fatal')", "logs");
    logs("service = 'AXB' COLLATE NOCASE", "VIRTUAL TABLE");
}

TEST_CASE("push-down: times answer as their slow twin does", "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 3000));
    const auto both = [&](const std::string& where, const std::string& plan) {
        comparesWithTwin(db, "logs", where, plan);
        comparesWithTwin(db, "samples", where, plan);
    };
    const std::int64_t start = minute(0).ns;
    for (const char* op : {"=", "<", "<=", ">", ">="}) {
        for (const std::int64_t ns :
             {start, start - 1, start + 1, start + 1'000'000'000, start + 1'499'999'999, start + 60'000'000'000})
            both(fmt::format("time_ns {} {}", op, ns), fmt::format(":time_ns{}", op));
        for (const char* number : {"1606309205e9", "1606309205.5e9", "'1606309260000000000'", "'x'", "NULL", "9e18",
                                   "-9e18", "9e99", "9223372036854775807", "X'00'"})
            both(fmt::format("time_ns {} {}", op, number), fmt::format(":time_ns{}", op));
        for (const char* text : {"2020-11-25T13:00:05Z", "2020-11-25T13:00:05.5Z", "2020-11-25T13:00:05.500Z",
                                 "2020-11-25T13:00:05", "2020-11-25", "2020-11-25 13:00:05", "2020-11", "2020", "20",
                                 "", "zebra", "2020-13-45", "2020-11-25T13:00:60Z", "2020-11-25T13:01",
                                 "2020-11-25T13:00:05.999999999Z", "2020-11-25T13:00:05+01:00", "2020-02-31T00:00:00Z"})
            both(fmt::format("time {} '{}'", op, text), fmt::format(":time{}", op));
    }
    both(fmt::format("time_ns BETWEEN {} AND {} AND time < '2020-11-25T13:10'", start + 5, start + 5'000'000'000),
         "time_ns>=");
    both(fmt::format("time_ns > {0} AND time_ns < {0}", start), ":time_ns>,time_ns<");
    both(fmt::format("time_ns IN ({}, {})", start + 1, start), ":time_ns=");
}

TEST_CASE("push-down: texts answer as their slow twin does", "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 4000));
    for (const std::string& word :
         {std::string("thread"), std::string("THREAD CREATE"), std::string("x00"), std::string("FFabc"),
          std::string("café"), std::string("\\x01"), std::string("FF thread"), std::string("100%"), std::string("a_b"),
          std::string("dec"), std::string("1F"), std::string("\xEF\xBF\xBD"), std::string("a\xEF\xBF\xBE"),
          std::string("end"), std::string("errno=11"), std::string("f\xFF"), std::string("00\\x0")}) {
        for (const char* shape : {"{}", "%{}%", "{}%", "%{}", "%{}_%", "_{}%"})
            comparesWithTwin(db, "logs", "message LIKE '" + fmt::format(fmt::runtime(shape), word) + "'",
                             ":message like");
        for (const char* shape : {"{}", "*{}*", "*{}", "*[a-z]{}*", "*[]x]{}?*", "*[^]]{}"})
            comparesWithTwin(db, "logs", "message GLOB '" + fmt::format(fmt::runtime(shape), word) + "'",
                             ":message glob");
        comparesWithTwin(db, "logs", "message = '" + word + "'", ":message=");
    }
    for (const char* expression :
         {"thread",           "^thread",          "thread$",      "thread? create", "(?i)thread", "timeout|failed",
          "errno=\\\\d+",     "errno=\\d+",       "x[0-9A-F]{2}", "\\\\x00",        "caf.\\b",    "create.*failed",
          "(thread )?create", "(thread )+failed", "timeou{1,2}t", "[[:alpha:]]+ed", "\\Qa_b\\E",  "thre+ad",
          "fail(?=ed)",       "\\x74hread",       "[]x]1F",       "FFabc",          "100%",       "a_b",
          "e{0}timeout",      "thread{0}",        "\\w+=11$"})
        comparesWithTwin(db, "logs", "message REGEXP '" + std::string(expression) + "'", ":message regexp");
    comparesWithTwin(db, "logs", "message LIKE NULL", ":message like");
    comparesWithTwin(db, "logs", "message REGEXP NULL", ":message regexp");
    comparesWithTwin(db, "logs", "message LIKE '%thread%' AND message NOT LIKE '%create%'", ":message like");
    comparesWithTwin(db, "logs", "message LIKE '%a\\_b%' ESCAPE '\\'", "VIRTUAL TABLE");
    CHECK(asked(db, "SELECT 1 FROM logs WHERE message REGEXP '('").find("can't be read") != std::string::npos);
}

TEST_CASE("push-down: match speaks the log view's language, over the whole record", "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 3000));
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    for (const char* text :
         {"thread", "level>=error service:front-end", "\"2020 svc\" -timeout", "/errno=\\d+/ or host:host-3", ""}) {
        const auto query = parseLogQuery(text);
        REQUIRE(query);
        auto result = LogResult::open(db, *gate, *query, TimeRange::everything());
        REQUIRE(result);
        REQUIRE(result->count());
        const std::string expected = fmt::format("{} \n", result->matching());
        INFO(text);
        CHECK(asked(db, fmt::format("SELECT count(*) FROM logs WHERE message MATCH '{}'", text)) == expected);
        CHECK(asked(db, fmt::format("SELECT count(*) FROM logs WHERE logs MATCH '{}'", text)) == expected);
        CHECK(asked(db, fmt::format("SELECT count(*) FROM logs('{}')", text)) == expected);
    }
    CHECK(asked(db, "SELECT count(*) FROM logs('thread since:2020-11-25T13:00:05Z') ") ==
          asked(db, fmt::format("SELECT count(*) FROM logs('thread') WHERE time_ns >= {}",
                                (minute(0) + Duration::seconds(5)).ns)));
    CHECK(asked(db, "SELECT 1 FROM logs('since:05:00')").find("is no full time") != std::string::npos);
    CHECK(asked(db, "SELECT 1 FROM logs('(')").find("can't be read") != std::string::npos);
    CHECK(asked(db, "SELECT count(*) FROM (VALUES ('thread'), ('timeout')) q JOIN logs ON logs MATCH q.column1")
              .find("error") == std::string::npos);
    CHECK(asked(db, "SELECT 1 FROM logs WHERE message MATCH 'a' OR level LIKE 'e%'").starts_with("error: "));
}

TEST_CASE("push-down: samples answer as their slow twin does, and open only what fits", "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 10));
    const auto samples = [&](const std::string& where, const std::string& plan) {
        comparesWithTwin(db, "samples", where, plan);
    };
    samples("metric = 'threads'", ":metric=");
    samples("metric GLOB '[tT]hreads'", ":metric glob");
    samples("metric GLOB 'cpu*' AND service = 'a*b'", ":service=,metric glob");
    samples("metric IN ('cpu_user', 'errors{x}')", ":metric in");
    samples("instance = 'i-1' AND unit = ''", ":instance=,unit=");
    samples("service = 'bad\\xFFname'", ":service=");
    samples("value IS NULL AND metric = 'threads'", ":metric=");
    samples("value > 40", "VIRTUAL TABLE");
    samples("metric = 'threads' OR time_ns < " + std::to_string(minute(3).ns), "samples");
}

TEST_CASE("push-down: rows come in order of time without sorting, and joins start from the small table",
          "[store][sql]") {
    const TemporaryFolder folder;
    const Database db = withTwins(randomIncident(folder, 3000));
    CHECK(asked(db, "EXPLAIN QUERY PLAN SELECT seq FROM logs ORDER BY time_ns").find("TEMP B-TREE") ==
          std::string::npos);
    CHECK(asked(db, "EXPLAIN QUERY PLAN SELECT seq FROM logs ORDER BY time_ns DESC").find("TEMP B-TREE") !=
          std::string::npos);
    CHECK(asked(db, "EXPLAIN QUERY PLAN SELECT seq FROM logs ORDER BY time").find("TEMP B-TREE") != std::string::npos);
    CHECK(asked(db,
                "SELECT count(*) FROM (SELECT time_ns - lag(time_ns) OVER () AS step FROM (SELECT time_ns FROM logs "
                "ORDER BY time_ns)) WHERE step < 0") == "0 \n");
    const std::string plan = asked(db, "EXPLAIN QUERY PLAN SELECT c.id, count(*) FROM changes c JOIN logs l ON "
                                       "l.time_ns BETWEEN c.start_ns - ns('5m') AND c.start_ns GROUP BY c.id");
    INFO(plan);
    CHECK(plan.find(":time_ns>=,time_ns<=") != std::string::npos);
    const std::string both =
        asked(db, "EXPLAIN QUERY PLAN SELECT a.id, count(*) FROM logs l JOIN alarms a ON "
                  "l.service = a.service AND l.time_ns BETWEEN a.start_ns - ns('5m') AND a.start_ns");
    INFO(both);
    CHECK(both.find("time_ns>=,time_ns<=") != std::string::npos);
}

TEST_CASE("required text: what a pattern needs of the stored bytes", "[store][sql]") {
    using Texts = std::vector<std::string>;
    CHECK(requiredByLike("%thread create%") == Texts{"thread create"});
    CHECK(requiredByLike("%error%") == Texts{"rror"}); // the E may be the end of "\xFE"
    CHECK(requiredByLike("%ab%") == Texts{});
    CHECK(requiredByGlob("*error[0-9]found*") == Texts{"error", "found"});
    CHECK(requiredByRegex("^GET /api/v\\d+/users\\?id=") == Texts{"GET /api/v", "/users?id="});
    CHECK(requiredByRegex("one|two") == Texts{});
    CHECK(requiredByRegex("colou?rs(red|green)+") == Texts{"colo"});
    CHECK(loosened("front-?nd") == "*front-**nd");
}
