// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/prometheus_rule.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// {"labels":{"alertname":"HighErrors","service":"cart","severity":"page"},"annotations":{"summary":"…"},
///  "state":"firing","activeAt":"2020-11-25T13:10:00.12Z","value":"5.1e-01"}
/// `activeAt` is when the expression began to hold: a rule with `for` fires that much later. Pending alerts are no
/// alarms yet and left out.
Result<void> readAlert(const Json& alert, const Json& rule, RecordDesk& desk) {
    const double wait = at(rule, "duration").is_number() ? at(rule, "duration").get<double>() : 0;
    std::optional<Instant> start = timeAt(desk, alert, "activeAt");
    if (!start)
        return rejectTime(desk, alert, "activeAt");
    if (textAt(alert, "state") != "firing")
        return desk.leftOut();
    const Json& labels = at(alert, "labels");
    Alarm alarm;
    alarm.service = ServiceId(serviceOfLabels(labels));
    alarm.title = firstTextAt(alert, {"annotations.summary", "annotations.title", "labels.alertname"});
    alarm.rule = withDuration(textAt(rule, "query"), wait);
    alarm.severity = alarmSeverity(textOf(labels, "severity"));
    alarm.details.push_back({"active at", rfc3339(*start)});
    alarm.start = wait > 0 && wait < kLongestTold
                      ? *start + Duration::milliseconds(static_cast<std::int64_t>(wait * 1000))
                      : *start;
    addDetails(alarm.details, labels, {"severity"});
    addDetails(alarm.details, at(alert, "annotations"), {"summary"});
    alarm.details.push_back({"value", textAt(alert, "value")});
    return desk.alarm(std::move(alarm));
}

Result<void> readAlertRow(const JsonRowAt& row, RecordDesk& desk) {
    return readAlert(row.value, {}, desk);
}

Result<void> readRule(const Json& row, RecordDesk& desk) {
    AlarmRule rule;
    rule.name = textAt(row, "name");
    rule.service = ServiceId(serviceOfLabels(at(row, "labels")));
    rule.text = textAt(row, "query");
    readExpression(rule.text, rule);
    const double wait = at(row, "duration").is_number() ? at(row, "duration").get<double>() : 0;
    if (wait > 0 && wait < kLongestTold)
        rule.wait = Duration::milliseconds(static_cast<std::int64_t>(wait * 1000));
    rule.severity = alarmSeverity(textAt(row, "labels.severity"));
    return desk.alarmRule(std::move(rule));
}

/// {"name":"shop","file":"rules.yml","interval":30,"rules":[{"state":"firing","name":"HighErrors",
///   "query":"rate(errors[5m]) > 0.5","duration":300,"labels":{…},"annotations":{…},"alerts":[…],"type":"alerting"}]}
/// A group of rules. Each alerting rule is kept as it is set up, its alerts are alarms; recording rules are left out.
Result<void> readGroup(const JsonRowAt& row, RecordDesk& desk) {
    for (const Json& rule : at(row.value, "rules")) {
        const Json& alerts = at(rule, "alerts");
        const bool isRecording = has(rule, "type") ? textAt(rule, "type") == "recording" : !has(rule, "duration");
        if (Result<void> done = isRecording ? desk.leftOut() : readRule(rule, desk); !done)
            return done;
        if (!alerts.is_array())
            continue;
        for (const Json& alert : alerts)
            if (Result<void> done = readAlert(alert, rule, desk); !done)
                return done;
    }
    return {};
}

} // namespace

std::unique_ptr<Importer> prometheusAlertsImporter() {
    return jsonFormImporter({"prometheus-alerts",
                             "Prometheus alerts, /api/v1/alerts JSON",
                             "A",
                             {"data.alerts"},
                             "\"activeAt\" and \"labels\"",
                             [](const Json& row) { return has(row, "activeAt") && isObjectAt(row, "labels"); },
                             workOf<readAlertRow>});
}

std::unique_ptr<Importer> prometheusRulesImporter() {
    return jsonFormImporter({"prometheus-rules",
                             "Prometheus rules and their alerts, /api/v1/rules JSON",
                             "A",
                             {"data.groups"},
                             "a list \"rules\" of alerting or recording rules",
                             [](const Json& row) { return has(row, "name") && isListAt(row, "rules"); },
                             workOf<readGroup>});
}

} // namespace foreshock
