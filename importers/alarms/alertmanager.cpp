// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

#include <map>

namespace foreshock {
namespace {

/// Webhook, version 4 (one notification or a stream of them), and /api/v2/alerts, a list of:
///   {"annotations":{"summary":"…","runbook_url":"…"},"endsAt":"2020-11-25T13:24:00.000Z","fingerprint":"6f0e…",
///    "startsAt":"2020-11-25T13:15:00.000Z","status":{"state":"active","silencedBy":[],"inhibitedBy":[]},
///    "updatedAt":"2020-11-25T13:20:00.000Z","generatorURL":"http://prom/graph?g0.expr=…","labels":{"alertname":"…"}}
/// The webhook's `status` is a word. The API's `endsAt` is when the alert will be taken for resolved if nobody repeats
/// it, so it is an end only if it is not after `updatedAt`. What is said of one alert twice becomes one alarm.
class AlertmanagerWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& alert = row.value;
        const std::optional<Instant> start = timeAt(desk, alert, "startsAt");
        if (!start)
            return rejectTime(desk, alert, "startsAt");
        Alarm alarm = alarmOf(alert);
        alarm.start = *start;
        const std::string status = textAt(alert, "status"); // empty where it is an object
        std::optional<Instant> end = timeAt(desk, alert, "endsAt");
        const std::optional<Instant> seen =
            has(alert, "updatedAt") ? timeAt(desk, alert, "updatedAt") : std::optional(desk.clock().fileTime());
        if (status == "firing" || (status != "resolved" && (!seen || !end || *end > *seen)))
            end.reset();
        alarm.end = end;
        alarm.state = end || status == "resolved" ? AlarmState::Resolved : AlarmState::Firing;
        const std::string name =
            firstTextAt(alert, {"fingerprint"}).empty() ? at(alert, "labels").dump() : textAt(alert, "fingerprint");
        alarm.id = AlarmId(textAt(alert, "fingerprint"));
        if (!alarm.id.value.empty())
            alarm.id.value += "/" + rfc3339(*start); // the fingerprint is the rule's; it fires more than once
        return keep(name + "/" + rfc3339(*start), std::move(alarm), desk);
    }

    Result<void> ended(RecordDesk& desk) override {
        for (auto& [alarm, place] : m_alarms) {
            desk.open(place, {});
            if (Result<void> done = desk.alarm(std::move(alarm)); !done)
                return done;
        }
        return {};
    }

private:
    static Alarm alarmOf(const Json& alert) {
        const Json& labels = at(alert, "labels");
        const Json& annotations = at(alert, "annotations");
        Alarm alarm;
        alarm.service = ServiceId(serviceOfLabels(labels));
        alarm.title = firstTextAt(annotations, {"summary", "title", "message"});
        if (alarm.title.empty())
            alarm.title = textOf(labels, "alertname");
        alarm.rule = expressionOfUrl(textAt(alert, "generatorURL"));
        alarm.severity = alarmSeverity(textOf(labels, "severity"));
        addDetails(alarm.details, labels, {"severity"});
        addDetails(alarm.details, annotations, {"summary"});
        for (const char* link : {"generatorURL", "dashboardURL", "panelURL", "silenceURL"})
            alarm.details.push_back({link, textAt(alert, link)});
        for (const char* list : {"status.silencedBy", "status.inhibitedBy"})
            alarm.details.push_back({std::string(list).substr(7), wordsAt(alert, list)});
        alarm.details.push_back({"receivers", wordsAt(alert, "receivers", "name")});
        return alarm;
    }

    Result<void> keep(const std::string& name, Alarm alarm, RecordDesk& desk) {
        const auto [known, isNew] = m_byName.emplace(name, m_alarms.size());
        if (isNew) {
            m_alarms.emplace_back(std::move(alarm), desk.place());
            return {};
        }
        Alarm& before = m_alarms[known->second].first;
        if (alarm.state == AlarmState::Resolved)
            before = std::move(alarm);
        return desk.joined();
    }

    std::vector<std::pair<Alarm, RecordPlace>> m_alarms;
    std::map<std::string, std::size_t> m_byName;
};

} // namespace

std::unique_ptr<Importer> alertmanagerImporter() {
    return jsonFormImporter({"alertmanager",
                             "Alertmanager alerts: webhook and API, JSON",
                             "A",
                             {"alerts", "data", ""},
                             "\"startsAt\" and \"labels\"",
                             [](const Json& row) { return has(row, "startsAt") && isObjectAt(row, "labels"); },
                             newWork<AlertmanagerWork>});
}

} // namespace foreshock
