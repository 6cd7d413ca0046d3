// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_check.h"

#include "model/base/zone.h"

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

using Weight = ScenarioFinding::Weight;

class Check {
public:
    explicit Check(const Scenario& scenario)
        : m_scenario(scenario) {
        for (const Service& service : scenario.services)
            if (!m_services.insert(service.id).second)
                error("services: " + service.id.value, "the id is used twice");
    }

    std::vector<ScenarioFinding> run() {
        whole();
        dependencies();
        changes();
        earlierRuns();
        metrics();
        alarms();
        logs();
        truth();
        std::stable_sort(m_findings.begin(), m_findings.end(),
                         [](const auto& a, const auto& b) { return a.weight < b.weight; });
        return std::move(m_findings);
    }

private:
    void error(std::string where, std::string text) {
        m_findings.push_back({Weight::Error, std::move(where), std::move(text)});
    }
    void warning(std::string where, std::string text) {
        m_findings.push_back({Weight::Warning, std::move(where), std::move(text)});
    }

    void service(const std::string& where, const ServiceId& id) {
        if (m_services.count(id) == 0)
            error(where, "there is no service \"" + id.value + "\"");
    }
    void basis(const std::string& where, const std::string& word) {
        if (word != "fact" && word != "derived" && word != "memory" && word != "invented")
            error(where, "the basis is fact, derived, memory or invented");
    }

    void whole() {
        if (!Zone::find(m_scenario.zone))
            error("meta", "\"tz\" does not begin with the name of a zone: " + m_scenario.zone);
        if (m_scenario.end <= m_scenario.t0)
            error("meta", "\"end\" does not lie after \"t0\"");
        if (m_scenario.services.empty())
            error("services", "there are none");
        for (const Service& row : m_scenario.services)
            basis("services: " + row.id.value, row.basis);
    }

    void dependencies() {
        for (const Dependency& dependency : m_scenario.dependencies) {
            const std::string where = "dependencies: " + dependency.from.value + " -> " + dependency.to.value;
            service(where, dependency.from);
            service(where, dependency.to);
            basis(where, dependency.basis);
        }
    }

    void changes() {
        std::set<ChangeId> ids;
        for (const ScenarioChange& change : m_scenario.changes) {
            const std::string where = "changes: " + change.id.value;
            if (!ids.insert(change.id).second)
                error(where, "the id is used twice");
            if (change.id.value.rfind("earlier-", 0) == 0)
                error(where, "ids that begin with \"earlier-\" are made of earlier_runs");
            service(where, change.service);
            basis(where, change.basis);
            if (change.end && *change.end < change.start)
                error(where, "it ends before it starts");
        }
    }

    void earlierRuns() {
        for (std::size_t i = 0; i < m_scenario.earlierRuns.size(); ++i) {
            const ScenarioEarlierRun& run = m_scenario.earlierRuns[i];
            const std::string where = "earlier_runs: " + std::to_string(i + 1);
            service(where, run.service);
            basis(where, run.basis);
            if (run.end() >= m_scenario.t0)
                error(where, "it does not end before t0");
            for (const std::string& metric : {run.metric, run.fleetMetric})
                if (!metric.empty() && !hasMetric(run.service, metric))
                    error(where, "there is no metric \"" + metric + "\" of " + run.service.value);
        }
    }

    void metrics() {
        std::set<std::pair<ServiceId, std::string>> names;
        for (const ScenarioMetric& metric : m_scenario.metrics) {
            const std::string where = "metrics: " + metric.id;
            if (!names.insert({metric.service, metric.id}).second)
                error(where, "the name is used twice");
            service(where, metric.service);
            basis(where, metric.basis);
            if (!metric.seenVia.empty())
                service(where, ServiceId(metric.seenVia));
            if (metric.least && metric.most && *metric.least > *metric.most)
                error(where, "the clamp's min lies above its max");
        }
    }

    void alarms() {
        std::set<AlarmId> ids;
        for (const ScenarioAlarm& alarm : m_scenario.alarms) {
            const std::string where = "alarms: " + alarm.id.value;
            if (!ids.insert(alarm.id).second)
                error(where, "the id is used twice");
            service(where, alarm.service);
            basis(where, alarm.basis);
            if (alarm.end && *alarm.end < alarm.start)
                error(where, "it ends before it starts");
            if (alarm.start > m_scenario.end)
                warning(where, "it starts after the scenario's end");
        }
        bool isThere = false;
        for (const ScenarioAlarm& alarm : m_scenario.alarms) {
            isThere = isThere || alarm.start == m_scenario.firstAlarm;
            if (alarm.start < m_scenario.firstAlarm)
                warning("alarms: " + alarm.id.value, "it starts before meta's \"first_alarm\"");
        }
        if (!isThere)
            error("meta", "no alarm starts at \"first_alarm\"");
    }

    void logs() {
        for (std::size_t i = 0; i < m_scenario.logs.size(); ++i) {
            service("logs: " + std::to_string(i + 1), m_scenario.logs[i].service);
            if (m_scenario.logs[i].host.empty())
                warning("logs: " + std::to_string(i + 1), "it has no host");
        }
    }

    void truth() {
        const ScenarioTruth& truth = m_scenario.truth;
        constexpr std::string_view kVerdicts[] = {"named", "ranked", "not_a_change", "unrecorded_change",
                                                  "cannot_tell"};
        if (std::find(std::begin(kVerdicts), std::end(kVerdicts), truth.verdict) == std::end(kVerdicts))
            error("truth", "the verdict is named, ranked, not_a_change, unrecorded_change or cannot_tell");
        const auto trigger = std::find_if(m_scenario.changes.begin(), m_scenario.changes.end(),
                                          [&](const ScenarioChange& change) { return change.id == truth.trigger; });
        if (!truth.trigger.value.empty() && trigger == m_scenario.changes.end())
            error("truth", "there is no change \"" + truth.trigger.value + "\"");
        if (truth.verdict == "named" && (trigger == m_scenario.changes.end() || !trigger->isRecorded))
            error("truth", "the verdict is \"named\", but its trigger is in no feed");
        for (const std::string& name : truth.leadingSeries)
            if (std::none_of(m_scenario.metrics.begin(), m_scenario.metrics.end(),
                             [&](const auto& m) { return m.id == name; }))
                error("truth", "there is no metric \"" + name + "\"");
    }

    bool hasMetric(const ServiceId& owner, const std::string& id) const {
        return std::any_of(m_scenario.metrics.begin(), m_scenario.metrics.end(),
                           [&](const ScenarioMetric& metric) { return metric.service == owner && metric.id == id; });
    }

    const Scenario& m_scenario;
    std::set<ServiceId> m_services;
    std::vector<ScenarioFinding> m_findings;
};

} // namespace

std::vector<ScenarioFinding> checkScenario(const Scenario& scenario) {
    return Check(scenario).run();
}

} // namespace foreshock
