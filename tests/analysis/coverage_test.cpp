// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/feed_cover.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/verdict.h"
#include "model/analysis/wording.h"
#include "tests/analysis/synthetic.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

bool says(const std::vector<std::string>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& l) { return l.find(part) != std::string::npos; });
}

FeedCoverage feed(const char* source, Instant from, Instant to, bool isAssumed) {
    return {"changes", source, {from, to}, isAssumed};
}

} // namespace

TEST_CASE("coverage: a change feed that ends before the first alarm is said to", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const Instant first = i.alarms.front().start;
    i.feeds = {feed("/data/deploys.jsonl", first - Duration::hours(20), first - Duration::minutes(17), true),
               feed("flags.json", first - Duration::hours(20), first + Duration::hours(1), true)};
    const Answer a = *rankChanges(i, {});
    CHECK(a.coverage.changeFeeds == 2);
    CHECK(says(a.coverage.lookedAt, "12 changes in 2 feeds, back to"));
    CHECK(says(a.coverage.notLookedAt, "(deploys.jsonl ends)"));
    CHECK_FALSE(says(a.coverage.notLookedAt, "(flags.json ends)"));
    CHECK(says(a.coverage.notLookedAt, "nothing imported names them"));
}

TEST_CASE("coverage: a stated gap in the change feeds raises the odds of an unrecorded change", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const Instant first = i.alarms.front().start;
    const double before = rankChanges(i, {})->nonAnswers.unrecorded;
    i.feeds = {feed("deploys.jsonl", first - Duration::hours(20), first - Duration::hours(5), false)};
    CHECK(rankChanges(i, {})->nonAnswers.unrecorded > 1.5 * before);
}

TEST_CASE("coverage: no changes is said only where a feed covers; elsewhere there is no change data", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const Instant first = i.alarms.front().start;
    i.changes.clear();
    CHECK(says(rankChanges(i, {})->coverage.notLookedAt, "no change data; that is not the same as no changes"));
    CHECK_FALSE(says(rankChanges(i, {})->coverage.lookedAt, "no changes"));

    i.feeds = {feed("deploys.jsonl", first - Duration::hours(3), first + Duration::hours(1), false)};
    const Answer half = *rankChanges(i, {});
    CHECK(says(half.coverage.lookedAt, "no changes "));
    CHECK(says(half.coverage.notLookedAt, "no change data; that is not the same as no changes"));
    CHECK(half.headline.find("No change data") == std::string::npos);

    i.feeds = {feed("deploys.jsonl", first - Duration::hours(30), first + Duration::hours(1), false)};
    const Answer whole = *rankChanges(i, {});
    CHECK(says(whole.coverage.lookedAt, "no changes "));
    CHECK_FALSE(says(whole.coverage.notLookedAt, "no change data"));
}

TEST_CASE("coverage: gaps between the sources of a feed are counted and named", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const Instant first = i.alarms.front().start;
    i.feeds = {feed("mon.jsonl", first - Duration::hours(20), first - Duration::hours(4), true),
               feed("tue.jsonl", first - Duration::hours(2), first + Duration::hours(1), true),
               {"alarms", "a.json", {first - Duration::hours(5), first - Duration::hours(3)}, false},
               {"alarms", "b.json", {first - Duration::hours(1), first + Duration::hours(1)}, false}};
    const Answer a = *rankChanges(i, {});
    CHECK(a.coverage.changeFeedGaps == 1);
    CHECK(a.coverage.alarmFeedGaps == 1);
    CHECK(says(a.coverage.notLookedAt, "no data between mon.jsonl and tue.jsonl"));
    CHECK(says(a.coverage.notLookedAt, "no data between a.json and b.json"));
    CHECK(a.coverage.servicesWithoutChangeFeed > 0);
}

TEST_CASE("coverage: rows of the change and alarm feeds that could not be read are told", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    CHECK_FALSE(says(rankChanges(i, {})->coverage.notLookedAt, "could not be read"));
    i.unread = {{"changes", "/data/deploys.jsonl", 1}, {"logs", "app.log", 7},  {"alarms", "a.json", 2},
                {"changes", "flags.csv", 1200},        {"changes", "b.csv", 4}, {"changes", "c.csv", 3}};
    const Answer a = *rankChanges(i, {});
    const auto& told = a.coverage.notLookedAt;
    CHECK(says(told, "1,200 rows of the change feed (flags.csv) could not be read"));
    CHECK(says(told, "1 row of other change feeds could not be read"));
    CHECK(says(told, "2 rows of the alarm feed (a.json) could not be read"));
    CHECK_FALSE(says(told, "app.log"));
    i.changes.clear(); // silence, and rows that nobody could read
    i.feeds.clear();
    CHECK(says(rankChanges(i, {})->coverage.notLookedAt, "(flags.csv) could not be read"));
}

TEST_CASE("coverage: a rule without data is neither firing nor OK", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const Answer before = *rankChanges(i, {});
    const Instant first = i.alarms.front().start;
    const auto blind = [&](const char* title, Instant from, std::optional<Instant> to) {
        Alarm a;
        a.id = AlarmId(std::string("blind ") + title);
        a.title = title;
        a.state = AlarmState::NoData;
        a.start = from;
        a.end = to;
        i.alarms.push_back(a);
    };
    blind("disk full", first - Duration::hours(9), std::nullopt); // nobody said that its data came back
    blind("queue", first - Duration::hours(9), first - Duration::hours(8));
    CHECK(says(rankChanges(i, {})->coverage.notLookedAt,
               "1 alarm rule without data then, so not known to be OK: disk full"));
    blind("put errors", first - Duration::minutes(10), first + Duration::minutes(5));
    const Answer a = *rankChanges(i, {});
    CHECK(says(a.coverage.notLookedAt,
               "2 alarm rules without data then, so not known to be OK: disk full and put errors"));
    CHECK(a.alarms == before.alarms); // it starts no incident, and joins none
    CHECK(a.suspects.front().change == before.suspects.front().change);
}

TEST_CASE("coverage: what feeds cover together is cut at the range and joined where it meets", "[analysis]") {
    const auto at = [](int hour) { return Instant{} + Duration::hours(hour); };
    const TimeRange day{at(0), at(24)};
    const std::vector<FeedCoverage> feeds{feed("b", at(6), at(9), false),
                                          feed("a", at(-5), at(6), true),
                                          feed("c", at(12), at(40), false),
                                          feed("d", at(13), at(14), false),
                                          {"logs", "e", {at(9), at(12)}, false}};
    const FeedCover cover = feedCover(feeds, "changes", day);
    REQUIRE(cover.covered.size() == 2);
    CHECK(cover.covered[0] == TimeRange{at(0), at(9)});
    CHECK(cover.covered[1] == TimeRange{at(12), at(24)});
    REQUIRE(cover.open.size() == 1);
    CHECK(cover.open[0] == TimeRange{at(9), at(12)});
    REQUIRE(cover.between.size() == 1);
    CHECK(cover.between[0].before == "b");
    CHECK(cover.between[0].after == "c");
    CHECK(feedCover({}, "changes", day).open == std::vector<TimeRange>{day});
}

TEST_CASE("coverage: services off the map and alarms without metrics are listed", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    Alarm lost = i.alarms.front();
    lost.id = AlarmId("lost");
    lost.service = ServiceId("unheard-of");
    i.alarms.push_back(lost);
    const Answer a = *rankChanges(i, {});
    CHECK(says(a.coverage.notLookedAt, "without an edge on the map: unheard-of"));
    CHECK(says(a.coverage.notLookedAt, "metrics of alarmed services without any: unheard-of"));
    CHECK(std::any_of(a.suspects.front().evidence.begin(), a.suspects.front().evidence.end(), [](const Evidence& e) {
        // Where the map says nothing, nothing speaks against the change.
        return e.kind == EvidenceKind::Reach && e.state == EvidenceState::DoesNotDecide &&
               e.text.find("unheard-of has no edge on the map") != std::string::npos;
    }));
    i.dependencies.clear();
    CHECK(says(rankChanges(i, {})->coverage.notLookedAt, "map: none"));
}

TEST_CASE("verdict: lack of metrics is never none, and naming needs a seen symptom", "[analysis]") {
    CHECK(verdictOf(.9, {}, true, true) == Verdict::Named);
    CHECK(verdictOf(.9, {}, false, true) == Verdict::Ranked);
    CHECK(verdictOf(.1, {.5, .2, .1, .1}, true, true) == Verdict::NotAChange);
    CHECK(verdictOf(.1, {.1, .1, .6, .1}, true, true) == Verdict::UnrecordedChange);
    CHECK(verdictOf(.1, {.1, .1, .6, .05}, false, false) == Verdict::Ranked);
    CHECK(verdictOf(.05, {.1, .1, .6, .15}, false, false) == Verdict::CannotTell);
}

TEST_CASE("wording: counts, lists, shares and places read as people write them", "[analysis]") {
    CHECK(countText(1, "alarm", "alarms") == "1 alarm");
    CHECK(countText(1234, "alarm", "alarms") == "1,234 alarms");
    CHECK(listText({"a"}) == "a");
    CHECK(listText({"a", "b"}) == "a and b");
    CHECK(listText({"a", "b", "c"}) == "a, b and c");
    CHECK(listText({"a", "b", "c", "d", "e"}) == "a, b, c and 2 more");
    CHECK(percentText(.973) == "97 %");
    CHECK(percentText(.999) == "over 99 %");
    CHECK(percentText(1) == "100 %");
    CHECK(percentText(.001) == "under 1 %");
    CHECK(ordinalText(2) == "second");
    CHECK(ordinalText(11) == "11th");
    CHECK(ordinalText(22) == "22nd");
    CHECK(kindText("capacity_add") == "capacity add");
}
