// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/cloudwatch_metrics.h"

#include "importers/json/document_importer.h"
#include "importers/metrics/metrics_json_reader.h"
#include "model/base/text.h"

#include <array>
#include <map>

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// "Percent" as Foreshock writes it; Count/Second is "/s".
std::string unitOfAws(const std::string& unit) {
    static const std::map<std::string, std::string> kUnits = {
        {"Percent", "%"}, {"Seconds", "s"},    {"Milliseconds", "ms"}, {"Microseconds", "us"}, {"Bytes", "B"},
        {"Count", ""},    {"None", ""},        {"Bits", "b"},          {"Count/Second", "/s"}, {"Bytes/Second", "B/s"},
        {"", ""},         {"Kilobytes", "kB"}, {"Megabytes", "MB"},    {"Gigabytes", "GB"}};
    const auto known = kUnits.find(unit);
    return known == kUnits.end() ? unit : known->second;
}

/// GetMetricData: one series a result, two lists of equal length, the newest first unless asked otherwise:
///   {"MetricDataResults":[{"Id":"m1","Label":"cart
///   latency","Timestamps":["2020-11-25T13:16:00Z","2020-11-25T13:15:00Z"],
///    "Values":[12.5,11],"StatusCode":"Complete"}]}
/// GetMetricStatistics: one series a statistic; the label may stand before or behind the points, which are in no order:
///   {"Label":"CPUUtilization","Datapoints":[{"Timestamp":"2020-11-25T13:15:00Z","Average":99.1,"Unit":"Percent"}]}
class CloudwatchReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "MetricDataResults")
            return readResult(value, place);
        if (member == "Datapoints")
            return readPoint(value, place);
        if (member == "Label") {
            m_label = textOf(value);
            return {};
        }
        if (member == "Messages" && value.is_object())
            return sink().remark(place, "CloudWatch said: " + textOf(value, "Value"), {});
        if (member == "NextToken")
            return sink().remark(place, "there is more: the answer has a NextToken", {});
        return member == "ResponseMetadata" ? Result<void>() : sayUnread(member, place);
    }

    Result<void> readResult(const Json& row, RecordPlace place) {
        const Json& times = memberOf(row, "Timestamps");
        const Json& values = memberOf(row, "Values");
        if (!times.is_array() || !values.is_array() || times.size() != values.size())
            return rejectRow(place, "a result has \"Timestamps\" and as many \"Values\"", row);
        if (const std::string status = textOf(row, "StatusCode"); status == "PartialData" || status == "InternalError")
            if (Result<void> said = sink().remark(place, "CloudWatch says it is not complete: " + status, {}); !said)
                return said;
        std::vector<Sample> samples;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const std::optional<Instant> time = timeOf(times[i], place);
            const std::optional<double> number = valueOf(values[i]);
            if (time && number)
                samples.push_back({*time, *number});
            else if (Result<void> done = rejectRow(place, time ? "the value is no number" : "the time is no time",
                                                   Json::array({times[i], values[i]}));
                     !done)
                return done;
        }
        std::string label = textOf(row, "Label");
        return give(seriesNameOf(label.empty() ? textOf(row, "Id") : label), std::move(samples), place);
    }

    Result<void> readPoint(const Json& point, RecordPlace place) {
        const std::optional<Instant> time = timeOf(memberOf(point, "Timestamp"), place);
        if (!time)
            return rejectRow(place, "no \"Timestamp\" that is a time", point);
        const std::string unit = unitOfAws(textOf(point, "Unit"));
        bool isRead = false;
        const auto keep = [&](const std::string& statistic, const Json& value) -> Result<void> {
            const std::optional<double> number = valueOf(value);
            isRead = true;
            if (!number)
                return rejectRow(place, "\"" + statistic + "\" is no number", point);
            Statistic& series = m_statistics[{statistic, unit}];
            if (series.samples.empty())
                series.place = place;
            series.samples.push_back({*time, *number});
            return {};
        };
        for (const char* statistic : {"Average", "Sum", "Minimum", "Maximum", "SampleCount"})
            if (point.contains(statistic))
                if (Result<void> done = keep(statistic, point[statistic]); !done)
                    return done;
        if (const Json& percentiles = memberOf(point, "ExtendedStatistics"); percentiles.is_object())
            for (const auto& [statistic, value] : percentiles.items())
                if (Result<void> done = keep(statistic, value); !done)
                    return done;
        return isRead ? Result<void>() : rejectRow(place, "no statistic such as \"Average\"", point);
    }

    Result<void> ended() override {
        for (auto& [key, series] : m_statistics) {
            SeriesName name = seriesNameOf(m_label.empty() ? "value" : m_label);
            name.metric += "." + key.first;
            name.unit = key.second;
            if (Result<void> done = give(name, std::move(series.samples), series.place); !done)
                return done;
        }
        return {};
    }

    struct Statistic {
        std::vector<Sample> samples;
        RecordPlace place;
    };
    std::string m_label;
    std::map<std::pair<std::string, std::string>, Statistic> m_statistics; ///< by statistic and unit
};

Recognition judge(const JsonPaths& seen) {
    if (seen.has("MetricDataResults[].Timestamps") && seen.has("MetricDataResults[].Values"))
        return {95, "\"MetricDataResults\" with \"Timestamps\" and \"Values\""};
    if (seen.has("MetricDataResults"))
        return {70, "\"MetricDataResults\" without data"};
    if (seen.has("Datapoints[].Timestamp") && !seen.has("Datapoints[].datapoints"))
        return {92, "\"Datapoints\" with \"Timestamp\""};
    return {0, "the JSON object has neither \"MetricDataResults\" nor \"Datapoints\" with \"Timestamp\""};
}

} // namespace

std::unique_ptr<Importer> cloudwatchMetricsImporter() {
    return std::make_unique<DocumentImporter<CloudwatchReader>>(
        "cloudwatch-metrics-json", "CloudWatch GetMetricData and GetMetricStatistics", "M", judge);
}

} // namespace foreshock
