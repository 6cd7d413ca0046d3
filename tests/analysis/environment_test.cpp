// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_changes.h"
#include "tests/analysis/synthetic.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr const char* kBroken = "s10";
constexpr const char* kStaging = "s10@staging";

const Suspect* suspect(const Answer& a, const std::string& id) {
    const auto s =
        std::find_if(a.suspects.begin(), a.suspects.end(), [&](const Suspect& x) { return x.change.value == id; });
    return s != a.suspects.end() ? &*s : nullptr;
}

bool says(const std::vector<std::string>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& l) { return l.find(part) != std::string::npos; });
}

bool hasEvidence(const Suspect& s, const std::string& part) {
    return std::any_of(s.evidence.begin(), s.evidence.end(),
                       [&](const Evidence& e) { return e.text.find(part) != std::string::npos; });
}

Incident production() {
    return syntheticIncident({20, 12, 900}, 1);
}

Instant firstAlarm(const Incident& i) {
    return std::min_element(i.alarms.begin(), i.alarms.end(),
                            [](const Alarm& a, const Alarm& b) { return a.start < b.start; })
        ->start;
}

Change deploy(const std::string& id, const std::string& service, const std::string& environment, Instant start) {
    Change c;
    c.id = ChangeId(id);
    c.service = ServiceId(service);
    c.kind = "deploy";
    c.start = start;
    c.end = start + Duration::minutes(2);
    c.environment = environment;
    return c;
}

void addStagingService(Incident& i) {
    i.services.push_back({ServiceId(kStaging), kStaging, "", true, "", {}, "staging"});
}

void depend(Incident& i, const std::string& from, const std::string& to) {
    Dependency d;
    d.from = ServiceId(from);
    d.to = ServiceId(to);
    d.kind = DependencyKind::Hard;
    i.dependencies.push_back(d);
}

} // namespace

TEST_CASE("environments: a staging deploy minutes before the alarm is no suspect for production", "[analysis]") {
    for (const std::string service : {kStaging, kBroken}) {
        Incident i = production();
        const Answer before = *rankChanges(i, {});
        addStagingService(i);
        depend(i, kStaging, "staging-db"); // a dependency of its own is not shared
        i.services.push_back({ServiceId("staging-db"), "staging-db", "", true, "", {}, "staging"});
        i.changes.push_back(deploy("staging-deploy", service, "staging", firstAlarm(i) - Duration::minutes(6)));
        const Answer a = *rankChanges(i, {});
        INFO(service);
        CHECK(suspect(before, "trigger"));
        CHECK_FALSE(suspect(a, "staging-deploy"));
        CHECK(a.coverage.changesElsewhere == 1);
        CHECK(
            says(a.coverage.notLookedAt, "1 change in staging: nothing on the map that they share with what alarmed"));
        CHECK(a.coverage.changes == before.coverage.changes);
    }
}

TEST_CASE("environments: any number of staging deploys moves nobody's odds", "[analysis]") {
    Incident i = production();
    const Answer before = *rankChanges(i, {});
    addStagingService(i);
    for (int k = 0; k < 60; ++k)
        i.changes.push_back(
            deploy("staging-" + std::to_string(k), kStaging, "staging", firstAlarm(i) - Duration::minutes(5 + 7 * k)));
    const Answer after = *rankChanges(i, {});
    REQUIRE(before.suspects.size() == after.suspects.size());
    for (std::size_t k = 0; k < before.suspects.size(); ++k) {
        CHECK(before.suspects[k].change == after.suspects[k].change);
        CHECK(before.suspects[k].probability == Approx(after.suspects[k].probability).epsilon(1e-9));
    }
    CHECK(before.noneProbability == Approx(after.noneProbability).epsilon(1e-9));
}

TEST_CASE("environments: over a shared dependency a staging deploy may be a suspect, and its evidence says so",
          "[analysis]") {
    Incident i = production();
    addStagingService(i);
    depend(i, kStaging, kBroken);
    i.changes.push_back(deploy("staging-deploy", kStaging, "staging", firstAlarm(i) - Duration::minutes(6)));
    const Answer a = *rankChanges(i, {});
    const Suspect* s = suspect(a, "staging-deploy");
    REQUIRE(s);
    CHECK(s->probability > 0);
    {
        Incident unknown = i; // where nothing else explains it, it counts
        std::erase_if(unknown.changes, [](const Change& c) { return c.id == ChangeId("trigger"); });
        const Answer b = *rankChanges(unknown, {});
        REQUIRE(suspect(b, "staging-deploy"));
        CHECK(suspect(b, "staging-deploy")->probability > .001);
    }
    CHECK(hasEvidence(*s, "made in staging, not where it alarmed: it can only come over what both depend on (s10)"));
    CHECK(hasEvidence(*s, "s10@staging depends on s10, which broke"));
    CHECK(a.coverage.changesElsewhere == 0);
    const Suspect* own = suspect(a, "trigger");
    REQUIRE(own);
    CHECK_FALSE(hasEvidence(*own, "made in"));
}

TEST_CASE("environments: alarms of staging are a group of their own, ranked when asked for", "[analysis]") {
    Incident i = production();
    addStagingService(i);
    const Instant first = firstAlarm(i);
    for (int k = 0; k < 12; ++k) {
        Alarm a = i.alarms.front();
        a.id = AlarmId("staging-alarm-" + std::to_string(k));
        a.service = ServiceId(kStaging);
        a.environment = "staging";
        a.start = first + Duration::minutes(1 + k);
        i.alarms.push_back(a);
    }
    i.changes.push_back(deploy("staging-deploy", kStaging, "staging", first - Duration::minutes(6)));
    const Answer a = *rankChanges(i, {});
    CHECK(std::none_of(a.alarms.begin(), a.alarms.end(),
                       [](const AlarmId& id) { return id.value.starts_with("staging"); }));
    CHECK(a.otherGroups >= 1);
    CHECK_FALSE(suspect(a, "staging-deploy"));

    RankOptions options;
    options.alarm = AlarmId("staging-alarm-0");
    const Answer staging = *rankChanges(i, options);
    CHECK(std::all_of(staging.alarms.begin(), staging.alarms.end(),
                      [](const AlarmId& id) { return id.value.starts_with("staging"); }));
    REQUIRE(suspect(staging, "staging-deploy"));
    CHECK_FALSE(suspect(staging, "trigger")); // production's, and nothing shared
    CHECK_FALSE(hasEvidence(*suspect(staging, "staging-deploy"), "made in"));
}

TEST_CASE("environments: what tells none goes with production", "[analysis]") {
    Incident i = production();
    for (Alarm& a : i.alarms)
        a.environment = "production";
    const Answer told = *rankChanges(i, {});
    const Answer untold = *rankChanges(production(), {});
    REQUIRE(told.suspects.size() == untold.suspects.size());
    CHECK(told.suspects.front().change == untold.suspects.front().change);
    CHECK(told.suspects.front().probability == Approx(untold.suspects.front().probability).epsilon(1e-9));
}
