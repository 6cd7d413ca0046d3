// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/blast_radius.h"
#include "tests/analysis/map/drawn_map.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <set>

using namespace foreshock;
using namespace foreshock::test;

namespace {

ServiceBreaks broken(std::initializer_list<std::pair<const char*, int>> minutes) {
    ServiceBreaks out;
    for (const auto& [service, minute] : minutes)
        out.emplace(ServiceId(service),
                    ServiceBreak{Instant{} + Duration::minutes(minute), Duration::minutes(1), "series errors"});
    return out;
}

BlastRadius blastOf(const Incident& incident, const char* service, const ServiceBreaks& breaks = {}) {
    const ServiceMap map(incident.services, incident.dependencies);
    return blastRadius(incident, map, breaks, map.indexOf(ServiceId(service)));
}

/// "api+0 web+60 batch+?": what fails, and after how many minutes.
std::string drawn(const BlastRadius& b) {
    std::string out;
    for (const BlastRadius::Hit& h : b.predicted)
        out += (out.empty() ? "" : " ") + h.service.value + "+" +
               (h.after ? std::to_string(static_cast<int>(h.after->inMinutes())) : "?") + (h.isSure ? "" : "~");
    return out;
}

} // namespace

TEST_CASE("blast radius: hard now, buffered later, soft not, tools apart", "[analysis][map]") {
    const Incident i = drawnMap("api>db batch>db:buffered web>api mail>api:soft page>mail:tooling other");
    const BlastRadius b = blastOf(i, "db");
    CHECK(drawn(b) == "api+0 web+0 batch+?");
    CHECK(b.dependents == 5);
    CHECK(b.directDependents == 2);
    REQUIRE(b.tooling.size() == 1);
    CHECK(pathText(b.tooling[0].path) == "page → mail → api → db");
    REQUIRE(b.spared.size() == 1);
    CHECK(b.spared[0].service == ServiceId("mail"));
    CHECK(listed(b.unaffected) == "other");
    CHECK(b.observed.empty());
}

TEST_CASE("blast radius: lags seen in the record are taken; a soft edge that acted hard is hard", "[analysis][map]") {
    const Incident i = drawnMap("api>db batch>db:buffered web>batch mail>api:soft");
    const BlastRadius b = blastOf(i, "db", broken({{"db", 100}, {"api", 102}, {"batch", 160}, {"mail", 118}}));
    CHECK(drawn(b) == "api+2 mail+18 batch+60 web+60");
    REQUIRE(b.actedHard.size() == 1);
    CHECK(b.actedHard[0].lag == Duration::minutes(16));
    CHECK(b.actedHard[0].error == Duration::minutes(2));
    CHECK(b.observed.size() == 3);
    CHECK(b.observed[2].service == ServiceId("batch"));
    CHECK(b.spared.empty());
}

TEST_CASE("blast radius: what broke before cannot have been broken by it", "[analysis][map]") {
    const BlastRadius b = blastOf(drawnMap("api>db mail>db:soft"), "db", broken({{"db", 100}, {"mail", 50}}));
    CHECK(b.observed.empty());
    CHECK(b.lags.empty());
    CHECK(b.actedHard.empty());
}

TEST_CASE("blast radius: cycles, self-loops and parallel edges", "[analysis][map]") {
    const Incident i = drawnMap("a>a a>b b>c c>a d>a:soft d>a e>a:unknown");
    const BlastRadius b = blastOf(i, "a");
    CHECK(b.isOnCycle);
    CHECK(b.dependents == 4);
    CHECK(drawn(b) == "c+0 d+0 e+0~ b+0");
    CHECK_FALSE(blastOf(drawnMap("a>a b>a"), "a").isOnCycle);
    CHECK(blastOf(drawnMap("a>a b>a"), "a").dependents == 1);
    CHECK(blastOf(drawnMap("alone"), "alone").predicted.empty());
}

TEST_CASE("blast radius: telemetry that the failing service carries is lost, too", "[analysis][map]") {
    Incident i = drawnMap("watch>stream scaler>watch tool>login:tooling login>stream:soft");
    for (const char* metric : {"a", "b"}) {
        SeriesData s;
        s.info.service = ServiceId("stream");
        s.info.metric = metric;
        s.info.seenVia = "watch";
        i.series.push_back(s);
    }
    i.services[3].details = {{"fallback", "backup-tool"}, {"fallback_practised", ""}};
    const BlastRadius b = blastOf(i, "stream");
    REQUIRE(b.tooling.size() == 2);
    CHECK(b.tooling[0].service == ServiceId("tool"));
    CHECK(b.tooling[1].service == ServiceId("watch"));
    CHECK(b.tooling[1].series == 2);
    CHECK(b.tooling[0].fallback == "backup-tool");
    CHECK(b.tooling[0].practised.empty());
}

TEST_CASE("blast radius: as a slow walk says, on random maps, and never more for fewer edges", "[analysis][map]") {
    Noise noise(41);
    for (int round = 0; round < 100; ++round) {
        Incident i;
        const int n = 2 + noise.below(12);
        for (int k = 0; k < n; ++k)
            i.services.push_back({ServiceId("s" + std::to_string(k)), "", "", true, "", {}});
        for (int e = 0; e < noise.below(30); ++e) {
            Dependency d;
            d.from = i.services[static_cast<std::size_t>(noise.below(n))].id;
            d.to = i.services[static_cast<std::size_t>(noise.below(n))].id;
            d.kind = static_cast<DependencyKind>(noise.below(7));
            i.dependencies.push_back(d);
        }
        const BlastRadius b = blastOf(i, "s0");
        // Slow: grow the set until nothing is added.
        const auto grown = [&](auto takes) {
            std::set<ServiceId> set{ServiceId("s0")};
            for (bool isGrowing = true; isGrowing;) {
                isGrowing = false;
                for (const Dependency& d : i.dependencies)
                    if (takes(d.kind) && set.contains(d.to) && set.insert(d.from).second)
                        isGrowing = true;
            }
            return set.size() - 1;
        };
        CHECK(b.predicted.size() == grown([](DependencyKind k) {
                  return k != DependencyKind::Soft && k != DependencyKind::Tooling && k != DependencyKind::Telemetry;
              }));
        CHECK(static_cast<std::size_t>(b.dependents) == grown([](DependencyKind) { return true; }));
        if (!i.dependencies.empty()) {
            i.dependencies.pop_back();
            CHECK(blastOf(i, "s0").dependents <= b.dependents);
        }
    }
}

TEST_CASE("blast radius: ten thousand services in a chain", "[analysis][map]") {
    Incident i;
    for (int k = 0; k < 10000; ++k) {
        Dependency d;
        d.from = ServiceId("s" + std::to_string(k + 1));
        d.to = ServiceId("s" + std::to_string(k));
        d.kind = DependencyKind::Hard;
        i.dependencies.push_back(d);
    }
    CHECK(blastOf(i, "s0").dependents == 10000);
}
