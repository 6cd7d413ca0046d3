// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// [{"insertId":"x1","logName":"projects/shop/logs/stderr","timestamp":"2020-11-25T13:12:33.120Z",
///   "receiveTimestamp":"2020-11-25T13:12:34.002Z","severity":"ERROR","textPayload":"no backend",
///   "resource":{"type":"k8s_container","labels":{"container_name":"cart","pod_name":"cart-7d9f8b6c5d-x2kqz"}},
///   "labels":{"k8s-pod/app":"cart"}}]
/// gcloud logging read prints a list, the API {"entries":[…]}, a sink to a bucket one a line. A payload is text, an
/// object ("jsonPayload", its message under one of the usual names), or a request ("httpRequest").
class GcpLogsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& entry = row.value;
        const char* when = has(entry, "timestamp") ? "timestamp" : "receiveTimestamp";
        const std::optional<Instant> time = timeAt(desk, entry, when);
        if (!time)
            return rejectTime(desk, entry, "timestamp");
        ShippedRecord record;
        record.time = *time;
        record.arrivedAt = timeAt(desk, entry, "receiveTimestamp");
        if (const std::string severity = textAt(entry, "severity"); severity != "DEFAULT") // none was given
            record.level = levelOf(severity);
        record.service = serviceOf(entry);
        const Json& labels = at(entry, "resource.labels");
        record.host = firstTextAt(labels, {"pod_name", "instance_id", "node_name", "task_id", "revision_name"});
        record.text = textOfEntry(entry);
        if (record.text.empty())
            return desk.reject("none of textPayload, jsonPayload, protoPayload and httpRequest says anything");
        return m_logs.give(record, row, desk);
    }

private:
    static std::string serviceOf(const Json& entry) {
        if (const Json& labels = at(entry, "labels"); labels.is_object()) {
            Json own = Json::object(); // dots are not allowed in them: k8s-pod/app_kubernetes_io/name
            for (const auto& [name, value] : labels.items()) {
                const std::string label = name.starts_with("k8s-pod/") ? name.substr(8) : name;
                own[label == "app_kubernetes_io/name" ? "app.kubernetes.io/name" : label] = value;
            }
            if (std::string service = serviceOfLabels(own); !service.empty())
                return service;
        }
        return firstTextAt(at(entry, "resource.labels"),
                           {"service_name", "container_name", "module_id", "function_name", "job_name", "job_id",
                            "database_id", "backend_service_name"});
    }

    static std::string textOfEntry(const Json& entry) {
        if (std::string text = textAt(entry, "textPayload"); !text.empty())
            return text;
        for (const char* payload : {"jsonPayload", "protoPayload"})
            if (const Json& object = at(entry, payload); object.is_object() && !object.empty()) {
                const std::string text = firstTextAt(object, {"message", "msg", "log", "methodName"});
                return text.empty() ? object.dump(-1, ' ', false, Json::error_handler_t::replace) : text;
            }
        std::string words;
        for (const char* name : {"requestMethod", "status", "requestUrl", "latency"})
            if (const std::string word = textOf(at(at(entry, "httpRequest"), name)); !word.empty())
                words += (words.empty() ? "" : " ") + word;
        return words;
    }

    ShippedLogs m_logs;
};

} // namespace

std::unique_ptr<Importer> gcpLogsImporter() {
    return jsonFormImporter({"gcp-logs",
                             "Google Cloud log entries, JSON list, answer or lines",
                             "L",
                             {"entries", ""},
                             "\"logName\", \"resource\" and a payload",
                             [](const Json& row) {
                                 const bool isAudit = has(row, "protoPayload.methodName");
                                 return textAt(row, "logName").find("/logs/") != std::string::npos &&
                                        (has(row, "timestamp") || has(row, "receiveTimestamp")) && !isAudit &&
                                        (has(row, "textPayload") || has(row, "jsonPayload") ||
                                         has(row, "httpRequest") || has(row, "protoPayload"));
                             },
                             newWork<GcpLogsWork>});
}

} // namespace foreshock
