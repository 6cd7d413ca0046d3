// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_changes.h"
#include "model/base/time_text.h"
#include "tests/analysis/answer_text.h"
#include "tests/analysis/fixture.h"
#include "tests/analysis/incident_of.h"
#include "tests/analysis/noise.h"
#include "tests/analysis/rewritten.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Instant at(std::string_view text) {
    return parseTime(text)->instant;
}

Incident scenario(const std::string& file, const std::string& name, Instant firstAlarm, const std::string& zone) {
    for (const RankingCase& c : readRankingCases(dataFolder() / "ranking" / file))
        if (c.name == name) {
            Incident out = incidentOf(c.grid, firstAlarm);
            out.zone = zone;
            return out;
        }
    throw std::runtime_error("no case " + name);
}

Incident kinesis(const std::string& name = "all") {
    return scenario("kinesis-2020-11-25-0.json", name, at("2020-11-25T13:15:00Z"), "America/Los_Angeles");
}

Incident ticketSale() {
    return scenario("ticket-sale-2024-05-17-0.json", "all", at("2024-05-17T10:02:00Z"), "Europe/Berlin");
}

const Suspect* suspect(const Answer& a, const std::string& id) {
    const auto s =
        std::find_if(a.suspects.begin(), a.suspects.end(), [&](const Suspect& x) { return x.change.value == id; });
    return s != a.suspects.end() ? &*s : nullptr;
}

const Evidence* row(const Suspect& s, EvidenceKind kind) {
    const auto e =
        std::find_if(s.evidence.begin(), s.evidence.end(), [&](const Evidence& x) { return x.kind == kind; });
    return e != s.evidence.end() ? &*e : nullptr;
}

/// Compares with the file; UPDATE_GOLDEN=1 writes it instead, to be reviewed.
void checkGolden(const std::string& text, const std::string& file) {
    const auto path = dataFolder() / "answers" / file;
    if (std::getenv("UPDATE_GOLDEN")) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    std::ifstream in(path);
    std::stringstream expected;
    expected << in.rdbuf();
    CHECK(text == expected.str());
}

void checkSameAnswer(const Answer& a, const Answer& b) {
    CHECK(a.verdict == b.verdict);
    REQUIRE(a.suspects.size() == b.suspects.size());
    for (std::size_t i = 0; i < a.suspects.size(); ++i) {
        CHECK(a.suspects[i].change == b.suspects[i].change);
        CHECK(a.suspects[i].probability == Approx(b.suspects[i].probability).margin(1e-9));
    }
    CHECK(a.noneProbability == Approx(b.noneProbability).margin(1e-9));
}

Incident shifted(Incident i, Duration by) {
    for (Change& c : i.changes) {
        c.start += by;
        if (c.end)
            *c.end += by;
    }
    for (Alarm& a : i.alarms) {
        a.start += by;
        if (a.end)
            *a.end += by;
    }
    for (SeriesData& s : i.series)
        for (Sample& x : s.samples)
            x.time += by;
    return i;
}

} // namespace

TEST_CASE("suspects: what clocks leave open is told as unknown, and decides nothing", "[analysis]") {
    const Answer sure = *rankChanges(kinesis(), {});
    const std::string lead = sure.suspects.front().change.value;
    REQUIRE(row(sure.suspects.front(), EvidenceKind::Precedes)->state == EvidenceState::For);
    CHECK(row(sure.suspects.front(), EvidenceKind::Precedes)->text.find("not known") == std::string::npos);
    // The lead began two and a half hours before the first alarm; its feed's clock is known to three hours.
    Incident vague = kinesis();
    for (Change& change : vague.changes)
        if (change.id.value == lead)
            change.error = Duration::hours(3);
    const Answer answer = *rankChanges(vague, {});
    const Suspect* suspect = ::suspect(answer, lead);
    REQUIRE(suspect);
    const Evidence* precedes = row(*suspect, EvidenceKind::Precedes);
    REQUIRE(precedes);
    CHECK(precedes->state == EvidenceState::DoesNotDecide);
    CHECK(
        precedes->text.find("whether the alarm came before it or after is not known: their clocks are known to ±3 h") !=
        std::string::npos);
    // Known to a minute it precedes as before.
    for (Change& change : vague.changes)
        change.error = Duration::minutes(change.id.value == lead ? 1 : 0);
    const Answer close = *rankChanges(vague, {});
    CHECK(row(*::suspect(close, lead), EvidenceKind::Precedes)->state == EvidenceState::For);
}

TEST_CASE("suspects: a change after the first alarm is no response where clocks leave the order open", "[analysis]") {
    Incident incident = kinesis();
    const Answer first = *rankChanges(incident, {});
    const auto late = std::find_if(first.suspects.begin(), first.suspects.end(),
                                   [](const Suspect& s) { return s.isAfterFirstAlarm; });
    REQUIRE(late != first.suspects.end());
    Instant began;
    for (const Change& change : incident.changes)
        if (change.id == late->change)
            began = change.start;
    for (Change& change : incident.changes)
        if (change.id == late->change)
            change.error = began - first.firstAlarm + Duration::hours(1);
    const Answer open = *rankChanges(incident, {});
    const Suspect* now = ::suspect(open, late->change.value);
    REQUIRE(now);
    CHECK_FALSE(now->isAfterFirstAlarm);
    const Evidence* precedes = row(*now, EvidenceKind::Precedes);
    REQUIRE(precedes);
    CHECK(precedes->state == EvidenceState::DoesNotDecide);
    CHECK(!row(*now, EvidenceKind::Veto));
}

TEST_CASE("rank changes: Kinesis reads as a tired engineer would want it at 05:15", "[analysis]") {
    checkGolden(answerText(*rankChanges(kinesis(), {}), 2), "kinesis.txt");
    checkGolden(answerText(*rankChanges(kinesis("no series seen via cloudwatch"), {}), 1),
                "kinesis_telemetry_lost.txt");
    checkGolden(answerText(*rankChanges(kinesis("no series at all"), {}), 1), "kinesis_no_metrics.txt");
    checkGolden(answerText(*rankChanges(kinesis("without the trigger"), {}), 1), "kinesis_change_not_recorded.txt");
    checkGolden(answerText(*rankChanges(ticketSale(), {}), 1), "ticket_sale.txt");
}

TEST_CASE("rank changes: Kinesis has the capacity add first, with its plateau and its lag", "[analysis]") {
    const Answer a = *rankChanges(kinesis(), {});
    CHECK(a.verdict == Verdict::Named);
    CHECK(a.alarms.size() == 10);
    CHECK(a.firstAlarm == at("2020-11-25T13:15:00Z"));
    const Suspect& s = a.suspects.front();
    CHECK(s.change.value == "chg-kfe-capacity");
    CHECK(s.strength == Strength::Strong);
    CHECK(s.lag == Duration::seconds(9060));
    CHECK(s.group == "kinesis-frontend/capacity_add");
    const Evidence* ceiling = row(s, EvidenceKind::Ceiling);
    REQUIRE(ceiling);
    CHECK(ceiling->state == EvidenceState::For);
    CHECK(ceiling->ref.series.metric == "kfe_threads_p50");
    CHECK(ceiling->ref.level == 32768.0);
    CHECK(std::abs((*ceiling->ref.at - at("2020-11-25T12:25:00Z")).inMinutes()) <= 10);
    CHECK(row(s, EvidenceKind::EarlierRuns)->text ==
          "4 earlier runs of this kind were fine but had more headroom: 838, 598, 298, 118");
    REQUIRE(s.restsOn.size() == 1);
    CHECK(s.restsOn[0].series.metric == "kfe_threads_p50");
    CHECK(s.restsOn[0].rankWithout == 2);
    CHECK(a.coverage.unconfirmedEdges == 14);
}

TEST_CASE("rank changes: memory is never evidence for a change on Kinesis", "[analysis]") {
    for (const char* name : {"all", "without threads", "without the trigger", "front end's own alarms removed"}) {
        const auto answer = rankChanges(kinesis(name), {});
        for (const Suspect& s : answer->suspects)
            for (const Evidence& e : s.evidence)
                CHECK_FALSE((e.state == EvidenceState::For && e.ref.series.metric.find("mem") != std::string::npos));
    }
}

TEST_CASE("rank changes: a series that was lost is named as not tested", "[analysis]") {
    Incident i = kinesis();
    for (SeriesData& s : i.series)
        if (s.info.metric == "kfe_threads_p50") {
            s.samples.clear();
            s.info.seenVia = "cloudwatch";
        }
    const auto answer = rankChanges(i, {});
    const Suspect* s = suspect(*answer, "chg-kfe-capacity");
    REQUIRE(s);
    CHECK(std::any_of(s->notTested.begin(), s->notTested.end(), [](const std::string& t) {
        return t.find("kfe_threads_p50 (seen through cloudwatch)") != std::string::npos;
    }));
}

TEST_CASE("rank changes: a change after the first alarm is a response", "[analysis]") {
    const Answer a = *rankChanges(kinesis(), {});
    const Suspect* s = suspect(a, "chg-other-5");
    REQUIRE(s);
    CHECK(s->isAfterFirstAlarm);
    REQUIRE(s->evidence.size() == 1);
    CHECK(s->evidence[0].kind == EvidenceKind::Veto);
    CHECK(s->probability < 1e-6);
}

TEST_CASE("rank changes: a sale is not a change, and the requests lead", "[analysis]") {
    const Answer a = *rankChanges(ticketSale(), {});
    CHECK(a.verdict == Verdict::NotAChange);
    REQUIRE(a.leadingSeries.size() == 1);
    CHECK(a.leadingSeries[0].series.metric == "edge_requests");
    CHECK(a.suspects.front().strength == Strength::Weak);
    CHECK(a.noneProbability > .8);
}

TEST_CASE("rank changes: the order of an import does not matter", "[analysis]") {
    Noise noise(21);
    for (const Incident& straight : {kinesis(), ticketSale()}) {
        checkSameAnswer(*rankChanges(straight, {}), *rankChanges(shuffled(straight, noise), {}));
    }
}

TEST_CASE("rank changes: moving all times or naming services otherwise changes nothing", "[analysis]") {
    const Incident straight = kinesis();
    const Answer a = *rankChanges(straight, {});
    checkSameAnswer(a, *rankChanges(shifted(straight, Duration::minutes(53'000)), {}));

    const Incident other =
        renamed(straight, [](const std::string& name) { return "svc" + std::string(name.rbegin(), name.rend()); });
    checkSameAnswer(a, *rankChanges(other, {}));
}

TEST_CASE("rank changes: a thousand routine changes elsewhere do not move the leader's odds against the non-answers",
          "[analysis]") {
    for (const Incident& straight :
         {kinesis(), scenario("roblox-2021-10-28-0.json", "all", at("2021-10-28T20:37:00Z"), "UTC")}) {
        Incident busy = straight;
        Noise noise(4);
        const Answer before = *rankChanges(straight, {});
        const Suspect& top = before.suspects.front();
        for (int k = 0; k < 1000; ++k) {
            Change c;
            c.id = ChangeId("routine-" + std::to_string(k));
            do
                c.service =
                    busy.services[static_cast<std::size_t>(noise.below(static_cast<int>(busy.services.size())))].id;
            while (c.service == top.service);
            c.kind = std::vector<std::string>{"deploy", "config",
                                              "automated_scaling"}[static_cast<std::size_t>(noise.below(3))];
            c.start = before.firstAlarm - Duration::ofMinutes(noise.uniform() * 14 * 1440);
            c.end = c.start + Duration::minutes(5);
            busy.changes.push_back(c);
        }
        const Answer after = *rankChanges(busy, {});
        const Suspect* same = suspect(after, top.change.value);
        REQUIRE(same);
        const double odds = top.probability / before.noneProbability;
        CHECK(same->probability / after.noneProbability == Approx(odds).epsilon(.1));
    }
}

TEST_CASE("rank changes: without changes it says so, and never that there were none", "[analysis]") {
    Incident i = kinesis();
    i.changes.clear();
    const Answer a = *rankChanges(i, {});
    CHECK(a.suspects.empty());
    CHECK(a.headline == "10 alarms from 05:15 PST. No change data. Not the same as no changes.");
    CHECK(a.noneProbability == Approx(1));
}

TEST_CASE("rank changes: without metrics it ranks by order and path and never says none", "[analysis]") {
    const Answer a = *rankChanges(kinesis("no series at all"), {});
    CHECK((a.verdict == Verdict::CannotTell || a.verdict == Verdict::Ranked));
    CHECK(a.headline.find("Order and path only") != std::string::npos);
    CHECK_FALSE(a.onset);
}

TEST_CASE("rank changes: without alarms a marked start is needed and enough", "[analysis]") {
    Incident i = kinesis();
    i.alarms.clear();
    const Answer none = *rankChanges(i, {});
    CHECK(none.verdict == Verdict::CannotTell);
    CHECK(none.headline.find("Mark when the trouble began") != std::string::npos);
    CHECK(none.noneProbability == 1);

    RankOptions options;
    options.at = at("2020-11-25T13:15:00Z");
    const Answer marked = *rankChanges(i, options);
    CHECK(marked.suspects.front().change.value == "chg-kfe-capacity");
    CHECK(marked.firstAlarm == *options.at);
    CHECK(marked.headline.rfind("Marked start 05:15 PST.", 0) == 0);
    CHECK(rankChanges(Incident{}, {})->suspects.empty());
}

TEST_CASE("rank changes: an alarm, a look-back and a number of suspects can be asked for", "[analysis]") {
    const Incident i = kinesis();
    RankOptions options;
    options.alarm = AlarmId("ALM-LAM-ERR");
    checkSameAnswer(*rankChanges(i, {}), *rankChanges(i, options));
    options = {};
    options.window = Duration::hours(1);
    const Answer near = *rankChanges(i, options);
    CHECK(suspect(near, "chg-kfe-capacity") == nullptr); // ended 88 min before
    CHECK(suspect(near, "chg-other-3") != nullptr);
    options = {};
    options.top = 2;
    options.displayZone = "Europe/Berlin";
    const Answer two = *rankChanges(i, options);
    CHECK(two.suspects.size() == 2);
    CHECK(two.headline.find("from 14:15 CET") != std::string::npos);
    options.alarm = AlarmId("no such");
    CHECK(rankChanges(i, options)->headline.rfind("No such alarm", 0) == 0);
}

TEST_CASE("rank changes: records with absurd dates do no harm", "[analysis]") {
    const Incident straight = kinesis();
    Incident i = straight;
    Change old;
    old.id = ChangeId("old");
    old.service = i.changes.front().service;
    old.kind = "deploy";
    old.start = at("1700-01-01T00:00:00Z");
    i.changes.push_back(old);
    old.id = ChangeId("future");
    old.start = at("2261-01-01T00:00:00Z");
    i.changes.push_back(old);
    i.series.front().samples.insert(i.series.front().samples.begin(), Sample{at("1700-01-01T00:00:00Z"), 1});
    i.series.front().samples.push_back({at("2261-01-01T00:00:00Z"), 1});
    const Answer a = *rankChanges(i, {});
    CHECK(a.suspects.front().change.value == "chg-kfe-capacity");
    CHECK(a.suspects.front().probability ==
          Approx(rankChanges(straight, {})->suspects.front().probability).margin(.01));
    CHECK(suspect(a, "future")->isAfterFirstAlarm);
}

TEST_CASE("rank changes: a stopped ranking answers nothing", "[analysis]") {
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(rankChanges(kinesis(), {}, stop.get_token()));
}
