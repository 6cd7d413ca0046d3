// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Column maps through the real binary: the example of docs/columns.md, saved maps, and what is said when one does not
// fit.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

/// The first stretch of docs/columns.md between ``` with that word and ```.
std::string example(const std::string& word) {
    std::istringstream in(fileText(FORESHOCK_SOURCE_DIR "/docs/columns.md"));
    std::string out, line;
    while (std::getline(in, line) && line != "```" + word) {
    }
    while (std::getline(in, line) && line != "```")
        out += line + "\n";
    return out;
}

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

Json imported(const TemporaryFolder& place, const std::string& options) {
    const ShellResult result = shell("$foreshock import " + options + " -o i.foreshock --json", place.path());
    INFO(result.err);
    REQUIRE(result.exit == 0);
    return Json::parse(result.out)["sources"];
}

std::string samples(const TemporaryFolder& place) {
    return shell("$foreshock sql i.foreshock 'SELECT time, service, metric, value FROM samples ORDER BY time, value' "
                 "--csv",
                 place.path())
        .out;
}

} // namespace

TEST_CASE("columns: the example of the manual is read by its map", "[cli][columns]") {
    const TemporaryFolder place;
    write(place.path() + "/zeiten.csv", example("csv"));
    write(place.path() + "/map.json", example("json"));
    const ShellResult alone = shell("$foreshock import zeiten.csv -o i.foreshock", place.path());
    CHECK(alone.exit == 3);
    CHECK(alone.err.find("foreshock detect FILE --map prints a map to correct") != std::string::npos);
    const ShellResult preview = shell("$foreshock detect zeiten.csv --map", place.path());
    CHECK(preview.exit == 0);
    CHECK(preview.out.find("Zeit    time") != std::string::npos);
    CHECK(preview.out.find("Wert    nothing") != std::string::npos);

    const Json sources = imported(place, "zeiten.csv --map map.json");
    CHECK(sources[0]["format"] == "columns-csv");
    CHECK(sources[0]["reason"] == "the columns of the map map.json");
    CHECK(sources[0]["records"]["samples"] == 2);
    CHECK(sources[0]["rejected"] == 0);
    CHECK(samples(place).find("2020-11-25T13:15:00Z,cart,latency,12.5") != std::string::npos);
    CHECK(samples(place).find("2020-11-25T13:16:00Z,cart,latency,310") != std::string::npos);

    const Json again = imported(place, "zeiten.csv --map map.json");
    CHECK(again[0]["records"]["samples"] == 0);
    CHECK(again[0]["duplicates"] == 2);
}

TEST_CASE("columns: a saved map is used for files of the same header, and for no others", "[cli][columns]") {
    const TemporaryFolder place;
    write(place.path() + "/zeiten.csv", example("csv"));
    write(place.path() + "/map.json", example("json"));
    const ShellResult saved =
        shell("$foreshock detect zeiten.csv --map --save times && cp map.json config/foreshock/maps/times.json",
              place.path());
    INFO(saved.err);
    REQUIRE(saved.exit == 0);
    const Json sources = imported(place, "zeiten.csv");
    CHECK(sources[0]["reason"] == "the columns of the map times");
    CHECK(sources[0]["records"]["samples"] == 2);
    write(place.path() + "/other.csv", "Zeit;Dienst;Was;Wert;mehr\n25.11.2020 13:15;cart;latency;12,5;x\n");
    CHECK(shell("$foreshock import other.csv -o i.foreshock", place.path()).exit == 3);
}

TEST_CASE("columns: another map takes the place of the earlier reading", "[cli][columns]") {
    const TemporaryFolder place;
    write(place.path() + "/zeiten.csv", example("csv"));
    write(place.path() + "/map.json", example("json"));
    imported(place, "zeiten.csv --map map.json");
    shell("sed 's/day first/auto/; s/\"kind\": \"samples\"/\"kind\": \"logs\"/; s/\"time\": \"auto\"/\"time\": \"day "
          "first\"/' "
          "map.json > logs.json",
          place.path());
    const Json sources = imported(place, "zeiten.csv --map logs.json");
    CHECK(sources[0]["records"]["logs"] == 2);
    CHECK(samples(place).find("latency") == std::string::npos);
}

TEST_CASE("columns: maps that do not fit or can't be read are said", "[cli][columns]") {
    const TemporaryFolder place;
    write(place.path() + "/a.csv", "time,service,message\n2020-11-25T13:15:00Z,a,x\n");
    write(place.path() + "/map.json", example("json"));
    const ShellResult misfit = shell("$foreshock import a.csv --map map.json -o i.foreshock", place.path());
    CHECK(misfit.exit == 2);
    CHECK(misfit.err.find("no file has the columns of the map") != std::string::npos);
    write(place.path() + "/bad.json", "{\"kind\":\"cakes\"}");
    const ShellResult bad = shell("$foreshock import a.csv --map bad.json -o i.foreshock", place.path());
    CHECK(bad.exit == 2);
    CHECK(bad.err.find("\"kind\" is one of logs, samples") != std::string::npos);
    CHECK(shell("$foreshock import a.csv --map none.json -o i.foreshock", place.path()).exit == 2);
    const ShellResult nothing = shell("echo hello > b.txt; $foreshock detect b.txt --map", place.path());
    CHECK(nothing.exit == 3);
}

TEST_CASE("columns: a table imported again adds nothing, a changed value keeps both versions", "[cli][columns]") {
    const TemporaryFolder place;
    write(place.path() + "/panel.csv", "\"Time\",\"cart latency\"\n2020-11-25 13:15:00,350 ms\n2020-11-25 13:16:00,\n");
    CHECK(imported(place, "panel.csv")[0]["records"]["samples"] == 2);
    CHECK(imported(place, "panel.csv")[0]["duplicates"] == 2);
    write(place.path() + "/panel2.csv",
          "\"Time\",\"cart latency\"\n2020-11-25 13:15:00,400 ms\n2020-11-25 13:16:00,\n");
    imported(place, "panel2.csv");
    const std::string all = samples(place);
    INFO(all);
    CHECK(all.find("13:15:00Z,cart,latency,0.4") != std::string::npos); // the later one is shown
    CHECK(all.find("13:16:00Z,cart,latency,\r\n") != std::string::npos);
    CHECK(shell("$foreshock info i.foreshock", place.path()).out.find("4 samples in 1 series") != std::string::npos);
}
