// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_build.h"

#include "model/base/time_text.h"
#include "model/scenario/scenario_logs.h"
#include "model/scenario/scenario_samples.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace foreshock {
namespace {

using Json = nlohmann::ordered_json;

Result<void> writeRows(ExchangeWriter& writer, const char* name, std::vector<std::pair<Instant, Json>> rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    ExchangeFile file(writer, name);
    for (const auto& [time, row] : rows)
        if (Result<void> done = file.addLine(row.dump()); !done)
            return done;
    return file.flush();
}

/// {"time":…} and, if there is one, its end under the name that the form gives it.
Json timed(Instant start, const char* endName = nullptr, const std::optional<Instant>& end = {}) {
    Json row = {{"time", rfc3339(start)}};
    if (end)
        row[endName] = rfc3339(*end);
    return row;
}

Result<void> writeChanges(const Scenario& scenario, ExchangeWriter& writer) {
    std::vector<std::pair<Instant, Json>> rows;
    const auto add = [&](const std::string& id, Instant start, std::optional<Instant> end, const ServiceId& service,
                         const std::string& kind, const std::string& what, const std::string& basis) {
        Json row = {{"id", id}};
        row.update(timed(start, "end_time", end));
        row.update({{"service", service.value}, {"kind", kind}, {"title", what}, {"basis", basis}});
        rows.emplace_back(start, std::move(row));
    };
    for (std::size_t i = 0; i < scenario.earlierRuns.size(); ++i) {
        const ScenarioEarlierRun& run = scenario.earlierRuns[i];
        add("earlier-" + std::to_string(i + 1), run.start, run.end(), run.service, run.kind, run.what, run.basis);
    }
    for (const ScenarioChange& change : scenario.changes)
        if (change.isRecorded) {
            add(change.id.value, change.start, change.end, change.service, change.kind, change.what, change.basis);
            if (change.spreadSeconds)
                rows.back().second["details"] = {{"propagation", fmt::format("{:.0f}s", *change.spreadSeconds)}};
        }
    return writeRows(writer, "changes.jsonl", std::move(rows));
}

Result<void> writeAlarms(const Scenario& scenario, ExchangeWriter& writer) {
    std::vector<std::pair<Instant, Json>> rows;
    for (const ScenarioAlarm& alarm : scenario.alarms) {
        Json row = timed(alarm.start, "end", alarm.end);
        row.update({{"service", alarm.service.value},
                    {"metric", ""},
                    {"title", alarm.rule},
                    {"id", alarm.id.value},
                    {"rule", alarm.rule},
                    {"severity", alarm.severity},
                    {"basis", alarm.basis}});
        rows.emplace_back(alarm.start, std::move(row));
    }
    return writeRows(writer, "alarms.jsonl", std::move(rows));
}

Result<void> writeTopology(const Scenario& scenario, ExchangeWriter& writer) {
    ExchangeFile file(writer, "topology.json");
    std::string text = "{\"services\":[";
    const char* comma = "\n ";
    for (const Service& service : scenario.services) {
        text += comma + Json{{"id", service.id.value},
                             {"name", service.name},
                             {"role", service.role},
                             {"on_map_at_start", service.isOnMapAtStart},
                             {"basis", service.basis}}
                            .dump();
        comma = ",\n ";
    }
    text += "],\n\"dependencies\":[";
    comma = "\n ";
    for (const Dependency& dependency : scenario.dependencies) {
        text += comma + Json{{"from", dependency.from.value},   {"to", dependency.to.value},
                             {"kind", nameOf(dependency.kind)}, {"documented", dependency.isDocumented},
                             {"why", dependency.why},           {"basis", dependency.basis}}
                            .dump();
        comma = ",\n ";
    }
    text += "]}\n";
    if (Result<void> done = file.add(text); !done)
        return done;
    return file.flush();
}

Result<void> writeNotes(const Scenario& scenario, ExchangeWriter& writer) {
    std::vector<std::pair<Instant, Json>> rows;
    for (const ScenarioEntry& entry : scenario.timeline) {
        if (entry.kind == "silent")
            continue; // it happened unseen: nobody could have written it down
        Json row = timed(entry.time);
        row.update({{"service", entry.service.value},
                    {"kind", entry.kind},
                    {"text", entry.text},
                    {"source", entry.source},
                    {"basis", entry.basis}});
        rows.emplace_back(entry.time, std::move(row));
    }
    return writeRows(writer, "notes.jsonl", std::move(rows));
}

Result<void> writeIncident(const Scenario& scenario, ExchangeWriter& writer) {
    Json carriers = Json::array();
    for (const ScenarioMetric& metric : scenario.metrics)
        if (!metric.seenVia.empty())
            carriers.push_back({{"service", metric.service.value}, {"metric", metric.id}, {"via", metric.seenVia}});
    const Json incident = {{"title", scenario.title}, {"zone", scenario.zone}, {"seen_via", carriers}};
    return writer.write("incident.json", incident.dump(1) + "\n");
}

} // namespace

Result<void> buildScenario(const Scenario& scenario, const BuildOptions& options, ExchangeWriter& writer) {
    if (options.scale < 0)
        return Error{ErrorCode::Invalid, "the scale is 0 or more", scenario.id, "1 gives about 10,000 log lines"};
    if (Result<void> done = writeSamples(scenario, options.seed, writer); !done)
        return done;
    if (Result<void> done = writeLogs(scenario, options.seed, options.scale, writer); !done)
        return done;
    for (const auto write : {writeChanges, writeAlarms, writeTopology, writeNotes, writeIncident})
        if (Result<void> done = write(scenario, writer); !done)
            return done;
    return {};
}

} // namespace foreshock
