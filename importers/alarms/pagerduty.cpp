// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"

namespace foreshock {
namespace {

/// {"id":"R2B3","type":"acknowledge_log_entry","summary":"Acknowledged by Ann","created_at":"2020-11-25T13:20:00Z",
///  "agent":{"summary":"Ann"},"incident":{"id":"PT4KHLK","summary":"[#1234] …"},"service":{"summary":"cart"}}
Result<void> readEntry(const Json& entry, const std::string& service, RecordDesk& desk) {
    const std::optional<Instant> time = timeAt(desk, entry, "created_at");
    if (!time)
        return rejectTime(desk, entry, "created_at");
    const std::string type = textAt(entry, "type");
    Note note;
    note.time = *time;
    note.service = ServiceId(service.empty() ? textAt(entry, "service.summary") : service);
    note.kind = type.substr(0, type.find("_log_entry"));
    note.text = firstTextAt(entry, {"summary", "channel.summary"});
    if (note.text.empty())
        note.text = note.kind + (has(entry, "agent.summary") ? " by " + textAt(entry, "agent.summary") : "");
    if (has(entry, "incident.summary"))
        note.text += ": " + textAt(entry, "incident.summary");
    return desk.note(std::move(note));
}

Result<void> readEntryRow(const JsonRowAt& row, RecordDesk& desk) {
    return readEntry(row.value, {}, desk);
}

/// {"id":"PT4KHLK","type":"incident","incident_number":1234,"title":"put errors","created_at":"2020-11-25T13:16:00Z",
///  "status":"resolved","resolved_at":"2020-11-26T06:23:00Z","service":{"id":"P1","summary":"cart"},"urgency":"high",
///  "priority":{"summary":"P1"},"assignments":[{"assignee":{"summary":"Ann"}}],"html_url":"…","log_entries":[…]}
/// A page is when people were told, so it arrives when it begins. Log entries within it become notes.
Result<void> readIncident(const JsonRowAt& row, RecordDesk& desk) {
    const Json& incident = row.value;
    const std::optional<Instant> start = timeAt(desk, incident, "created_at");
    if (!start)
        return rejectTime(desk, incident, "created_at");
    Alarm alarm;
    alarm.id = AlarmId(textAt(incident, "id"));
    alarm.service = ServiceId(firstTextAt(incident, {"service.summary", "service.name", "service.id"}));
    alarm.title = firstTextAt(incident, {"title", "summary", "description"});
    const std::string priority = firstTextAt(incident, {"priority.summary", "priority.name"});
    const bool isLow = textAt(incident, "urgency") == "low";
    alarm.severity = !priority.empty() ? alarmSeverity(priority) : isLow ? 3 : 2;
    alarm.start = *start;
    alarm.arrivedAt = *start;
    const bool isResolved = textAt(incident, "status") == "resolved";
    alarm.state = isResolved ? AlarmState::Resolved : AlarmState::Firing;
    if (isResolved) {
        alarm.end = timeAt(desk, incident, "resolved_at");
        if (!alarm.end)
            alarm.end = timeAt(desk, incident, "last_status_change_at");
    }
    std::string assignees;
    if (isListAt(incident, "assignments"))
        for (const Json& assignment : at(incident, "assignments"))
            assignees += (assignees.empty() ? "" : ", ") + textAt(assignment, "assignee.summary");
    alarm.details = {{"status", textAt(incident, "status")},
                     {"assignee", assignees},
                     {"urgency", textAt(incident, "urgency")},
                     {"priority", priority},
                     {"escalation policy", textAt(incident, "escalation_policy.summary")},
                     {"incident key", textAt(incident, "incident_key")},
                     {"url", textAt(incident, "html_url")}};
    const std::string service = alarm.service.value;
    if (Result<void> done = desk.alarm(std::move(alarm)); !done)
        return done;
    if (isListAt(incident, "log_entries"))
        for (const Json& entry : at(incident, "log_entries"))
            if (Result<void> done = readEntry(entry, service, desk); !done)
                return done;
    return {};
}

} // namespace

std::unique_ptr<Importer> pagerdutyImporter() {
    return jsonFormImporter({"pagerduty",
                             "PagerDuty incidents, REST v2 JSON",
                             "AN",
                             {"incidents", "incident", ""},
                             "\"incident_number\" and \"created_at\"",
                             [](const Json& row) { return has(row, "incident_number") && has(row, "created_at"); },
                             workOf<readIncident>});
}

std::unique_ptr<Importer> pagerdutyLogImporter() {
    return jsonFormImporter({"pagerduty-log",
                             "PagerDuty log entries, REST v2 JSON",
                             "N",
                             {"log_entries", ""},
                             "a \"type\" that ends in _log_entry",
                             [](const Json& row) { return textAt(row, "type").ends_with("_log_entry"); },
                             workOf<readEntryRow>});
}

} // namespace foreshock
