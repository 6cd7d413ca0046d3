// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

constexpr std::array kTimes = {"TimeGenerated", "timestamp"};
constexpr std::array kMessages = {"LogMessage",        "LogEntry",    "SyslogMessage",       "Message",
                                  "message",           "Log_s",       "RenderedDescription", "Log",
                                  "ResultDescription", "outerMessage"};

/// api.loganalytics.io, api.applicationinsights.io:
///   {"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},
///     {"name":"LogMessage","type":"string"},{"name":"ContainerName","type":"string"}],
///     "rows":[["2020-11-25T13:12:33.120Z","no backend","cart"]]}]}
/// az monitor log-analytics query prints a list of objects with "TableName"; a data export has one a line, with "Type":
///   [{"TableName":"PrimaryResult","TimeGenerated":"2020-11-25T13:12:33.120Z","LogMessage":"no backend"}]
/// Application Insights counts its levels 0 verbose, 1 information … 4 critical. A row without a column for the message
/// (AppRequests) is the text of all its columns.
class AzureLogsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        if (!row.value.is_array())
            return read(row.value, row, desk);
        const Json& columns = at(row.around, "columns");
        if (!columns.is_array())
            return desk.reject("no \"columns\" stand before the rows");
        if (columns.size() != row.value.size())
            return desk.reject("the row has " + std::to_string(row.value.size()) + " values for " +
                               std::to_string(columns.size()) + " columns");
        Json object = Json::object();
        for (std::size_t i = 0; i < columns.size(); ++i)
            object[textAt(columns[i], "name")] = row.value[i];
        return read(object, row, desk);
    }

private:
    Result<void> read(const Json& record, const JsonRowAt& row, RecordDesk& desk) {
        std::optional<Instant> time;
        for (const char* name : kTimes)
            if (!time)
                time = timeAt(desk, record, name);
        if (!time)
            return rejectTime(desk, record, "TimeGenerated");
        ShippedRecord out;
        out.time = *time;
        out.arrivedAt = timeAt(desk, record, "_TimeReceived");
        for (const char* name : kMessages)
            if (out.text.empty())
                out.text = said(record, name);
        if (out.text.empty())
            out.text = allOf(record);
        out.level = level(record);
        out.service = firstTextAt(
            record, {"AppRoleName", "cloud_RoleName", "ContainerAppName", "ContainerAppName_s", "ContainerName"});
        if (out.service.empty())
            out.service = workloadOf("Pod", firstTextAt(record, {"PodName", "Name_s"}));
        if (out.service.empty())
            out.service = firstTextAt(record, {"ProcessName", "Source"});
        if (out.service.empty())
            out.service = lastPart(textAt(record, "_ResourceId"));
        out.host = firstTextAt(
            record, {"PodName", "AppRoleInstance", "cloud_RoleInstance", "Computer", "HostName", "ContainerGroup_s"});
        return m_logs.give(out, row, desk);
    }

    /// A text, or an object that stands for one (LogMessage of structured logs).
    static std::string said(const Json& record, const char* name) {
        const Json& value = at(record, name);
        return value.is_structured() ? value.dump(-1, ' ', false, Json::error_handler_t::replace) : textOf(value);
    }

    static LogLevel level(const Json& record) {
        for (const char* name : {"LogLevel", "SeverityLevel", "severityLevel", "Level", "EventLevelName"}) {
            const Json& value = at(record, name);
            const std::string number = textOf(value);
            if (std::string_view(name).ends_with("everityLevel") && number.size() == 1 && number[0] >= '0' &&
                number[0] <= '4') {
                constexpr std::array kLevels = {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error,
                                                LogLevel::Fatal};
                return kLevels[static_cast<std::size_t>(number[0] - '0')];
            }
            if (const LogLevel known = levelOf(textOf(value)); known != LogLevel::Unknown)
                return known;
        }
        return LogLevel::Unknown;
    }

    static std::string allOf(const Json& record) {
        std::string text;
        for (const auto& [name, value] : record.items()) {
            const bool isTime = std::find(kTimes.begin(), kTimes.end(), name) != kTimes.end();
            if (const std::string word = textOf(value); !word.empty() && !isTime && name != "TableName")
                text += (text.empty() ? "" : " ") + name + "=" + word;
        }
        return text;
    }

    ShippedLogs m_logs;
};

/// Of a list row its document has to tell: isTable.
bool isRow(const Json& row) {
    return row.is_array() ||
           (has(row, "TimeGenerated") && (has(row, "TableName") || (has(row, "TenantId") && has(row, "Type"))));
}

bool isTable(const Json& document) {
    if (!isListAt(document, "tables"))
        return true;
    for (const Json& table : at(document, "tables"))
        if (isListAt(table, "columns"))
            for (const Json& column : at(table, "columns"))
                if (std::find(kTimes.begin(), kTimes.end(), textAt(column, "name")) != kTimes.end())
                    return true;
    return false;
}

} // namespace

std::unique_ptr<Importer> azureLogsImporter() {
    return jsonFormImporter({"azure-logs",
                             "Azure Monitor logs (Log Analytics, Application Insights), JSON",
                             "L",
                             {"tables.rows[]", ""},
                             "\"TimeGenerated\" among the columns, or with \"TableName\" or \"TenantId\"",
                             isRow,
                             newWork<AzureLogsWork>,
                             isTable});
}

} // namespace foreshock
