// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_reach.h"
#include "model/analysis/limits/watch_window.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

Instant at(std::int64_t minute) {
    return Instant{1'600'000'000'000'000'000} + Duration::minutes(minute);
}

Change change(Details details) {
    Change c;
    c.id = ChangeId("add");
    c.kind = "capacity_add";
    c.service = ServiceId("web");
    c.start = at(0);
    c.end = at(60);
    c.details = std::move(details);
    return c;
}

std::string told(const Change& c, std::int64_t firstAlarm) {
    std::string out;
    for (const Evidence& e : reachEvidence(c, at(firstAlarm))) {
        CHECK(e.weight == 0);
        out += std::string(nameOf(e.kind)) + " " + std::string(nameOf(e.state)) + ": " + e.text + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("reach: a change spreads for as long as its record tells", "[analysis]") {
    const Change c = change({{"propagation", "1h"}});
    CHECK(told(c, 148) ==
          "precedes does_not_decide: it spreads for up to 1 h after its end: the first alarm came 28 min "
          "after it had spread\n");
    CHECK(told(c, 90) ==
          "precedes does_not_decide: it spreads for up to 1 h after its end: it still did at the first alarm\n");
    CHECK(told(c, 30).empty()); // it ran itself at the alarm
    for (const char* word : {"", "soon", "-1h", "0s", "1"})
        CHECK_FALSE(spreadOf(change({{"propagation", word}})));
    CHECK(spreadOf(change({{"propagation_window", "90m"}})) == Duration::minutes(90));
}

TEST_CASE("reach: a change that reached twice what was meant is flagged", "[analysis]") {
    CHECK(told(change({{"intended", "12 servers"}, {"actual", "1,634 servers"}}), 148) ==
          "scope for: it reached 1,634 servers where 12 servers were meant: 136 times as much\n");
    CHECK(told(change({{"intended_count", "10"}, {"actual_count", "19"}}), 148).empty());
    CHECK(overreachOf(change({{"intended_count", "10"}, {"actual_count", "19"}})) == Approx(1.9));
    for (const char* word : {"", "few", "0", "-4", "nan", "inf"}) {
        CHECK_FALSE(overreachOf(change({{"intended", word}, {"actual", "4"}})));
        CHECK_FALSE(overreachOf(change({{"intended", "4"}, {"actual", word}})));
    }
}

TEST_CASE("watch window: an add is watched for an hour after it has spread, as changes of its kind tell",
          "[analysis][limits]") {
    Incident i;
    const ServiceId web("web");
    CHECK(watchWindow(i, web).length == Duration::hours(1));
    CHECK(watchWindow(i, web).toldBy.value.empty());
    i.changes = {change({}), change({{"propagation", "20m"}}), change({{"propagation", "1h"}})};
    i.changes[1].id = ChangeId("short");
    i.changes[2].id = ChangeId("long");
    const WatchWindow window = watchWindow(i, web);
    CHECK(window.length == Duration::hours(2));
    CHECK(window.spread == Duration::hours(1));
    CHECK(window.toldBy == ChangeId("long"));
    CHECK(watchWindow(i, web, at(-1)).length == Duration::hours(1)); // nobody knew then
    CHECK(watchWindow(i, web, at(0)).length == Duration::hours(2));
    CHECK(watchWindow(i, ServiceId("db")).toldBy.value.empty()); // another fleet
    i.changes[2].kind = "config";                                // another kind
    CHECK(watchWindow(i, web).length == Duration::minutes(80));
}
