// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What recorded incidents demand of the answer when data is lost, added or asked for in part: through the program, on
// the scenarios. Cases marked [.open] are demands that are not met yet; run them with tests_cli "[.open]".
#include "tests/cli/scenario_incident.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

constexpr const char* kKinesis = "kinesis-2020-11-25";
constexpr const char* kAdd = "chg-kfe-capacity";

bool isAbout(const ScenarioIncident::Row& row, std::string_view word) {
    return row.metric.find(word) != std::string::npos;
}

Json pointsOf(const ScenarioIncident& incident, const std::string& metric) {
    return incident.ask("changepoints", "--series " + metric).at(0)["points"];
}

double odds(const Json& suspect, const Json& answer) {
    return suspect["probability"].get<double>() / answer["none_probability"].get<double>();
}
double overall(const Json& suspect) {
    const double p = suspect["probability"];
    return p / (1 - p);
}

/// A thousand changes of three routine kinds within two weeks before the first alarm, on any service but `spared`.
std::vector<Json> routine(const ScenarioIncident& incident, const std::string& spared) {
    std::vector<Json> out;
    const std::vector<std::string> services = incident.services();
    unsigned seed = 77;
    const auto below = [&](unsigned n) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % n;
    };
    while (out.size() < 1000) {
        const std::string& service = services[below(static_cast<unsigned>(services.size()))];
        if (service == spared)
            continue;
        static const char* const kKinds[] = {"deploy", "config", "automated_scaling"};
        const std::string time = incident.before(below(14 * 1440));
        out.push_back({{"id", "routine-" + std::to_string(out.size())},
                       {"time", time},
                       {"service", service},
                       {"kind", kKinds[below(3)]},
                       {"title", "routine"}});
    }
    return out;
}

const std::vector<std::string>& everyScenario() {
    static const std::vector<std::string> kAll = {kKinesis,
                                                  "aws-internal-network-2021-12-07",
                                                  "datadog-2023-03-08",
                                                  "dynamodb-dns-2025-10-20",
                                                  "github-2018-10-21",
                                                  "roblox-2021-10-28",
                                                  "s3-2017-02-28",
                                                  "ticket-sale-2024-05-17"};
    return kAll;
}

struct Moved {
    double againstNone; ///< share by which the leader's odds against the non-answers moved
    double overall;     ///< and those against everything
    bool isFirst;
};

Moved movedByRoutine(const std::string& name, bool isAnywhere) {
    ScenarioIncident incident(name);
    const Json before = incident.ask("suspects");
    const Json top = before["suspects"][0];
    incident.add(routine(incident, isAnywhere ? "" : top["service"].get<std::string>()));
    const Json after = incident.ask("suspects");
    const Json same = suspectOf(after, top["change"]);
    return {odds(same, after) / odds(top, before) - 1, overall(same) / overall(top) - 1,
            after["suspects"][0]["change"] == top["change"]};
}

} // namespace

TEST_CASE(
    "demands: Kinesis without what CloudWatch carries has the capacity add in the first two, and says what is lost",
    "[cli]") {
    ScenarioIncident incident(kKinesis);
    incident.keepSamples([&](const auto& row) { return !incident.isSeenVia(row, "cloudwatch"); });
    const Json answer = incident.ask("suspects");
    CHECK((answer["verdict"] == "ranked" || answer["verdict"] == "cannot_tell"));
    CHECK(placeOf(answer, kAdd) <= 2);
    CHECK(notLookedAt(answer).find("metrics of alarmed services without any: ecs, eventbridge and lambda") !=
          std::string::npos);
    CHECK(answer["headline"].get<std::string>().find("none") == std::string::npos);
}

TEST_CASE("demands: Kinesis with threads and errors only has the capacity add first", "[cli]") {
    for (const int seed : {1, 2, 3}) {
        ScenarioIncident incident(kKinesis, seed);
        incident.keepSamples(
            [](const auto& row) { return row.metric == "kfe_threads_p50" || row.metric == "kds_put_errors"; });
        CHECK(placeOf(incident.ask("suspects"), kAdd) == 1);
    }
}

TEST_CASE("demands: Kinesis without threads is weaker, and says that the thread count is not available", "[cli]") {
    ScenarioIncident incident(kKinesis);
    const double with = suspectOf(incident.ask("suspects"), kAdd)["probability"];
    incident.keepSamples([](const auto& row) { return !isAbout(row, "threads"); });
    const Json answer = incident.ask("suspects");
    CHECK(answer["verdict"] != "named");
    const Json add = suspectOf(answer, kAdd);
    CHECK(add["probability"].get<double>() < .8 * with);
    CHECK(add["not_tested"].dump().find("thread count not available") != std::string::npos);
}

TEST_CASE("demands: memory is never evidence for", "[cli]") {
    for (const int seed : {1, 4}) {
        ScenarioIncident incident(kKinesis, seed);
        for (const char* lost : {"nothing", "threads", "errors"}) {
            incident.keepSamples([&](const auto& row) { return !isAbout(row, lost); });
            const Json answer = incident.ask("suspects");
            for (const Json& s : answer["suspects"])
                for (const Json& e : s["evidence"])
                    CHECK_FALSE((e["state"] == "for" && e["text"].get<std::string>().find("mem") != std::string::npos));
        }
    }
}

TEST_CASE("demands: Kinesis without its change names no other one", "[cli]") {
    for (const int seed : {1, 2, 3}) {
        ScenarioIncident incident(kKinesis, seed);
        incident.keepChanges([](const Json& c) { return c["id"] != kAdd; });
        const Json answer = incident.ask("suspects");
        INFO(answer["headline"]);
        CHECK((answer["verdict"] == "unrecorded_change" || answer["verdict"] == "cannot_tell"));
        CHECK(answer["headline"].get<std::string>().find("left its level at") != std::string::npos);
    }
}

TEST_CASE("demands: a staging deploy is no suspect for production, unless both share a dependency", "[cli]") {
    const auto deploy = [](const char* service) {
        return Json{{"id", "staged"},   {"time", "2020-11-25T13:05:00Z"}, {"service", service},
                    {"kind", "deploy"}, {"title", "to staging"},          {"details", {{"environment", "staging"}}}};
    };
    for (const char* service : {"kinesis-frontend", "kinesis-frontend-staging"}) {
        ScenarioIncident incident(kKinesis);
        incident.add({deploy(service)});
        const Json answer = incident.ask("suspects");
        CHECK(placeOf(answer, "staged") == 0);
        CHECK(placeOf(answer, kAdd) == 1);
        CHECK(notLookedAt(answer).find("1 change in staging: nothing on the map that they share with what alarmed") !=
              std::string::npos);
    }
}

TEST_CASE("demands: no changes is said only where a feed covers", "[cli]") {
    ScenarioIncident incident(kKinesis);
    incident.keepChanges([](const Json&) { return false; });
    const Json answer = incident.ask("suspects");
    CHECK(answer["headline"].get<std::string>().find("No change data. Not the same as no changes.") !=
          std::string::npos);
    CHECK(answer["coverage"].dump().find("\"no changes") == std::string::npos);
}

TEST_CASE("demands: a thousand routine changes elsewhere leave the leader's odds against the non-answers", "[cli]") {
    for (const std::string& name : everyScenario()) {
        INFO(name);
        const Moved moved = movedByRoutine(name, false);
        CHECK(moved.isFirst);
        CHECK(std::abs(moved.againstNone) < .1);
    }
}

// Measured on seed 1: here Datadog +12 %, all others within 10 %; with other draws Roblox −55 %.
TEST_CASE("demands: a thousand routine changes elsewhere leave the leader's odds against everything", "[.open][cli]") {
    for (const std::string& name : everyScenario()) {
        INFO(name);
        CHECK(std::abs(movedByRoutine(name, false).overall) < .1);
    }
}

// Measured on seed 1: AWS −87 % (its trigger is one of a routine kind then, on the same service: it falls to second);
// against everything also DynamoDB 19 % and GitHub 12 %; with other draws Roblox −47 %, Datadog +12 %.
TEST_CASE("demands: a thousand routine changes anywhere leave the leader's odds", "[.open][cli]") {
    for (const std::string& name : everyScenario()) {
        INFO(name);
        const Moved moved = movedByRoutine(name, true);
        CHECK(moved.isFirst);
        CHECK(std::abs(moved.againstNone) < .1);
        CHECK(std::abs(moved.overall) < .1);
    }
}

TEST_CASE("demands: Roblox has no suspect within an hour, is offered the widening, and has it first within a week",
          "[cli]") {
    const ScenarioIncident incident("roblox-2021-10-28");
    const Json hour = incident.ask("suspects", "--window 1h");
    for (const Json& s : hour["suspects"]) {
        CHECK(s["probability"].get<double>() < .05);
        CHECK(s["strength"] == "weak");
    }
    CHECK(hour["headline"].get<std::string>().find(
              "4 changes before the look-back asked for: widen it to have them ranked.") != std::string::npos);
    const Json week = incident.ask("suspects", "--window 7d");
    CHECK(placeOf(week, "chg-consul-streaming") == 1);
    CHECK(week["headline"].get<std::string>().find("widen") == std::string::npos);
}

TEST_CASE("demands: AWS 2021: automated scaling ranks like a deploy", "[cli]") {
    const char* const trigger = "chg-autoscale-main";
    ScenarioIncident incident("aws-internal-network-2021-12-07");
    const Json automated = incident.ask("suspects");
    CHECK(placeOf(automated, trigger) == 1);
    incident.editChanges([&](Json& c) {
        if (c["id"] == trigger)
            c["kind"] = "deploy";
    });
    const Json deployed = incident.ask("suspects");
    CHECK(placeOf(deployed, trigger) == 1);
    CHECK(suspectOf(deployed, trigger)["probability"].get<double>() ==
          Approx(suspectOf(automated, trigger)["probability"].get<double>()).epsilon(.05));
}

TEST_CASE("demands: AWS 2021: DNS is mended and the impact stays, and both can be seen", "[cli]") {
    const ScenarioIncident incident("aws-internal-network-2021-12-07");
    // DNS traffic was moved away at 09:28 PST.
    const Json difference = incident.ask("compare", "--a 08:30/09:25 --b 09:35/10:30");
    const auto left = [&](const char* metric) {
        for (const Json& s : difference["series"])
            if (s["metric"] == metric)
                return s["after"].get<double>() / s["before"].get<double>();
        return std::nan("");
    };
    CHECK(left("dns_servfail") < .05);
    CHECK(left("dev_queue_drops") > .5);
    CHECK(left("ec2_api_errors") > .5);
    const Json mitigation = suspectOf(incident.ask("suspects"), "chg-other-4");
    CHECK(mitigation["kind"] == "mitigation");
    CHECK(mitigation["evidence"].dump().find("a response, not the trigger") != std::string::npos);
}

TEST_CASE("demands: Datadog: onsets in five regions within five minutes lead to what they share", "[cli]") {
    const ScenarioIncident incident("datadog-2023-03-08");
    const Json groups = incident.ask("groups");
    const Json& storm = groups["groups"][0];
    int regions = 0;
    for (const Json& alarm : storm["alarms"])
        regions += alarm["service"].get<std::string>().rfind("k8s-", 0) == 0;
    CHECK(regions == 5);
    std::vector<std::string> shared = storm["also_common"];
    shared.push_back(storm["candidate"]);
    CHECK(std::find(shared.begin(), shared.end(), "node-os") != shared.end());
    CHECK(storm["candidate_reaches"] == storm["services"].size());
    CHECK(placeOf(incident.ask("suspects"), "chg-unattended-systemd") == 1);
}

TEST_CASE("demands: DynamoDB: each of three waves is ranked, and mitigations are candidates for the later ones",
          "[cli]") {
    const ScenarioIncident incident("dynamodb-dns-2025-10-20");
    const Json first = incident.ask("suspects");
    CHECK(first["other_groups"] == 2);
    CHECK(placeOf(first, "chg-dns-stale-plan") == 1);
    CHECK(incident.ask("groups")["groups"].size() == 3);
    const auto wave = [&](const char* alarm) { return incident.ask("suspects", std::string("--alarm ") + alarm); };
    const Json second = wave("ALM-DWFM-QUEUE");
    CHECK(placeOf(second, "chg-other-4") == 1); // records restored by hand: everybody reconnects
    const Json third = wave("ALM-NLB-FLAP");
    CHECK(placeOf(third, "chg-other-5") == 1); // the throttled restart
    for (const Json& answer : {second, third}) // groups, not stretches of time
        CHECK(answer["other_groups"] == 2);
    for (const auto& [answer, id] : {std::pair(second, "chg-other-4"), std::pair(third, "chg-other-5")})
        CHECK(suspectOf(answer, id)["evidence"].dump().find("a response, not the trigger") == std::string::npos);
    CHECK(third["verdict"] != "named");
}

TEST_CASE("demands: GitHub: an event of 43 seconds is not lost in whole minutes", "[cli]") {
    for (const int seed : {1, 2, 3}) {
        const ScenarioIncident incident("github-2018-10-21", seed);
        bool isSeen = false;
        for (const Json& point : pointsOf(incident, "link_up"))
            isSeen = isSeen || point["time"].get<std::string>().rfind("2018-10-21T22:52", 0) == 0;
        CHECK(isSeen);
        const Json answer = incident.ask("suspects");
        CHECK(placeOf(answer, "chg-optics") == 1);
        CHECK(answer["suspects"][0]["evidence"].dump().find("link_up left its usual band at 22:52 UTC") !=
              std::string::npos);
    }
}

TEST_CASE("demands: S3: a green status page is a note, failing requests are the trouble", "[cli]") {
    const ScenarioIncident incident("s3-2017-02-28");
    const Json answer = incident.ask("suspects");
    CHECK(answer["alarms"][0] == "ALM-S3-ERR");
    CHECK(answer["suspects"].dump().find("green") == std::string::npos); // no evidence that all is well
    const Json notes = incident.ask("sql", "\"SELECT kind, text FROM notes WHERE text LIKE '%all green%'\"");
    REQUIRE(notes.size() == 1);
    CHECK(notes[0]["kind"] == "symptom");
    CHECK(notes[0]["text"].get<std::string>().find("admin console cannot save") != std::string::npos);
    bool isFailing = false;
    for (const Json& point : pointsOf(incident, "s3_get_errors"))
        isFailing = isFailing || point["time"].get<std::string>().rfind("2017-02-28T17:", 0) == 0;
    CHECK(isFailing);
}
