// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/collect_commands.h"
#include "importers/registry.h"
#include "model/base/time_text.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace foreshock;

namespace {

const CollectCommand& from(const std::vector<CollectCommand>& all, const std::string& tool) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const CollectCommand& c) { return c.from == tool; });
    REQUIRE(found != all.end());
    return *found;
}

} // namespace

TEST_CASE("collect: every command is one a shell takes, names its file, and fits the hours asked for", "[workflows]") {
    const Instant now = parseTime("2020-11-25T13:30:00.5Z")->instant;
    const test::TemporaryFolder folder;
    for (const char* service : {"", "cart", "it's $HOME; \"b\""}) {
        const auto all = collectCommands({now, {}, service});
        std::set<std::string> files;
        for (const CollectCommand& c : all) {
            INFO(c.command);
            CHECK(files.insert(c.file).second);
            if (c.command.starts_with("in Grafana"))
                continue;
            CHECK(c.command.ends_with("> " + c.file));
            const std::string script = folder.file("one.sh", c.command + "\n");
            CHECK(std::system(("sh -n " + script).c_str()) == 0);
        }
    }
    const auto all = collectCommands({now, {}, "cart"});
    CHECK(from(all, "Kubernetes events").expires == "one hour");
    CHECK(from(all, "Prometheus, history of alerts").command ==
          "curl -sfG http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=ALERTS' -d "
          "start=2020-11-24T13:30:00Z -d end=2020-11-25T13:30:00Z -d step=60 > alerts.json");
    CHECK(from(all, "Docker Compose").command.find("--since 2020-11-25T10:30:00Z 'cart'") != std::string::npos);
    CHECK(from(all, "systemd journal").command.find("-u 'cart' -o json --since=@1606300200") != std::string::npos);
    CHECK(from(all, "Kubernetes rollouts").command.find("-l 'app.kubernetes.io/name=cart'") != std::string::npos);
    const auto day = collectCommands({now, Duration::hours(48), ""});
    CHECK(from(day, "Docker Compose").command.find("--since 2020-11-23T13:30:00Z") != std::string::npos);
    CHECK(all.front().from == "Kubernetes events"); // what is forgotten first stands first
}

TEST_CASE("collect: a sample of every file that the commands write is recognised for what it was collected for",
          "[workflows]") {
    struct Written {
        std::string importer;
        std::string sample; ///< below tests/data
        char kind;          ///< what the file is collected for, in Importer::kinds()
    };
    const std::string feeds = "importers/feeds/";
    const std::map<std::string, Written> written = {
        {"k8s-events.json", {"kubernetes-events", feeds + "kubernetes-events/events.json", 'C'}},
        {"k8s-replicasets.json", {"kubernetes-workloads", feeds + "kubernetes-workloads/replica_sets.json", 'C'}},
        {"helm-history.json", {"helm-history", feeds + "helm-history/history.json", 'C'}},
        {"argocd-app.json", {"argocd", feeds + "argocd/application.json", 'C'}},
        {"cloudtrail.json", {"cloudtrail", feeds + "cloudtrail/lookup_events.json", 'C'}},
        {"github-deployments.json", {"github-deployments", feeds + "github-deployments/deployments.json", 'C'}},
        {"github-runs.json", {"github-runs", feeds + "github-runs/runs.json", 'C'}},
        {"git-log.txt", {"git-log-pretty", "collect/git-log.txt", 'C'}},
        {"alertmanager.json", {"alertmanager", feeds + "alertmanager/api_v2.json", 'A'}},
        {"alerts.json", {"prometheus-json", "importers/prometheus_alerts_range.json", 'A'}},
        {"rules.json", {"prometheus-rules", feeds + "prometheus-rules/rules.json", 'A'}},
        {"alarm-history.json", {"cloudwatch-alarm-history", feeds + "cloudwatch-alarm-history/history.json", 'A'}},
        {"pagerduty.json", {"pagerduty", feeds + "pagerduty/incidents.json", 'A'}},
        {"metrics.json", {"prometheus-json", "collect/metrics.json", 'M'}},
        {"metrics.txt", {"prometheus-text", "collect/metrics.txt", 'M'}},
        {"cloudwatch-metrics.json", {"cloudwatch-metrics-json", "collect/cloudwatch-metrics.json", 'M'}},
        {"panel.csv", {"series-csv", "collect/panel.csv", 'M'}},
        {"pods.log", {"kubectl-prefix", "collect/pods.log", 'L'}},
        {"compose.log", {"docker-compose", "collect/compose.log", 'L'}},
        {"journal.json", {"jsonl-logs", "collect/journal.json", 'L'}},
        {"loki.json", {"loki", feeds + "loki/query_range.json", 'L'}},
        {"cloudwatch-logs.json", {"cloudwatch-logs", feeds + "cloudwatch-logs/filter_log_events.json", 'L'}},
        {"dependencies.json", {"jaeger-dependencies", feeds + "jaeger-dependencies/dependencies.json", 'D'}},
        {"traces.json", {"jaeger-traces", feeds + "jaeger-traces/traces.json", 'D'}},
        {"catalog.yaml", {"backstage-yaml", "collect/catalog.yaml", 'D'}},
    };
    for (const CollectCommand& command : collectCommands({parseTime("2020-11-25T13:30:00Z")->instant, {}, ""})) {
        INFO(command.file);
        const auto found = written.find(command.file);
        REQUIRE(found != written.end()); // a new command comes with a sample of what it writes
        std::ifstream file(std::string(FORESHOCK_SOURCE_DIR "/tests/data/") + found->second.sample, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        const std::string text = bytes.str();
        REQUIRE_FALSE(text.empty());
        Specimen specimen;
        specimen.name = command.file;
        specimen.head = std::string_view(text).substr(0, std::size_t{64} << 10);
        specimen.size = text.size();
        const Candidate best = recognise(specimen).front();
        CHECK(best.importer->id() == found->second.importer);
        CHECK(best.recognition.score >= kRecognised);
        CHECK(best.importer->kinds().find(found->second.kind) != std::string::npos);
    }
}
