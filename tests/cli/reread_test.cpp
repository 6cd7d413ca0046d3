// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <random>

using namespace foreshock;
using foreshock::test::shell;
using foreshock::test::ShellResult;
using foreshock::test::TemporaryFolder;
using Json = nlohmann::json;

namespace {

ShellResult run(const std::string& command, const TemporaryFolder& place) {
    return shell(command, place.path());
}

Json asked(const std::string& command, const TemporaryFolder& place) {
    const ShellResult result = run(command, place);
    INFO(command << "\n" << result.err);
    REQUIRE(result.exit == 0);
    return Json::parse(result.out);
}

Json sourcesOf(const TemporaryFolder& place, const std::string& options = "") {
    return asked("$foreshock sources i.foreshock --json " + options, place)["sources"];
}

/// All that can be asked about the records of an incident file.
std::string answers(const TemporaryFolder& place) {
    return run("$foreshock logs i.foreshock --limit 100000 --csv; $foreshock logs i.foreshock --histogram 1m --json; "
               "$foreshock sql i.foreshock 'SELECT time, service, metric, value FROM samples ORDER BY 1, 2, 3, 4' "
               "--csv; "
               "$foreshock sql i.foreshock 'SELECT id, service, start, title FROM changes ORDER BY 1'; "
               "$foreshock sql i.foreshock 'SELECT id, service, start, title FROM alarms ORDER BY 1'; "
               "$foreshock services i.foreshock --json; $foreshock sql i.foreshock 'SELECT text FROM notes ORDER BY 1'",
               place)
        .out;
}

std::string firstTime(const TemporaryFolder& place) {
    return asked("$foreshock logs i.foreshock --limit 1 --json", place)[0]["time"];
}

void checkSound(const TemporaryFolder& place) {
    const ShellResult check = run("$foreshock check i.foreshock", place);
    INFO(check.out << check.err);
    CHECK(check.exit == 0);
    CHECK(run("sqlite3 i.foreshock 'PRAGMA integrity_check; PRAGMA foreign_key_check'", place).out == "ok\n");
}

void writeLog(const TemporaryFolder& place, const std::string& name, int from, int to) {
    std::ofstream out(place.path(name), std::ios::binary);
    for (int i = from; i < to; ++i) {
        out << fmt::format("2020-11-25 05:{:02}:{:02},{:03} INFO  [main] Cart - request {}\n", i / 60 % 60, i % 60,
                           i % 7, i);
        if (i % 50 == 0)
            out << "  at cart.Basket.add(Basket.java:" << i << ")\n\n"; // a stack trace and a blank line
    }
}

} // namespace

TEST_CASE("reread: another zone moves a log, undo brings the old reading back at once, redo the new one", "[cli]") {
    const TemporaryFolder place;
    writeLog(place, "app.log", 0, 500);
    asked("$foreshock import app.log -o i.foreshock --json", place);
    const std::string before = answers(place);
    const bool isGone = GENERATE(false, true); // from the file, and from the stored texts
    if (isGone)
        std::filesystem::remove(place.path("app.log"));
    const Json read = sourcesOf(place, "--source 1 --zone America/Los_Angeles");
    REQUIRE(read.size() == 1);
    CHECK(read[0]["zone"] == "America/Los_Angeles");
    CHECK(read[0]["zone_basis"] == "given");
    CHECK(read[0]["stored"] == 500);
    CHECK(read[0]["earlier_readings"] == 1);
    CHECK(firstTime(place) == "2020-11-25T13:00:00Z");
    const std::string after = answers(place);
    const Json places = asked("$foreshock logs i.foreshock --columns line,message --limit 1000 --json", place);
    CHECK(places.back()["line"] == 499 + 2 * 10 + 1); // lines are those of the file
    checkSound(place);
    REQUIRE(run("$foreshock sources i.foreshock --undo", place).exit == 0);
    CHECK(answers(place) == before);
    checkSound(place);
    REQUIRE(run("$foreshock sources i.foreshock --redo", place).exit == 0);
    CHECK(answers(place) == after);
    checkSound(place);
    // The file is still known, under what was said of it, and goes on growing under it.
    writeLog(place, "app.log", 0, 500);
    CHECK(asked("$foreshock import app.log -o i.foreshock --json", place)["sources"][0]["duplicates"] == 500);
    writeLog(place, "app.log", 0, 600);
    const Json grown = asked("$foreshock import app.log -o i.foreshock --json", place)["sources"][0];
    CHECK(grown["zone"] == "America/Los_Angeles");
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 600);
    // The old reading lacks what came since: it can't come back.
    const ShellResult late = run("$foreshock sources i.foreshock --undo", place);
    CHECK(late.exit == 2);
    CHECK(late.err.find("has grown since") != std::string::npos);
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 600);
}

TEST_CASE("reread: metrics, feeds and formats of several kinds are read from the kept original", "[cli]") {
    const TemporaryFolder place;
    const std::string data = FORESHOCK_SOURCE_DIR "/tests/data/importers/feeds/kubernetes-events/";
    std::ofstream(place.path("panel.csv")) << "timestamp,service,metric,value,unit\n2020-11-25 05:00:00,cart,m,1,ms\n"
                                              "2020-11-25 05:01:00,cart,m,2,ms\n2020-11-25 05:02:00,cart,m,,ms\n";
    const std::string events = data + "events.json";
    REQUIRE(run("cp " + events + " events.json; $foreshock import panel.csv events.json -o i.foreshock", place).exit ==
            0);
    REQUIRE(run("rm panel.csv events.json", place).exit == 0);
    const std::string before = answers(place);
    const auto idOf = [&](const std::string& path) {
        for (const Json& source : sourcesOf(place))
            if (source["path"] == path)
                return std::to_string(source["id"].get<int>());
        return std::string("0");
    };
    sourcesOf(place, "--source " + idOf("panel.csv") + " --zone +02:00");
    CHECK(answers(place).find("2020-11-25T03:01:00Z,cart,m,2") != std::string::npos);
    sourcesOf(place, "--source " + idOf("events.json") + " --service platform");
    const Json services = asked(
        "$foreshock sql i.foreshock \"SELECT DISTINCT service FROM changes UNION SELECT DISTINCT service FROM logs\" "
        "--json",
        place);
    REQUIRE(services.size() == 1);
    CHECK(services[0]["service"] == "platform");
    checkSound(place);
    for (int i = 0; i < 2; ++i)
        REQUIRE(run("$foreshock sources i.foreshock --undo", place).exit == 0);
    CHECK(answers(place) == before);
    checkSound(place);
    // The original is there once, whichever reading keeps it.
    CHECK(run("sqlite3 i.foreshock 'SELECT count(DISTINCT source_id) FROM source_bytes'", place).out == "2\n");
    // An edit after an undo lets go of what was undone, and of its rows.
    sourcesOf(place, "--source " + idOf("panel.csv") + " --offset +1s");
    CHECK(run("sqlite3 i.foreshock \"SELECT count(*) FROM source WHERE state = 'hidden'\"", place).out == "0\n");
    sourcesOf(place, "--source " + idOf("panel.csv") + " --zone +03:00");
    CHECK(answers(place).find("2020-11-25T02:01:01Z,cart,m,2") != std::string::npos);
    checkSound(place);
}

TEST_CASE("reread: what can't be read again is said, and a format that does not fit changes nothing", "[cli]") {
    const TemporaryFolder place;
    writeLog(place, "app.log", 0, 100);
    run("(echo no record at all; cat app.log) > x; mv x app.log", place);
    asked("$foreshock import app.log -o i.foreshock --json --since 2020-11-25T05:00:10Z", place);
    const std::string before = answers(place);
    for (const auto& [options, words] : {std::pair{"--format metrics-csv", "the header has no column"},
                                         {"--format nonsense", "no format \"nonsense\""},
                                         {"--zone Mars/Olympus", "unknown time zone"},
                                         {"--offset soon", "no duration"},
                                         {"--anchor 17", "no anchor"},
                                         {"--anchor 9999=05:00:00", "no record begins on line 9999"},
                                         {"--map none.json", "can't be read"}}) {
        const ShellResult bad = run(std::string("$foreshock sources i.foreshock --source 1 ") + options, place);
        INFO(options << "\n" << bad.err);
        CHECK(bad.exit == 2);
        CHECK(bad.err.find(words) != std::string::npos);
        CHECK(answers(place) == before);
    }
    CHECK(run("$foreshock sources i.foreshock --source 9 --zone UTC", place).exit == 2);
    CHECK(run("$foreshock sources i.foreshock --offset +1s", place).err.find("which source?") != std::string::npos);
    run("rm app.log", place);
    const ShellResult again = run("$foreshock sources i.foreshock --source 1 --zone +01:00", place);
    INFO(again.err);
    CHECK(again.exit == 0);
    CHECK(again.err.find("1 rejected row and 10 records outside --since and --until could not be read again") !=
          std::string::npos);
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 90);
    checkSound(place);
    run("$foreshock sources i.foreshock --undo", place);
    CHECK(answers(place) == before);
}

TEST_CASE("reread: importing the same bytes under another zone can be taken back too", "[cli]") {
    const TemporaryFolder place;
    writeLog(place, "app.log", 0, 50);
    asked("$foreshock import app.log -o i.foreshock --json", place);
    const std::string before = answers(place);
    const Json again =
        asked("$foreshock import app.log -o i.foreshock --zone Europe/Berlin --json", place)["sources"][0];
    CHECK(again["records"]["logs"] == 50);
    CHECK(again["zone"] == "Europe/Berlin");
    CHECK(firstTime(place) == "2020-11-25T04:00:00Z");
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 50);
    run("$foreshock sources i.foreshock --undo", place);
    CHECK(answers(place) == before);
    checkSound(place);
}

TEST_CASE("reread: all versions of a file are read again together", "[cli]") {
    const TemporaryFolder place;
    writeLog(place, "a", 0, 100);
    writeLog(place, "b", 200, 300);
    writeLog(place, "c", 100, 200);
    run("cat a b > app.log; $foreshock import app.log -o i.foreshock; cat a c b > app.log; "
        "$foreshock import app.log -o i.foreshock",
        place);
    REQUIRE(sourcesOf(place).size() == 2);
    CHECK(sourcesOf(place)[1]["version_of"] == 1);
    const std::string before = answers(place);
    const bool isGone = GENERATE(false, true);
    if (isGone)
        run("rm app.log", place);
    sourcesOf(place, "--source 2 --zone America/Los_Angeles");
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 300);
    CHECK(firstTime(place) == "2020-11-25T13:00:00Z");
    CHECK(asked("$foreshock logs i.foreshock --count --since 2020-11-25T13:00:00Z --json", place)["count"] == 300);
    checkSound(place);
    // A clock is corrected for all of them as well.
    for (const Json& source : sourcesOf(place, "--source 3 --offset -1h --error 1s"))
        CHECK(source["offset_ms"] == -3'600'000);
    CHECK(firstTime(place) == "2020-11-25T12:00:00Z");
    run("$foreshock sources i.foreshock --undo; $foreshock sources i.foreshock --undo", place);
    CHECK(answers(place) == before);
    checkSound(place);
}

TEST_CASE("clock: an offset moves every answer without rewriting a record, and back", "[cli]") {
    const TemporaryFolder place;
    run("cp -r " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini in; $foreshock import in -o i.foreshock", place);
    const std::string before = answers(place);
    const Json sources = sourcesOf(place);
    for (const Json& source : sources) {
        const Json moved =
            sourcesOf(place, "--source " + std::to_string(source["id"].get<int>()) + " --offset +90s --error 500ms");
        for (const Json& s : moved)
            if (s["id"] == source["id"]) {
                CHECK(s["offset_ms"] == 90'000);
                CHECK(s["offset_error_ms"] == 500);
                CHECK(s["adjusted"] == true);
            }
    }
    const auto shifted = [&](const char* table, const char* column) {
        return run(std::string("$foreshock sql i.foreshock 'SELECT min(") + column + ") FROM " + table + "'", place)
            .out;
    };
    const std::string change = shifted("changes", "start"), log = shifted("logs", "time"),
                      sample = shifted("samples", "time"), alarm = shifted("alarms", "start");
    const Json info = asked("$foreshock info i.foreshock --json", place);
    CHECK(info["sources"][0]["offset_ms"] == 90'000);
    CHECK(run("$foreshock info i.foreshock", place).out.find("clock +1 min 30 s ±0.5 s") != std::string::npos);
    checkSound(place);
    for (std::size_t i = 0; i < sources.size(); ++i)
        run("$foreshock sources i.foreshock --undo", place);
    CHECK(answers(place) == before);
    CHECK(shifted("changes", "start") != change);
    CHECK(shifted("logs", "time") != log);
    CHECK(shifted("samples", "time") != sample);
    CHECK(shifted("alarms", "start") != alarm);
    // A re-reading keeps the clock.
    sourcesOf(place, "--source 1 --offset +90s --error 500ms");
    for (const Json& s : sourcesOf(place, "--source 1 --service other"))
        if (s["earlier_readings"] == 1)
            CHECK(s["offset_error_ms"] == 500);
}

TEST_CASE("clock: a record anchored to its true time sets offset and error from both precisions", "[cli]") {
    const TemporaryFolder place;
    writeLog(place, "app.log", 0, 100);
    asked("$foreshock import app.log -o i.foreshock --json", place);
    const auto anchored = [&](const std::string& anchor) {
        return sourcesOf(place, "--source 1 --anchor " + anchor)[0];
    };
    // Line 4 (behind a stack trace) is 05:00:01,001.
    const Json exact = anchored("4=2020-11-25T05:01:31.001Z");
    CHECK(exact["offset_ms"] == 90'000);
    CHECK(exact["offset_error_ms"] == 2); // its milliseconds and ours
    const Json minute = anchored("4=05:03");
    CHECK(minute["offset_ms"] == 178'999);
    CHECK(minute["offset_error_ms"] == 60'001);
    CHECK(firstTime(place) == "2020-11-25T05:02:58.999Z");
    // Anchored again: from the time as read, not from the one shown.
    CHECK(anchored("4=2020-11-25T05:01:31.001Z")["offset_ms"] == 90'000);
}

TEST_CASE("reread: killed in its middle, the old reading stays whole", "[cli]") {
    const TemporaryFolder place;
    {
        std::ofstream out(place.path("app.log"), std::ios::binary);
        for (int i = 0; i < 150'000; ++i)
            out << fmt::format("2020-11-25 {:02}:{:02}:{:02},000 INFO  [main] Cart - request {} of customer {}\n",
                               i / 3600 % 24, i / 60 % 60, i % 60, i, i * 7919 % 100'003);
    }
    REQUIRE(run("$foreshock import app.log -o i.foreshock; cp i.foreshock before.foreshock", place).exit == 0);
    const auto counted = [&] {
        return run("$foreshock logs i.foreshock --count --json; $foreshock logs i.foreshock --limit 3 --csv", place)
            .out;
    };
    const std::string old = counted();
    REQUIRE(run("$foreshock sources i.foreshock --source 1 --zone -08:00", place).exit == 0);
    const std::string fresh = counted();
    REQUIRE(old != fresh);
    std::mt19937 random(8);
    int kept = 0;
    for (int round = 0; round < 8; ++round) {
        run("cp before.foreshock i.foreshock", place);
        const int wait = std::uniform_int_distribution<int>(5, 400)(random);
        run(fmt::format(
                "$foreshock sources i.foreshock --source 1 --zone -08:00 & p=$!; sleep 0.{:03}; kill -9 $p; wait $p",
                wait),
            place);
        const std::string now = counted();
        INFO("round " << round << " killed after " << wait << " ms");
        CHECK((now == old || now == fresh));
        kept += now == old ? 1 : 0;
        checkSound(place);
        // The next writer finds nothing of it, and the correction can be made.
        REQUIRE(
            run("$foreshock sources i.foreshock --source $(sqlite3 i.foreshock \"SELECT id FROM source WHERE state = "
                "'complete'\") --zone -08:00",
                place)
                .exit == 0);
        CHECK(counted() == fresh);
        CHECK(run("sqlite3 i.foreshock \"SELECT count(*) FROM source WHERE state = 'loading'\"", place).out == "0\n");
        checkSound(place);
    }
    CHECK(kept > 0);
}

TEST_CASE("times: what the clocks skipped or showed twice is counted, bounded and told by the import", "[cli]") {
    const TemporaryFolder place;
    {
        std::ofstream out(place.path("app.log"), std::ios::binary);
        for (int i = 0; i < 300; ++i)
            out << fmt::format("2020-11-01 01:{:02}:{:02},000 INFO  [main] Cart - x\n", i / 60, i % 60);
    }
    const ShellResult import = run("$foreshock import app.log -o i.foreshock --zone America/New_York", place);
    CHECK(import.err.find(
              "app.log: 300 records have times that the clocks of America/New_York skipped or showed twice") !=
          std::string::npos);
    CHECK(sourcesOf(place)[0]["doubtful_times"] == 300);
    const Json issues = asked("$foreshock issues i.foreshock --json", place);
    REQUIRE(issues.size() == 101);
    CHECK(issues[0]["kind"] == "remark");
    CHECK(issues[0]["reason"] == "2020-11-01 01:00 happens twice in America/New_York; taken as the first, -04:00");
    CHECK(issues[100]["reason"] ==
          "200 more records have times that the clocks of America/New_York skipped or showed twice");
    checkSound(place);
}

TEST_CASE("arrivals: a source's usual delay and its share of assumed arrivals are told", "[cli]") {
    const TemporaryFolder place;
    std::ofstream(place.path("logs.jsonl"))
        << R"({"time":"2020-11-25T13:00:00Z","service":"a","message":"1","arrived_at":"2020-11-25T13:00:05Z"})"
           "\n"
        << R"({"time":"2020-11-25T13:00:01Z","service":"a","message":"2","arrived_at":"2020-11-25T13:00:08Z"})"
           "\n"
        << R"({"time":"2020-11-25T13:00:02Z","service":"a","message":"3","arrived_at":"2020-11-25T13:02:02Z"})"
           "\n"
        << R"({"time":"2020-11-25T13:00:03Z","service":"a","message":"4"})"
           "\n";
    asked("$foreshock import logs.jsonl -o i.foreshock --json", place);
    const Json info = asked("$foreshock info i.foreshock --json", place);
    CHECK(info["sources"][0]["usual_delay_ms"] == 7000);
    CHECK(info["sources"][0]["assumed_arrivals"] == 0.25);
    CHECK(info["assumed_arrivals"] == 0.25);
}
