// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// {"id":91879684,"name":"put errors","type":"query alert","query":"avg(last_5m):sum:put.errors{service:cart} > 5",
///  "message":"@pagerduty runbook https://…","priority":2,"tags":["service:cart"],"overall_state":"Alert",
///  "overall_state_modified":"2020-11-25T13:15:00.000000+00:00","options":{"thresholds":{"critical":5}},
///  "state":{"groups":{"host:a":{"name":"host:a","status":"Alert","last_triggered_ts":1606309380,
///    "last_resolved_ts":1606309000,"last_nodata_ts":0}}}}
/// A monitor tells the last alarm of each group (with group_states=all), else its own state now. One that is OK and
/// tells no times is left out.
Result<void> readMonitor(const JsonRowAt& row, RecordDesk& desk) {
    const Json& monitor = row.value;
    Alarm alarm;
    alarm.service = ServiceId(serviceOfTags(at(monitor, "tags")));
    alarm.title = textAt(monitor, "name");
    alarm.rule = textAt(monitor, "query");
    alarm.severity = has(monitor, "priority") ? alarmSeverity(textAt(monitor, "priority")) : 2;
    alarm.details = {{"monitor", textAt(monitor, "id")},
                     {"message", textAt(monitor, "message")},
                     {"type", textAt(monitor, "type")},
                     {"critical", textAt(monitor, "options.thresholds.critical")},
                     {"warning", textAt(monitor, "options.thresholds.warning")},
                     {"tags", wordsAt(monitor, "tags")},
                     {"creator", textAt(monitor, "creator.email")}};
    int told = 0;
    if (isObjectAt(monitor, "state.groups"))
        for (const auto& [name, group] : at(monitor, "state.groups").items()) {
            const std::string status = lowered(textAt(group, "status"));
            const bool isNoData = status == "no data";
            const std::optional<Instant> start = timeAt(desk, group, isNoData ? "last_nodata_ts" : "last_triggered_ts");
            if (!start)
                continue;
            Alarm one = alarm;
            one.id = AlarmId(textAt(monitor, "id") + "/" + name + "/" + rfc3339(*start));
            one.start = *start;
            one.state = isNoData ? AlarmState::NoData : AlarmState::Firing;
            if (one.service.value.empty())
                one.service = ServiceId(serviceOfTags(Json::array({name})));
            if (const std::optional<Instant> end = timeAt(desk, group, "last_resolved_ts"); end && *end >= *start) {
                one.end = end;
                one.state = AlarmState::Resolved;
            }
            one.details.push_back({"group", name});
            ++told;
            if (Result<void> done = desk.alarm(std::move(one)); !done)
                return done;
        }
    if (told > 0)
        return {};
    const std::string overall = lowered(textAt(monitor, "overall_state"));
    if (overall != "alert" && overall != "warn" && overall != "no data")
        return desk.leftOut();
    const std::optional<Instant> start = timeAt(desk, monitor, "overall_state_modified");
    if (!start)
        return rejectTime(desk, monitor, "overall_state_modified");
    alarm.start = *start;
    alarm.id = AlarmId(textAt(monitor, "id") + "/" + rfc3339(*start));
    alarm.state = overall == "no data" ? AlarmState::NoData : AlarmState::Firing;
    if (overall == "warn")
        alarm.severity = 3;
    return desk.alarm(std::move(alarm));
}

} // namespace

std::unique_ptr<Importer> datadogMonitorsImporter() {
    return jsonFormImporter({"datadog-monitors",
                             "Datadog monitors, JSON",
                             "A",
                             {"monitors", ""},
                             "\"overall_state\" and \"query\"",
                             [](const Json& row) { return has(row, "overall_state") && has(row, "query"); },
                             workOf<readMonitor>});
}

} // namespace foreshock
