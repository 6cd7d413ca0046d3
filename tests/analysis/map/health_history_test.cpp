// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/health_history.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Instant minute(int m) {
    return Instant{} + Duration::minutes(m);
}

Alarm alarm(const char* service, int from, std::optional<int> to, int severity = 2) {
    Alarm a;
    a.service = ServiceId(service);
    a.start = minute(from);
    if (to)
        a.end = minute(*to);
    a.severity = severity;
    return a;
}

ServiceBreak brokeAt(int m) {
    return {minute(m), Duration::minutes(1), "series errors"};
}

/// Looks at every alarm, every time.
Health slowly(const std::vector<Alarm>& alarms, const ServiceId& service, Instant at) {
    bool isDegraded = false, isUnknown = false;
    for (const Alarm& a : alarms) {
        if (a.service != service || at < a.start || (a.end && *a.end <= at))
            continue;
        if (a.state == AlarmState::NoData)
            isUnknown = true;
        else if (a.severity <= 1)
            return Health::Failing;
        else
            isDegraded = true;
    }
    return isDegraded ? Health::Degraded : isUnknown ? Health::Unknown : Health::Fine;
}

} // namespace

TEST_CASE("health history: the worst of what speaks at once, since it began; unmeasured is unknown",
          "[analysis][map]") {
    const std::vector<Alarm> alarms{alarm("web", 10, 30), alarm("web", 20, 25, 1), alarm("db", 40, std::nullopt)};
    const HealthHistory h(alarms, {}, {ServiceId("idle")});
    const auto at = [&](const char* service, int m) { return h.at(ServiceId(service), minute(m)); };
    CHECK(at("web", 9) == HealthHistory::At{Health::Fine, std::nullopt});
    CHECK(at("web", 10) == HealthHistory::At{Health::Degraded, minute(10)});
    CHECK(at("web", 24) == HealthHistory::At{Health::Failing, minute(20)});
    CHECK(at("web", 25) == HealthHistory::At{Health::Degraded, minute(25)});
    CHECK(at("web", 30) == HealthHistory::At{Health::Fine, minute(30)});
    CHECK(at("db", 100'000) == HealthHistory::At{Health::Degraded, minute(40)});
    CHECK(at("idle", 5).health == Health::Fine);
    CHECK(at("elsewhere", 5).health == Health::Unknown);
}

TEST_CASE("health history: broken and not alarmed yet is degraded, until the own alarm or the last of all ends",
          "[analysis][map]") {
    const std::vector<Alarm> alarms{alarm("web", 20, 60, 1)};
    const HealthHistory h(alarms, {{ServiceId("web"), brokeAt(5)}, {ServiceId("db"), brokeAt(3)}}, {ServiceId("db")});
    CHECK(h.at(ServiceId("web"), minute(4)).health == Health::Fine);
    CHECK(h.at(ServiceId("web"), minute(5)).health == Health::Degraded);
    CHECK(h.at(ServiceId("web"), minute(20)).health == Health::Failing);
    CHECK(h.at(ServiceId("db"), minute(59)).health == Health::Degraded);
    CHECK(h.at(ServiceId("db"), minute(60)).health == Health::Fine);
}

TEST_CASE("health history: order is that of first alarms within a range", "[analysis][map]") {
    Alarm silent = alarm("cache", 1, 90);
    silent.state = AlarmState::NoData;
    const HealthHistory h({alarm("web", 20, 60), alarm("db", 10, 15), alarm("db", 30, 40), silent}, {}, {});
    CHECK(h.order({minute(0), minute(100)}) == std::vector<ServiceId>{ServiceId("db"), ServiceId("web")});
    CHECK(h.order({minute(16), minute(100)}) == std::vector<ServiceId>{ServiceId("web"), ServiceId("db")});
    CHECK(h.order({minute(50), minute(100)}).empty());
}

TEST_CASE("health history: equals a look at every alarm", "[analysis][map]") {
    Noise noise(7);
    for (int round = 0; round < 60; ++round) {
        std::vector<Alarm> alarms;
        const char* const names[] = {"a", "b", "c"};
        for (int i = noise.below(20); i > 0; --i) {
            const int from = noise.below(50);
            Alarm a = alarm(names[noise.below(3)], from, std::nullopt, 1 + noise.below(3));
            if (noise.below(4) > 0)
                a.end = minute(from + noise.below(20));
            if (noise.below(5) == 0)
                a.state = AlarmState::NoData;
            alarms.push_back(a);
        }
        const HealthHistory h(alarms, {}, {ServiceId("a"), ServiceId("b"), ServiceId("c")});
        for (const char* name : names)
            for (int m = -1; m < 75; ++m) {
                INFO(name << " at " << m);
                CHECK(h.at(ServiceId(name), minute(m)).health == slowly(alarms, ServiceId(name), minute(m)));
            }
    }
}
