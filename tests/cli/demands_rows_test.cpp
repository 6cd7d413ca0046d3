// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What accounts of Kinesis 2020 asked for and outlook_test.cpp does not show yet. Cases marked [.open] are not met.
#include "tests/cli/scenario_incident.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

const ScenarioIncident& kinesis() {
    static const ScenarioIncident incident("kinesis-2020-11-25");
    return incident;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("rows: earlier adds are told with what they left, and with no word that it is safe", "[cli]") {
    const std::string suspects = kinesis().read("suspects");
    CHECK(has(suspects, "4 earlier runs of this kind were fine but had more headroom: 838, 598, 298, 118"));
    const std::string limits = kinesis().read("limits");
    CHECK(has(limits, "that earlier runs were fine says nothing about the next one: look at what is left"));
    for (const std::string& text : {suspects, limits})
        CHECK_FALSE(has(text, "safe"));
}

TEST_CASE("rows: the lag is told from the start of the add and from its end", "[cli]") {
    const Json answer = kinesis().ask("suspects");
    const Json& add = suspectOf(answer, "chg-kfe-capacity");
    CHECK(add["lag_s"] == 151 * 60);
    CHECK(add["evidence"].dump().find("ended 1 h 28 min before it") != std::string::npos);
}

TEST_CASE("rows: the lag is told from the end of the add's propagation, too", "[cli]") {
    CHECK(has(kinesis().read("suspects"), "28 min after it had spread"));
}

TEST_CASE("rows: before an add one is told to watch it for an hour after it has spread", "[cli]") {
    const Json answer = kinesis().ask("whatif", "--service kinesis-frontend --add 10");
    CHECK(answer["spread_s"] == 3600);
    CHECK(answer["spread_told_by"] == "chg-kfe-capacity");
    CHECK(answer["watch_s"] >= 3600 + 60 * 60);
}

TEST_CASE("rows: before the first alarm, threads and the shard map are among the first three that moved", "[cli]") {
    const Json answer = kinesis().ask("suspects");
    const std::string from = suspectOf(answer, "chg-kfe-capacity")["start"];
    const std::string until = "2020-11-25T13:15:00Z";
    std::vector<std::pair<std::string, std::string>> moved; // first time, metric
    for (const Json& series : kinesis().ask("changepoints")) {
        std::string first;
        for (const Json& point : series["points"])
            if (const std::string t = point["time"];
                t > "2020-11-25T10:44" && t < until && (first.empty() || t < first))
                first = t;
        if (!first.empty())
            moved.emplace_back(first, series["metric"]);
    }
    std::sort(moved.begin(), moved.end());
    REQUIRE(moved.size() >= 2);
    moved.resize(std::min<std::size_t>(moved.size(), 3));
    const auto isAmong = [&](const char* metric) {
        return std::any_of(moved.begin(), moved.end(), [&](const auto& m) { return m.second == metric; });
    };
    CHECK(isAmong("kfe_threads_p50"));
    CHECK(isAmong("kfe_shardmap_complete"));
    CHECK(has(from, "2020-11-25"));
}

TEST_CASE("rows: that alarms lose their data by the thousand is a change point and a harm", "[cli]") {
    const Json points = kinesis().ask("changepoints", "--series cw_alarms_insufficient").at(0)["points"];
    CHECK(std::any_of(points.begin(), points.end(), [](const Json& p) {
        const std::string t = p["time"];
        return t >= "2020-11-25T13:15" && t < "2020-11-25T13:40" && p["before"].get<double>() < 13 &&
               p["after"].get<double>() > 10 * p["before"].get<double>();
    }));
    const Json role = kinesis().ask("series", "--series cw_alarms_insufficient").at(0);
    CHECK(role["role"] == "errors");
}

TEST_CASE("rows: a control loop that lives on telemetry is in the blast radius of telemetry", "[cli]") {
    const std::string blast = kinesis().read("blast", "cloudwatch");
    CHECK(has(blast, "autoscaling: at once  autoscaling → cloudwatch"));
    CHECK(has(blast, "cloudwatch: carries 8 series"));
}

TEST_CASE("rows: before a planned add, soft edges that nobody tested are listed first", "[cli]") {
    const Json audit = kinesis().ask("audit");
    const auto cognito = std::find_if(audit["services"].begin(), audit["services"].end(),
                                      [](const Json& s) { return s["service"] == "cognito"; });
    REQUIRE(cognito != audit["services"].end());
    const Json& edge = (*cognito)["direct"][0];
    CHECK(edge["to"] == "kinesis-frontend");
    CHECK(edge["untested"] == true);
    CHECK(edge["why"].get<std::string>().find("buffers are full") != std::string::npos);
}

TEST_CASE("rows: the first look on the first alarm takes two seconds: changes, group, headroom, gaps", "[cli]") {
    kinesis().ask("info");
    const auto begin = std::chrono::steady_clock::now();
    const Json answer = kinesis().ask("suspects");
    kinesis().ask("groups");
    kinesis().ask("limits");
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
    CHECK_FALSE(answer["coverage"]["not_looked_at"].empty());
}
