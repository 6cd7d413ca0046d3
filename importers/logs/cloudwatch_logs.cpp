// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

bool isHex(std::string_view text) {
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// filter-log-events and get-log-events:
///   {"events":[{"logStreamName":"ecs/cart/0f3c5d6e7f8091a2b3c4d5e6f7081920","timestamp":1606309953120,
///     "message":"no backend","ingestionTime":1606309954002,"eventId":"3581"}],"searchedLogStreams":[]}
/// A subscription's deliveries (Firehose to S3: gzip files, one behind the other without line ends):
///   {"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/aws/lambda/cart","logStream":"2020/11/25/[7]0f3c",
///    "subscriptionFilters":["all"],"logEvents":[{"id":"3581","timestamp":1606309953120,"message":"no backend"}]}
/// The service is the container of a stream that awslogs named (prefix/container/task), else the last part of the log
/// group. Messages of the kind CONTROL_MESSAGE are the service's own and left out.
class CloudwatchLogsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        if (textAt(row.around, "messageType") == "CONTROL_MESSAGE")
            return desk.leftOut();
        const std::optional<Instant> time = timeAt(desk, row.value, "timestamp");
        if (!time)
            return rejectTime(desk, row.value, "timestamp");
        if (!at(row.value, "message").is_string())
            return desk.reject("no \"message\"");
        ShippedRecord record;
        record.time = *time;
        record.arrivedAt = timeAt(desk, row.value, "ingestionTime");
        record.text = textAt(row.value, "message");
        record.host = textAt(row.value, "logStreamName");
        if (record.host.empty())
            record.host = textAt(row.around, "logStream");
        record.service = lastPart(textAt(row.around, "logGroup"));
        const std::size_t last = record.host.rfind('/');
        if (last != std::string::npos && last > 0 && isHex(std::string_view(record.host).substr(last + 1))) {
            const std::size_t first = record.host.rfind('/', last - 1);
            if (first != std::string::npos && record.service.empty())
                record.service = record.host.substr(first + 1, last - first - 1);
        }
        return m_logs.give(record, row, desk);
    }

private:
    ShippedLogs m_logs;
};

} // namespace

std::unique_ptr<Importer> cloudwatchLogsImporter() {
    return jsonFormImporter({"cloudwatch-logs",
                             "CloudWatch Logs, JSON of filter-log-events, get-log-events and subscriptions",
                             "L",
                             {"events", "logEvents"},
                             "\"timestamp\" and \"message\" with \"ingestionTime\", \"eventId\" or \"id\"",
                             [](const Json& row) {
                                 return at(row, "timestamp").is_number() && at(row, "message").is_string() &&
                                        (has(row, "ingestionTime") || has(row, "eventId") || has(row, "id"));
                             },
                             newWork<CloudwatchLogsWork>});
}

} // namespace foreshock
