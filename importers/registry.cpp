// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"

#include "importers/alarms/alarm_feeds.h"
#include "importers/changes/change_feeds.h"
#include "importers/columns/columns_csv.h"
#include "importers/columns/columns_jsonl.h"
#include "importers/exchange/alarms_jsonl.h"
#include "importers/exchange/changes_jsonl.h"
#include "importers/exchange/incident_json.h"
#include "importers/exchange/notes_jsonl.h"
#include "importers/exchange/topology_json.h"
#include "importers/json/json_logs.h"
#include "importers/limits/limit_feeds.h"
#include "importers/logs/log_feeds.h"
#include "importers/map/map_feeds.h"
#include "importers/metrics/azure_metrics.h"
#include "importers/metrics/cloudwatch_metrics.h"
#include "importers/metrics/datadog_metrics.h"
#include "importers/metrics/gcp_metrics.h"
#include "importers/metrics/graphite_text.h"
#include "importers/metrics/influx_text.h"
#include "importers/metrics/metrics_csv.h"
#include "importers/metrics/newrelic_metrics.h"
#include "importers/metrics/prometheus_json.h"
#include "importers/metrics/prometheus_text.h"
#include "importers/metrics/statsd_text.h"
#include "importers/notes/note_feeds.h"
#include "importers/text/cri_logs.h"
#include "importers/text/journal_export.h"
#include "importers/text/kernel_ring.h"
#include "importers/text/logfmt.h"
#include "importers/text/mysql_slow.h"
#include "importers/text/prefixed_logs.h"
#include "importers/text/text_logs.h"
#include "importers/text_encoding.h"
#include "importers/traces/trace_feeds.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// One line a format; the more specific one stands first.
std::vector<std::unique_ptr<Importer>> makeImporters() {
    std::vector<std::unique_ptr<Importer>> list;
    list.push_back(incidentJsonImporter());
    list.push_back(topologyJsonImporter());
    list.push_back(metricsInstancesCsvImporter());
    list.push_back(metricsCsvImporter());
    list.push_back(prometheusJsonImporter());
    list.push_back(cloudwatchMetricsImporter());
    list.push_back(datadogMetricsImporter());
    list.push_back(gcpMetricsImporter());
    list.push_back(azureMetricsImporter());
    list.push_back(newRelicMetricsImporter());
    list.push_back(prometheusTextImporter());
    list.push_back(influxTextImporter());
    list.push_back(statsdTextImporter());
    list.push_back(graphiteTextImporter());
    list.push_back(changesJsonlImporter());
    list.push_back(alarmsJsonlImporter());
    list.push_back(notesJsonlImporter());
    list.push_back(alertmanagerImporter());
    list.push_back(prometheusAlertsImporter());
    list.push_back(prometheusRulesImporter());
    list.push_back(pagerdutyImporter());
    list.push_back(pagerdutyLogImporter());
    list.push_back(cloudwatchHistoryImporter());
    list.push_back(cloudwatchAlarmsImporter());
    list.push_back(grafanaAnnotationsImporter());
    list.push_back(grafanaHistoryImporter());
    list.push_back(datadogMonitorsImporter());
    list.push_back(opsgenieImporter());
    list.push_back(nagiosLogImporter());
    list.push_back(githubDeploymentsImporter());
    list.push_back(githubReleasesImporter());
    list.push_back(githubRunsImporter());
    list.push_back(gitlabDeploymentsImporter());
    list.push_back(gitlabReleasesImporter());
    list.push_back(jenkinsBuildsImporter());
    list.push_back(argocdImporter());
    list.push_back(helmHistoryImporter());
    list.push_back(helmTableImporter());
    list.push_back(kubernetesEventsImporter());
    list.push_back(kubernetesWorkloadsImporter());
    list.push_back(terraformApplyImporter());
    list.push_back(cloudtrailImporter());
    list.push_back(gcpAuditImporter());
    list.push_back(azureActivityImporter());
    list.push_back(gitPrettyImporter());
    list.push_back(gitLogImporter());
    list.push_back(aptHistoryImporter());
    list.push_back(dpkgLogImporter());
    list.push_back(dnfHistoryImporter());
    list.push_back(dnfRpmLogImporter());
    list.push_back(launchdarklyAuditImporter());
    list.push_back(datadogEventsImporter());
    list.push_back(codedeployImporter());
    list.push_back(ecsServicesImporter());
    list.push_back(sentryReleasesImporter());
    list.push_back(icalendarImporter());
    list.push_back(kialiGraphImporter());
    list.push_back(jaegerDependenciesImporter());
    list.push_back(jaegerTracesImporter());
    list.push_back(zipkinTracesImporter());
    list.push_back(otlpImporter());
    list.push_back(backstageYamlImporter());
    list.push_back(composeYamlImporter());
    list.push_back(topologyYamlImporter());
    list.push_back(graphvizDotImporter());
    list.push_back(graphmlImporter());
    list.push_back(mermaidImporter());
    list.push_back(limitsCsvImporter());
    list.push_back(quotaCsvImporter());
    list.push_back(limitsConfImporter());
    list.push_back(sysctlImporter());
    list.push_back(slackExportImporter());
    list.push_back(cloudwatchLogsImporter());
    list.push_back(lokiImporter());
    list.push_back(elasticsearchHitsImporter());
    list.push_back(datadogLogsImporter());
    list.push_back(splunkImporter());
    list.push_back(gcpLogsImporter());
    list.push_back(azureLogsImporter());
    list.push_back(jsonLogsImporter());
    list.push_back(journalExportImporter());
    list.push_back(criLogsImporter());
    list.push_back(kubectlPrefixImporter());
    list.push_back(dockerComposeImporter());
    list.push_back(sternImporter());
    list.push_back(mysqlSlowImporter());
    list.push_back(kernelRingImporter());
    list.push_back(logfmtImporter());
    list.push_back(seriesCsvImporter());
    list.push_back(columnsCsvImporter());
    list.push_back(columnsJsonlImporter());
    for (std::unique_ptr<Importer>& importer : textLogImporters()) // resources/formats/*.json
        list.push_back(std::move(importer));
    list.push_back(markdownTimelineImporter());
    return list;
}

std::vector<std::unique_ptr<Importer>>& allImporters() {
    static std::vector<std::unique_ptr<Importer>> list = makeImporters();
    return list;
}

/// Why nobody can read the specimen; empty: somebody may.
std::string unreadable(const Specimen& specimen) {
    if (looksLikeUtf16(specimen.head.substr(0, 4)))
        return "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8";
    if (trimmed(specimen.head).empty() || specimen.head == kUtf8Mark)
        return "empty file";
    for (const std::string_view part : {specimen.head, specimen.middle, specimen.tail})
        if (looksBinary(part))
            return "binary: NUL or control bytes, not text";
    return {};
}

} // namespace

const std::vector<std::unique_ptr<Importer>>& importers() {
    return allImporters();
}

void addImporter(std::unique_ptr<Importer> importer) {
    std::vector<std::unique_ptr<Importer>>& list = allImporters();
    const auto same = std::find_if(list.begin(), list.end(), [&](const auto& i) { return i->id() == importer->id(); });
    if (same != list.end())
        *same = std::move(importer);
    else
        list.insert(list.begin(), std::move(importer));
}

const Importer* importerById(std::string_view id) {
    const auto found =
        std::find_if(importers().begin(), importers().end(), [&](const auto& i) { return i->id() == id; });
    return found == importers().end() ? nullptr : found->get();
}

std::vector<Candidate> recognise(const Specimen& specimen) {
    const std::string problem = unreadable(specimen);
    std::vector<Candidate> candidates;
    for (const std::unique_ptr<Importer>& importer : importers()) {
        Recognition answer{0, problem};
        if (problem.empty() || importer->readsBinary())
            answer = importer->sniff(specimen);
        if (answer.score == 0 && !problem.empty())
            answer.reason = problem;
        candidates.push_back({importer.get(), std::move(answer)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.recognition.score > b.recognition.score; });
    return candidates;
}

} // namespace foreshock
