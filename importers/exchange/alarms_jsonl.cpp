// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/alarms_jsonl.h"

#include "importers/exchange/alarm_words.h"
#include "importers/exchange/row_details.h"
#include "importers/json/json_row_reader.h"
#include "importers/json/row_shape.h"

namespace foreshock {
namespace {

/// {"time":"2020-11-25T13:15:00Z","service":"kinesis-frontend","metric":"","title":"put errors > 1
/// %","id":"ALM-KDS-PUT",
///  "rule":"put errors > 1 % for 3 of 5 min","op":">","threshold":1,"severity":1,"state":"resolved",
///  "end":"2020-11-26T06:23:00Z","basis":"fact","arrived_at":"2020-11-25T13:15:09Z",
///  "details":{"runbook_url":"https://…"}}
/// One alarm a row. Only `time` is needed. Without `rule`, one is made of metric, op and threshold. Without `state`,
/// an alarm with an end is resolved, else firing.
class AlarmsReader final : public JsonRowReader {
public:
    using JsonRowReader::JsonRowReader;

private:
    Result<void> row(const JsonObject& row, const Line& line) override {
        const RecordPlace place = placeOf(line);
        const std::optional<Instant> start = timeOf(row, "time", place);
        if (!start)
            return sink().reject(place, noTimeReason(row, "time"), line.text);
        Alarm alarm;
        alarm.id = AlarmId(textOf(row, "id"));
        alarm.service = ServiceId(std::string(serviceName(textOf(row, "service"))));
        alarm.metric = textOf(row, "metric");
        alarm.title = textOf(row, "title");
        alarm.rule = ruleOf(row, alarm.metric);
        alarm.severity = alarmSeverity(textOf(row, "severity"));
        alarm.start = *start;
        alarm.basis = textOf(row, "basis");
        alarm.details = rowDetails(row);
        const auto arrival = arrivalOf(row, line);
        if (!arrival)
            return arrival.error();
        alarm.arrivedAt = *arrival;
        if (!textOf(row, "end").empty()) {
            alarm.end = timeOf(row, "end", place);
            if (!alarm.end || *alarm.end < *start) {
                alarm.end.reset();
                if (Result<void> said = sink().remark(
                        place, "\"end\" is no time after \"time\"; the alarm is kept without its end", line.text);
                    !said)
                    return said;
            }
        }
        alarm.state = alarmState(textOf(row, "state")).value_or(alarm.end ? AlarmState::Resolved : AlarmState::Firing);
        return sink().alarm(alarm, place);
    }

    static std::string ruleOf(const JsonObject& row, const std::string& metric) {
        std::string rule = textOf(row, "rule");
        const std::string op = textOf(row, "op");
        const std::string threshold = textOf(row, "threshold");
        if (rule.empty() && !op.empty() && !threshold.empty())
            rule = metric + (metric.empty() ? "" : " ") + op + " " + threshold;
        return rule;
    }
};

class AlarmsImporter final : public Importer {
public:
    std::string id() const override { return "alarms-jsonl"; }
    std::string title() const override { return "alarms, one JSON object a line"; }
    std::string kinds() const override { return "A"; }
    bool canResume() const override { return true; }
    Recognition sniff(const Specimen& specimen) const override {
        return recogniseRows(specimen, {"alarms.jsonl",
                                        {"time", "title"},
                                        {"metric", "rule", "threshold", "severity", "state"},
                                        {"message", "msg", "level", "text", "kind", "end_time"}});
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<AlarmsReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> alarmsJsonlImporter() {
    return std::make_unique<AlarmsImporter>();
}

} // namespace foreshock
