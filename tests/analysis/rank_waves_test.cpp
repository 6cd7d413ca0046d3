// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_changes.h"
#include "model/analysis/rank_waves.h"
#include "model/base/time_text.h"
#include "model/domain/wave_words.h"
#include "tests/analysis/fixture.h"
#include "tests/analysis/incident_of.h"
#include "tests/analysis/noise.h"
#include "tests/analysis/rewritten.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

const Zone kPacific = *Zone::find("America/Los_Angeles");

Incident recorded(const std::string& file, std::string_view firstAlarm) {
    for (const RankingCase& c : readRankingCases(dataFolder() / "ranking" / file))
        if (c.name == "all") {
            Incident out = incidentOf(c.grid, parseTime(firstAlarm)->instant);
            out.zone = kPacific.name();
            return out;
        }
    throw std::runtime_error("no whole case in " + file);
}

Incident dynamo() {
    return recorded("dynamodb-dns-2025-10-20-0.json", "2025-10-20T06:51:00Z");
}

/// "23:51 4 ddb plausible: chg-dns-stale-plan | …", the answer's own with a star; suspects under 1 % are left out.
std::string drawn(const AlarmWaves& waves, const Answer& answer) {
    std::string out;
    for (const AlarmWave& w : waves.waves) {
        out += fmt::format("{}{} {} {} {}:", w.isOf(answer) ? "*" : "", clockText(w.first, kPacific), w.alarms,
                           w.service.value, waveVerdictText(w));
        for (const WaveSuspect& s : w.suspects)
            if (s.probability >= .01) {
                out += " " + s.change.value;
                if (s.response)
                    out += fmt::format("({}{})", s.response->isSure ? "" : "perhaps ",
                                       clockText(s.response->wave, kPacific));
            }
        out += "\n";
    }
    return out;
}

Change change(const char* id, const char* service, const char* kind, std::int64_t minute) {
    Change c;
    c.id = ChangeId(id);
    c.service = ServiceId(service);
    c.kind = kind;
    c.title = id;
    c.start = Instant{} + Duration::minutes(minute);
    return c;
}

Alarm alarm(const char* service, std::int64_t minute) {
    Alarm a;
    a.id = AlarmId(service + std::to_string(minute));
    a.service = ServiceId(service);
    a.title = "down";
    a.start = Instant{} + Duration::minutes(minute);
    return a;
}

} // namespace

TEST_CASE("waves: DynamoDB has three, and what was done against one may be the trigger of the next", "[analysis]") {
    const Incident i = dynamo();
    const Answer answer = *rankChanges(i, {});
    const AlarmWaves waves = *rankWaves(i, {}, answer);
    const std::string all = drawn(waves, answer);
    INFO(all);
    CHECK(all == "*23:51 4 ddb strong lead: chg-dns-stale-plan chg-other-3\n"
                 "03:20 1 ec2-dwfm plausible: chg-other-4(23:51) chg-dns-stale-plan chg-other-3\n"
                 "06:52 3 nlb can't tell: chg-other-5(03:20)\n");
    CHECK(waves.more == 0);
    CHECK(waves.leftOut == 0);
    CHECK(answer.otherGroups == 2);
}

TEST_CASE("waves: a line says what the whole ranking of its wave says, and every wave knows the same others",
          "[analysis]") {
    const Incident i = dynamo();
    const Answer first = *rankChanges(i, {});
    const AlarmWaves waves = *rankWaves(i, {}, first);
    for (const AlarmWave& wave : waves.waves) {
        RankOptions options;
        options.alarm = wave.alarm;
        const Answer own = *rankChanges(i, options);
        REQUIRE(wave.isOf(own));
        CHECK(own.verdict == wave.verdict);
        CHECK(static_cast<int>(own.alarms.size()) == wave.alarms);
        REQUIRE(own.suspects.size() >= wave.suspects.size());
        for (std::size_t s = 0; s < wave.suspects.size(); ++s) {
            CHECK(own.suspects[s].change == wave.suspects[s].change);
            CHECK(own.suspects[s].probability == Approx(wave.suspects[s].probability).margin(1e-12));
            CHECK_FALSE(own.suspects[s].isAfterFirstAlarm);
        }
        std::string mine = drawn(*rankWaves(i, options, own), first);
        CHECK(mine == drawn(waves, first));
    }
}

TEST_CASE("waves: lateness is judged by each wave's own first alarm, and the response is said in words", "[analysis]") {
    const Incident i = dynamo();
    const auto restored = [](const Answer& a) {
        return *std::find_if(a.suspects.begin(), a.suspects.end(),
                             [](const Suspect& s) { return s.change.value == "chg-other-4"; });
    };
    const Suspect before = restored(*rankChanges(i, {}));
    CHECK(before.isAfterFirstAlarm);
    CHECK_FALSE(before.response);
    RankOptions options;
    for (const Alarm& a : i.alarms)
        if (a.service.value == "ec2-dwfm")
            options.alarm = a.id;
    const Suspect after = restored(*rankChanges(i, options));
    CHECK_FALSE(after.isAfterFirstAlarm);
    REQUIRE(after.evidence.size() > 1);
    CHECK(after.evidence[1].text ==
          "a response to the wave of 19 Oct 2025 23:51 PDT: made 2 h 34 min after its first alarm");
    CHECK(after.evidence[1].state == EvidenceState::DoesNotDecide);
    CHECK(after.evidence[1].weight == 0);
}

TEST_CASE("waves: Kinesis is one wave of ten alarms", "[analysis]") {
    const Incident i = recorded("kinesis-2020-11-25-0.json", "2020-11-25T13:15:00Z");
    const Answer answer = *rankChanges(i, {});
    const AlarmWaves waves = *rankWaves(i, {}, answer);
    REQUIRE(waves.waves.size() == 1);
    CHECK(waves.waves.front().alarms == 10);
    CHECK(waves.waves.front().isOf(answer));
}

TEST_CASE("waves: the order of an import does not matter", "[analysis]") {
    const Incident straight = dynamo();
    const Answer answer = *rankChanges(straight, {});
    Noise noise(7);
    const Incident i = shuffled(straight, noise);
    const Answer other = *rankChanges(i, {});
    CHECK(drawn(*rankWaves(i, {}, other), other) == drawn(*rankWaves(straight, {}, answer), answer));
}

TEST_CASE("waves: beside the answer's own the eight heaviest are ranked, the rest is counted", "[analysis]") {
    Incident i;
    i.alarms = {alarm("web", 400), alarm("db", 405)}; // the heaviest
    for (int k = 1; k <= 11; ++k)
        i.alarms.push_back(alarm(("s" + std::to_string(k)).c_str(), 400 + 100 * k));
    const Answer answer = *rankChanges(i, {});
    const AlarmWaves waves = *rankWaves(i, {}, answer);
    REQUIRE(waves.waves.size() == 9);
    CHECK(waves.more == 3);
    CHECK(waves.waves.front().isOf(answer));
    CHECK(waves.waves.front().alarms == 2);
    CHECK(waves.waves[1].alarm == AlarmId("s4800")); // of equals the later ones
    CHECK(std::is_sorted(waves.waves.begin(), waves.waves.end(),
                         [](const AlarmWave& a, const AlarmWave& b) { return a.first < b.first; }));
}

TEST_CASE("waves: rules that fire over and over make none, and a wave that nothing supports is listed unranked",
          "[analysis]") {
    Incident i;
    for (const std::int64_t m : {0, 300, 600, 900, 1200})
        i.alarms.push_back(alarm("mail", m));
    SeriesData calm; // which the alarm of idle does not show in
    calm.info.service = ServiceId("idle");
    calm.info.metric = "errors";
    calm.info.unit = "%";
    for (int m = 0; m < 3000; ++m)
        calm.samples.push_back({Instant{} + Duration::minutes(m), m % 2 ? 1.0 : 1.1});
    i.series.push_back(calm);
    i.alarms.push_back(alarm("web", 1300));
    i.alarms.push_back(alarm("idle", 2000)); // alone in its stretch
    i.changes.push_back(change("c", "web", "deploy", 1290));
    const Answer answer = *rankChanges(i, {});
    REQUIRE(answer.alarms.front() == AlarmId("web1300"));
    const AlarmWaves waves = *rankWaves(i, {}, answer);
    const auto idle = std::find_if(waves.waves.begin(), waves.waves.end(),
                                   [](const AlarmWave& w) { return w.service.value == "idle"; });
    REQUIRE(idle != waves.waves.end());
    CHECK_FALSE(idle->isRanked);
    CHECK(idle->suspects.empty());
    CHECK(waveVerdictText(*idle) == "not ranked");
    CHECK(waves.leftOut == 2); // the fourth and fifth of mail
}

TEST_CASE("waves: a response falls into its wave; by its kind it is one, else perhaps", "[analysis]") {
    Incident i;
    i.alarms = {alarm("web", 1000), alarm("web", 2000)};
    i.changes = {change("before", "web", "mitigation", 990), change("fix", "web", "auto_rollback", 1100),
                 change("deploy", "web", "deploy", 1200), change("late", "web", "mitigation", 1400)};
    RankOptions options;
    options.alarm = AlarmId("web2000");
    const auto said = [&] {
        std::string out;
        const Answer a = *rankChanges(i, options);
        for (const Change& c : i.changes)
            for (const Suspect& s : a.suspects)
                if (s.change == c.id)
                    out += s.change.value + (!s.response ? "" : s.response->isSure ? "=" : "?") + " ";
        return out;
    };
    CHECK(said() == "before fix= deploy? late "); // an alarm without an end is answered for 300 min
    i.alarms.front().end = Instant{} + Duration::minutes(1500);
    CHECK(said() == "before fix= deploy? late= ");
    i.alarms.front().environment = "staging"; // nobody answers staging's trouble in production
    CHECK(said() == "before fix deploy late ");
}

TEST_CASE("waves: a stop ends the ranking, no alarm gives no wave", "[analysis]") {
    std::stop_source stop;
    stop.request_stop();
    const Incident i = dynamo();
    CHECK_FALSE(rankWaves(i, {}, *rankChanges(i, {}), stop.get_token()));
    const Incident none;
    CHECK(rankWaves(none, {}, *rankChanges(none, {}))->waves.empty());
}
