// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/alarm_history.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// "Alerting", "Normal (MissingSeries)", "NoData", "Error"; Pending is none yet.
std::optional<AlarmState> grafanaState(std::string_view word) {
    const std::string state = lowered(trimmed(word.substr(0, word.find('('))));
    return state == "error" ? std::optional(AlarmState::NoData) : alarmState(state);
}

bool isChangeTag(const Json& tag) {
    const std::string word = lowered(textOf(tag));
    return word == "deploy" || word == "deployment" || word == "release" || word == "rollback" || word == "change";
}

/// {"id":1124,"alertId":7,"alertName":"put errors","dashboardUID":"abc","panelId":2,"userName":"ann",
///  "newState":"alerting","prevState":"ok","time":1606309380000,"timeEnd":1606309380000,"text":"…","tags":["service:cart"],
///  "data":{}}
/// With a new state a transition of an alarm; tagged deploy, release, rollback or change a change; else a note.
class AnnotationWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& note = row.value;
        const std::optional<Instant> time = timeAt(desk, note, "time");
        if (!time)
            return rejectTime(desk, note, "time");
        if (const std::string state = textAt(note, "newState"); !state.empty())
            return readState(note, state, *time, desk);
        const Json& tags = at(note, "tags");
        const std::string service = serviceOfTags(tags);
        const auto tag = tags.is_array() ? std::find_if(tags.begin(), tags.end(), isChangeTag) : tags.end();
        if (tag == tags.end())
            return desk.note({*time, ServiceId(service), "annotation", textAt(note, "text"), {}});
        Change change;
        change.id = ChangeId(textAt(note, "id").empty() ? "" : "grafana-" + textAt(note, "id"));
        change.service = ServiceId(service);
        change.kind = lowered(textOf(*tag)) == "deployment" ? "deploy" : lowered(textOf(*tag));
        change.title = textAt(note, "text");
        change.start = *time;
        change.end = timeAt(desk, note, "timeEnd");
        if (change.end == *time)
            change.end.reset();
        change.actor = firstTextAt(note, {"userName", "login", "email"});
        change.details = {{"tags", wordsAt(note, "tags")}, {"dashboard", textAt(note, "dashboardUID")}};
        return desk.change(std::move(change));
    }
    Result<void> ended(RecordDesk& desk) override { return m_history.handOver(desk); }

private:
    Result<void> readState(const Json& note, const std::string& word, Instant time, RecordDesk& desk) {
        const std::optional<AlarmState> state = grafanaState(word);
        if (!state)
            return lowered(word) == "pending" ? desk.leftOut() : desk.reject("the state \"" + word + "\" is not known");
        Alarm alarm;
        alarm.service = ServiceId(serviceOfTags(at(note, "tags")));
        alarm.title = firstTextAt(note, {"alertName", "text"});
        alarm.start = time;
        alarm.state = *state;
        alarm.details = {{"text", textAt(note, "text")},
                         {"dashboard", firstTextAt(note, {"dashboardUID", "dashboardId"})},
                         {"panel", textAt(note, "panelId")},
                         {"tags", wordsAt(note, "tags")}};
        m_history.add(textAt(note, "alertId") + "/" + alarm.title, std::move(alarm), desk.place());
        return {};
    }
    AlarmHistory m_history;
};

/// The state history of unified alerting, a frame whose column "line" holds the transitions:
///   {"schema":{"fields":[{"name":"time"},{"name":"line"},{"name":"labels"}]},"data":{"values":[[1606309380000],
///    [{"schemaVersion":1,"previous":"Normal","current":"Alerting","values":{"B":5.1},"condition":"B",
///      "dashboardUID":"abc","panelID":2,"fingerprint":"6f","ruleTitle":"put errors","ruleUID":"r1",
///      "labels":{"service":"cart"}}],[{}]]}}
class FrameWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& fields = at(row.value, "schema.fields");
        const Json& values = at(row.value, "data.values");
        const Json none = Json::array();
        const auto column = [&](std::string_view name) -> const Json& {
            for (std::size_t i = 0; i < fields.size() && i < values.size(); ++i)
                if (textAt(fields[i], "name") == name && values[i].is_array())
                    return values[i];
            return none;
        };
        const Json& times = column("time");
        const Json& lines = column("line");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Json line = lines[i].is_string() ? Json::parse(textOf(lines[i]), nullptr, false) : lines[i];
            const std::optional<Instant> time = i < times.size() ? timeOf(desk, times[i]) : std::nullopt;
            if (Result<void> done = transition(line, time, desk); !done)
                return done;
        }
        return {};
    }
    Result<void> ended(RecordDesk& desk) override { return m_history.handOver(desk); }

private:
    Result<void> transition(const Json& line, std::optional<Instant> time, RecordDesk& desk) {
        if (!time)
            return desk.reject("a line without a time");
        const std::string word = textAt(line, "current");
        const std::optional<AlarmState> state = grafanaState(word);
        if (!state)
            return word.starts_with("Pending") ? desk.leftOut()
                                               : desk.reject("the state \"" + word + "\" is not known");
        Alarm alarm;
        alarm.service = ServiceId(serviceOfLabels(at(line, "labels")));
        alarm.title = firstTextAt(line, {"ruleTitle", "labels.alertname"});
        alarm.severity = alarmSeverity(textAt(line, "labels.severity"));
        alarm.start = *time;
        alarm.state = *state;
        addDetails(alarm.details, at(line, "labels"), {"severity"});
        addDetails(alarm.details, at(line, "values"));
        for (const char* name : {"dashboardUID", "panelID", "ruleUID"})
            alarm.details.push_back({name, textAt(line, name)});
        m_history.add(textAt(line, "ruleUID") + "/" + textAt(line, "fingerprint"), std::move(alarm), desk.place());
        return {};
    }
    AlarmHistory m_history;
};

} // namespace

std::unique_ptr<Importer> grafanaAnnotationsImporter() {
    return jsonFormImporter({"grafana-annotations",
                             "Grafana annotations, JSON",
                             "ACN",
                             {""},
                             "\"time\", \"text\", \"tags\" and \"panelId\"",
                             [](const Json& row) {
                                 return has(row, "time") && has(row, "text") && row.contains("tags") &&
                                        (has(row, "panelId") || has(row, "dashboardUID"));
                             },
                             newWork<AnnotationWork>});
}

std::unique_ptr<Importer> grafanaHistoryImporter() {
    return jsonFormImporter({"grafana-state-history",
                             "Grafana alert state history, JSON frames",
                             "A",
                             {""},
                             "a frame with a field \"line\"",
                             [](const Json& row) {
                                 const Json& fields = at(row, "schema.fields");
                                 return isListAt(row, "data.values") && fields.is_array() &&
                                        std::any_of(fields.begin(), fields.end(),
                                                    [](const Json& field) { return textAt(field, "name") == "line"; });
                             },
                             newWork<FrameWork>});
}

} // namespace foreshock
