// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every record from a pod of its own: names by the hundred thousand (FORESHOCK_LONG: a million).
#include "tests/support/peak_memory.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>

using namespace foreshock::test;

namespace {

/// Service "a" to "z", pod suffixes counted in the letters that Kubernetes uses.
std::string podOf(int i) {
    std::string suffix;
    for (int digits = 0, rest = i; digits < 4; ++digits, rest /= 26)
        suffix += "bcdfghjklmnpqrstvwxz245678"[rest % 26];
    return fmt::format("service-{}-7d9f4c5b{}-{}9", static_cast<char>('a' + i % 26), "245678"[i / 456'976 % 6], suffix);
}

} // namespace

TEST_CASE("services: a name of its own for every record is imported, joined and listed within bounds", "[cli]") {
    const TemporaryFolder place;
    const int names = std::getenv("FORESHOCK_LONG") ? 1'000'000 : 100'000;
    {
        std::ofstream logs(place.path("logs.jsonl"), std::ios::binary);
        for (int i = 0; i < names; ++i)
            logs << fmt::format("{{\"time\":\"2024-03-01T10:{:02}:{:02}Z\",\"service\":\"{}\",\"level\":\"INFO\","
                                "\"message\":\"GET /cart 200\"}}\n",
                                i / 8000 % 60, i / 134 % 60, podOf(i));
        std::ofstream map(place.path("topology.json"), std::ios::binary);
        map << R"({"dependencies":[],"services":[)";
        for (char c = 'a'; c <= 'y'; ++c) // service-z is on no map: its pods stay unresolved
            map << (c == 'a' ? "" : ",") << "\"service-" << c << "\"";
        map << "]}";
    }
    std::string figures;
    const auto run = [&](const std::string& script) {
        const auto begun = std::chrono::steady_clock::now();
        const MeasuredResult measuredRun = measured(script, place.path());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        figures += fmt::format("{}: {:.1f} s, {} MB\n", script, seconds, measuredRun.megabytes);
        INFO(figures << measuredRun.result.err);
        CHECK(measuredRun.result.exit == 0);
        CHECK(measuredRun.megabytes < kMostMegabytes);
        return measuredRun.result.out;
    };
    run("$foreshock import topology.json logs.jsonl -o i.foreshock");
    CHECK(run("$foreshock logs i.foreshock service:service-b --count") == fmt::format("{}\n", (names + 24) / 26));
    const auto list = nlohmann::json::parse(run("$foreshock services i.foreshock --json --limit 2"));
    CHECK(list["services"].size() == 25);
    CHECK(list["services"][1]["service"] == "service-b");
    CHECK(list["services"][1]["names"].size() == 2);
    CHECK(list["services"][1]["records"]["logs"] == (names + 24) / 26);
    CHECK(list["unresolved_total"] == names / 26);
    run("$foreshock services i.foreshock --quiet --map " + podOf(25) + "=service-z");
    CHECK(run("$foreshock logs i.foreshock service:service-z --count") == fmt::format("{}\n", names / 26));
    if (std::getenv("FORESHOCK_FIGURES"))
        WARN(figures);
}
