// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/plan_pairs.h"
#include "model/analysis/rank_changes.h"
#include "tests/analysis/synthetic.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr Instant kNight{1'700'000'040'000'000'000};

Change change(const std::string& id, const std::string& service, const std::string& title, int from, int to,
              bool isPlanned = false) {
    Change c;
    c.id = ChangeId(id);
    c.service = ServiceId(service);
    c.title = title;
    c.start = kNight + Duration::minutes(from);
    c.end = kNight + Duration::minutes(to);
    if (isPlanned) {
        c.kind = "planned";
        c.basis = "planned";
    }
    return c;
}

std::string drawn(const std::vector<Change>& changes) {
    std::string out;
    for (const PlanPair& p : planPairs(changes))
        out += changes[p.plan].id.value + "→" + changes[p.run].id.value + " ";
    return out;
}

const Suspect* suspect(const Answer& a, const std::string& id) {
    const auto s =
        std::find_if(a.suspects.begin(), a.suspects.end(), [&](const Suspect& x) { return x.change.value == id; });
    return s != a.suspects.end() ? &*s : nullptr;
}

bool hasEvidence(const Suspect& s, const std::string& part) {
    return std::any_of(s.evidence.begin(), s.evidence.end(),
                       [&](const Evidence& e) { return e.text.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("plans: a run is found by reference, or by service and title, near the planned time", "[analysis]") {
    const Change plan = change("plan", "cart", "Upgrade the cart database", 0, 60, true);
    CHECK(drawn({plan, change("run", "cart", "database upgrade", 10, 70)}) == "plan→run ");
    CHECK(drawn({plan, change("run", "cart", "", 10, 70)}) == "plan→run ");
    CHECK(drawn({plan, change("run", "cart", "rotate certificates", 10, 70)}).empty());
    CHECK(drawn({plan, change("run", "pay", "Upgrade the cart database", 10, 70)}).empty());
    CHECK(drawn({plan, change("run", "cart", "Upgrade the cart database", 180, 200)}).empty());
    CHECK(drawn({plan, change("other", "cart", "Upgrade the cart database", 5, 70, true)}).empty());

    Change byTicket = change("run", "db-7", "rollout 88", 20, 30);
    Change ticket = plan;
    byTicket.ref = ticket.ref = "https://tickets/CHG-7";
    CHECK(drawn({ticket, byTicket}) == "plan→run ");
    Change staging = change("run", "cart", "Upgrade the cart database", 10, 70);
    staging.environment = "staging";
    Change forProduction = plan;
    forProduction.environment = "production";
    CHECK(drawn({forProduction, staging}).empty());
}

TEST_CASE("plans: each run belongs to one plan, the nearest", "[analysis]") {
    const std::vector<Change> changes{change("p1", "cart", "deploy", 0, 30, true),
                                      change("p2", "cart", "deploy", 60, 90, true),
                                      change("r1", "cart", "deploy", 2, 20), change("r2", "cart", "deploy", 65, 80)};
    CHECK(drawn(changes) == "p1→r1 p2→r2 ");
    CHECK(planPairs({}).empty());
}

TEST_CASE("plans: a plan whose run is recorded is no second suspect; an overrun is said", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const auto trigger =
        std::find_if(i.changes.begin(), i.changes.end(), [](const Change& c) { return c.id.value == "trigger"; });
    trigger->title = "Add capacity";
    Change plan = *trigger;
    plan.id = ChangeId("plan");
    plan.kind = plan.basis = "planned";
    plan.end = plan.start + Duration::minutes(45);
    i.changes.push_back(plan);
    const Answer a = *rankChanges(i, {});
    CHECK_FALSE(suspect(a, "plan"));
    const Suspect* run = suspect(a, "trigger");
    REQUIRE(run);
    CHECK(hasEvidence(*run, "planned for "));
    CHECK(hasEvidence(*run, "it ended 15 min after its planned end"));
    CHECK(a.coverage.changes == 12);
}

TEST_CASE("plans: a plan without a run ranks, and says that no feed tells of its run", "[analysis]") {
    Incident i = syntheticIncident({20, 12, 900}, 1);
    const auto trigger =
        std::find_if(i.changes.begin(), i.changes.end(), [](const Change& c) { return c.id.value == "trigger"; });
    trigger->kind = trigger->basis = "planned";
    std::erase_if(i.changes, [service = trigger->service](const Change& c) {
        return c.service == service && c.id.value != "trigger"; // none that could be its run
    });
    const Answer a = *rankChanges(i, {});
    const Suspect* plan = suspect(a, "trigger");
    REQUIRE(plan);
    CHECK(hasEvidence(*plan, "planned; no feed says that it ran"));
}
