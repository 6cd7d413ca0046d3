// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/environment_reading.h"

#include "model/identity/name_reading.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

std::string told(const char* service, std::initializer_list<const char*> others = {}) {
    std::set<std::string> folded{foldedName(service)};
    for (const char* other : others)
        folded.insert(foldedName(other));
    return environmentOfService(service, folded);
}

} // namespace

TEST_CASE("environments: a service's name tells its own where its shell does", "[identity]") {
    CHECK(told("cart@staging") == "staging");
    CHECK(told("cart@2.service").empty());
    CHECK(told("staging/cart") == "staging");
    CHECK(told("arn:aws:ecs:us-east-1:123456789012:service/prod/cart") == "production");
    CHECK(told("cart").empty());
}

TEST_CASE("environments: a word at an end is read only beside the bare name", "[identity]") {
    CHECK(told("cart-stg").empty());
    CHECK(told("cart-stg", {"cart"}) == "staging");
    CHECK(told("test-runner").empty()); // a service that runs tests
    CHECK(told("dev-portal", {"cart"}).empty());
}

TEST_CASE("environments: changes, alarms and series take what their service tells, unless a label said so",
          "[identity]") {
    Incident i;
    for (const char* id : {"cart", "cart@staging"})
        i.services.push_back({ServiceId(id), id, "", true, "", {}});
    Change c;
    c.service = ServiceId("cart@staging");
    i.changes = {c, c};
    i.changes[1].environment = "test";
    Alarm a;
    a.service = ServiceId("cart");
    i.alarms = {a};
    SeriesData s;
    s.info.service = ServiceId("cart@staging");
    i.series = {s};
    tellEnvironments(i);
    CHECK(i.services[1].environment == "staging");
    CHECK(i.changes[0].environment == "staging");
    CHECK(i.changes[1].environment == "test");
    CHECK(i.alarms[0].environment.empty());
    CHECK(i.series[0].info.environment == "staging");
}
