// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/co_failure.h"
#include "model/analysis/map/dependency_audit.h"
#include "model/analysis/map/map_difference.h"
#include "model/analysis/map/name_mentions.h"
#include "tests/analysis/map/drawn_map.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

MapDifference difference(const std::string& before, const std::string& after) {
    const Incident a = drawnMap(before), b = drawnMap(after);
    return differenceOf(ServiceMap(a.services, a.dependencies), ServiceMap(b.services, b.dependencies));
}

/// "+web→api[shd→login→stream …] -x→y ~a→b", with new and gone services first.
std::string drawn(const MapDifference& d) {
    std::string out;
    const auto word = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
    for (const ServiceId& s : d.servicesAdded)
        word("+" + s.value);
    for (const ServiceId& s : d.servicesRemoved)
        word("-" + s.value);
    for (const auto& a : d.added) {
        std::string opens;
        for (const auto& o : a.opens)
            opens += (opens.empty() ? "" : ", ") + pathText(o.path) + (o.isTool ? "!" : "");
        word("+" + a.edge.from.value + ">" + a.edge.to.value + (a.closesCycle ? "@" : "") + " [" + opens + "]");
    }
    for (const Dependency& e : d.removed)
        word("-" + e.from.value + ">" + e.to.value);
    for (const auto& c : d.changed)
        word("~" + c.after.from.value + ">" + c.after.to.value);
    return out;
}

ServiceBreaks broken(std::initializer_list<std::pair<const char*, int>> minutes) {
    ServiceBreaks out;
    for (const auto& [service, minute] : minutes)
        out.emplace(ServiceId(service),
                    ServiceBreak{Instant{} + Duration::minutes(minute), Duration::minutes(1), "series errors"});
    return out;
}

std::string drawn(const std::vector<EdgeSuggestion>& list) {
    std::string out;
    for (const EdgeSuggestion& s : list)
        out += (out.empty() ? "" : " ") + s.from.value + ">" + s.to.value;
    return out;
}

LogRecord record(const char* service, const char* message, LogLevel level = LogLevel::Info) {
    LogRecord r;
    r.source = SourceId(1);
    r.service = ServiceId(service);
    r.message = message;
    r.level = level;
    return r;
}

} // namespace

TEST_CASE("map difference: one new edge opens the way from a tool to what it reports", "[analysis][map]") {
    CHECK(drawn(difference("tool>login:tooling", "tool>login:tooling login>stream")) ==
          "+stream +login>stream [tool → login → stream!, login → stream]");
    CHECK(drawn(difference("a>b b>c", "a>b b>c")).empty());
    CHECK(drawn(difference("a>b b>c", "a>b b>c a>c")) == "+a>c []"); // nothing that was not there before
}

TEST_CASE("map difference: gone, changed, cycles, self-loops", "[analysis][map]") {
    CHECK(drawn(difference("a>b c", "a>b:soft")) == "-c ~a>b");
    CHECK(drawn(difference("a>b", "a b")) == "-a>b");
    CHECK(drawn(difference("a>b", "a>b b>a")) == "+b>a@ [b → a]");
    CHECK(drawn(difference("a", "a>a")) == "+a>a []");
    CHECK(drawn(difference("", "")) == "");
}

TEST_CASE("map difference: backwards, what was added is gone", "[analysis][map]") {
    const std::string a = "a>b b>c d", b = "a>b c>d:soft e>a";
    const MapDifference there = difference(a, b), back = difference(b, a);
    CHECK(there.added.size() == back.removed.size());
    CHECK(there.removed.size() == back.added.size());
    CHECK(there.servicesAdded == back.servicesRemoved);
}

TEST_CASE("map difference: most depended upon, then and now", "[analysis][map]") {
    const MapDifference d = difference("a>b", "a>b c>b d>c");
    REQUIRE(!d.fanIn.empty());
    CHECK(d.fanIn[0].service == ServiceId("b"));
    CHECK(d.fanIn[0].before == 1);
    CHECK(d.fanIn[0].after == 3);
}

TEST_CASE("co-failure: a break that no edge explains is proposed to the root of what broke before", "[analysis][map]") {
    const Incident i = drawnMap("watch>stream bus>stream login user>login");
    const ServiceMap map(i.services, i.dependencies);
    CHECK(drawn(coFailures(map, broken({{"stream", 10}, {"watch", 14}, {"bus", 20}, {"login", 30}}))) ==
          "login>stream");
    CHECK(drawn(coFailures(map, broken({{"stream", 10}, {"watch", 14}}))).empty());
    CHECK(drawn(coFailures(map, broken({{"login", 30}}))).empty());
    CHECK(drawn(coFailures(map, broken({{"stream", 10}, {"login", 400}}))).empty()); // too late
    CHECK(drawn(coFailures(map, broken({{"stream", 10}, {"login", 11}}))).empty());  // which was first can't be told
    // Its callers broke first: that is no reason to depend on them.
    CHECK(drawn(coFailures(map, broken({{"user", 10}, {"login", 30}}))).empty());
}

TEST_CASE("name mentions: whole words of another service, errors first", "[analysis][map]") {
    NameMentions mentions({{"orders-db", ServiceId("orders-db")},
                           {"ODB_1", ServiceId("orders-db")},
                           {"web", ServiceId("web")},
                           {"billing", ServiceId("billing")}});
    mentions.add(record("cart", "connect to Orders-DB:5432 timed out", LogLevel::Error));
    mentions.add(record("cart", "using odb_1.prod.svc"));
    mentions.add(record("cart", "the web is large, /etc/orders-db/x.conf, my-orders-db"));
    mentions.add(record("orders-db", "orders-db ready"));
    mentions.add(record("cart", "billing answered"));
    mentions.add(record("", "orders-db"));
    const auto found = mentions.take();
    REQUIRE(drawn(found) == "cart>orders-db cart>billing");
    CHECK(found[0].lines == 2);
    CHECK(found[0].errors == 1);
    CHECK(found[0].excerpt == "connect to Orders-DB:5432 timed out");
    CHECK(mentions.sourceOf(found[0]) == SourceId(1));
}

TEST_CASE("audit: direct with untested failsafes first, through others, hidden, for responders", "[analysis][map]") {
    const Incident i = drawnMap("login>db! login>stream:soft? login>cache:buffered stream>disk tool>login:tooling");
    const ServiceMap map(i.services, i.dependencies);
    const DependencyAudit audit = auditOf(i, map, broken({{"stream", 10}, {"login", 30}}));
    const auto row = [&](const char* service) {
        return *std::find_if(audit.rows.begin(), audit.rows.end(),
                             [&](const AuditRow& r) { return r.service == ServiceId(service); });
    };
    const AuditRow login = row("login");
    REQUIRE(login.direct.size() == 3);
    CHECK(login.direct[0].edge.to == ServiceId("stream"));
    CHECK(login.direct[0].actedHard);
    CHECK(login.direct[1].edge.to == ServiceId("cache"));
    CHECK(login.direct[1].isUntested);
    CHECK(listed(login.transitive) == "disk");
    CHECK(listed(login.hidden) == "disk stream");
    CHECK(login.dependents == 1);
    CHECK(listed(row("tool").tooling) == "cache db disk login stream");
    CHECK(audit.unconfirmed == 4);
}

TEST_CASE("audit: what two of the responders' tools share is named", "[analysis][map]") {
    Incident i = drawnMap("status>login:tooling login>stream watch>stream stream>disk");
    SeriesData s;
    s.info.service = ServiceId("login");
    s.info.metric = "errors";
    s.info.seenVia = "watch";
    i.series.push_back(s);
    const ServiceMap map(i.services, i.dependencies);
    const DependencyAudit audit = auditOf(i, map, {});
    REQUIRE(audit.shared.size() == 2);
    CHECK(audit.shared[0].service == ServiceId("disk"));
    CHECK(audit.shared[1].service == ServiceId("stream"));
    CHECK(listed(audit.shared[1].tools) == "status watch");
    CHECK(auditOf({}, ServiceMap({}, {}), {}).rows.empty());
}
