// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_samples.h"

#include "model/base/time_text.h"
#include "model/scenario/scenario_series.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// Seven significant digits: more than any of these is known to, few enough that every libm agrees.
std::string number(std::optional<double> value) {
    return value ? fmt::format("{:.7g}", *value) : std::string();
}

std::string rowOf(const std::string& time, const ServiceId& service, const std::string& metric,
                  std::optional<double> value, const std::string& unit) {
    return time + "," + cell(service.value) + "," + cell(metric) + "," + number(value) + "," + cell(unit);
}

std::string unitOf(const Scenario& scenario, const ServiceId& service, const std::string& metric) {
    const auto found = std::find_if(scenario.metrics.begin(), scenario.metrics.end(),
                                    [&](const ScenarioMetric& m) { return m.service == service && m.id == metric; });
    return found == scenario.metrics.end() ? std::string() : found->unit;
}

Result<void> writeEarlierRuns(const Scenario& scenario, ExchangeFile& file) {
    std::vector<ScenarioEarlierRun> runs = scenario.earlierRuns;
    std::stable_sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    for (const ScenarioEarlierRun& run : runs) {
        const auto add = [&](const std::string& metric, std::optional<double> value) -> Result<void> {
            if (metric.empty() || !value)
                return {};
            return file.addLine(
                rowOf(rfc3339(run.end()), run.service, metric, value, unitOf(scenario, run.service, metric)));
        };
        if (Result<void> done = add(run.metric, run.after); !done)
            return done;
        if (Result<void> done = add(run.fleetMetric, run.fleetAfter); !done)
            return done;
    }
    return {};
}

struct Feed {
    const ScenarioMetric* metric;
    ScenarioSeries series;
    std::optional<ScenarioSeries::Value> pending;
};

} // namespace

Result<void> writeSamples(const Scenario& scenario, std::uint64_t seed, ExchangeWriter& writer) {
    ExchangeFile file(writer, "metrics.csv");
    if (Result<void> done = file.addLine("timestamp,service,metric,value,unit"); !done)
        return done;
    if (Result<void> done = writeEarlierRuns(scenario, file); !done)
        return done;
    std::vector<Feed> feeds;
    for (const ScenarioMetric& metric : scenario.metrics) {
        ScenarioSeries series(metric, scenario.t0, seed);
        std::optional<ScenarioSeries::Value> first = series.next();
        feeds.push_back(Feed{&metric, std::move(series), first});
    }
    Instant last = Instant::earliest();
    std::string time;
    for (;;) {
        const auto earliest = std::min_element(feeds.begin(), feeds.end(), [](const Feed& a, const Feed& b) {
            return a.pending && (!b.pending || a.pending->time < b.pending->time);
        });
        if (earliest == feeds.end() || !earliest->pending)
            return file.flush();
        const ScenarioSeries::Value sample = *earliest->pending;
        if (sample.time != last) {
            last = sample.time;
            time = rfc3339(last);
        }
        const ScenarioMetric& metric = *earliest->metric;
        if (Result<void> done = file.addLine(rowOf(time, metric.service, metric.id, sample.value, metric.unit)); !done)
            return done;
        earliest->pending = earliest->series.next();
    }
}

} // namespace foreshock
