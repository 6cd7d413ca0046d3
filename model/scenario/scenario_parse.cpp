// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario.h"
#include "model/scenario/scenario_row.h"

namespace foreshock {
namespace {

Service readService(ScenarioRow row) {
    Service service;
    service.id = ServiceId(row.needed("id"));
    service.name = row.text("name");
    if (service.name.empty())
        service.name = service.id.value;
    service.role = row.text("role");
    service.isOnMapAtStart = row.flag("on_map_at_start", true);
    service.basis = row.text("basis");
    return service;
}

Dependency readDependency(ScenarioRow row) {
    Dependency dependency;
    dependency.from = ServiceId(row.needed("from"));
    dependency.to = ServiceId(row.needed("to"));
    const std::string kind = row.text("kind");
    const std::optional<DependencyKind> known = dependencyKind(kind);
    if (!known && !kind.empty())
        row.fail("\"kind\" is none of hard, soft, buffered, telemetry, auth, tooling, unknown, hidden");
    dependency.kind = known.value_or(DependencyKind::Unknown);
    dependency.isDocumented = kind != "hidden" && row.flag("documented", true);
    dependency.why = row.text("why");
    dependency.basis = row.text("basis");
    return dependency;
}

ScenarioChange readChange(ScenarioRow row) {
    ScenarioChange change;
    change.id = ChangeId(row.needed("id"));
    change.service = ServiceId(row.needed("service"));
    change.kind = row.text("kind");
    change.start = row.time("start");
    change.end = row.timeIfAny("end");
    change.what = row.text("what");
    change.basis = row.text("basis");
    change.isRecorded = row.flag("recorded", true);
    change.spreadSeconds = row.numberIfAny("spread_s");
    return change;
}

ScenarioEarlierRun readEarlierRun(ScenarioRow row) {
    ScenarioEarlierRun run;
    run.start = row.time("t");
    run.service = ServiceId(row.needed("service"));
    run.kind = row.text("kind");
    run.what = row.text("what");
    run.metric = row.text("metric");
    run.after = row.numberIfAny("after");
    run.fleetMetric = row.text("fleet_metric");
    run.fleetAfter = row.numberIfAny("fleet_after");
    run.basis = row.text("basis");
    return run;
}

std::vector<ScenarioPoint> readPoints(ScenarioRow& row) {
    std::vector<ScenarioPoint> points;
    for (const nlohmann::json& pair : row.list("points")) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number() ||
            !(pair[1].is_number() || pair[1].is_null())) {
            row.fail("a point is [minute, value] or [minute, null]");
            return {};
        }
        ScenarioPoint point;
        point.minute = pair[0].get<double>();
        if (pair[1].is_number())
            point.value = pair[1].get<double>();
        if (std::abs(point.minute) > 60.0 * 24 * 366)
            row.fail("a point lies more than a year from t0");
        if (!points.empty() && point.minute < points.back().minute)
            row.fail("points are in the order of time");
        points.push_back(point);
    }
    if (points.empty())
        row.fail("\"points\" is empty or missing");
    return points;
}

ScenarioMetric readMetric(ScenarioRow row) {
    ScenarioMetric metric;
    metric.id = row.needed("id");
    metric.service = ServiceId(row.needed("service"));
    metric.unit = row.text("unit");
    const double step = row.numberIfAny("step_s").value_or(60);
    if (!(step >= 0.001 && step <= 86400))
        row.fail("\"step_s\" lies between 0.001 and 86400");
    metric.step = Duration::milliseconds(static_cast<std::int64_t>(step * 1000 + 0.5));
    metric.points = readPoints(row);
    metric.noise = row.numberIfAny("noise").value_or(0);
    if (!(metric.noise >= 0))
        row.fail("\"noise\" is 0 or more");
    if (row.has("clamp")) {
        ScenarioRow clamp = row.child("clamp");
        metric.least = clamp.numberIfAny("min");
        metric.most = clamp.numberIfAny("max");
    }
    metric.seenVia = row.text("seen_via");
    metric.basis = row.text("basis");
    return metric;
}

ScenarioAlarm readAlarm(ScenarioRow row) {
    ScenarioAlarm alarm;
    alarm.id = AlarmId(row.needed("id"));
    alarm.service = ServiceId(row.needed("service"));
    alarm.severity = static_cast<int>(row.numberIfAny("severity").value_or(2));
    alarm.rule = row.needed("rule");
    alarm.start = row.time("t");
    alarm.end = row.timeIfAny("end");
    alarm.basis = row.text("basis");
    return alarm;
}

ScenarioLog readLog(ScenarioRow row) {
    ScenarioLog log;
    log.time = row.time("t");
    log.service = ServiceId(row.needed("service"));
    log.host = row.text("host");
    log.level = row.text("level");
    log.message = row.needed("msg");
    return log;
}

ScenarioEntry readEntry(ScenarioRow row) {
    ScenarioEntry entry;
    entry.time = row.time("t");
    entry.service = ServiceId(row.text("service"));
    entry.kind = row.text("kind");
    entry.text = row.needed("text");
    entry.source = row.text("src");
    entry.basis = row.text("basis");
    return entry;
}

ScenarioTruth readTruth(ScenarioRow row) {
    ScenarioTruth truth;
    truth.trigger = ChangeId(row.text("trigger"));
    truth.verdict = row.text("verdict");
    for (const nlohmann::json& name : row.list("leading_series"))
        if (name.is_string())
            truth.leadingSeries.push_back(name.get<std::string>());
    return truth;
}

template<class T, class Read>
void readRows(ScenarioRow& top, const char* member, std::vector<T>& into, Read read) {
    std::size_t index = 0;
    for (const nlohmann::json& row : top.list(member))
        into.push_back(read(top.element(member, index++, row)));
}

} // namespace

Result<Scenario> parseScenario(std::string_view bytes) {
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(bytes);
    } catch (const nlohmann::json::exception& exception) {
        return Error{ErrorCode::Format, "not valid JSON", "scenario", exception.what()};
    }
    if (!json.is_object() || json.value("format", nlohmann::json()) != "foreshock-scenario/1")
        return Error{ErrorCode::Format, "not a scenario of the form foreshock-scenario/1", "scenario",
                     "Its first member is \"format\": \"foreshock-scenario/1\""};
    std::string problem;
    ScenarioRow top(json, "scenario", problem);
    ScenarioRow meta = top.child("meta");
    Scenario scenario;
    scenario.id = meta.needed("id");
    scenario.title = meta.needed("title");
    const std::string zone = meta.text("tz");
    scenario.zone = zone.empty() ? "UTC" : zone.substr(0, zone.find(' '));
    scenario.t0 = meta.time("t0");
    scenario.firstAlarm = meta.time("first_alarm");
    scenario.end = meta.time("end");
    readRows(top, "services", scenario.services, readService);
    readRows(top, "dependencies", scenario.dependencies, readDependency);
    readRows(top, "changes", scenario.changes, readChange);
    readRows(top, "earlier_runs", scenario.earlierRuns, readEarlierRun);
    readRows(top, "metrics", scenario.metrics, readMetric);
    readRows(top, "alarms", scenario.alarms, readAlarm);
    readRows(top, "logs", scenario.logs, readLog);
    readRows(top, "timeline", scenario.timeline, readEntry);
    if (top.has("truth"))
        scenario.truth = readTruth(top.child("truth"));
    if (!problem.empty())
        return Error{ErrorCode::Format, problem, "scenario " + scenario.id, "Correct the row and build again"};
    return scenario;
}

} // namespace foreshock
