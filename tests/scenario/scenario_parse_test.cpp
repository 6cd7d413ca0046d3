// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_check.h"
#include "tests/scenario/built_scenario.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <functional>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Why the Kinesis scenario no longer parses after an edit.
std::string whyAfter(const std::function<void(nlohmann::json&)>& edit) {
    nlohmann::json json = nlohmann::json::parse(scenarioFile("kinesis-2020-11-25"));
    edit(json);
    const Result<Scenario> scenario = parseScenario(json.dump());
    return scenario ? std::string() : scenario.error().message;
}

/// The findings after an edit, a line each.
std::string findingsAfter(const std::function<void(Scenario&)>& edit) {
    Scenario scenario = scenarioNamed("kinesis-2020-11-25");
    edit(scenario);
    std::string text;
    for (const ScenarioFinding& finding : checkScenario(scenario))
        text += (finding.weight == ScenarioFinding::Weight::Error ? "error, " : "warning, ") + finding.where + ": " +
                finding.text + "\n";
    return text;
}

} // namespace

TEST_CASE("scenario: the embedded ones parse and have no findings", "[scenario]") {
    for (const char* name : {"kinesis-2020-11-25", "ticket-sale-2024-05-17"}) {
        const Scenario scenario = scenarioNamed(name);
        CHECK(scenario.id == name);
        CHECK(checkScenario(scenario).empty());
    }
    const Scenario kinesis = scenarioNamed("kinesis-2020-11-25");
    CHECK(kinesis.zone == "America/Los_Angeles");
    CHECK(kinesis.services.size() == 15);
    CHECK(kinesis.dependencies.size() == 14);
    CHECK(kinesis.earlierRuns.size() == 4);
    CHECK(kinesis.metrics.size() == 14);
    CHECK((kinesis.firstAlarm - kinesis.t0) == Duration::minutes(151));
    CHECK(kinesis.truth.trigger.value == "chg-kfe-capacity");
}

TEST_CASE("scenario: what is wrong is named with its row", "[scenario]") {
    CHECK(parseScenario("{").error().message == "not valid JSON");
    CHECK(parseScenario("{}").error().message == "not a scenario of the form foreshock-scenario/1");
    CHECK(whyAfter([](auto& s) { s["meta"].erase("t0"); }) == "scenario.meta: has no time \"t0\"");
    CHECK(whyAfter([](auto& s) { s.erase("meta"); }) == "scenario.meta: is no JSON object");
    CHECK(whyAfter([](auto& s) { s["changes"][2].erase("id"); }) == "changes[2]: has no \"id\"");
    CHECK(whyAfter([](auto& s) { s["changes"][2]["start"] = "2020-11-25 10:44"; }) ==
          "changes[2]: \"start\" is no time in UTC: 2020-11-25 10:44");
    CHECK(whyAfter([](auto& s) { s["dependencies"][0]["kind"] = "magic"; }) ==
          "dependencies[0]: \"kind\" is none of hard, soft, buffered, telemetry, auth, tooling, unknown, hidden");
    CHECK(whyAfter([](auto& s) { s["metrics"][1]["points"][1] = {1}; }) ==
          "metrics[1]: a point is [minute, value] or [minute, null]");
    CHECK(whyAfter([](auto& s) { s["metrics"][1]["points"] = nlohmann::json::array(); }) ==
          "metrics[1]: \"points\" is empty or missing");
    CHECK(whyAfter([](auto& s) {
              s["metrics"][1]["points"] = {{5, 1}, {4, 1}};
          }) == "metrics[1]: points are in the order of time");
    CHECK(whyAfter([](auto& s) { s["metrics"][1]["step_s"] = 0; }) ==
          "metrics[1]: \"step_s\" lies between 0.001 and 86400");
    CHECK(whyAfter([](auto& s) { s["metrics"][1]["noise"] = -1; }) == "metrics[1]: \"noise\" is 0 or more");
    CHECK(whyAfter([](auto& s) { s["alarms"] = 5; }) == "scenario: \"alarms\" is no list");
    CHECK(whyAfter([](auto& s) { s["logs"][0] = "x"; }) == "logs[0]: is no JSON object");
}

TEST_CASE("scenario check: references, times and the truth", "[scenario]") {
    CHECK(findingsAfter([](Scenario& s) { s.changes[1].service = ServiceId("nobody"); }) ==
          "error, changes: chg-other-2: there is no service \"nobody\"\n");
    CHECK(findingsAfter([](Scenario& s) { s.changes[1].id = s.changes[0].id; }) ==
          "error, changes: chg-other-1: the id is used twice\n");
    CHECK(findingsAfter([](Scenario& s) { s.changes[2].end = s.changes[2].start - Duration::minutes(1); }) ==
          "error, changes: chg-kfe-capacity: it ends before it starts\n");
    CHECK(findingsAfter([](Scenario& s) { s.earlierRuns[0].metric = "x"; }) ==
          "error, earlier_runs: 1: there is no metric \"x\" of kinesis-frontend\n");
    CHECK(findingsAfter([](Scenario& s) { s.metrics[0].basis = "guess"; }) ==
          "error, metrics: kfe_fleet_size: the basis is fact, derived, memory or invented\n");
    CHECK(findingsAfter([](Scenario& s) { s.alarms[0].start = s.firstAlarm - Duration::minutes(5); }) ==
          "error, meta: no alarm starts at \"first_alarm\"\nwarning, alarms: ALM-KDS-PUT: it starts before meta's "
          "\"first_alarm\"\n");
    CHECK(findingsAfter([](Scenario& s) { s.changes[2].isRecorded = false; }) ==
          "error, truth: the verdict is \"named\", but its trigger is in no feed\n");
    CHECK(findingsAfter([](Scenario& s) { s.zone = "Mars/Olympus"; }) ==
          "error, meta: \"tz\" does not begin with the name of a zone: Mars/Olympus\n");
    CHECK(findingsAfter([](Scenario& s) { s.truth.leadingSeries = {"x"}; }) ==
          "error, truth: there is no metric \"x\"\n");
}
