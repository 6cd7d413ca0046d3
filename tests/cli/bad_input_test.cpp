// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Input that no one would write by hand, fed to the program as a whole: what is stored is what was there, what is not
// stored is told, and memory stays bounded. The full sizes run with FORESHOCK_LONG.
#include "tests/support/peak_memory.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

int scaled(int shortForm, int longForm) {
    return std::getenv("FORESHOCK_LONG") ? longForm : shortForm;
}

std::string second(int i) {
    char text[24];
    std::snprintf(text, sizeof text, "2024-03-01T10:%02d:%02dZ", i / 60 % 60, i % 60);
    return text;
}

nlohmann::json imported(const TemporaryFolder& place, const std::string& file) {
    const MeasuredResult run =
        measured("rm -f i.foreshock; $foreshock import --json " + file + " -o i.foreshock", place.path());
    INFO(run.result.err);
    CHECK(run.megabytes <= kMostMegabytes);
    REQUIRE(run.result.exit == 0);
    return nlohmann::json::parse(run.result.out)["sources"][0];
}

/// A verb on i.foreshock that must succeed within the same memory.
std::string asked(const TemporaryFolder& place, const std::string& verb, long most = kMostMegabytes) {
    const MeasuredResult run = measured("$foreshock " + verb, place.path());
    INFO(verb << "\n" << run.result.err);
    CHECK(run.result.exit == 0);
    CHECK(run.megabytes <= most);
    return run.result.out;
}

} // namespace

TEST_CASE("bad input: one line of 100 MB costs its own record, whatever the format", "[cli]") {
    const TemporaryFolder place;
    const std::string huge(static_cast<std::size_t>(scaled(20, 100)) << 20, 'x');
    std::string text, json, csv;
    for (int i = 0; i < 200; ++i) {
        text += second(i) + " INFO web: fine " + std::to_string(i) + "\n";
        json += R"({"time":")" + second(i) + R"(","service":"web","message":"fine"})" + "\n";
        csv += second(i) + ",web,cpu," + std::to_string(i) + "\n";
    }
    const std::string head = "timestamp,service,metric,value\n";
    place.file("text.log", text + second(0) + " INFO web: " + huge + "\n" + text);
    place.file("first.log", second(0) + " INFO web: " + huge + "\n" + text + text);
    place.file("rows.jsonl", json + R"({"time":")" + second(0) + R"(","message":")" + huge + "\"}\n" + json);
    place.file("first.jsonl", R"({"time":")" + second(0) + R"(","message":")" + huge + "\"}\n" + json + json);
    place.file("cells.csv", head + csv + second(0) + ",\"" + huge + "\",cpu,1\n" + csv);
    place.file("open_quote.csv", head + csv + second(0) + ",\"open,cpu,1\n" + csv);
    for (const char* name : {"text.log", "first.log", "rows.jsonl", "first.jsonl", "cells.csv", "open_quote.csv"}) {
        INFO(name);
        const auto source = imported(place, name);
        CHECK(source["read"] == 401);
        CHECK(source["rejected"] == 1);
        CHECK(source["records"]["logs"].get<int>() + source["records"]["samples"].get<int>() == 400);
        const auto issues = nlohmann::json::parse(asked(place, "issues --json i.foreshock"));
        REQUIRE(issues.size() == 1);
        CHECK(issues[0]["excerpt"].get<std::string>().size() <= 200);
        CHECK_FALSE(issues[0]["reason"].get<std::string>().empty());
    }
}

TEST_CASE("bad input: NUL bytes and bytes that are no text are kept, and shown escaped", "[cli]") {
    const TemporaryFolder place;
    using namespace std::string_literals;
    const std::string nul = "2024-03-01T10:00:00Z ERROR web: nul \0 here"s;
    const std::string latin = "2024-03-01T10:00:01Z INFO web: caf\xE9 \xFF"s;
    const std::string half = "2024-03-01T10:00:02Z INFO web: half a character \xE2\x82"s;
    const std::string good = "2024-03-01T10:00:03Z INFO web: whole \xE2\x82\xAC, \x1B[31mred"s;
    place.file("bytes.log", nul + "\n" + latin + "\n" + half + "\n" + good + "\n");
    const auto source = imported(place, "bytes.log");
    CHECK(source["records"]["logs"] == 4);
    CHECK(source["rejected"] == 0);
    const std::string shown[] = {R"(nul \x00 here)", R"(caf\xE9 \xFF)", R"(half a character \xE2\x82)",
                                 "whole \xE2\x82\xAC, \\x1B[31mred"};
    const std::string plain = asked(place, "logs i.foreshock"), csv = asked(place, "logs --csv i.foreshock");
    const auto json = nlohmann::json::parse(asked(place, "logs --json i.foreshock"));
    const auto rows =
        nlohmann::json::parse(asked(place, "sql --json i.foreshock 'SELECT hex(raw) AS raw, message FROM logs'"));
    REQUIRE(json.size() == 4);
    REQUIRE(rows.size() == 4);
    const std::string raws[] = {nul, latin, half, good};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(plain.find(shown[i] + "\n") != std::string::npos);
        CHECK(csv.find(shown[i]) != std::string::npos);
        CHECK(json[i]["message"].get<std::string>().find(shown[i]) != std::string::npos);
        CHECK(rows[i]["message"].get<std::string>().find(shown[i]) != std::string::npos);
        std::string hex;
        for (const char c : raws[i]) {
            char byte[3];
            std::snprintf(byte, sizeof byte, "%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            hex += byte;
        }
        CHECK(rows[i]["raw"] == hex);
    }
    for (const std::string& output : {plain, csv})
        for (const char c : {'\0', '\xFF', '\x1B'})
            CHECK(output.find(c) == std::string::npos);
    CHECK(asked(place, "logs i.foreshock '/nul \\x00 here/' --count") == "1\n");
}

TEST_CASE("bad input: a power cut's stretch of NUL bytes costs no other record", "[cli]") {
    const TemporaryFolder place;
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += second(i) + " INFO web: fine " + std::to_string(i) + "\n";
    place.file("cut.log", text + std::string(100'000, '\0') + "\n" + text);
    const auto source = imported(place, "cut.log");
    CHECK(source["read"].get<int>() == 6000);
    CHECK(source["records"]["logs"] == 6000);
    place.file("zeros.log", std::string(100'000, '\0'));
    const ShellResult zeros = shell("$foreshock import zeros.log -o z.foreshock", place.path());
    CHECK(zeros.exit == 3);
    CHECK_FALSE(zeros.err.empty());
}

TEST_CASE("bad input: hosts one behind the other in a file come out in order of time", "[cli]") {
    const TemporaryFolder place;
    const int hosts = scaled(60, 600), perHost = 2000;
    std::string text;
    for (int h = 0; h < hosts; ++h)
        for (int i = 0; i < perHost; ++i)
            text += R"({"time":")" + second(i) + R"(","service":"web","instance":"h)" + std::to_string(h) +
                    R"(","message":"request )" + std::to_string(i) + "\"}\n";
    place.file("hosts.jsonl", text);
    CHECK(imported(place, "hosts.jsonl")["records"]["logs"] == hosts * perHost);
    const std::string times = asked(place, "logs --columns time,line i.foreshock");
    CHECK(std::count(times.begin(), times.end(), '\n') == hosts * perHost);
    CHECK(shell("$foreshock logs --columns time,line i.foreshock | sort -c -t '\t' -k1,1 -k2,2n", place.path()).exit ==
          0);
}

TEST_CASE("bad input: formats mixed in one file: what fits is stored, the rest is told row by row", "[cli]") {
    const TemporaryFolder place;
    std::string rows, lines;
    for (int i = 0; i < 300; ++i) {
        rows += R"({"time":")" + second(i) + R"(","service":"web","message":"fine"})" + "\n";
        lines += second(i) + " INFO web: fine\n";
    }
    place.file("mixed.jsonl", rows + lines + "time,service,metric,value\n" + rows);
    const auto source = imported(place, "mixed.jsonl");
    CHECK(source["read"] == 901);
    CHECK(source["records"]["logs"] == 600);
    CHECK(source["rejected"] == 301);
    CHECK(nlohmann::json::parse(asked(place, "issues --json i.foreshock")).size() == 301);
}

TEST_CASE("bad input: JSON nested 100,000 deep costs its own row", "[cli]") {
    const TemporaryFolder place;
    std::string rows, deepObject;
    for (int i = 0; i < 100; ++i)
        rows += R"({"time":")" + second(i) + R"(","service":"web","message":"fine"})" + "\n";
    for (int i = 0; i < 100'000; ++i)
        deepObject += "{\"a\":";
    const std::string deepArray(100'000, '[');
    place.file("deep.jsonl", rows + R"({"time":"2024-03-01T10:00:00Z","message":"m","a":)" + deepArray +
                                 std::string(100'000, ']') + "}\n" + deepObject + "1" + std::string(100'000, '}') +
                                 "\n" + deepArray + "\n" + rows);
    const auto source = imported(place, "deep.jsonl");
    CHECK(source["records"]["logs"] == 200);
    CHECK(source["rejected"] == 3);
    for (const char* name : {"topology.json", "incident.json"}) {
        place.file(name, "{\"services\":" + deepArray + std::string(100'000, ']') + "}");
        const ShellResult deep = shell(std::string("$foreshock import ") + name + " -o new.foreshock", place.path());
        INFO(name << "\n" << deep.out << deep.err);
        CHECK(deep.exit == 3);
    }
}

TEST_CASE("bad input: a host, a service or a series of its own for every record is stored within bounds", "[cli]") {
    const TemporaryFolder place;
    const int names = scaled(50'000, 1'000'000);
    const auto rows = [&](const std::string& field) {
        std::string text;
        for (int i = 0; i < names; ++i)
            text += R"({"time":")" + second(i) + R"(","message":"request",")" + field + R"(":"name-)" +
                    std::to_string(i) + "\"}\n";
        return text;
    };
    place.file("hosts.jsonl", rows("instance"));
    CHECK(imported(place, "hosts.jsonl")["records"]["logs"] == names);
    CHECK(asked(place, "logs i.foreshock host:name-4711 --count") == "1\n");
    asked(place, "check i.foreshock");
    place.file("services.jsonl", rows("service"));
    CHECK(imported(place, "services.jsonl")["records"]["logs"] == names);
    CHECK(asked(place, "logs i.foreshock service:name-4711 --count") == "1\n");
    asked(place, "info i.foreshock");
    const int series = scaled(5'000, 100'000);
    std::string csv = "timestamp,service,metric,value\n";
    for (int t = 0; t < 20; ++t)
        for (int s = 0; s < series; ++s)
            csv += second(t * 60) + ",web,metric_" + std::to_string(s) + "," + std::to_string(s + t) + "\n";
    place.file("series.csv", csv);
    CHECK(imported(place, "series.csv")["records"]["samples"] == 20 * series);
    asked(place, "check i.foreshock");
    CHECK(nlohmann::json::parse(asked(place, "info --json i.foreshock"))["series"] == series);
}

TEST_CASE("bad input: an expression that would run for hours is given up with a sentence", "[cli]") {
    const TemporaryFolder place;
    std::string rows;
    for (int i = 0; i < 2000; ++i)
        rows += R"({"time":")" + second(i) + R"(","service":"web","message":")" + std::string(200, 'a') +
                " xxxxxxxxb!\"}\n";
    place.file("a.jsonl", rows);
    imported(place, "a.jsonl");
    for (const char* expression : {"/(a+)+$/", "/(.*a){25}/", "/(a|aa)+$/", "/(a|a?)+$/"}) {
        const ShellResult costly =
            shell(std::string("$foreshock logs i.foreshock '") + expression + "' --count", place.path());
        INFO(expression << " " << costly.out << costly.err);
        CHECK(costly.exit == 2);
        CHECK(costly.err == "foreshock: the expression is too costly: given up on 200 records. Make it more exact: "
                            "fewer stars within each other, or a literal word beside it\n");
    }
}
