// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/child_process.h"

#include <catch2/catch.hpp>

#include <chrono>

using namespace foreshock;

TEST_CASE("child: takes what it is given and gives back what it prints, however much", "[base]") {
    const std::string much(3'000'000, 'x');
    const auto back = runChild({"cat"}, much, Duration::seconds(20));
    REQUIRE(back);
    CHECK(*back == much);
    const auto nothing = runChild({"cat"}, "", Duration::seconds(20));
    REQUIRE(nothing);
    CHECK(nothing->empty());
}

TEST_CASE("child: one that hangs is killed, one that is stopped is, too", "[base]") {
    const auto begun = std::chrono::steady_clock::now();
    const auto late = runChild({"sleep", "60"}, "", Duration::milliseconds(100));
    REQUIRE_FALSE(late);
    CHECK(tookTooLong(late.error()));
    std::stop_source source;
    source.request_stop();
    const auto stopped = runChild({"sleep", "60"}, "", Duration::seconds(60), source.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
    CHECK_FALSE(tookTooLong(stopped.error()));
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(30));
}

TEST_CASE("child: a program that is missing, fails, crashes or does not read is told as such", "[base]") {
    const auto missing = runChild({"foreshock-no-such-program"}, "", Duration::seconds(20));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::Unsupported);
    const auto failing = runChild({"sh", "-c", "exit 3"}, "", Duration::seconds(20));
    REQUIRE_FALSE(failing);
    CHECK(failing.error().message == "ended with code 3");
    const auto crashing = runChild({"sh", "-c", "kill -9 $$"}, "", Duration::seconds(20));
    REQUIRE_FALSE(crashing);
    CHECK(crashing.error().message == "crashed");
    const auto deaf = runChild({"true"}, std::string(1'000'000, 'x'), Duration::seconds(20)); // no SIGPIPE
    CHECK(deaf);
}

TEST_CASE("child: sees no environment but the path and the plain locale", "[base]") {
    const auto seen = runChild({"env"}, "", Duration::seconds(20));
    REQUIRE(seen);
    CHECK(seen->find("LC_ALL=C\n") != std::string::npos);
    CHECK(seen->find("HOME=") == std::string::npos);
}
