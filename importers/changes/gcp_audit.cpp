// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/changes/change_spans.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":
///   {"principalEmail":"ann@example.com"},"methodName":"v1.compute.instances.insert",
///   "resourceName":"projects/p/zones/z/instances/cart-1","serviceName":"compute.googleapis.com","status":{}},
///  "insertId":"…","resource":{"type":"gce_instance","labels":{"zone":"z","project_id":"p"}},
///  "timestamp":"2020-11-25T13:01:10.123Z","logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity",
///  "operation":{"id":"operation-1","first":true}}
/// The first and the last entry of an operation are one change. Data access logs hold calls that read data, and calls
/// with an error status changed nothing: left out.
class GcpWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& entry = row.value;
        const std::optional<Instant> time = timeAt(desk, entry, "timestamp");
        if (!time)
            return rejectTime(desk, entry, "timestamp");
        const Json& payload = at(entry, "protoPayload");
        const Json& status = at(payload, "status.code");
        const bool isFailed = status.is_number_integer() && status.get<std::int64_t>() != 0;
        if (textAt(entry, "logName").find("data_access") != std::string::npos || isFailed)
            return desk.leftOut();
        const std::string method = textAt(payload, "methodName");
        Change change;
        change.id = ChangeId(textAt(entry, "insertId"));
        change.service = ServiceId(lastPart(textAt(payload, "resourceName")));
        if (change.service.value.empty())
            change.service = ServiceId(textAt(payload, "serviceName"));
        change.kind = "api_call";
        change.title = method;
        change.start = *time;
        change.arrivedAt = timeAt(desk, entry, "receiveTimestamp");
        change.actor = textAt(payload, "authenticationInfo.principalEmail");
        if (change.actor.empty())
            change.actor = textAt(payload, "serviceName"); // system events: the platform did it
        change.details = {{"resource", textAt(payload, "resourceName")},
                          {"type", textAt(entry, "resource.type")},
                          {"project", textAt(entry, "resource.labels.project_id")},
                          {"zone", firstTextAt(entry, {"resource.labels.zone", "resource.labels.location"})},
                          {"log", lastPart(textAt(entry, "logName"))}};
        const std::string operation = textAt(entry, "operation.id");
        return m_spans.add(operation.empty() ? "" : operation, std::move(change), desk);
    }
    Result<void> ended(RecordDesk& desk) override { return m_spans.handOver(desk); }

private:
    ChangeSpans m_spans;
};

} // namespace

std::unique_ptr<Importer> gcpAuditImporter() {
    return jsonFormImporter(
        {"gcp-audit",
         "Google Cloud audit log, JSON (mutating calls)",
         "C",
         {"entries", ""},
         "\"protoPayload\" with \"methodName\", and \"timestamp\"",
         [](const Json& row) { return has(row, "protoPayload.methodName") && has(row, "timestamp"); },
         newWork<GcpWork>});
}

} // namespace foreshock
