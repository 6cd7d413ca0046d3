// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarm_group.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/rank_scope.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;

namespace {

/// "web@10-90 db@40": alarms with their minutes. web depends on api, api on db; mail stands apart.
IncidentGrid gridWith(const std::vector<std::tuple<std::string, double, double>>& alarms) {
    IncidentGrid grid;
    grid.minutes = 3000;
    for (const char* name : {"api", "db", "mail", "web"})
        grid.services.push_back(ServiceId(name));
    grid.edges = {{3, 0, DependencyKind::Hard}, {0, 1, DependencyKind::Hard}};
    int n = 0;
    for (const auto& [service, from, to] : alarms) {
        GridAlarm a{AlarmId("a" + std::to_string(n++)), grid.serviceIndex(ServiceId(service)), from, std::nullopt,
                    service + " errors > 1"};
        if (to > 0)
            a.end = to;
        grid.alarms.push_back(a);
    }
    grid.sort();
    return grid;
}

/// Groups as a reader would write them, in order of time: "a0 a1 | a2".
std::string drawn(const IncidentGrid& grid) {
    const Scene scene(grid);
    auto groups = alarmGroups(scene);
    std::sort(groups.begin(), groups.end(),
              [](const AlarmGroup& a, const AlarmGroup& b) { return a.members[0].time < b.members[0].time; });
    std::string out;
    for (const AlarmGroup& g : groups) {
        out += out.empty() ? "" : "| ";
        for (const GroupMember& m : g.members)
            out += grid.alarms[static_cast<std::size_t>(m.alarm)].id.value + " ";
    }
    return out;
}

} // namespace

TEST_CASE("alarm groups: near ones join, far ones do not", "[analysis]") {
    CHECK(drawn(gridWith({{"web", 100, 0}, {"mail", 120, 0}, {"web", 170, 0}})) == "a0 a1 | a2 ");
    CHECK(drawn(gridWith({{"web", 100, 0}, {"mail", 124, 0}, {"mail", 148, 0}})) == "a0 a1 a2 ");
}

TEST_CASE("alarm groups: one joins while what it depends on still fires, for five hours", "[analysis]") {
    CHECK(drawn(gridWith({{"db", 100, 900}, {"web", 250, 0}})) == "a0 a1 ");
    CHECK(drawn(gridWith({{"db", 100, 200}, {"web", 250, 0}})) == "a0 | a1 ");
    CHECK(drawn(gridWith({{"db", 100, 900}, {"mail", 250, 0}})) == "a0 | a1 ");
    CHECK(drawn(gridWith({{"web", 100, 900}, {"db", 250, 0}})) == "a0 | a1 "); // trouble travels up, not down
    CHECK(drawn(gridWith({{"db", 100, 900}, {"web", 450, 0}})) == "a0 | a1 ");
}

TEST_CASE("alarm groups: a rule that fires all the time starts no incident", "[analysis]") {
    const IncidentGrid grid =
        gridWith({{"mail", 100, 0}, {"mail", 400, 0}, {"mail", 700, 0}, {"mail", 1000, 0}, {"web", 1500, 0}});
    CHECK(drawn(grid) == "a0 | a1 | a2 | a4 ");
}

TEST_CASE("alarm groups: a chosen alarm is ranked even if it is chronic", "[analysis]") {
    const IncidentGrid grid = gridWith({{"mail", 100, 0}, {"mail", 400, 0}, {"mail", 700, 0}, {"mail", 1000, 0}});
    const Scene scene(grid);
    CHECK(chooseGroup(scene, GroupOfAlarm{3})->group.holds(3));
    CHECK(chooseGroup(scene, HeaviestGroup{})->others == 2);
    const auto marked = chooseGroup(scene, GroupFrom{650});
    CHECK(marked->group.first() == 650);
    CHECK(marked->group.holds(2));
    const IncidentGrid none = gridWith({});
    CHECK_FALSE(chooseGroup(Scene(none), HeaviestGroup{}));
}

TEST_CASE("rank scope: of several bunches of alarms the heaviest is ranked, the others are counted", "[analysis]") {
    Incident i;
    const auto alarm = [&](const char* service, std::int64_t minute) {
        Alarm a;
        a.id = AlarmId(std::string(service) + std::to_string(minute));
        a.service = ServiceId(service);
        a.title = "down";
        a.start = Instant{} + Duration::minutes(minute);
        i.alarms.push_back(a);
    };
    for (const std::int64_t m : {0, 2000, 4000})
        alarm("mail", m);
    alarm("web", 2010);
    const Answer answer = *rankChanges(i, {});
    CHECK(answer.alarms == std::vector<AlarmId>{AlarmId("mail2000"), AlarmId("web2010")});
    CHECK(answer.otherGroups == 2);
    RankOptions options;
    options.alarm = AlarmId("mail0");
    CHECK(rankChanges(i, options)->alarms == std::vector<AlarmId>{AlarmId("mail0")});
    CHECK(rankChanges(i, options)->otherGroups == 2);
    alarm("api", 2120); // the same stretch, and a group of its own
    CHECK(rankChanges(i, options)->otherGroups == 3);
    CHECK(rankChanges(i, {})->otherGroups == 3);
    i.alarms.pop_back();
    options = {};
    options.at = Instant{} + Duration::minutes(3900);
    CHECK(rankChanges(i, options)->alarms == std::vector<AlarmId>{AlarmId("mail4000")});
    CHECK(rankChanges(i, options)->firstAlarm == *options.at);
    i.alarms[1].state = AlarmState::NoData;
    CHECK(rankChanges(i, {})->alarms != answer.alarms);
}
