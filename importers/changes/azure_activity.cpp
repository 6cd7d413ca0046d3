// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/changes/change_spans.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// {"caller":"ann@example.com","category":{"value":"Administrative"},"correlationId":"…","eventDataId":"…",
///  "eventTimestamp":"2020-11-25T13:01:10.12Z","operationName":{"value":"Microsoft.Web/sites/write",
///  "localizedValue":"Update website"},"resourceGroupName":"shop","resourceId":"/subscriptions/s/…/sites/cart",
///  "status":{"value":"Started"},"level":"Informational"}
/// An export to storage says `time`, "operationName":"MICROSOFT.WEB/SITES/WRITE", `resultType`. What was started and
/// what came of it share a correlation id and are one change. Reads, health and alert entries are left out.
class AzureWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& entry = row.value;
        const char* member = has(entry, "eventTimestamp") ? "eventTimestamp" : "time";
        const std::optional<Instant> time = timeAt(desk, entry, member);
        if (!time)
            return rejectTime(desk, entry, member);
        const std::string operation = firstTextAt(entry, {"operationName.value", "operationName"});
        const std::string verb = lowered(lastPart(operation));
        const std::string category = lowered(firstTextAt(entry, {"category.value", "category"}));
        const bool isChange = category == "administrative" || category == "autoscale" || category == "policy";
        if (!isChange || (category != "autoscale" && verb != "write" && verb != "delete" && verb != "action"))
            return desk.leftOut();
        const std::string resource = textAt(entry, "resourceId");
        const std::string title = textAt(entry, "operationName.localizedValue");
        Change change;
        change.id = ChangeId(textAt(entry, "eventDataId"));
        const bool isShouted =
            std::none_of(resource.begin(), resource.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        change.service =
            ServiceId(isShouted ? lowered(lastPart(resource)) : lastPart(resource)); // exports are in capitals
        change.kind = category == "autoscale" ? "autoscale" : "api_call";
        change.title = title.empty() ? operation : title;
        change.start = *time;
        change.arrivedAt = timeAt(desk, entry, "submissionTimestamp");
        change.actor =
            firstTextAt(entry, {"caller", "identity.claims.name", "identity.authorization.evidence.principalId"});
        change.details = {{"operation", operation},
                          {"resource", resource},
                          {"resource group", textAt(entry, "resourceGroupName")},
                          {"status", firstTextAt(entry, {"status.value", "resultType"})}};
        const std::string correlation = textAt(entry, "correlationId");
        return m_spans.add(correlation.empty() ? "" : correlation + lowered(operation) + lowered(resource),
                           std::move(change), desk);
    }
    Result<void> ended(RecordDesk& desk) override { return m_spans.handOver(desk); }

private:
    ChangeSpans m_spans;
};

} // namespace

std::unique_ptr<Importer> azureActivityImporter() {
    return jsonFormImporter({"azure-activity",
                             "Azure activity log, JSON (mutating calls)",
                             "C",
                             {"value", "records", ""},
                             "\"operationName\", \"resourceId\", \"correlationId\" and \"category\"",
                             [](const Json& row) {
                                 return has(row, "operationName") && has(row, "resourceId") && has(row, "category") &&
                                        has(row, "correlationId");
                             },
                             newWork<AzureWork>});
}

} // namespace foreshock
