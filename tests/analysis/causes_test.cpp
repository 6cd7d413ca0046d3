// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// In which service did it start: beside the reference prototype on parts of PetShop and Nezha, and what must not
// matter.
#include "tests/analysis/causes_fixture.h"

#include "model/analysis/causes/find_causes.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::map<std::string, double> byName(const ExpectedCauses::Scores& scores) {
    return {scores.begin(), scores.end()};
}

/// The whole answer, as the command line asks for it.
CauseAnswer answerOf(const Incident& incident, const LogSurge& logs) {
    HeldSamples samples(incident);
    const auto question = causeQuestion(incident, samples, {});
    REQUIRE(question);
    const auto answer = findCauses(incident, samples, *question, logs, "UTC");
    REQUIRE(answer);
    return *answer;
}

/// Services under other names, lists in another order.
Incident renamed(const Incident& incident, std::map<std::string, std::string>& names, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::string> all;
    for (const Service& s : incident.services)
        all.push_back(s.id.value);
    std::shuffle(all.begin(), all.end(), random);
    for (std::size_t i = 0; i < all.size(); ++i)
        names[all[i]] = "x" + std::to_string(100 + i);
    const auto rename = [&](ServiceId& id) {
        if (names.contains(id.value))
            id = ServiceId(names[id.value]);
    };
    Incident out = incident;
    for (Service& s : out.services)
        rename(s.id);
    for (Dependency& d : out.dependencies) {
        rename(d.from);
        rename(d.to);
    }
    for (SeriesData& s : out.series) {
        rename(s.info.service);
        if (const auto dot = s.info.metric.find('.');
            dot != std::string::npos && names.contains(s.info.metric.substr(dot + 1)))
            s.info.metric = s.info.metric.substr(0, dot + 1) + names[s.info.metric.substr(dot + 1)];
    }
    for (Alarm& a : out.alarms)
        rename(a.service);
    std::shuffle(out.services.begin(), out.services.end(), random);
    std::shuffle(out.dependencies.begin(), out.dependencies.end(), random);
    std::shuffle(out.series.begin(), out.series.end(), random);
    return out;
}

} // namespace

TEST_CASE("causes: evidence and flow are the reference prototype's on every case", "[analysis][causes]") {
    REQUIRE(causesCases().size() == 6);
    for (const CausesCase& c : causesCases())
        for (const ExpectedCauses& expected : c.answers) {
            INFO(c.name << ", " << expected.name);
            const Incident incident = c.incidentFor(expected);
            const CausesRun run = rankCauses(incident, c.logs());
            const auto evidence = byName(expected.evidence);
            for (const EvidenceScore& s : run.evidence.services) {
                const std::string& name = run.asked.id(s.service).value;
                INFO(name);
                const auto at = evidence.find(name);
                CHECK(s.score == Approx(at == evidence.end() ? 0 : at->second).epsilon(1e-6).margin(1e-8));
            }
            REQUIRE_FALSE(expected.evidence.empty());
            CHECK(run.asked.id(run.evidence.services.front().service).value == expected.evidence.front().first);
            CHECK(run.evidence.names() == !expected.evidenceAbstains);
            REQUIRE((run.flow.fit == FlowFit::Fits && !run.flow.isAssumed) == expected.hasFlow);
            if (!expected.hasFlow)
                continue;
            const auto flow = byName(expected.flow);
            for (const FlowShare& s : run.flow.shares) {
                INFO(run.asked.id(s.service).value);
                const auto at = flow.find(run.asked.id(s.service).value);
                CHECK(s.score == Approx(at == flow.end() ? 0 : at->second).epsilon(1e-6).margin(1e-8));
            }
            CHECK(run.flow.isConvincing == !expected.flowAbstains);
        }
}

TEST_CASE("causes: names and the order of lists don't matter", "[analysis][causes]") {
    for (const CausesCase& c : causesCases()) {
        INFO(c.name);
        const CauseAnswer before = answerOf(c.incident, LogSurge(epochMinute(c.alarm().start)));
        for (unsigned seed = 1; seed <= 3; ++seed) {
            std::map<std::string, std::string> names;
            const Incident other = renamed(c.incident, names, seed);
            const CauseAnswer after = answerOf(other, LogSurge(epochMinute(c.alarm().start)));
            REQUIRE(after.services.size() == before.services.size());
            for (std::size_t i = 0; i < std::min<std::size_t>(5, before.services.size()); ++i) {
                CHECK(after.services[i].service.value == names.at(before.services[i].service.value));
                CHECK(after.services[i].probability == Approx(before.services[i].probability));
            }
        }
    }
}
