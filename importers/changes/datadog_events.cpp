// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_history.h"
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// "[Triggered on {host:a}] put errors" is put errors firing.
std::optional<AlarmState> stateOfTitle(std::string_view title) {
    for (const char* word : {"[triggered", "[re-triggered", "[warn", "[re-warn"})
        if (startsWithNoCase(title, word))
            return AlarmState::Firing;
    for (const char* word : {"[recovered", "[resolved"})
        if (startsWithNoCase(title, word))
            return AlarmState::Resolved;
    for (const char* word : {"[no data", "[re-no data"})
        if (startsWithNoCase(title, word))
            return AlarmState::NoData;
    return std::nullopt;
}

/// v1: {"id":6509751066204996294,"title":"Deployed cart 1.5.0","text":"…","date_happened":1606309380,
///  "tags":["service:cart","deployment"],"source":"…","alert_type":"info","host":"a","url":"/event/…"}
/// v2: {"id":"AQ…","type":"event","attributes":{"timestamp":"2020-11-25T13:03:00Z","message":"…","tags":[…],
///  "attributes":{"title":"…","service":"cart","status":"info"}}}
/// Titles that a monitor writes, "[Triggered] …", are transitions of its alarm; everything else is a change.
class EventsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& event = row.value;
        const bool isNew = has(event, "attributes.timestamp");
        const char* member = isNew ? "attributes.timestamp" : "date_happened";
        const std::optional<Instant> time = timeAt(desk, event, member);
        if (!time)
            return rejectTime(desk, event, member);
        const Json& tags = at(event, isNew ? "attributes.tags" : "tags");
        const std::string title = firstTextAt(event, {"title", "attributes.attributes.title", "attributes.message"});
        std::string service = firstTextAt(event, {"attributes.attributes.service"});
        if (service.empty())
            service = serviceOfTags(tags);
        const Details details = {{"text", firstTextAt(event, {"text", "attributes.message"})},
                                 {"host", firstTextAt(event, {"host", "attributes.attributes.hostname"})},
                                 {"tags", wordsAt(event, isNew ? "attributes.tags" : "tags")},
                                 {"environment", tagValue(tags, "env")}};
        if (const std::optional<AlarmState> state = stateOfTitle(title)) {
            Alarm alarm;
            alarm.service = ServiceId(service);
            alarm.title = std::string(trimmed(std::string_view(title).substr(title.find(']') + 1)));
            alarm.severity = startsWithNoCase(title, "[warn") || startsWithNoCase(title, "[re-warn") ? 3 : 2;
            alarm.start = *time;
            alarm.state = *state;
            alarm.details = details;
            m_history.add(alarm.title + "/" + service, std::move(alarm), desk.place());
            return {};
        }
        Change change;
        change.id = ChangeId(textAt(event, "id"));
        change.service = ServiceId(service);
        const std::string words = lowered(wordsAt(event, isNew ? "attributes.tags" : "tags") + " " + title);
        change.kind = words.find("deploy") != std::string::npos     ? "deploy"
                      : words.find("rollback") != std::string::npos ? "rollback"
                                                                    : "event";
        change.title = title;
        change.start = *time;
        change.actor = firstTextAt(event, {"source", "source_type_name", "attributes.attributes.sourcecategory"});
        change.ref = textAt(event, "url");
        change.details = details;
        return desk.change(std::move(change));
    }
    Result<void> ended(RecordDesk& desk) override { return m_history.handOver(desk); }

private:
    AlarmHistory m_history;
};

} // namespace

std::unique_ptr<Importer> datadogEventsImporter() {
    return jsonFormImporter({"datadog-events",
                             "Datadog events, JSON",
                             "CA",
                             {"events", "data", ""},
                             "\"date_happened\" and \"title\", or \"type\" event with \"attributes\"",
                             [](const Json& row) {
                                 return (has(row, "date_happened") && has(row, "title")) ||
                                        (textAt(row, "type") == "event" && has(row, "attributes.timestamp"));
                             },
                             newWork<EventsWork>});
}

} // namespace foreshock
