// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

const Json& nodeOf(const Json& map, const std::string& service) {
    for (const Json& n : map["nodes"])
        if (n["service"] == service)
            return n;
    static const Json kNone;
    return kNone;
}

const Json& edgeOf(const Json& map, const std::string& from, const std::string& to) {
    for (const Json& e : map["edges"])
        if (e["from"] == from && e["to"] == to)
            return e;
    static const Json kNone;
    return kNone;
}

} // namespace

TEST_CASE("map: Kinesis at 05:31: who is hit, in which order, and what was changed", "[cli][map]") {
    const TemporaryFolder place;
    const auto run = [&](const std::string& line) { return shell("$foreshock " + line, place.path()); };
    REQUIRE(run("scenario build kinesis-2020-11-25 -o k.foreshock --quiet").exit == 0);
    const Json map = Json::parse(run("map k.foreshock --at 05:31 --json --quiet").out);
    CHECK(map["at"] == "2020-11-25T13:31:00Z");
    CHECK(map["nodes"].size() == 15);
    CHECK(map["edges"].size() == 13);
    CHECK(map["left_out"] == 0);
    CHECK(nodeOf(map, "kinesis-frontend")["state"] == "failing");
    CHECK(nodeOf(map, "kinesis-frontend")["order"] == 1);
    CHECK(nodeOf(map, "kinesis-frontend")["since"] == "2020-11-25T13:15:00Z");
    CHECK(nodeOf(map, "kinesis-frontend")["changes"][0]["change"] == "chg-kfe-capacity");
    CHECK(nodeOf(map, "kinesis-backend")["state"] == "ok");
    CHECK(nodeOf(map, "iot")["state"] == "no_telemetry");
    CHECK(nodeOf(map, "shd-tool")["shape"] == "tool");
    CHECK(edgeOf(map, "cloudwatch", "kinesis-frontend")["lag_s"] == 240);
    // Dependents at the left.
    CHECK(nodeOf(map, "cloudwatch")["x"].get<double>() < nodeOf(map, "kinesis-frontend")["x"].get<double>());
    // An earlier moment has the same places and another state.
    const Json before = Json::parse(run("map k.foreshock --at 05:00 --json --quiet").out);
    CHECK(nodeOf(before, "kinesis-frontend")["state"] == "ok");
    for (const Json& n : map["nodes"])
        CHECK(nodeOf(before, n["service"])["x"] == n["x"]);

    const Json near = Json::parse(run("map k.foreshock --focus cognito --hops 1 --json --quiet").out);
    CHECK(near["nodes"].size() == 4);
    CHECK(near["left_out"] == 11);
    CHECK(near["focus"] == "cognito");
}

TEST_CASE("map: pictures and text for other tools; what can't be drawn is told", "[cli][map]") {
    const TemporaryFolder place;
    const auto run = [&](const std::string& line) { return shell("$foreshock " + line, place.path()); };
    REQUIRE(run("scenario build kinesis-2020-11-25 -o k.foreshock --quiet").exit == 0);
    for (const char* output : {"m.svg", "m.png", "m.dot", "m.json"}) {
        INFO(output);
        const std::string line = std::string("map k.foreshock --quiet -o ") + output;
        REQUIRE(run(line).exit == 0);
        const std::string first = fileText(place.path(output));
        CHECK(first.size() > 1'500);
        REQUIRE(run(line).exit == 0);
        CHECK(fileText(place.path(output)) == first); // the same data, the same bytes
    }
    CHECK(fileText(place.path("m.svg")).find(">kinesis-frontend<") != std::string::npos); // text, not outlines
    CHECK(shell("dot -Tsvg m.dot > again.svg", place.path()).exit == 0);
    const auto fails = [&](const std::string& line, int exit, const std::string& words) {
        const ShellResult result = run(line);
        INFO(line << "\n" << result.err);
        CHECK(result.exit == exit);
        CHECK(result.err.find(words) != std::string::npos);
    };
    fails("map k.foreshock", 2, "nowhere to draw to");
    fails("map k.foreshock -o m.gif", 2, "a map ends in .dot, .svg, .png or .json");
    fails("map k.foreshock -o nowhere/m.svg", 4, "can't write the");
    fails("map k.foreshock -o nowhere/m.dot", 4, "can't write the");
    fails("map k.foreshock -o m.svg --focus kinesis", 2, "On the map are: kinesis-");
    fails("map k.foreshock -o m.svg --at yesterday-ish", 2, "yesterday-ish");
    fails("map k.foreshock -o m.svg --hops -1", 2, "hops");
    fails("map missing.foreshock -o m.svg", 4, "missing.foreshock");
    REQUIRE(shell("printf 'time,service,metric,value\\n2024-01-01T00:00:00Z,a,m,1\\n' > m.csv", place.path()).exit ==
            0);
    REQUIRE(run("import m.csv -o plain.foreshock --quiet").exit == 0);
    const Json plain = Json::parse(run("map plain.foreshock --json --quiet").out);
    CHECK(plain["edges"].empty());
}

TEST_CASE("map: names that would break a drawing, cycles, parallel edges, unknown services", "[cli][map]") {
    const TemporaryFolder place;
    const auto run = [&](const std::string& line) { return shell("$foreshock " + line, place.path()); };
    std::filesystem::create_directory(place.path("case"));
    const std::string odd = "a\"];}\\n->b[\\\\";
    place.file("case/topology.json",
               Json{{"services", {{{"id", odd}}, {{"id", "b"}}, {{"id", std::string(300, 'x')}}, {{"id", "ε→س"}}}},
                    {"dependencies",
                     {{{"from", odd}, {"to", "b"}, {"kind", "hard"}},
                      {{"from", "b"}, {"to", odd}, {"kind", "soft"}},
                      {{"from", "b"}, {"to", odd}, {"kind", "hard"}},
                      {{"from", "b"}, {"to", "b"}, {"kind", "hard"}},
                      {{"from", "ε→س"}, {"to", "nobody-knows"}, {"kind", "hard"}}}}}
                   .dump());
    place.file("case/changes.jsonl", R"({"id":"c","time":"2024-01-01T00:00:00Z","service":"b","kind":"deploy"})"
                                     "\n");
    REQUIRE(run("import case -o odd.foreshock --quiet").exit == 0);
    const Json map = Json::parse(run("map odd.foreshock --json --quiet").out);
    CHECK(map["nodes"].size() == 5);
    CHECK(map["edges"].size() == 4); // none from b to itself
    CHECK(nodeOf(map, "nobody-knows")["state"] == "no_telemetry");
    CHECK(nodeOf(map, odd)["service"] == odd);
    for (const char* output : {"m.svg", "m.png", "m.dot"}) {
        const ShellResult result = run(std::string("map odd.foreshock --quiet -o ") + output);
        INFO(output << result.err);
        CHECK(result.exit == 0);
    }
    CHECK(shell("dot -Tsvg m.dot > again.svg", place.path()).exit == 0);
}
