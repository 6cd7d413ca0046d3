// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// v2: {"data":[{"id":"AQ1","type":"log","attributes":{"timestamp":"2020-11-25T13:12:33.120Z","status":"error",
///       "service":"cart","host":"i-1","message":"no backend","tags":["env:prod"],"attributes":{"duration":12}}}]}
/// v1: {"logs":[{"id":"AQ1","content":{"timestamp":…,"service":…,"host":…,"message":…,"tags":[…],"attributes":{}}}]}
/// An archive (json.gz) has one record a line, its time under "date":
///   {"_id":"AQ1","date":"2020-11-25T13:12:33.120Z","service":"cart","host":"i-1","status":"error",
///    "message":"no backend","source":"java","tags":["env:prod"],"attributes":{"duration":12}}
/// A record without a message is its attributes.
class DatadogLogsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const char* where = isObjectAt(row.value, "content") ? "content" : "attributes";
        const bool isArchive = has(row.value, "date");
        const Json& content = isArchive ? row.value : at(row.value, where);
        const char* when = isArchive ? "date" : "timestamp";
        const std::optional<Instant> time = timeAt(desk, content, when);
        if (!time)
            return rejectTime(desk, content, when);
        ShippedRecord record;
        record.time = *time;
        record.text = textAt(content, "message");
        if (record.text.empty())
            record.text = isObjectAt(content, "attributes")
                              ? at(content, "attributes").dump(-1, ' ', false, Json::error_handler_t::replace)
                              : std::string();
        record.service = textAt(content, "service");
        if (record.service.empty())
            record.service = serviceOfTags(at(content, "tags"));
        record.host = textAt(content, "host");
        const std::string status = firstTextAt(content, {"status", "attributes.status"});
        record.level = status == "ok" ? LogLevel::Info : levelOf(status);
        return m_logs.give(record, row, desk);
    }

private:
    ShippedLogs m_logs;
};

bool isRecord(const Json& row) {
    const bool isArchive = has(row, "_id") && has(row, "date") && isListAt(row, "tags") &&
                           (has(row, "message") || isObjectAt(row, "attributes"));
    const bool isVersion2 = textAt(row, "type") == "log" && has(row, "attributes.timestamp");
    const bool isVersion1 = has(row, "content.timestamp") && (has(row, "content.message") || has(row, "content.tags"));
    return isArchive || isVersion2 || isVersion1;
}

} // namespace

std::unique_ptr<Importer> datadogLogsImporter() {
    return jsonFormImporter({"datadog-logs",
                             "Datadog logs, JSON of the API and of archives",
                             "L",
                             {"data", "logs", ""},
                             "\"type\":\"log\" with \"attributes\", \"content\", or \"_id\", \"date\" and \"tags\"",
                             isRecord,
                             newWork<DatadogLogsWork>});
}

} // namespace foreshock
