// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents that are damaged in every way that records of real ones are, alone and together. What must hold then: odds
// that add up, one of five verdicts, and an answer that depends on what happened, not on how it was written down.
#include "model/analysis/alarms/alarm_storms.h"
#include "model/analysis/causes/find_causes.h"
#include "model/analysis/rank_changes.h"
#include "model/base/time_text.h"
#include "tests/analysis/noise.h"
#include "tests/analysis/rewritten.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr Instant kStart{1'709'287'200'000'000'000}; // 2024-03-01T10:00:00Z
constexpr int kMinutes = 360;
constexpr int kOnset = 240;

Instant minute(double m) {
    return kStart + Duration::ofMinutes(m);
}

void addSeries(Incident& out, const char* service, const char* metric, const char* unit,
               const std::function<double(int)>& value) {
    SeriesData data;
    data.info.id = SeriesId(static_cast<std::int64_t>(out.series.size()) + 1);
    data.info.service = ServiceId(service);
    data.info.metric = metric;
    data.info.unit = unit;
    for (int m = 0; m < kMinutes; ++m)
        data.samples.push_back({minute(m), value(m)});
    out.series.push_back(std::move(data));
}

void addEdge(Incident& out, const char* from, const char* to) {
    Dependency d;
    d.from = ServiceId(from);
    d.to = ServiceId(to);
    d.kind = DependencyKind::Hard;
    out.dependencies.push_back(d);
}

void addChange(Incident& out, const std::string& id, const char* service, const char* kind, double from, double to) {
    Change c;
    c.id = ChangeId(id);
    c.service = ServiceId(service);
    c.kind = kind;
    c.start = minute(from);
    if (to > from)
        c.end = minute(to);
    out.changes.push_back(c);
}

void addAlarm(Incident& out, const std::string& id, const char* service, const char* rule, double at) {
    Alarm a;
    a.id = AlarmId(id);
    a.service = ServiceId(service);
    a.metric = "errors";
    a.title = a.rule = rule;
    a.start = minute(at);
    out.alarms.push_back(a);
}

/// web → api → db. A change of db fills its threads; half an hour later errors rise in all three.
Incident threeServices(std::uint64_t seed) {
    Noise noise(seed);
    Incident out;
    for (const char* service : {"api", "db", "web"}) {
        out.services.push_back({ServiceId(service), service, "", true, "", {}});
        addSeries(out, service, "requests", "1/s", [&](int) { return 100 + 3 * noise.normal(); });
        addSeries(out, service, "errors", "%", [&](int m) { return (m < kOnset ? 1 : 12) + .2 * noise.normal(); });
        addSeries(out, service, "latency_p95", "ms", [&](int m) { return (m < kOnset ? 20 : 80) + noise.normal(); });
    }
    addSeries(out, "db", "threads", "threads", [&](int m) {
        return std::min(200.0, 100 + 100 * std::clamp((m - 210) / 10.0, 0.0, 1.0)) + noise.normal();
    });
    addEdge(out, "web", "api");
    addEdge(out, "api", "db");
    addChange(out, "pool", "db", "config", 210, 220);
    addChange(out, "web-2", "web", "deploy", 60, 0);
    addChange(out, "api-2", "api", "deploy", 180, 0);
    addAlarm(out, "a1", "web", "errors > 5 %", kOnset + 4);
    addAlarm(out, "a2", "api", "errors > 5 %", kOnset + 6);
    return out;
}

void onSeries(Incident& out, const std::function<void(SeriesData&)>& damage) {
    for (SeriesData& s : out.series)
        damage(s);
}

void onTimes(Incident& out, const std::function<void(Instant&)>& move) {
    for (Change& c : out.changes) {
        move(c.start);
        if (c.end)
            move(*c.end);
    }
    for (Alarm& a : out.alarms) {
        move(a.start);
        if (a.end)
            move(*a.end);
    }
    for (SeriesData& s : out.series)
        for (Sample& x : s.samples)
            move(x.time);
}

struct Damage {
    const char* name;
    std::function<void(Incident&, Noise&)> apply;
    Verdict verdict;   ///< of the three services so damaged
    const char* says;  ///< in the headline or what was not looked at
    const char* leads; ///< the first suspect, empty: none
};

const std::vector<Damage>& damages() {
    using V = Verdict;
    const auto values = [](double v) {
        return [v](Incident& i, Noise&) {
            onSeries(i, [&](SeriesData& s) {
                for (Sample& x : s.samples)
                    x.value = v;
            });
        };
    };
    const auto alarmsAt = [](double m) {
        return [m](Incident& i, Noise&) {
            double at = m;
            for (Alarm& a : i.alarms)
                a.start = minute(at++);
        };
    };
    static const std::vector<Damage> kAll = {
        {"nothing", [](Incident&, Noise&) {}, V::Named, "Strong lead, not confirmed: config on db, 34 min before",
         "pool"},
        {"one sample", [](Incident& i, Noise&) { onSeries(i, [](SeriesData& s) {
                                                     s.samples = {{minute(245), 3}};
                                                 }); },
         V::CannotTell, "Order and path only: no metrics show the trouble.", "pool"},
        {"constant", values(7), V::CannotTell,
         "Order and path only: the metrics of api and web are as usual around 14:04 UTC; if they should not be, the "
         "clock of one source may be off.",
         "pool"},
        {"all NaN", values(std::nan("")), V::CannotTell, "10 series without samples around the onset", "pool"},
        {"infinite", values(std::numeric_limits<double>::infinity()), V::CannotTell,
         "10 series without samples around the onset", "pool"},
        {"no samples", [](Incident& i, Noise&) { onSeries(i, [](SeriesData& s) { s.samples.clear(); }); },
         V::CannotTell, "metrics of alarmed services without any: api and web", "pool"},
        {"duplicated times",
         [](Incident& i, Noise&) {
             onSeries(i, [](SeriesData& s) {
                 std::vector<Sample> twice;
                 for (const Sample& x : s.samples) {
                     twice.push_back(x);
                     twice.push_back({x.time, x.value + .1});
                 }
                 s.samples = twice;
             });
         },
         V::Named, "config on db", "pool"},
        {"a few values no instrument measures",
         [](Incident& i, Noise& n) {
             onSeries(i, [&](SeriesData& s) {
                 for (const double v : {1e308, -1e308, 5e-324})
                     s.samples[static_cast<std::size_t>(n.below(kMinutes))].value = v;
             });
         },
         V::Named, "config on db", "pool"},
        {"changes without service",
         [](Incident& i, Noise&) {
             for (Change& c : i.changes)
                 c.service = ServiceId("");
         },
         V::UnrecordedChange, "Probably a change that no feed holds", "pool"},
        {"alarms without service and metric",
         [](Incident& i, Noise&) {
             for (Alarm& a : i.alarms) {
                 a.service = ServiceId("");
                 a.metric.clear();
             }
         },
         V::Named, "where it alarmed: 2 alarms name no service", "pool"},
        {"cycles and self-loops",
         [](Incident& i, Noise&) {
             addEdge(i, "db", "web");
             addEdge(i, "web", "web");
             addEdge(i, "api", "web");
         },
         V::Named, "Strong lead, not confirmed: config on db", "pool"},
        {"no map", [](Incident& i, Noise&) { i.dependencies.clear(); }, V::Ranked,
         "map: none, so which alarms a change reaches is not judged", "pool"},
        {"a map of other services",
         [](Incident& i, Noise&) {
             i.dependencies.clear();
             addEdge(i, "foo", "bar");
         },
         V::Ranked, "paths to alarms on services without an edge on the map: api and web", "pool"},
        {"an alarm before all data", alarmsAt(-600), V::CannotTell, "Order and path only: no metrics show the trouble.",
         "web-2"},
        {"an alarm after all data", alarmsAt(kMinutes + 600), V::CannotTell, "Order and path only", "api-2"},
        {"alarms an hour early", alarmsAt(kOnset - 56), V::Ranked,
         "the metrics of api and web are as usual around 13:04 UTC; if they should not be, the clock of one source may "
         "be off.",
         "api-2"},
        {"alarms an hour late", alarmsAt(kOnset + 64), V::CannotTell, "the clock of one source may be off.", "pool"},
        {"changes that end before they start",
         [](Incident& i, Noise&) {
             for (Change& c : i.changes)
                 c.end = c.start - Duration::hours(2);
             i.alarms[0].end = i.alarms[0].start - Duration::hours(2);
         },
         V::Named, "config on db", "pool"},
        {"stray records of 1970 and 2099",
         [](Incident& i, Noise&) {
             addChange(i, "1970", "web", "deploy", -28'487'160, 0);
             addChange(i, "2099", "web", "deploy", 39'357'000, 0);
             addAlarm(i, "a1970", "web", "old", -28'487'160);
             addAlarm(i, "a2099", "web", "new", 39'357'000);
         },
         V::Named, "config on db", "pool"},
        {"a gap at the onset",
         [](Incident& i, Noise&) {
             onSeries(i, [](SeriesData& s) {
                 std::erase_if(s.samples,
                               [](const Sample& x) { return minute(180) <= x.time && x.time < minute(300); });
             });
         },
         V::CannotTell, "errors (last 12:59 UTC)", "pool"},
        {"no changes", [](Incident& i, Noise&) { i.changes.clear(); }, V::UnrecordedChange,
         "No change data. Not the same as no changes.", ""},
        {"no alarms", [](Incident& i, Noise&) { i.alarms.clear(); }, V::CannotTell, "Mark when the trouble began", ""},
        {"nothing at all", [](Incident& i, Noise&) { i = {}; }, V::CannotTell, "import alarms", ""},
    };
    return kAll;
}

double secondsSince(std::clock_t begin) { // of this process
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

bool isSayable(const std::string& text) {
    for (const char* bad : {"nan", "inf ", "infinite", "-0 ", "\"\""})
        if (text.find(bad) != std::string::npos)
            return false;
    return !text.empty();
}

/// What holds for any answer.
void checkAnswer(const Answer& a) {
    double sum = 0, last = 1;
    for (const Suspect& s : a.suspects) {
        CHECK((s.probability >= 0 && s.probability <= last));
        last = s.probability;
        sum += s.probability;
        for (const Evidence& e : s.evidence) {
            CHECK(std::isfinite(e.weight));
            INFO(e.text);
            CHECK(isSayable(e.text));
        }
    }
    const NonAnswers& n = a.nonAnswers;
    for (const double p : {n.load, n.other, n.unrecorded, n.cannotTell})
        CHECK((p >= 0 && p <= 1));
    CHECK(a.noneProbability == Approx(n.sum()).margin(1e-12));
    CHECK(sum + a.noneProbability == Approx(1).margin(1e-9));
    INFO(a.headline);
    CHECK(isSayable(a.headline));
    if (a.verdict == Verdict::Named)
        CHECK(a.suspects.at(0).probability >= .8);
}

std::map<std::string, double> oddsOf(const Answer& a) {
    std::map<std::string, double> out;
    for (const Suspect& s : a.suspects)
        out[s.change.value] = s.probability;
    return out;
}

void checkSameOdds(const Answer& a, const Answer& b) {
    CHECK(a.verdict == b.verdict);
    CHECK(a.alarms.size() == b.alarms.size());
    CHECK(a.noneProbability == Approx(b.noneProbability).margin(1e-9));
    const auto x = oddsOf(a), y = oddsOf(b);
    REQUIRE(x.size() == y.size());
    for (const auto& [id, p] : x) {
        INFO(id);
        REQUIRE(y.count(id));
        CHECK(p == Approx(y.at(id)).margin(1e-9));
    }
}

/// Services, map, series, changes and alarms at random, then up to four damages.
Incident randomIncident(Noise& noise) {
    Incident out = threeServices(noise.bits());
    static const char* const kNames[] = {"api", "db", "web", "mail", "queue"};
    const auto any = [&] { return kNames[noise.below(5)]; };
    for (int e = noise.below(6); e > 0; --e)
        addEdge(out, any(), any());
    for (int c = noise.below(25); c > 0; --c) {
        const double from = kMinutes * (3 * noise.uniform() - 2);
        static const char* const kKinds[] = {"deploy", "config", "automated_scaling", ""};
        addChange(out, "r" + std::to_string(c), any(), kKinds[noise.below(4)], from, from + noise.below(90) - 30);
    }
    for (int a = noise.below(6); a > 0; --a)
        addAlarm(out, "r" + std::to_string(a), any(), noise.below(2) ? "errors > 5 %" : "queue_depth > 100",
                 kMinutes * noise.uniform());
    for (int d = noise.below(5); d > 0; --d)
        if (const Damage& damage =
                damages()[static_cast<std::size_t>(noise.below(static_cast<int>(damages().size()) - 3))];
            !out.alarms.empty())
            damage.apply(out, noise);
    return out;
}

} // namespace

TEST_CASE("bad incidents: each damage gives an answer that says what it means", "[analysis]") {
    for (const Damage& damage : damages()) {
        Noise noise(3);
        Incident incident = threeServices(1);
        damage.apply(incident, noise);
        const Answer a = *rankChanges(incident, {});
        INFO(damage.name << ": " << a.headline);
        checkAnswer(a);
        CHECK(nameOf(a.verdict) == nameOf(damage.verdict));
        std::string told = a.headline;
        for (const std::string& text : a.coverage.notLookedAt)
            told += "\n" + text;
        INFO(told);
        CHECK(told.find(damage.says) != std::string::npos);
        CHECK((a.suspects.empty() ? "" : a.suspects.front().change.value) == std::string(damage.leads));
        if (std::string_view(damage.name) == "no map" || std::string_view(damage.name) == "a map of other services")
            for (const Suspect& s : a.suspects)
                for (const Evidence& e : s.evidence)
                    CHECK_FALSE((e.kind == EvidenceKind::Reach && e.state == EvidenceState::Against));

        HeldSamples samples(incident);
        const auto storms = alarmStorms(incident, samples);
        REQUIRE(storms);
        for (const AlarmStorm& storm : storms->storms)
            CHECK((!storm.candidate.value.empty() || !storm.candidateWhy.empty()));
    }
}

TEST_CASE("bad incidents: records that name no service are not taken for the same one", "[analysis]") {
    Incident incident = threeServices(1);
    incident.series.clear();
    for (Change& c : incident.changes)
        c.service = ServiceId("");
    for (Alarm& a : incident.alarms)
        a.service = ServiceId("");
    const Answer a = *rankChanges(incident, {});
    CHECK(a.verdict == Verdict::CannotTell);
    for (const Suspect& s : a.suspects)
        for (const Evidence& e : s.evidence)
            CHECK(e.text.find("itself, where it broke") == std::string::npos);
    // Where nothing has a name there is one service.
    incident.services.clear();
    incident.dependencies.clear();
    const Answer one = *rankChanges(incident, {});
    CHECK(
        std::any_of(one.suspects.front().evidence.begin(), one.suspects.front().evidence.end(), [](const Evidence& e) {
            return e.text == "changed a service without a name itself, where it broke";
        }));
}

TEST_CASE("bad incidents: however it is written down, the answer stays", "[analysis]") {
    Noise noise(2024);
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        const Incident incident = randomIncident(noise);
        const Answer a = *rankChanges(incident, {});
        checkAnswer(a);

        const Answer reordered = *rankChanges(shuffled(incident, noise), {});
        checkSameOdds(a, reordered);
        CHECK(reordered.headline == a.headline);

        const Answer named = *rankChanges(renamed(incident, [](const std::string& s) { return "x-" + s; }), {});
        checkSameOdds(a, named);
        checkSameOdds(a, *rankChanges(renamed(incident,
                                              [](const std::string& s) {
                                                  std::string out = s; // a ↔ z: the other way round in every list
                                                  for (char& c : out)
                                                      c = c >= 'a' && c <= 'z' ? static_cast<char>('a' + 'z' - c) : c;
                                                  return out;
                                              }),
                                      {}));

        Incident other = incident;
        onTimes(other, [](Instant& t) { t += Duration::hours(24 * 37); });
        checkSameOdds(a, *rankChanges(other, {}));

        other = incident;
        if (!other.alarms.empty())
            other.alarms.push_back(
                other.alarms[static_cast<std::size_t>(noise.below(static_cast<int>(other.alarms.size())))]);
        const Answer twice = *rankChanges(other, {});
        checkSameOdds(a, twice);
        CHECK(twice.headline == a.headline);
    }
}

TEST_CASE("bad incidents: a hundred thousand alarms of flapping rules are grouped in seconds", "[analysis]") {
    Incident incident = threeServices(1);
    Noise noise(5);
    static const char* const kNames[] = {"api", "db", "web"};
    for (int n = 0; n < 100'000; ++n)
        addAlarm(incident, "f" + std::to_string(n), kNames[noise.below(3)], "flaps",
                 kOnset - 14 * 1440 * noise.uniform());
    const std::clock_t begin = std::clock();
    HeldSamples samples(incident);
    const auto storms = alarmStorms(incident, samples);
    const Answer a = *rankChanges(incident, {});
    CHECK(secondsSince(begin) < 10); // was 130
    CHECK(a.suspects.front().change.value == "pool");
    CHECK(rfc3339(a.firstAlarm) == rfc3339(minute(kOnset + 4))); // what flaps all the time sets no clock
    CHECK(storms->alarms == 100'002);
    CHECK(storms->chronic > 99'000);
}

TEST_CASE("bad incidents: thousands of changes over two weeks of samples are ranked in seconds", "[analysis]") {
    Incident incident = threeServices(1);
    Noise noise(6);
    for (SeriesData& s : incident.series) { // two calm weeks before
        std::vector<Sample> before;
        const double level = s.info.metric == "errors" ? 1 : s.info.metric == "latency_p95" ? 20 : 100;
        for (int m = -14 * 1440; m < 0; ++m)
            before.push_back({minute(m), level * (1 + .03 * noise.normal())});
        s.samples.insert(s.samples.begin(), before.begin(), before.end());
    }
    static const char* const kNames[] = {"api", "db", "web", "mail", "queue"};
    const int changes = std::getenv("FORESHOCK_LONG") ? 10'000 : 3'000;
    for (int n = 0; n < changes; ++n)
        addChange(incident, "r" + std::to_string(n), kNames[noise.below(5)], "deploy",
                  kOnset - 14 * 1440 * noise.uniform(), 0);
    const std::clock_t begin = std::clock();
    const Answer a = *rankChanges(incident, {});
    CHECK(secondsSince(begin) < 25);
    checkAnswer(a);
    CHECK(a.suspects.front().change.value == "pool");
}
