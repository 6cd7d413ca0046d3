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
    const std::vector<WatchRule> rules{{row.rule, ""}};
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

TEST_CASE("series role: names that exporters and agents give", "[analysis]") {
    const std::vector<Row> rows = {
        // Prometheus client libraries
        {"http_requests_total", "", "", "traffic~"},
        {"http_requests_total{code=\"503\",path=\"/\"}", "", "", "errors+"},
        {"http_requests_total{code=\"200\"}", "", "", "traffic~"},
        {"http_request_duration_seconds", "s", "", "latency+"},
        {"http_request_duration_seconds_bucket{le=\"0.5\"}", "", "", "latency+"},
        {"up", "", "", "availability-"},
        {"scrape_duration_seconds", "s", "", "latency+"},
        {"go_goroutines", "", "", "saturation+"},
        {"process_open_fds", "", "", "saturation+"},
        {"process_resident_memory_bytes", "bytes", "", "saturation+"},
        {"process_start_time_seconds", "s", "", "unknown~"},
        {"grpc_server_handled_total{grpc_code=\"Unavailable\"}", "", "", "errors+"},
        // node exporter
        {"node_load1", "", "", "saturation+"},
        {"node_cpu_seconds_total{mode=\"idle\"}", "s", "", "saturation-"},
        {"node_cpu_seconds_total{mode=\"user\"}", "s", "", "saturation+"},
        {"node_memory_MemAvailable_bytes", "bytes", "", "saturation-"},
        {"node_filesystem_avail_bytes", "bytes", "", "saturation-"},
        {"node_filesystem_files_free", "", "", "saturation-"},
        {"node_network_receive_bytes_total", "bytes", "", "traffic~"},
        {"node_network_receive_errs_total", "", "", "errors+"},
        {"node_network_transmit_drop_total", "", "", "errors+"},
        {"node_boot_time_seconds", "s", "", "unknown~"},
        {"node_vmstat_oom_kill", "", "", "errors+"},
        // CloudWatch
        {"CPUUtilization", "%", "", "saturation+"},
        {"CPUCreditBalance", "", "", "saturation-"},
        {"FreeableMemory", "B", "", "saturation-"},
        {"FreeStorageSpace", "B", "", "saturation-"},
        {"DatabaseConnections", "", "", "saturation+"},
        {"ReadLatency", "s", "", "latency+"},
        {"RequestCount", "", "", "traffic~"},
        {"TargetResponseTime", "s", "", "latency+"},
        {"HTTPCode_Target_5XX_Count", "", "", "errors+"},
        {"HealthyHostCount", "", "", "availability-"},
        {"UnHealthyHostCount", "", "", "errors+"},
        {"ApproximateNumberOfMessagesVisible", "", "", "backlog+"},
        {"ApproximateAgeOfOldestMessage", "s", "", "backlog+"},
        {"Throttles", "", "", "errors+"},
        {"Invocations", "", "", "traffic~"},
        {"ConcurrentExecutions", "", "", "saturation+"},
        {"StatusCheckFailed", "", "", "errors+"},
        {"NetworkIn", "B", "", "traffic~"},
        {"VolumeQueueLength", "", "", "backlog+"},
        // Datadog
        {"system.cpu.idle", "%", "", "saturation-"},
        {"system.mem.usable", "B", "", "saturation-"},
        {"system.disk.in_use", "", "", "saturation+"},
        {"system.net.bytes_rcvd", "B/s", "", "traffic~"},
        {"trace.http.request.errors", "", "", "errors+"},
        {"trace.http.request.hits", "", "", "traffic~"},
        {"trace.http.request.apdex", "", "", "availability-"},
        // JVM
        {"jvm_memory_used_bytes{area=\"heap\"}", "bytes", "", "saturation+"},
        {"jvm_gc_pause_seconds_max", "s", "", "latency+"},
        {"jvm_threads_live_threads", "", "", "saturation+"},
        {"hikaricp_connections_pending", "", "", "backlog+"},
        {"hikaricp_connections_active", "", "", "saturation+"},
        {"hikaricp_connections_idle", "", "", "saturation-"},
        {"http_server_requests_seconds_count{outcome=\"SERVER_ERROR\"}", "", "", "errors+"},
        // nginx, Envoy
        {"nginx_http_requests_total", "", "", "traffic~"},
        {"nginx_connections_active", "", "", "saturation+"},
        {"nginx_ingress_controller_request_duration_seconds_sum", "s", "", "latency+"},
        {"envoy_cluster_upstream_rq_total", "", "", "traffic~"},
        {"envoy_cluster_upstream_rq_time", "ms", "", "latency+"},
        {"envoy_cluster_upstream_rq_5xx", "", "", "errors+"},
        {"envoy_cluster_upstream_rq_timeout", "", "", "errors+"},
        {"envoy_cluster_upstream_cx_active", "", "", "saturation+"},
        {"envoy_cluster_membership_healthy", "", "", "availability-"},
        // PostgreSQL, Redis
        {"pg_up", "", "", "availability-"},
        {"pg_stat_database_xact_commit", "", "", "traffic~"},
        {"pg_stat_database_xact_rollback", "", "", "errors+"},
        {"pg_stat_database_deadlocks", "", "", "errors+"},
        {"pg_stat_database_numbackends", "", "", "saturation+"},
        {"pg_replication_lag", "s", "", "backlog+"},
        {"redis_evicted_keys_total", "", "", "errors+"},
        // Kafka
        {"kafka_consumergroup_lag", "", "", "backlog+"},
        {"kafka.consumer.records-lag-max", "", "", "backlog+"},
        {"UnderReplicatedPartitions", "", "", "errors+"},
        {"kafka_server_brokertopicmetrics_messagesin_total", "", "", "traffic~"},
        {"kafka_brokers", "", "", "fleet~"},
        // Kubernetes
        {"kube_deployment_status_replicas_available", "", "", "availability-"},
        {"kube_deployment_status_replicas_unavailable", "", "", "errors+"},
        {"kube_deployment_spec_replicas", "", "", "fleet~"},
        {"kube_pod_container_status_restarts_total", "", "", "errors+"},
        {"kube_pod_container_resource_limits{resource=\"memory\"}", "", "", "fleet~"},
        {"container_cpu_cfs_throttled_seconds_total", "s", "", "saturation+"},
        {"container_memory_working_set_bytes", "bytes", "", "saturation+"},
        {"apiserver_request_duration_seconds_bucket", "", "", "latency+"},
        {"apiserver_request_total", "", "", "traffic~"},
        {"etcd_server_has_leader", "", "", "availability-"},
        {"etcd_disk_wal_fsync_duration_seconds", "s", "", "latency+"},
        {"workqueue_depth", "", "", "backlog+"},
    };
    for (const Row& row : rows) {
        INFO(row.metric << " [" << row.unit << "]");
        CHECK(drawn(row) == row.role);
    }
}

TEST_CASE("series role: an alarm's comparison decides the direction before name and unit", "[analysis]") {
    const std::vector<Row> rows = {
        {"queue_depth", "", "queue_depth < 1", "backlog-!"},
        {"errors_total", "", "rate(errors_total[5m]) > 0.5 and up == 0", "errors+!"},
        {"up", "", "rate(errors_total[5m]) > 0.5 and up == 0", "availability-!"},
        {"disk_free", "", "0.1 > disk_free", "saturation-!"},
        {"errors_total", "", "errors_total / requests_total >= 0.05", "errors+!"},
        {"requests_total", "", "errors_total / requests_total >= 0.05", "traffic~"}, // more of them is no harm
        {"cpu_temperature", "", "cpu_temperature{host=~\"a>b\"} < 5", "saturation-!"},
        {"CPUUtilization", "%", "CPUUtilization GreaterThanThreshold 80", "saturation+!"},
        {"HealthyHostCount", "", "HealthyHostCount below 2", "availability-!"},
        {"requests", "", "requests above 900 per second", "traffic+!"},
        {"requests", "", "requests -> cart", "traffic~"},
    };
    for (const Row& row : rows) {
        INFO(row.metric << " by " << row.rule);
        CHECK(drawn(row) == row.role);
    }
    // A rule that names nothing speaks of the metric that its record names.
    const std::vector<WatchRule> bare{{"> 80 for 5 min", "widgets"}};
    CHECK(seriesRole("widgets", "", bare).bad == BadDirection::Up);
    CHECK(seriesRole("gadgets", "", bare).bad == BadDirection::Both);
}

TEST_CASE("series role: a person's word wins, the last that fits", "[analysis]") {
    const std::vector<WatchRule> rules{{"queue_depth > 5", ""}};
    const std::vector<RoleRule> words{{"cart", "queue_*", Role::Saturation, BadDirection::Both},
                                      {"*", "queue_depth", Role::Traffic, BadDirection::Down},
                                      {"pay", "*", Role::Errors, BadDirection::Up}};
    const SeriesRole said = seriesRole("cart", "queue_depth", "", rules, words);
    CHECK(said.role == Role::Traffic);
    CHECK(said.bad == BadDirection::Down);
    CHECK(said.basis == RoleBasis::User);
    CHECK(said.isWatched);
    CHECK(seriesRole("cart", "queue_age", "", rules, words).role == Role::Saturation);
    CHECK(seriesRole("order", "queue_age", "", rules, words).basis == RoleBasis::Name);
}

TEST_CASE("series role: patterns fit as people expect", "[analysis]") {
    CHECK(fitsPattern("latency_p99", "latency_*"));
    CHECK(fitsPattern("latency", "*"));
    CHECK(fitsPattern("", "*"));
    CHECK(fitsPattern("a.b.c", "a.*.c"));
    CHECK(fitsPattern("p99", "p??"));
    CHECK_FALSE(fitsPattern("p9", "p??"));
    CHECK_FALSE(fitsPattern("latency", "latency_*"));
    CHECK_FALSE(fitsPattern("xlatency", "latency*"));
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
