// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/time_scope/time_scope.h"

#include <QSignalSpy>

using namespace foreshock;

static Instant minute(std::int64_t m) {
    return Instant{} + Duration::minutes(m);
}
static TimeRange minutes(std::int64_t from, std::int64_t to) {
    return {minute(from), minute(to)};
}

TEST_CASE("time scope: zooming about an instant keeps it under the hand", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 100));
    scope.zoom(0.5, minute(20));
    CHECK(scope.range() == minutes(10, 60));
    scope.zoom(2, minute(20));
    CHECK(scope.range() == minutes(0, 100));
}

TEST_CASE("time scope: the range never leaves the incident nor shrinks below the shortest", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 100));
    scope.setRange(minutes(50, 60));
    scope.pan(1000);
    CHECK(scope.range().overlaps(scope.extent()));
    CHECK(scope.range().length() == Duration::minutes(10));
    scope.zoom(1e-12, minute(100));
    CHECK(scope.range().length() >= TimeScope::kShortest);
    scope.zoom(1e12, minute(100));
    CHECK(scope.range().length() <= scope.extent().length() * 6 / 5);
}

TEST_CASE("time scope: a wheel's turns are one step back, single steps are one each", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 100));
    for (int i = 0; i < 20; ++i)
        scope.zoom(0.9, minute(50));
    scope.setService(ServiceId("cognito"));
    scope.setRange(minutes(10, 20));
    scope.goBack();
    CHECK(scope.service() == ServiceId("cognito"));
    CHECK_FALSE(scope.range() == minutes(10, 20));
    scope.goBack();
    CHECK(scope.service().value.empty());
    scope.goBack();
    CHECK(scope.range() == minutes(0, 100));
    CHECK_FALSE(scope.canGoBack());
    for (int i = 0; i < 3; ++i)
        scope.goForward();
    CHECK(scope.range() == minutes(10, 20));
    CHECK_FALSE(scope.canGoForward());
}

TEST_CASE("time scope: a new step after going back forgets what lay ahead", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 100));
    scope.setRange(minutes(0, 50));
    scope.setRange(minutes(0, 25));
    scope.goBack();
    scope.setRange(minutes(0, 10));
    CHECK_FALSE(scope.canGoForward());
    scope.goBack();
    CHECK(scope.range() == minutes(0, 50));
}

TEST_CASE("time scope: each observer hears only of what changed", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 100));
    QSignalSpy range(&scope, &TimeScope::rangeChanged), cursor(&scope, &TimeScope::cursorChanged),
        filter(&scope, &TimeScope::filterChanged);
    scope.setCursor(minute(5));
    scope.setCursor(minute(5));
    scope.setFilter("level>=error");
    CHECK(cursor.count() == 1);
    CHECK(filter.count() == 1);
    CHECK(range.count() == 0);
    scope.goBack();
    CHECK(filter.count() == 2);
    CHECK(range.count() == 0);
}

TEST_CASE("time scope: a growing incident is followed until a hand has moved the range", "[time_scope]") {
    TimeScope scope;
    scope.setExtent(minutes(0, 10));
    scope.setExtent(minutes(0, 20));
    CHECK(scope.range() == minutes(0, 20));
    scope.setRange(minutes(5, 15));
    scope.setExtent(minutes(0, 30));
    CHECK(scope.range() == minutes(5, 15));
    CHECK(scope.isTouched());
}

TEST_CASE("scope history: it keeps its limit and drops the oldest", "[time_scope]") {
    ScopeHistory history;
    history.restart({});
    for (std::int64_t i = 1; i <= 500; ++i)
        history.add({minutes(0, i), {}, {}, {}}, "", i * 1000);
    CHECK(history.size() == ScopeHistory::kLimit);
    while (history.canGoBack())
        history.back();
    CHECK(history.forward().range == minutes(0, 302));
}
