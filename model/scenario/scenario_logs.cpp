// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_logs.h"

#include "model/base/time_text.h"
#include "model/scenario/background_log.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace foreshock {
namespace {

constexpr double kLinesAtScaleOne = 10'000;
constexpr double kTroubleRate = 0.35; ///< error lines during an alarm, of the service's usual number of lines

std::string textOf(const ScenarioLog& log) {
    return nlohmann::ordered_json{{"time", rfc3339(log.time)}, {"service", log.service.value}, {"instance", log.host},
                                  {"level", log.level},        {"message", log.message},       {"trace", ""},
                                  {"basis", "invented"}}
        .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// The stretches in which at least one alarm of the service was active.
std::vector<TimeRange> troubleOf(const Scenario& scenario, const ServiceId& service, const TimeRange& range) {
    std::vector<TimeRange> stretches;
    for (const ScenarioAlarm& alarm : scenario.alarms)
        if (alarm.service == service)
            stretches.push_back({alarm.start, std::min(alarm.end.value_or(range.to), range.to)});
    std::sort(stretches.begin(), stretches.end(),
              [](const TimeRange& a, const TimeRange& b) { return a.from < b.from; });
    std::vector<TimeRange> merged;
    for (const TimeRange& stretch : stretches) {
        if (stretch.isEmpty())
            continue;
        if (!merged.empty() && stretch.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, stretch.to);
        else
            merged.push_back(stretch);
    }
    return merged;
}

/// How talkative a service is; 0 for those that only stand at the edge of the map (customers, a notice board).
double talkativeness(const Scenario& scenario, const ServiceId& service) {
    double weight = 0;
    for (const Dependency& dependency : scenario.dependencies)
        if (dependency.to == service)
            weight = std::max(weight, 1.0);
    for (const ScenarioMetric& metric : scenario.metrics)
        if (metric.service == service)
            weight += 1;
    for (const ScenarioAlarm& alarm : scenario.alarms)
        if (alarm.service == service)
            weight += 0.5;
    for (const ScenarioLog& log : scenario.logs)
        if (log.service == service)
            weight += 0.5;
    return weight;
}

struct Plan {
    ServiceId service;
    TimeRange range;
    BackgroundLog::Mood mood;
    double weight; ///< expected share of the lines
};

std::vector<Plan> planOf(const Scenario& scenario) {
    const TimeRange range = scenario.range();
    std::vector<Plan> plans;
    for (const Service& service : scenario.services) {
        const double weight = talkativeness(scenario, service.id);
        if (weight <= 0)
            continue;
        plans.push_back(Plan{service.id, range, BackgroundLog::Mood::Routine, weight * range.length().inMinutes()});
        for (const TimeRange& stretch : troubleOf(scenario, service.id, range))
            plans.push_back(Plan{service.id, stretch, BackgroundLog::Mood::Trouble,
                                 weight * stretch.length().inMinutes() * kTroubleRate});
    }
    return plans;
}

std::vector<BackgroundLog> backgroundOf(const Scenario& scenario, std::uint64_t seed, int scale) {
    const std::vector<Plan> plans = planOf(scenario);
    double sum = 0;
    for (const Plan& plan : plans)
        sum += plan.weight;
    std::vector<BackgroundLog> background;
    double reached = 0;
    std::int64_t given = 0;
    for (const Plan& plan : plans) {
        reached += plan.weight;
        const auto until = static_cast<std::int64_t>(kLinesAtScaleOne * scale * reached / sum + 0.5);
        background.emplace_back(scenario, plan.service, plan.mood, plan.range, until - given, seed);
        given = until;
    }
    return background;
}

} // namespace

Result<void> writeLogs(const Scenario& scenario, std::uint64_t seed, int scale, ExchangeWriter& writer) {
    ExchangeFile file(writer, "logs.jsonl");
    std::vector<ScenarioLog> lines = scenario.logs;
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    std::vector<BackgroundLog> background = backgroundOf(scenario, seed, scale);
    auto line = lines.begin();
    for (;;) {
        const auto next = std::min_element(background.begin(), background.end(), [](const auto& a, const auto& b) {
            return a.time().value_or(Instant::latest()) < b.time().value_or(Instant::latest());
        });
        const std::optional<Instant> backgroundTime = next == background.end() ? std::nullopt : next->time();
        if (line == lines.end() && !backgroundTime)
            return file.flush();
        const bool isGivenNext = line != lines.end() && (!backgroundTime || line->time <= *backgroundTime);
        if (Result<void> done = file.addLine(textOf(isGivenNext ? *line++ : next->take())); !done)
            return done;
    }
}

} // namespace foreshock
