// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace foreshock::test;
using Json = nlohmann::json;

TEST_CASE("import: -30m counts back from now, whatever is stored", "[cli]") {
    const TemporaryFolder place;
    const ShellResult result =
        shell("for ago in 600 7200; do echo \"{\\\"time\\\":\\\"$(date -u -d \"-$ago seconds\" +%FT%TZ)\\\","
              "\\\"service\\\":\\\"cart\\\",\\\"kind\\\":\\\"deploy\\\",\\\"title\\\":\\\"$ago\\\"}\"; done > c.jsonl; "
              "$foreshock import c.jsonl -o i.foreshock --since -30m --json",
              place.path());
    INFO(result.err);
    REQUIRE(result.exit == 0);
    const Json source = Json::parse(result.out)["sources"][0];
    CHECK(source["records"]["changes"] == 1);
    CHECK(source["outside"] == 1);
    CHECK(result.err.find("-30m means ") != std::string::npos);
}

TEST_CASE("environments: a staging deploy beside an unlabelled service is another service, in every reader", "[cli]") {
    const TemporaryFolder place;
    const ShellResult result = shell(
        R"(echo '{"id":"C1","time":"2024-03-01T10:10:00Z","service":"cart","kind":"deploy","title":"v2","details":{"environment":"stg"}}' > changes.jsonl
echo '{"time":"2024-03-01T10:20:00Z","service":"cart","metric":"errors","title":"errors","rule":"errors > 1","id":"A1"}' > alarms.jsonl
printf '# TYPE errors gauge\nerrors{service="cart",env="prod"} 1 1709287800000\nerrors{service="cart",env="staging"} 2 1709287800000\n' > m.prom
$foreshock import changes.jsonl alarms.jsonl m.prom -o i.foreshock >/dev/null &&
$foreshock sql i.foreshock "SELECT id, service, environment FROM changes UNION ALL SELECT id, service, environment FROM alarms" --csv &&
$foreshock suspects i.foreshock --json && $foreshock series i.foreshock --json)",
        place.path());
    INFO(result.err);
    REQUIRE(result.exit == 0);
    std::string rows = result.out;
    rows.erase(std::remove(rows.begin(), rows.end(), '\r'), rows.end());
    const std::size_t json = rows.find('{');
    CHECK(rows.substr(0, json) == "id,service,environment\nC1,cart@staging,staging\nA1,cart,\n");
    const std::size_t list = rows.find("\n[", json);
    REQUIRE(list != std::string::npos);
    const Json answer = Json::parse(rows.substr(json, list - json));
    CHECK(answer["suspects"].empty());
    CHECK(answer["coverage"]["changes_elsewhere"] == 1);
    std::string series;
    for (const Json& s : Json::parse(rows.substr(list)))
        series += s["service"].get<std::string>() + " " + s["environment"].get<std::string>() + "\n";
    CHECK(series == "cart production\ncart@staging staging\n");
}

TEST_CASE("import: what makes the exit code speaks on standard error, --quiet or not", "[cli]") {
    const TemporaryFolder place;
    place.file("empty.log", "");
    place.file("noise.bin", std::string("\x00\x01\x02\xFF\xFE", 5));
    place.file("good.jsonl",
               "{\"time\":\"2024-03-01T10:10:00Z\",\"service\":\"cart\",\"kind\":\"deploy\",\"title\":\"v2\"}\n");
    shell("mkdir nothing; ln -s gone dangling.log", place.path());
    for (const char* input :
         {"gone.log", "empty.log", "noise.bin", "dangling.log", "gone.log good.jsonl", "-", "nothing"}) {
        const ShellResult result =
            shell(std::string("$foreshock import --quiet ") + input + " -o i.foreshock", place.path());
        INFO(input << ": " << result.err);
        CHECK(result.exit == 3);
        CHECK(result.err.starts_with("foreshock: "));
        CHECK(result.err.size() > 30);
    }
    // What is merely remarked is silent then.
    const ShellResult fine = shell("$foreshock import --quiet good.jsonl -o j.foreshock", place.path());
    CHECK(fine.exit == 0);
    CHECK(fine.err.empty());
}
