// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/alarm_history.h"
#include "importers/alarms/rule_text.h"
#include "importers/exchange/alarm_words.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

std::string seconds(double number) {
    return numberText(number, 12) + " s";
}

double numberAt(const Json& row, std::string_view path) {
    const Json& value = at(row, path);
    return value.is_number() ? value.get<double>() : 0;
}

/// {"AlarmName":"kds-put","AlarmType":"MetricAlarm","Timestamp":"2020-11-25T13:15:00.12Z",
///  "HistoryItemType":"StateUpdate","HistorySummary":"Alarm updated from OK to ALARM","HistoryData":"{\"version\":
///   \"1.0\",\"oldState\":{\"stateValue\":\"OK\",…},\"newState\":{\"stateValue\":\"ALARM\",\"stateReason\":\"Threshold
///   Crossed: 3 datapoints […] were greater than the threshold (1.0).\",\"stateReasonData\":{\"period\":60,
///   \"statistic\":\"Average\",\"recentDatapoints\":[1.2,1.4,2],\"threshold\":1.0}}}"}
/// The data within the text tell how long the alarm has to look before it fires: its own delay. The history names no
/// resource, so the alarm's name stands for the service until a mapping says otherwise. A ConfigurationUpdate is a
/// change of the alarm; an Action is part of the state update that it follows.
class HistoryWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& item = row.value;
        const std::optional<Instant> time = timeAt(desk, item, "Timestamp");
        if (!time)
            return rejectTime(desk, item, "Timestamp");
        const std::string type = textAt(item, "HistoryItemType");
        if (type == "Action")
            return desk.joined();
        if (type == "ConfigurationUpdate")
            return readConfiguration(item, *time, desk);
        if (type != "StateUpdate")
            return desk.reject("the HistoryItemType \"" + type + "\" is not known");
        const Json data = Json::parse(textAt(item, "HistoryData"), nullptr, false);
        if (!data.is_object())
            return desk.reject("\"HistoryData\" is not valid JSON");
        const std::optional<AlarmState> state = alarmState(textAt(data, "newState.stateValue"));
        if (!state)
            return desk.reject("\"HistoryData\" has no newState.stateValue that is known");
        Alarm alarm = alarmOf(item, at(data, "newState"));
        alarm.start = *time;
        alarm.state = *state;
        m_history.add(textAt(item, "AlarmName"), std::move(alarm), desk.place());
        return {};
    }
    Result<void> ended(RecordDesk& desk) override { return m_history.handOver(desk); }

private:
    static Alarm alarmOf(const Json& item, const Json& state) {
        const Json& data = at(state, "stateReasonData");
        const std::string reason = textAt(state, "stateReason");
        Alarm alarm;
        alarm.service = ServiceId(textAt(item, "AlarmName"));
        alarm.title = textAt(item, "AlarmName");
        const double period = numberAt(data, "period");
        const Json& points = at(data, "recentDatapoints");
        const double count = points.is_array() ? static_cast<double>(points.size()) : 0;
        if (has(data, "threshold")) {
            const std::string comparison = comparisonOf(reason);
            alarm.rule = textAt(data, "statistic") + " " + (comparison.empty() ? "against" : comparison) + " " +
                         numberText(numberAt(data, "threshold"), 12);
            if (count > 0 && period > 0)
                alarm.rule += " for " + numberText(count, 12) + " datapoints of " + seconds(period);
        }
        alarm.details = {{"reason", reason},
                         {"period", period > 0 ? seconds(period) : ""},
                         {"datapoints", wordsAt(data, "recentDatapoints")},
                         {"threshold", textAt(data, "threshold")},
                         {"own delay", period > 0 && count > 0 ? seconds(period * count) : ""},
                         {"type", textAt(item, "AlarmType")}};
        return alarm;
    }

    static Result<void> readConfiguration(const Json& item, Instant time, RecordDesk& desk) {
        Change change;
        change.service = ServiceId(textAt(item, "AlarmName"));
        change.kind = "alarm_config";
        change.title = firstTextAt(item, {"HistorySummary", "HistoryItemType"}) + ": " + textAt(item, "AlarmName");
        change.start = time;
        return desk.change(std::move(change));
    }

    AlarmHistory m_history;
};

/// The dimension that names what is watched, else the namespace: AWS/Kinesis is kinesis.
std::string serviceOf(const Json& alarm) {
    Json dimensions = Json::object();
    if (isListAt(alarm, "Dimensions"))
        for (const Json& dimension : at(alarm, "Dimensions"))
            dimensions[textAt(dimension, "Name")] = textAt(dimension, "Value");
    const std::string named =
        firstTextAt(dimensions, {"ServiceName", "Service", "FunctionName", "StreamName", "TableName", "QueueName",
                                 "DBInstanceIdentifier", "DBClusterIdentifier", "CacheClusterId", "LoadBalancer",
                                 "LoadBalancerName", "AutoScalingGroupName", "ClusterName", "ApiName", "BucketName"});
    return !named.empty() ? named : lowered(lastPart(textAt(alarm, "Namespace")));
}

/// {"AlarmName":"kds-put","AlarmArn":"arn:…","StateValue":"ALARM","StateReason":"…",
///  "StateUpdatedTimestamp":"2020-11-25T13:15:00.1Z","StateTransitionedTimestamp":"…","MetricName":"PutRecord.Errors",
///  "Namespace":"AWS/Kinesis","Statistic":"Average","Dimensions":[{"Name":"StreamName","Value":"clicks"}],"Period":60,
///  "EvaluationPeriods":5,"DatapointsToAlarm":3,"Threshold":1.0,"ComparisonOperator":"GreaterThanThreshold"}
/// What describe-alarms says is one moment: an alarm that is OK now is left out.
Result<void> readAlarm(const JsonRowAt& row, RecordDesk& desk) {
    const Json& item = row.value;
    const std::optional<AlarmState> state = alarmState(textAt(item, "StateValue"));
    if (!state)
        return desk.reject("\"StateValue\" is not known: " + textAt(item, "StateValue"));
    if (*state == AlarmState::Resolved)
        return desk.leftOut();
    std::optional<Instant> start = timeAt(desk, item, "StateTransitionedTimestamp");
    if (!start)
        start = timeAt(desk, item, "StateUpdatedTimestamp");
    if (!start)
        return rejectTime(desk, item, "StateUpdatedTimestamp");
    Alarm alarm;
    alarm.service = ServiceId(serviceOf(item));
    alarm.metric = textAt(item, "MetricName");
    alarm.title = textAt(item, "AlarmName");
    alarm.state = *state;
    alarm.start = *start;
    const double period = numberAt(item, "Period");
    const double periods = numberAt(item, "EvaluationPeriods");
    const double needed = has(item, "DatapointsToAlarm") ? numberAt(item, "DatapointsToAlarm") : periods;
    if (has(item, "Threshold"))
        alarm.rule = firstTextAt(item, {"Statistic", "ExtendedStatistic"}) + " " + alarm.metric + " " +
                     comparisonOf(textAt(item, "ComparisonOperator")) + " " +
                     numberText(numberAt(item, "Threshold"), 12) + " for " + numberText(needed, 12) + " of " +
                     numberText(periods, 12) + " periods of " + seconds(period);
    else
        alarm.rule = textAt(item, "AlarmRule");
    alarm.details = {{"reason", textAt(item, "StateReason")},
                     {"own delay", needed > 0 && period > 0 ? seconds(needed * period) : ""},
                     {"description", textAt(item, "AlarmDescription")},
                     {"namespace", textAt(item, "Namespace")},
                     {"actions", wordsAt(item, "AlarmActions")},
                     {"arn", textAt(item, "AlarmArn")}};
    return desk.alarm(std::move(alarm));
}

} // namespace

std::unique_ptr<Importer> cloudwatchHistoryImporter() {
    return jsonFormImporter({"cloudwatch-alarm-history",
                             "CloudWatch describe-alarm-history, JSON",
                             "AC",
                             {"AlarmHistoryItems", ""},
                             "\"AlarmName\" and \"HistoryItemType\"",
                             [](const Json& row) { return has(row, "AlarmName") && has(row, "HistoryItemType"); },
                             newWork<HistoryWork>});
}

std::unique_ptr<Importer> cloudwatchAlarmsImporter() {
    return jsonFormImporter({"cloudwatch-alarms",
                             "CloudWatch describe-alarms, JSON",
                             "A",
                             {"MetricAlarms", "CompositeAlarms", ""},
                             "\"AlarmName\" and \"StateValue\"",
                             [](const Json& row) { return has(row, "AlarmName") && has(row, "StateValue"); },
                             workOf<readAlarm>});
}

} // namespace foreshock
