// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/job_thread.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace foreshock;

TEST_CASE("jobs: the newest of a kind wins, others of the queue still run", "[window]") {
    JobThread thread;
    std::atomic<bool> isHeld{true}, hasBegun{false};
    std::vector<int> ran; // touched on the worker only, read after drain()
    thread.post("block", [&](std::stop_token) {
        hasBegun = true;
        while (isHeld)
            std::this_thread::yield();
    });
    while (!hasBegun)
        std::this_thread::yield();
    for (int i = 0; i < 5; ++i)
        thread.post("page", [&, i](std::stop_token) { ran.push_back(i); });
    thread.post("heat", [&](std::stop_token) { ran.push_back(100); });
    thread.enqueue([&](std::stop_token) { ran.push_back(200); });
    isHeld = false;
    thread.drain();
    CHECK(ran == std::vector<int>{4, 100, 200});
}

TEST_CASE("jobs: a running job of the kind is told to stop", "[window]") {
    JobThread thread;
    std::atomic<bool> hasBegun{false}, wasStopped{false};
    thread.post("long", [&](std::stop_token stop) {
        hasBegun = true;
        while (!stop.stop_requested())
            std::this_thread::yield();
        wasStopped = true;
    });
    while (!hasBegun)
        std::this_thread::yield();
    SECTION("by a newer one") {
        thread.post("long", [](std::stop_token) {});
    }
    SECTION("by cancel") {
        thread.cancel("long");
    }
    thread.drain();
    CHECK(wasStopped);
}

TEST_CASE("jobs: the thread's end stops what runs and drops what waits", "[window]") {
    bool hasRun = false;
    {
        JobThread thread;
        std::atomic<bool> hasBegun{false};
        thread.post("long", [&](std::stop_token stop) {
            hasBegun = true;
            while (!stop.stop_requested())
                std::this_thread::yield();
        });
        while (!hasBegun)
            std::this_thread::yield();
        thread.post("later", [&](std::stop_token) { hasRun = true; });
    }
    CHECK_FALSE(hasRun);
}

TEST_CASE("jobs: what a replaced job holds is let go of by the thread, not by who replaced it", "[window]") {
    JobThread thread;
    std::atomic<bool> isHeld{true}, hasBegun{false};
    std::atomic<std::thread::id> where{};
    struct Witness {
        std::atomic<std::thread::id>& died;
        ~Witness() { died = std::this_thread::get_id(); }
    };
    thread.post("block", [&](std::stop_token) {
        hasBegun = true;
        while (isHeld)
            std::this_thread::yield();
    });
    while (!hasBegun)
        std::this_thread::yield();
    thread.post("page", [held = std::make_shared<Witness>(where)](std::stop_token) {});
    SECTION("by a newer one") {
        thread.post("page", [](std::stop_token) {});
    }
    SECTION("by cancel") {
        thread.cancel("page");
    }
    CHECK(where.load() == std::thread::id());
    isHeld = false;
    thread.drain();
    CHECK(where.load() != std::thread::id());
    CHECK(where.load() != std::this_thread::get_id());
}
