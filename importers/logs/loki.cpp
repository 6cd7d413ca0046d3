// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// query_range, and what is pushed ("streams" at the top):
///   {"status":"success","data":{"resultType":"streams","result":[
///     {"stream":{"app":"cart","pod":"cart-7d9f8b6c5d-x2kqz","level":"error"},
///      "values":[["1606309953120456789","no backend"],["1606309954002000000","ok",{"trace_id":"6f"}]]}],"stats":{}}}
/// Times are nanoseconds as text. Labels that came with one line (structured metadata) go before those of its stream.
/// logcli -o jsonl and what Grafana downloads have one object a line of the log:
///   {"labels":{"app":"cart"},"line":"no backend","timestamp":"2020-11-25T13:12:33.120456789Z"}
class LokiWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const bool isPair = row.value.is_array();
        static const Json kNone;
        const Json& when = !isPair ? at(row.value, "timestamp") : row.value.empty() ? kNone : row.value[0];
        const Json& line = !isPair ? at(row.value, "line") : row.value.size() < 2 ? kNone : row.value[1];
        const std::optional<Instant> time = timeOf(desk, when);
        if (!time)
            return desk.reject(when.is_null() ? "an entry without a time" : "no time: " + textOf(when));
        if (!line.is_string())
            return desk.reject("an entry without its line");
        Json labels = at(row.around, "stream");
        if (!isPair)
            labels = isObjectAt(row.value, "labels") ? at(row.value, "labels") : at(row.value, "fields");
        if (!labels.is_object())
            labels = Json::object();
        if (isPair && row.value.size() > 2) {
            const Json& more = row.value[2];
            const Json& own = isObjectAt(more, "structuredMetadata") ? at(more, "structuredMetadata") : more;
            if (own.is_object())
                labels.update(own);
        }
        ShippedRecord record;
        record.time = *time;
        record.text = textOf(line);
        record.service = serviceOfLabels(labels);
        record.host = firstTextAt(labels, {"pod", "host", "hostname", "instance", "node_name", "nodename"});
        for (const char* name : {"level", "severity", "detected_level", "severity_text"})
            if (record.level == LogLevel::Unknown)
                record.level = levelOf(textAt(labels, name));
        return m_logs.give(record, row, desk);
    }

private:
    ShippedLogs m_logs;
};

bool isEntry(const Json& row) {
    if (row.is_array())
        return row.size() >= 2 && row[0].is_string() && row[1].is_string() &&
               row[0].get_ref<const std::string&>().size() >= 19 &&
               row[0].get_ref<const std::string&>().find_first_not_of("0123456789") == std::string::npos;
    return at(row, "line").is_string() && has(row, "timestamp") &&
           (isObjectAt(row, "labels") || isObjectAt(row, "fields"));
}

} // namespace

std::unique_ptr<Importer> lokiImporter() {
    return jsonFormImporter({"loki",
                             "Loki log streams, JSON of the API, of logcli and of Grafana",
                             "L",
                             {"data.result.values[]", "streams.values[]", ""},
                             "a time in nanoseconds and a line, or \"line\", \"timestamp\" and \"labels\"",
                             isEntry,
                             newWork<LokiWork>});
}

} // namespace foreshock
