// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/changes/change_spans.h"
#include "importers/json/json_form.h"

namespace foreshock {
namespace {

/// "module.cart.aws_instance.web" belongs to cart, "aws_instance.web" to web.
std::string serviceOf(const Json& resource) {
    const std::string address = textAt(resource, "addr");
    if (address.starts_with("module.")) {
        const std::string rest = address.substr(7);
        return rest.substr(0, rest.find_first_of(".["));
    }
    return textAt(resource, "resource_name");
}

/// terraform apply -json and tofu apply -json, one object a line:
///   {"@level":"info","@message":"aws_instance.web: Creating...","@module":"terraform.ui",
///    "@timestamp":"2020-11-25T13:01:10.123456Z","hook":{"resource":{"addr":"aws_instance.web","module":"",
///    "resource_type":"aws_instance","resource_name":"web"},"action":"create"},"type":"apply_start"}
///   {…,"hook":{"resource":{…},"action":"create","id_key":"id","id_value":"i-1","elapsed_seconds":12},
///    "type":"apply_complete"}
/// From start to complete or errored it is one change; the resources of a run share a group. What is planned, refreshed
/// or printed did not change anything and is left out.
class TerraformWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const std::string type = textAt(row.value, "type");
        const std::optional<Instant> time = timeAt(desk, row.value, "@timestamp");
        if (!time)
            return rejectTime(desk, row.value, "@timestamp");
        if (type == "version" || m_run.empty())
            m_run = "terraform " + rfc3339(*time);
        if (type == "apply_progress")
            return desk.joined();
        if (type != "apply_start" && type != "apply_complete" && type != "apply_errored")
            return desk.leftOut();
        const Json& hook = at(row.value, "hook");
        const Json& resource = at(hook, "resource");
        const std::string address = textAt(resource, "addr");
        if (address.empty())
            return desk.reject("\"hook\" has no resource with an address");
        const std::string action = textAt(hook, "action");
        Change change;
        change.service = ServiceId(serviceOf(resource));
        change.kind = "infrastructure";
        change.title = action + " " + address;
        change.start = *time;
        const Json& elapsed = at(hook, "elapsed_seconds");
        const bool isEnd = type != "apply_start";
        if (isEnd && elapsed.is_number() && elapsed.get<double>() > 0 && elapsed.get<double>() < 1e6 &&
            !m_spans.has(nameOf(address, action))) { // a log that was cut off at its beginning
            change.end = *time;
            change.start = *time - Duration::milliseconds(static_cast<std::int64_t>(elapsed.get<double>() * 1000));
        }
        change.actor = "terraform";
        change.group = m_run;
        change.details = {{"action", action},
                          {"type", textAt(resource, "resource_type")},
                          {"state", type == "apply_start"     ? "started"
                                    : type == "apply_errored" ? "errored"
                                                              : "complete"},
                          {"elapsed", elapsed.is_number() ? textOf(elapsed) + " s" : ""},
                          {"id", textAt(hook, "id_value")}};
        return m_spans.add(nameOf(address, action), std::move(change), desk);
    }
    Result<void> ended(RecordDesk& desk) override { return m_spans.handOver(desk); }

private:
    std::string nameOf(const std::string& address, const std::string& action) const {
        return m_run + "/" + address + "/" + action;
    }
    ChangeSpans m_spans;
    std::string m_run;
};

} // namespace

std::unique_ptr<Importer> terraformApplyImporter() {
    return jsonFormImporter({"terraform-apply",
                             "Terraform and OpenTofu apply, -json lines",
                             "C",
                             {""},
                             "\"@module\" terraform.ui or tofu.ui, \"type\" and \"@timestamp\"",
                             [](const Json& row) {
                                 const std::string module = textAt(row, "@module");
                                 return (module == "terraform.ui" || module == "tofu.ui") && has(row, "type") &&
                                        has(row, "@timestamp");
                             },
                             newWork<TerraformWork>});
}

} // namespace foreshock
