// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Canary and rolling releases: made incidents in which one of several releases breaks its new instances.
#include "model/analysis/rank_changes.h"
#include "model/analysis/releases/join_releases.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace foreshock;

namespace {

const Instant kStart{1'700'000'040'000'000'000};
enum class Fault { Errors, Silence, None };

/// web → api → store, web → cart; six instances each. Every service is released within half an hour: two new instances
/// replace two old ones. The culprit's new instances fail 60 % of requests, or stop reporting.
struct Release {
    Incident incident;
    std::string culprit;

    Release(Fault fault, const std::string& culpritName, unsigned seed)
        : culprit(culpritName) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> unit(0, 1);
        const std::vector<std::string> services = {"web", "api", "store", "cart"};
        for (const auto& [from, to] : {std::pair("web", "api"), std::pair("api", "store"), std::pair("web", "cart")}) {
            Dependency d;
            d.from = ServiceId(from);
            d.to = ServiceId(to);
            incident.dependencies.push_back(d);
        }
        std::map<std::string, int> when;
        for (const std::string& s : services)
            when[s] = s == culprit ? 90 : 70 + static_cast<int>(unit(random) * 30);
        for (const std::string& s : services) {
            Change c;
            c.id = ChangeId("release-" + s);
            c.group = "roll-" + s;
            c.service = ServiceId(s);
            c.kind = "deploy";
            c.title = "release of " + s;
            c.start = kStart + Duration::minutes(when[s] - 2);
            c.end = kStart + Duration::minutes(when[s]);
            c.scope = "instances " + s + "-6, " + s + "-7; replaces " + s + "-0, " + s + "-1";
            incident.changes.push_back(c);
        }
        const auto isBad = [&](const std::string& s, int m) { return fault != Fault::None && s == culprit && m >= 91; };
        for (const std::string& s : services)
            for (int k = 0; k < 8; ++k) {
                SeriesData success, latency, cpu;
                for (auto* series : {&success, &latency, &cpu}) {
                    series->info.service = ServiceId(s);
                    series->info.instance = s + "-" + std::to_string(k);
                    series->info.version = k >= 6 ? "2" : "1";
                }
                success.info.metric = "success_rate";
                success.info.unit = "%";
                latency.info.metric = "latency";
                latency.info.unit = "ms";
                cpu.info.metric = "cpu";
                cpu.info.unit = "%";
                for (int m = 0; m < 110; ++m) {
                    const bool isThere = k >= 6 ? m >= when[s] : k >= 2 || m < when[s];
                    const bool isFailing = k >= 6 && isBad(s, m);
                    if (!isThere || (isFailing && fault == Fault::Silence))
                        continue;
                    const Instant t = kStart + Duration::minutes(m) + Duration::seconds(20);
                    // Callers see the culprit's failures, thinly.
                    const bool isCaller = (culprit == "store" && (s == "api" || s == "web")) ||
                                          (culprit == "api" && s == "web") || (culprit == "cart" && s == "web");
                    const double lost = isFailing ? 60 : isCaller && isBad(culprit, m) ? 15 : 0;
                    success.samples.push_back({t, 99.5 - lost - .4 * unit(random)});
                    latency.samples.push_back({t, 40 * (1 + .1 * unit(random))});
                    cpu.samples.push_back({t, 30 * (1 + .1 * unit(random))});
                }
                for (auto* series : {&success, &latency, &cpu})
                    if (!series->samples.empty())
                        incident.series.push_back(*series);
            }
        Alarm a;
        a.id = AlarmId("failing");
        a.service = ServiceId("web");
        a.metric = "success_rate";
        a.start = kStart + Duration::minutes(97);
        incident.alarms.push_back(a);
    }
    Answer rank() const {
        const auto answer = rankChanges(incident, RankOptions{});
        REQUIRE(answer);
        double sum = answer->noneProbability;
        for (const Suspect& s : answer->suspects)
            sum += s.probability;
        CHECK(sum == Approx(1));
        return *answer;
    }
};

} // namespace

TEST_CASE("releases: the one whose new instances fail comes first", "[analysis][releases]") {
    for (const std::string culprit : {"web", "api", "store", "cart"})
        for (unsigned seed = 1; seed <= 5; ++seed) {
            INFO(culprit << ", seed " << seed);
            const Answer answer = Release(Fault::Errors, culprit, seed).rank();
            REQUIRE(answer.suspects.size() == 4);
            CHECK(answer.suspects.front().service.value == culprit);
            CHECK(answer.verdict == Verdict::Named);
            const Evidence& row = answer.suspects.front().evidence.front();
            CHECK(row.kind == EvidenceKind::Shift);
            CHECK(row.state == EvidenceState::For);
            CHECK(row.text.find("of new instances succeed in") != std::string::npos);
            CHECK(row.weight == Approx(2.7).margin(.2));
            for (std::size_t i = 1; i < 4; ++i)
                CHECK(answer.suspects[i].evidence.front().state != EvidenceState::For);
        }
}

TEST_CASE("releases: new instances that stop reporting are told by their neighbours", "[analysis][releases]") {
    for (const std::string culprit : {"api", "store", "cart"})
        for (unsigned seed = 1; seed <= 5; ++seed) {
            INFO(culprit << ", seed " << seed);
            const Release made(Fault::Silence, culprit, seed);
            const Answer answer = made.rank();
            CHECK(answer.suspects.front().service.value == culprit);
            CHECK(answer.suspects.front().evidence.front().text.find("stopped reporting") != std::string::npos);
        }
}

TEST_CASE("releases: six more releases that do no harm don't hide the one", "[analysis][releases]") {
    Release made(Fault::Errors, "store", 3);
    for (int k = 0; k < 6; ++k) {
        Change c = made.incident.changes[0];
        c.id = ChangeId("decoy-" + std::to_string(k));
        c.group = "";
        c.service = ServiceId(k % 2 ? "cart" : "web");
        c.start = kStart + Duration::minutes(85 + k);
        c.end = c.start;
        c.scope = k < 3 ? "" : made.incident.changes[k % 2 ? 3 : 0].scope;
        made.incident.changes.push_back(c);
    }
    const Answer answer = made.rank();
    CHECK(answer.suspects.front().change.value == "release-store");
}

TEST_CASE("releases: a step that begins after the alarm takes nothing from its release", "[analysis][releases]") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        Release made(Fault::Errors, "store", seed);
        const double alone = made.rank().suspects.front().probability;
        Change c = made.incident.changes[2];
        REQUIRE(c.id.value == "release-store");
        c.id = ChangeId("release-store-2");
        c.start = kStart + Duration::minutes(97) + Duration::seconds(30);
        c.end = c.start + Duration::minutes(2);
        c.scope = "instances store-8; replaces store-2";
        made.incident.changes.push_back(c);
        const Answer answer = made.rank();
        CHECK(answer.suspects.front().change.value == "release-store");
        CHECK(answer.suspects.front().probability == Approx(alone).margin(.01));
        for (const Suspect& s : answer.suspects)
            if (s.change.value == "release-store-2")
                CHECK(s.probability < 1e-5);
    }
}

TEST_CASE("releases: where none breaks its instances none is named", "[analysis][releases]") {
    for (unsigned seed = 1; seed <= 5; ++seed)
        CHECK(Release(Fault::None, "store", seed).rank().verdict != Verdict::Named);
}

TEST_CASE("releases: features are those of the obvious count", "[analysis][releases]") {
    const Release made(Fault::Errors, "store", 2);
    HeldSamples samples(made.incident);
    const auto releases = rankReleases(made.incident, samples, made.incident.alarms.front().start);
    REQUIRE(releases.size() == 4);
    CHECK(releases.front().rollout.service.value == "store");
    // New: two instances, one good minute of ten; old: four.
    double now = 0, old = 0;
    int nows = 0, olds = 0;
    for (const SeriesData& s : made.incident.series)
        if (s.info.service.value == "store" && s.info.metric == "success_rate")
            for (const Sample& sample : s.samples) {
                const double minute = (sample.time - kStart).inMinutes();
                if (minute < 90 || sample.time > made.incident.alarms.front().start + Duration::minutes(3))
                    continue;
                if (s.info.instance >= "store-6") {
                    now += sample.value;
                    ++nows;
                } else if (s.info.instance >= "store-2") {
                    old += sample.value;
                    ++olds;
                }
            }
    const ReleaseFeatures& f = releases.front().features;
    CHECK(f.gap == Approx(old / olds - now / nows));
    CHECK(f.silence == 0);
    CHECK(f.lag == Approx(1).margin(1.1));
}

TEST_CASE("releases: steps read from a change's scope", "[analysis][releases]") {
    Change c;
    c.scope = "us-east-1a; instances kfe-1, kfe-2; replaces kfe-0";
    const RolloutStep step = rolloutStep(c);
    CHECK(step.added == std::set<std::string>{"kfe-1", "kfe-2"});
    CHECK(step.removed == std::set<std::string>{"kfe-0"});
    c.scope = "all instances of the fleet";
    CHECK(rolloutStep(c).added.empty());
}

TEST_CASE("releases: without series by instance the ranking stays as it was", "[analysis][releases]") {
    Release made(Fault::Errors, "store", 4);
    for (SeriesData& s : made.incident.series)
        s.info.instance.clear();
    HeldSamples samples(made.incident);
    CHECK(rankReleases(made.incident, samples, made.incident.alarms.front().start).empty());
    made.incident.series.clear();
    made.rank();
}
