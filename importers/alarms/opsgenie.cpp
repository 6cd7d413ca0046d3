// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// {"id":"70413a06-…-1570","tinyId":"1791","alias":"put-errors","message":"put errors > 1 %","status":"closed",
///  "acknowledged":true,"tags":["service:cart"],"createdAt":"2020-11-25T13:16:00.123Z","updatedAt":"…","source":"prom",
///  "owner":"ann@example.com","priority":"P1","entity":"cart","report":{"ackTime":15702,"closeTime":60503,
///  "acknowledgedBy":"…","closedBy":"…"},"details":{"service":"cart","runbook":"…"}}
/// Times in `report` are milliseconds after the alert was made.
Result<void> readAlert(const JsonRowAt& row, RecordDesk& desk) {
    const Json& alert = row.value;
    const std::optional<Instant> start = timeAt(desk, alert, "createdAt");
    if (!start)
        return rejectTime(desk, alert, "createdAt");
    Alarm alarm;
    alarm.id = AlarmId(textAt(alert, "id"));
    std::string service = serviceOfLabels(at(alert, "details"));
    if (service.empty())
        service = serviceOfTags(at(alert, "tags"));
    alarm.service = ServiceId(service.empty() ? textAt(alert, "entity") : service);
    alarm.title = textAt(alert, "message");
    alarm.severity = alarmSeverity(textAt(alert, "priority"));
    alarm.start = *start;
    alarm.arrivedAt = *start;
    const bool isClosed = textAt(alert, "status") == "closed";
    alarm.state = isClosed ? AlarmState::Resolved : AlarmState::Firing;
    if (const Json& after = at(alert, "report.closeTime"); isClosed && after.is_number_integer() &&
                                                           after.get<std::int64_t>() >= 0 &&
                                                           after.get<double>() < kLongestTold * 1e3)
        alarm.end = *start + Duration::milliseconds(after.get<std::int64_t>());
    else if (isClosed)
        alarm.end = timeAt(desk, alert, "updatedAt");
    alarm.details = {{"alias", textAt(alert, "alias")},
                     {"owner", textAt(alert, "owner")},
                     {"source", textAt(alert, "source")},
                     {"acknowledged by", textAt(alert, "report.acknowledgedBy")},
                     {"closed by", textAt(alert, "report.closedBy")},
                     {"tags", wordsAt(alert, "tags")},
                     {"description", textAt(alert, "description")}};
    addDetails(alarm.details, at(alert, "details"));
    return desk.alarm(std::move(alarm));
}

} // namespace

std::unique_ptr<Importer> opsgenieImporter() {
    return jsonFormImporter({"opsgenie",
                             "Opsgenie alerts, JSON",
                             "A",
                             {"data", ""},
                             "\"tinyId\" and \"createdAt\"",
                             [](const Json& row) { return has(row, "tinyId") && has(row, "createdAt"); },
                             workOf<readAlert>});
}

} // namespace foreshock
