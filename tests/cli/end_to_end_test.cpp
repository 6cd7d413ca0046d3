// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From raw files to the explained suspect, through the real binary.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

Json asked(const std::string& script, const TemporaryFolder& place, int exit = 0) {
    const ShellResult result = shell(script, place.path());
    INFO(script);
    INFO(result.err);
    REQUIRE(result.exit == exit);
    return Json::parse(result.out);
}

std::string textOf(const Json& suspect, const std::string& kind, const std::string& state) {
    std::string out;
    for (const Json& e : suspect["evidence"])
        if (e["kind"] == kind && e["state"] == state)
            out += e["text"].get<std::string>() + "\n";
    return out;
}

} // namespace

TEST_CASE("end to end: the capacity add is named from the raw files of the Kinesis incident, on any seed", "[cli]") {
    const int seed = GENERATE(1, 2, 3, 17, 4242);
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --seed " + std::to_string(seed) +
              " --json",
          place);
    const Json report = asked("$foreshock import case -o i.foreshock --json", place);
    REQUIRE(report["sources"].size() == 7);
    for (const Json& source : report["sources"])
        CHECK(source["rejected"] == 0);
    const Json answer = asked("$foreshock suspects i.foreshock --json", place);
    CHECK(answer["verdict"] == "named");
    CHECK(answer["alarms"].size() == 10);
    const Json& first = answer["suspects"][0];
    CHECK(first["change"] == "chg-kfe-capacity");
    CHECK(first["lag_s"] == 9060);
    CHECK(first["strength"] == "strong");
    CHECK(textOf(first, "precedes", "for").find("2 h 31 min") != std::string::npos);
    CHECK(textOf(first, "ceiling", "for").find("kfe_threads_p50 flat at 32,76") != std::string::npos);
    for (const Json& e : first["evidence"])
        if (e["kind"] == "ceiling" && e["state"] == "for")
            CHECK(e["ref"]["at"].get<std::string>() < "2020-11-25T13:15:00Z");
    for (const Json& suspect : answer["suspects"])
        for (const Json& e : suspect["evidence"])
            CHECK_FALSE((e["state"] == "for" && e["ref"]["series"].is_string() &&
                         e["ref"]["series"].get<std::string>().find("kfe_mem_used") != std::string::npos));
    CHECK(answer["suspects"].size() == 10);
    CHECK(!first["rests_on"].empty());
    CHECK(!answer["coverage"]["looked_at"].empty());
    CHECK(!answer["coverage"]["not_looked_at"].empty());
    double sum = answer["none_probability"];
    for (const Json& suspect : answer["suspects"])
        sum += suspect["probability"].get<double>();
    CHECK(sum == Approx(1).margin(1e-9));
}

TEST_CASE("end to end: the capacity add still comes first without the front end's own alarms", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --json", place);
    shell("grep -v '\"service\":\"kinesis-frontend\"' case/alarms.jsonl > a && mv a case/alarms.jsonl", place.path());
    asked("$foreshock import case -o i.foreshock --json", place);
    const Json answer = asked("$foreshock suspects i.foreshock --json", place);
    CHECK(answer["alarms"].size() == 7);
    CHECK(answer["suspects"][0]["change"] == "chg-kfe-capacity");
}

TEST_CASE("end to end: without metrics the answer ranks by path and order and never says none", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --json", place);
    asked("rm case/metrics.csv; $foreshock import case -o i.foreshock --json", place);
    const Json answer = asked("$foreshock suspects i.foreshock --json", place);
    CHECK((answer["verdict"] == "cannot_tell" || answer["verdict"] == "ranked"));
    CHECK(!answer["suspects"].empty());
}

TEST_CASE("end to end: the ticket sale is not a change, and the requests at the edge lead", "[cli]") {
    const int seed = GENERATE(1, 2, 3);
    const TemporaryFolder place;
    asked("$foreshock scenario build ticket-sale-2024-05-17 -o t.foreshock --json --seed " + std::to_string(seed),
          place);
    const Json answer = asked("$foreshock suspects t.foreshock --json", place);
    CHECK(answer["verdict"] == "not_a_change");
    REQUIRE(!answer["leading_series"].empty());
    CHECK(answer["leading_series"][0]["metric"] == "edge_requests");
    CHECK(answer["leading_series"][0]["service"] == "edge");
}

TEST_CASE("end to end: importing again adds nothing, a longer log adds only what is new", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --json", place);
    asked("head -n 4000 case/logs.jsonl > logs.jsonl; $foreshock import logs.jsonl -o i.foreshock --json", place);
    const Json again = asked("$foreshock import logs.jsonl -o i.foreshock --json", place);
    CHECK(again["sources"][0]["records"]["logs"] == 0);
    CHECK(again["sources"][0]["duplicates"] == 4000);
    const Json longer =
        asked("head -n 9000 case/logs.jsonl > logs.jsonl; $foreshock import logs.jsonl -o i.foreshock --json", place);
    CHECK(longer["sources"][0]["records"]["logs"] == 5001); // the last record is read again
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 9000);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
    const ShellResult same = shell("$foreshock logs i.foreshock --columns message > a; "
                                   "$foreshock logs built.foreshock --columns message --limit 9000 > b; cmp a b",
                                   place.path());
    CHECK(same.exit == 0);
}

TEST_CASE("end to end: the same --since again on a growing log doubles nothing", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --json", place);
    for (const int lines : {2000, 3000, 3000, 4000})
        asked("head -n " + std::to_string(lines) +
                  " case/logs.jsonl > logs.jsonl; $foreshock import logs.jsonl -o i.foreshock "
                  "--since -100000h --json",
              place);
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 4000);
    const Json wider = asked("$foreshock import logs.jsonl -o i.foreshock --json", place);
    CHECK(wider["sources"][0]["records"]["logs"] == 4000); // another range: read again in place of the first
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 4000);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}

TEST_CASE("end to end: grown metrics take the place of the shorter ones, standard input twice adds nothing", "[cli]") {
    const TemporaryFolder place;
    const std::string mini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini/";
    asked("head -n 101 " + mini + "metrics.csv > metrics.csv; $foreshock import metrics.csv -o i.foreshock --json",
          place);
    const Json grown =
        asked("cp " + mini + "metrics.csv .; $foreshock import metrics.csv -o i.foreshock --json", place);
    CHECK(grown["sources"][0]["records"]["samples"] == 260);
    CHECK(grown["sources"][0]["duplicates"] == 100);
    CHECK(asked("$foreshock info i.foreshock --json", place)["records"]["samples"] == 360);
    for (int i = 0; i < 2; ++i)
        asked("cat " + mini + "logs.jsonl | $foreshock import - -o i.foreshock --json", place);
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 3);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}

TEST_CASE("end to end: a cut last line that was rejected is read when the file is whole", "[cli]") {
    const TemporaryFolder place;
    const std::string logs = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini/logs.jsonl";
    asked("head -c 250 " + logs + " > logs.jsonl; $foreshock import logs.jsonl -o i.foreshock --json", place);
    CHECK(asked("$foreshock issues i.foreshock --json", place).size() == 1);
    asked("cp " + logs + " .; $foreshock import logs.jsonl -o i.foreshock --json", place);
    CHECK(asked("$foreshock issues i.foreshock --json", place).empty());
    CHECK(asked("$foreshock logs i.foreshock --count --json", place)["count"] == 3);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}

TEST_CASE("end to end: pipes and devices are refused with the way to feed them", "[cli]") {
    const TemporaryFolder place;
    const ShellResult fifo = shell("mkfifo f; timeout 5 $foreshock import f -o i.foreshock", place.path());
    CHECK(fifo.exit == 3);
    CHECK(fifo.err.find("standard input") != std::string::npos);
    CHECK(shell("timeout 5 $foreshock import /dev/null -o i.foreshock", place.path()).exit == 3);
    CHECK(shell("timeout 5 $foreshock nothing.foreshock", place.path()).exit == 4);
}

TEST_CASE("end to end: counts equal grep's", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --keep case --json", place);
    for (const std::string words : {"checkpoint", "thread create", "map age"}) {
        const ShellResult grep = shell("grep -c -F '" + words + "' case/logs.jsonl", place.path());
        const ShellResult ours = shell("$foreshock logs k.foreshock --count '\"" + words + "\"'", place.path());
        INFO(words);
        CHECK(ours.out == grep.out);
    }
}

TEST_CASE("end to end: pictures of every view are painted without a display", "[cli]") {
    const TemporaryFolder place;
    asked("$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --json", place);
    for (const std::string view : {"window", "timeline", "suspects", "logs", "sources"}) {
        INFO(view);
        const ShellResult png = shell("unset DISPLAY QT_QPA_PLATFORM; $foreshock render k.foreshock --view " + view +
                                          " -o x.png --size 800x600",
                                      place.path());
        INFO(png.err);
        CHECK(png.exit == 0);
        CHECK(std::filesystem::file_size(place.path("x.png")) > 5000);
    }
    CHECK(shell("$foreshock render k.foreshock --view timeline -o x.svg", place.path()).exit == 0);
    CHECK(shell("$foreshock render k.foreshock --view nothing -o x.png", place.path()).exit == 2);
    CHECK(shell("$foreshock render k.foreshock --view timeline -o x.gif", place.path()).exit == 2);
}
