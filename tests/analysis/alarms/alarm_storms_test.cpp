// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarms/alarm_storms.h"
#include "model/analysis/alarms/rule_threshold.h"
#include "tests/analysis/map/drawn_map.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Instant at(double minute) {
    return Instant{} + Duration::ofMinutes(minute);
}

void addAlarm(Incident& i, const char* service, double minute, const char* rule = "errors > 1 %") {
    Alarm a;
    a.id = AlarmId(std::string(service) + std::to_string(static_cast<int>(minute)));
    a.service = ServiceId(service);
    a.rule = rule;
    a.start = at(minute);
    i.alarms.push_back(a);
}

AlarmStorms storms(const Incident& i) {
    HeldSamples held(i);
    return *alarmStorms(i, held);
}

/// Errors of a service: calm, then beyond 1 % from `breach` on.
void addErrors(Incident& i, const char* service, double onset, double breach) {
    Noise noise(5);
    SeriesData s;
    s.info.service = ServiceId(service);
    s.info.metric = "errors";
    s.info.unit = "%";
    for (int m = 0; m < 700; ++m)
        s.samples.push_back({at(m), m < onset ? .02 : m < breach ? .9 : 8 + noise.uniform()});
    i.series.push_back(s);
}

std::optional<RuleThreshold> rule(const char* text, const char* unit = "") {
    return ruleThreshold(text, unit);
}

} // namespace

TEST_CASE("alarm storms: the service that all alarmed ones share is the candidate", "[analysis][alarms]") {
    Incident i = drawnMap("a>core b>core c>b core>disk other");
    for (const char* s : {"core", "a", "b", "c"})
        addAlarm(i, s, 600 + (s[0] == 'c' && s[1] == '\0' ? 20 : 2));
    const AlarmStorms found = storms(i);
    REQUIRE(found.storms.size() == 1);
    CHECK(found.storms[0].candidate == ServiceId("core"));
    CHECK(found.storms[0].candidateReaches == 4);
    CHECK(found.storms[0].candidateAlarmed);
    CHECK(listed(found.storms[0].alsoCommon) == "disk");
}

TEST_CASE("alarm storms: a common dependency that did not alarm itself, the nearest one", "[analysis][alarms]") {
    Incident i = drawnMap("a>core b>core core>disk");
    addAlarm(i, "a", 600);
    addAlarm(i, "b", 603);
    const AlarmStorms found = storms(i);
    CHECK(found.storms[0].candidate == ServiceId("core"));
    CHECK_FALSE(found.storms[0].candidateAlarmed);
}

TEST_CASE("alarm storms: nothing in common is said; stretches apart are apart", "[analysis][alarms]") {
    Incident i = drawnMap("a b");
    addAlarm(i, "a", 600);
    addAlarm(i, "b", 605);
    addAlarm(i, "a", 2000);
    const AlarmStorms found = storms(i);
    REQUIRE(found.storms.size() == 2);
    CHECK(found.storms[0].candidate.value.empty());
    CHECK(found.storms[1].candidate == ServiceId("a"));
    CHECK(storms({}).storms.empty());
}

TEST_CASE("alarm delay: onset, threshold, evaluation, notice, hand", "[analysis][alarms]") {
    Incident i = drawnMap("web");
    addErrors(i, "web", 590, 600);
    addAlarm(i, "web", 604, "errors > 1 % for 3 of 5 min");
    i.alarms[0].arrivedAt = at(606);
    i.alarms[0].details = {{"acknowledged_at", "1970-01-01T10:15:00Z"}};
    const AlarmDelay d = storms(i).storms[0].alarms[0].delay;
    CHECK(d.series == "errors");
    CHECK(d.threshold == 1);
    CHECK(d.breach == at(600));
    CHECK(d.toAlarm == Duration::minutes(4));
    CHECK(d.ownDelay == Duration::minutes(3));
    REQUIRE(d.onset);
    CHECK(*d.onset <= at(600));
    CHECK(d.toBreach == at(600) - *d.onset);
    CHECK(d.toNotice == Duration::minutes(2));
    CHECK(d.toAcknowledge == Duration::minutes(9));
}

TEST_CASE("alarm delay: without series, metric or rule nothing is invented", "[analysis][alarms]") {
    Incident i = drawnMap("web");
    addAlarm(i, "web", 600, "");
    addAlarm(i, "", 601, "");
    const AlarmDelay d = storms(i).storms[0].alarms[0].delay;
    CHECK(d.series.empty());
    CHECK_FALSE(d.threshold);
    CHECK_FALSE(d.toBreach);
    CHECK_FALSE(d.toAlarm);
}

TEST_CASE("rule threshold: comparisons as people and tools write them", "[analysis][alarms]") {
    CHECK(rule("put errors > 1 % for 3 of 5 min")->value == 1);
    CHECK(rule("put errors > 1 % for 3 of 5 min")->asks == Duration::minutes(3));
    CHECK(rule("API latency p99 > 2 s", "ms")->value == 2000);
    CHECK(rule("alarms in INSUFFICIENT_DATA > 200k")->value == 200000);
    CHECK(rule("alarms > 200k", "alarms (thousands)")->value == 200);
    CHECK(rule("provisioning p90 > 20 min", "min")->value == 20);
    CHECK_FALSE(rule("free < 10 %")->isAbove);
    CHECK(rule("errors > 5 %", "ratio")->value == Approx(.05));
    CHECK(rule("up == 0 and rate(x[5m]) >= 12.5 for 5m")->value == 12.5);
    CHECK(rule("threads > 32,000 for 3 datapoints of 60 s")->value == 32000);
    CHECK(rule("threads > 32,000 for 3 datapoints of 60 s")->asks == Duration::seconds(180));
    CHECK_FALSE(rule("something is wrong"));
    CHECK_FALSE(rule("a > b"));
    CHECK_FALSE(rule(""));
    CHECK_FALSE(rule(">"));
}
