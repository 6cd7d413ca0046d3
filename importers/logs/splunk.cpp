// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// search/jobs/export, one a line: {"preview":false,"offset":0,"result":{"_time":"2020-11-25T13:12:33.120+00:00",
///   "_raw":"ERROR no backend","_indextime":"1606309954","host":"i-1","source":"/var/log/cart.log","sourcetype":"app"}}
/// search/jobs/ID/results: {"preview":false,"messages":[],"fields":[{"name":"_raw"}],"results":[{"_time":…,"_raw":…}]}
/// What was a preview comes again in the final results and is left out. A last line without a result is no record.
class SplunkWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        if (row.path.empty() && has(row.value, "preview") && !has(row.value, "_raw"))
            return {};
        const Json& preview = at(row.around, "preview");
        if (!row.path.empty() && preview.is_boolean() && preview.get<bool>())
            return desk.leftOut();
        const char* when = has(row.value, "_time") ? "_time" : "_indextime";
        const std::optional<Instant> time = timeAt(desk, row.value, when);
        if (!time)
            return rejectTime(desk, row.value, "_time");
        if (!at(row.value, "_raw").is_string())
            return desk.reject("no \"_raw\"");
        ShippedRecord record;
        record.time = *time;
        record.arrivedAt = timeAt(desk, row.value, "_indextime");
        record.text = textAt(row.value, "_raw");
        record.service = serviceOfLabels(row.value);
        if (record.service.empty())
            record.service = textAt(row.value, "container_name");
        record.host = textAt(row.value, "host");
        for (const char* name : {"level", "log_level", "severity"})
            if (record.level == LogLevel::Unknown)
                record.level = levelOf(textAt(row.value, name));
        return m_logs.give(record, row, desk);
    }

private:
    ShippedLogs m_logs;
};

} // namespace

std::unique_ptr<Importer> splunkImporter() {
    return jsonFormImporter(
        {"splunk",
         "Splunk search results, JSON",
         "L",
         {"result", "results", ""},
         "\"_raw\" and \"_time\"",
         [](const Json& row) { return at(row, "_raw").is_string() && (has(row, "_time") || has(row, "_indextime")); },
         newWork<SplunkWork>});
}

} // namespace foreshock
