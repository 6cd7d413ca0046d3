// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/collect_commands.h"

#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock {
namespace {

/// One word for a POSIX shell.
std::string shellWord(const std::string& text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

/// A value within a PromQL or LogQL selector.
std::string selectorValue(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return '"' + out + '"';
}

class Commands {
public:
    explicit Commands(const CollectRequest& request)
        : m_request(request) {}
    std::vector<CollectCommand> list();

private:
    std::string since(Duration usual) const {
        Instant from = m_request.now - m_request.since.value_or(usual);
        from.ns -= from.ns % Duration::seconds(1).ns;
        return rfc3339(from);
    }
    std::string now() const {
        Instant to = m_request.now;
        to.ns -= to.ns % Duration::seconds(1).ns;
        return rfc3339(to);
    }
    bool isNarrowed() const { return !m_request.service.empty(); }
    /// " -l app.kubernetes.io/name=cart", or nothing.
    std::string label() const {
        return isNarrowed() ? " -l " + shellWord("app.kubernetes.io/name=" + m_request.service) : "";
    }
    std::string selector(const char* name) const {
        return isNarrowed() ? fmt::format("{{{}={}}}", name, selectorValue(m_request.service)) : "";
    }
    std::string rangeQuery(const std::string& query, const std::string& file, Duration usual, int step) const {
        return fmt::format("curl -sfG http://PROMETHEUS:9090/api/v1/query_range --data-urlencode {} -d start={} -d "
                           "end={} -d step={} > {}",
                           shellWord("query=" + query), since(usual), now(), step, file);
    }

    void changes();
    void alarms();
    void metrics();
    void logs();
    void map();

    const CollectRequest& m_request;
    std::vector<CollectCommand> m_out;
};

constexpr Duration kChanges = Duration::hours(7 * 24);
constexpr Duration kMetrics = Duration::hours(24);
constexpr Duration kLogs = Duration::hours(3);

void Commands::changes() {
    const std::string from = since(kChanges);
    m_out.push_back({"changes", "Kubernetes events", "k8s-events.json",
                     "kubectl get events -A -o json > k8s-events.json", "one hour", ""});
    m_out.push_back({"changes", "Kubernetes rollouts", "k8s-replicasets.json",
                     fmt::format("kubectl get rs -A{} -o json > k8s-replicasets.json", label()), "",
                     "the last ten revisions of each deployment"});
    m_out.push_back({"changes", "Helm", "helm-history.json",
                     fmt::format("helm history {} -n NAMESPACE -o json > helm-history.json",
                                 isNarrowed() ? shellWord(m_request.service) : "RELEASE"),
                     "", "the last ten revisions"});
    m_out.push_back({"changes", "Argo CD", "argocd-app.json",
                     fmt::format("argocd app get {} -o json > argocd-app.json",
                                 isNarrowed() ? shellWord(m_request.service) : "APP"),
                     "", "the last ten revisions"});
    m_out.push_back({"changes", "AWS CloudTrail", "cloudtrail.json",
                     fmt::format("aws cloudtrail lookup-events --start-time {} --end-time {} --lookup-attributes "
                                 "AttributeKey=ReadOnly,AttributeValue=false --output json > cloudtrail.json",
                                 from, now()),
                     "", "90 days of management events"});
    m_out.push_back({"changes", "GitHub deployments", "github-deployments.json",
                     "gh api 'repos/OWNER/REPO/deployments?per_page=100' > github-deployments.json", "", ""});
    m_out.push_back({"changes", "GitHub Actions", "github-runs.json",
                     fmt::format("gh api 'repos/OWNER/REPO/actions/runs?per_page=100&created=%3E%3D{}' > "
                                 "github-runs.json",
                                 from),
                     "", ""});
    m_out.push_back(
        {"changes", "git", "git-log.txt",
         fmt::format("git log --since={} --pretty=format:'%H%x09%cI%x09%an%x09%D%x09%s' > git-log.txt", from), "",
         "commits are not deploys; they tell what a deploy may hold"});
}

void Commands::alarms() {
    const std::string from = since(kMetrics);
    m_out.push_back({"alarms", "Alertmanager", "alertmanager.json",
                     "curl -sf http://ALERTMANAGER:9093/api/v2/alerts > alertmanager.json",
                     "five minutes after an alert ends", "current alerts only; the history is in ALERTS below"});
    m_out.push_back({"alarms", "Prometheus, history of alerts", "alerts.json",
                     rangeQuery("ALERTS", "alerts.json", kMetrics, 60), "", ""});
    m_out.push_back({"alarms", "Prometheus, rules", "rules.json",
                     "curl -sf http://PROMETHEUS:9090/api/v1/rules > rules.json", "",
                     "thresholds, and how long they "
                     "must hold"});
    m_out.push_back(
        {"alarms", "CloudWatch", "alarm-history.json",
         fmt::format("aws cloudwatch describe-alarm-history --history-item-type StateUpdate --start-date {} "
                     "--end-date {} --output json > alarm-history.json",
                     from, now()),
         "30 days", ""});
    m_out.push_back({"alarms", "PagerDuty", "pagerduty.json",
                     fmt::format("curl -sfG https://api.pagerduty.com/incidents -H \"Authorization: Token "
                                 "token=$PAGERDUTY_TOKEN\" -d since={} -d until={} -d limit=100 > pagerduty.json",
                                 from, now()),
                     "", ""});
}

void Commands::metrics() {
    const std::string from = since(kMetrics);
    m_out.push_back(
        {"metrics", "Prometheus", "metrics.json",
         rangeQuery(isNarrowed() ? selector("job") : "{__name__=~\"METRIC|METRIC\"}", "metrics.json", kMetrics, 60), "",
         isNarrowed() ? "every series of that job" : ""});
    m_out.push_back(
        {"metrics", "VictoriaMetrics", "metrics.txt",
         fmt::format(
             "curl -sfG http://VICTORIA:8428/api/v1/export/prometheus --data-urlencode {} -d start={} -d end={} "
             "> metrics.txt",
             shellWord("match[]=" + (isNarrowed() ? selector("job") : "{__name__=~\"METRIC\"}")), from, now()),
         "", ""});
    m_out.push_back(
        {"metrics", "CloudWatch", "cloudwatch-metrics.json",
         fmt::format("aws cloudwatch get-metric-data --metric-data-queries file://QUERIES.json --start-time "
                     "{} --end-time {} --output json > cloudwatch-metrics.json",
                     from, now()),
         "", "points of one minute for 15 days only"});
    m_out.push_back({"metrics", "Grafana panel", "panel.csv",
                     "in Grafana: panel menu, Inspect, Data, Download CSV (formatted data off)", "", ""});
}

void Commands::logs() {
    const std::string from = since(kLogs);
    m_out.push_back({"logs", "Kubernetes pods", "pods.log",
                     fmt::format("kubectl logs -n NAMESPACE{} --all-containers --prefix --timestamps --tail=-1 "
                                 "--since-time={} > pods.log",
                                 isNarrowed() ? label() : " -l SELECTOR", from),
                     "the life of a container", "pods that are gone have none; --previous gives the crash before"});
    m_out.push_back({"logs", "Docker Compose", "compose.log",
                     fmt::format("docker compose logs -t --no-color --since {}{} > compose.log", from,
                                 isNarrowed() ? " " + shellWord(m_request.service) : ""),
                     "", ""});
    m_out.push_back({"logs", "systemd journal", "journal.json",
                     fmt::format("journalctl{} -o json --since=@{} > journal.json",
                                 isNarrowed() ? " -u " + shellWord(m_request.service) : "",
                                 (m_request.now - m_request.since.value_or(kLogs)).ns / Duration::seconds(1).ns),
                     "", ""});
    m_out.push_back(
        {"logs", "Loki", "loki.json",
         fmt::format("curl -sfG http://LOKI:3100/loki/api/v1/query_range --data-urlencode {} -d start={} -d "
                     "end={} -d limit=5000 > loki.json",
                     shellWord("query=" + (isNarrowed() ? selector("app") : "{app=\"APP\"}")), from, now()),
         "", "at most 5,000 lines a call"});
    m_out.push_back(
        {"logs", "CloudWatch Logs", "cloudwatch-logs.json",
         fmt::format("aws logs filter-log-events --log-group-name GROUP --start-time {} --end-time {} "
                     "--output json > cloudwatch-logs.json",
                     (m_request.now - m_request.since.value_or(kLogs)).ns / 1'000'000, m_request.now.ns / 1'000'000),
         "", ""});
}

void Commands::map() {
    m_out.push_back({"map", "Jaeger", "dependencies.json",
                     fmt::format("curl -sf 'http://JAEGER:16686/api/dependencies?endTs={}&lookback={}' > "
                                 "dependencies.json",
                                 m_request.now.ns / 1'000'000, kMetrics.ns / 1'000'000),
                     "", ""});
    const std::string service = isNarrowed() ? m_request.service : "SERVICE";
    m_out.push_back(
        {"map", "Jaeger, traces", "traces.json",
         fmt::format("curl -sfG http://JAEGER:16686/api/traces --data-urlencode {} -d start={} -d end={} -d "
                     "limit=1500 > traces.json",
                     shellWord("service=" + service), (m_request.now - m_request.since.value_or(kLogs)).ns / 1'000,
                     m_request.now.ns / 1'000),
         "", "which service called which, how often, and how long it took, as far as traces were sampled"});
    m_out.push_back({"map", "Backstage", "catalog.yaml",
                     "awk 'FNR == 1 { print \"---\" } 1' */catalog-info.yaml > catalog.yaml", "",
                     "who consumes which API, and who owns it"});
}

std::vector<CollectCommand> Commands::list() {
    changes();
    alarms();
    metrics();
    logs();
    map();
    return std::move(m_out);
}

} // namespace

std::vector<CollectCommand> collectCommands(const CollectRequest& request) {
    return Commands(request).list();
}

} // namespace foreshock
