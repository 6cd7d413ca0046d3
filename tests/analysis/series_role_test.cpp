// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_role.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

struct Row {
    const char* metric;
    const char* unit;
    const char* rule;
    const char* role; ///< with '+', '-' or '~' for its bad direction, '!' where a rule watches it
};

std::string drawn(const Row& row) {
    const std::vector<std::string> rules{row.rule};
    const SeriesRole r = seriesRole(row.metric, row.unit, rules);
    const char* bad = r.bad == BadDirection::Up ? "+" : r.bad == BadDirection::Down ? "-" : "~";
    return std::string(nameOf(r.role)) + bad + (r.isWatched ? "!" : "");
}

} // namespace

TEST_CASE("series role: names, units and alarm rules tell what is bad", "[analysis]") {
    const std::vector<Row> rows = {
        {"kds_put_errors", "%", "put errors > 1 % for 3 of 5 min", "errors+!"},
        {"kfe_threads_p50", "threads/server", "", "saturation+"},
        {"kfe_shardmap_complete", "ratio", "", "availability-"},
        {"kfe_mem_used", "%", "memory > 70 %", "saturation+"},
        {"kfe_fleet_size", "servers", "", "fleet~"},
        {"requests", "ms", "", "latency+"},
        {"connections", "1/s", "", "traffic~"},
        {"httpRequestDuration", "s", "", "latency+"},
        {"checkout_p99", "", "", "latency+"},
        {"queue_depth", "", "", "backlog+"},
        {"hosts_in_service", "% of hosts", "", "availability-"},
        {"weird", "", "", "unknown~"},
        {"weird", "%", "weird > 3", "unknown~"}, // no telling word: the rule may mean anything
        {"disk_free_bytes", "B", "disk_free_bytes < 1e9", "saturation-!"},
        {"latency", "\xC2\xB5s", "", "latency+"},
        {"kfe_restarted", "servers", "", "progress~"},
        {"", "", "", "unknown~"},
    };
    for (const Row& row : rows) {
        INFO(row.metric << " [" << row.unit << "]");
        CHECK(drawn(row) == row.role);
    }
}

TEST_CASE("series role: only like things share a channel", "[analysis]") {
    CHECK(channelOf(Role::Latency, "s").name == channelOf(Role::Latency, "ms").name);
    CHECK(channelOf(Role::Latency, "s").factor == 1000);
    CHECK(channelOf(Role::Errors, "ratio").name == channelOf(Role::Errors, "%").name);
    CHECK(channelOf(Role::Errors, "").factor == 100);
    CHECK(channelOf(Role::Errors, "1/s").name != channelOf(Role::Errors, "%").name);
    CHECK(channelOf(Role::Backlog, "%").name != channelOf(Role::Errors, "%").name);
}

TEST_CASE("series role: a rule speaks of a series by its name or by half of its words", "[analysis]") {
    CHECK(ruleSpeaksOf("kds_put_errors", "put errors > 1 %"));
    CHECK(ruleSpeaksOf("orders_latency_p95", "orders_latency_p95 > 500 ms"));
    CHECK_FALSE(ruleSpeaksOf("kfe_threads_p50", "put errors > 1 %"));
    CHECK_FALSE(ruleSpeaksOf("cw_put_errors", "kds_put_errors > 1"));
    CHECK_FALSE(ruleSpeaksOf("put_put", "put > 1")); // no word says what is measured
}
