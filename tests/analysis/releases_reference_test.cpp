// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Features and scores of releases against the reference prototype (tests/data/analysis/make_releases.py).
#include "model/analysis/releases/join_releases.h"
#include "tests/analysis/fixture.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace foreshock;

namespace {

using Json = nlohmann::json;

const Instant kZero{1'700'000'040'000'000'000};

Instant at(const Json& milliseconds) {
    return kZero + Duration{milliseconds.get<std::int64_t>() * 1'000'000};
}

std::string joined(const Json& names) {
    std::string out;
    for (const Json& n : names)
        out += (out.empty() ? "" : ", ") + n.get<std::string>();
    return out;
}

Incident incidentOf(const Json& data) {
    Incident out;
    for (const Json& e : data.at("edges")) {
        Dependency d;
        d.from = ServiceId(e.at(0));
        d.to = ServiceId(e.at(1));
        out.dependencies.push_back(d);
    }
    for (const Json& s : data.at("steps")) {
        Change c;
        c.id = ChangeId(s.at("group").get<std::string>() + "-" + std::to_string(out.changes.size()));
        c.group = s.at("group");
        c.service = ServiceId(s.at("service"));
        c.start = at(s.at("start"));
        c.end = at(s.at("done"));
        c.scope = "instances " + joined(s.at("new")) + "; replaces " + joined(s.at("removed"));
        out.changes.push_back(c);
    }
    for (const Json& s : data.at("series")) {
        SeriesData series;
        series.info.service = ServiceId(s.at("service"));
        series.info.instance = s.at("instance");
        series.info.metric = s.at("metric");
        series.info.unit = series.info.metric == "latency" ? "ms" : "%";
        Instant t = at(s.at("from"));
        for (const Json& x : s.at("x")) {
            series.samples.push_back({t, x});
            t = t + Duration::minutes(1);
        }
        out.series.push_back(std::move(series));
    }
    return out;
}

} // namespace

TEST_CASE("releases: features and scores are those of the reference prototype", "[analysis][releases]") {
    std::ifstream in(test::dataFolder() / "releases.json");
    const Json cases = Json::parse(in);
    REQUIRE(cases.size() == 5);
    for (const Json& data : cases) {
        const Incident incident = incidentOf(data);
        HeldSamples samples(incident);
        const auto ranked = rankReleases(incident, samples, at(data.at("alarm")));
        CHECK(ranked.size() == data.at("releases").size());
        for (const Json& expected : data.at("releases")) {
            const std::string service = expected.at("service");
            INFO(service);
            const auto found = std::find_if(ranked.begin(), ranked.end(),
                                            [&](const RankedRelease& r) { return r.rollout.service.value == service; });
            REQUIRE(found != ranked.end());
            const ReleaseFeatures& f = found->features;
            const auto is = [&](double value, const char* name) {
                INFO(name);
                CHECK(value == Approx(expected.at(name).get<double>()).epsilon(1e-6).margin(1e-6));
            };
            is(f.gap, "gap");
            is(std::max(f.gap, f.callGap), "widest_gap");
            is(f.silence, "silence");
            is(f.cpu, "cpu");
            is(f.latency, "latency");
            is(f.lag, "lag");
            is(f.reach, "reach");
            is(f.near, "near");
            is(f.score(), "score");
        }
    }
}
