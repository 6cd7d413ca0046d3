// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// {"_id":"5fbe…","date":1606309380000,"accesses":[{"action":"updateOn","resource":"proj/shop:env/production:flag/cache"}],
///  "kind":"flag","name":"cart-cache","comment":"…","member":{"email":"ann@example.com"},
///  "titleVerb":"turned on the flag","target":{"resources":["proj/shop:env/production:flag/cache"]},
///  "currentVersion":{"tags":["service:cart"]}}
/// The service comes from the flag's tags, else it is the flag's name until a mapping says otherwise.
Result<void> readEntry(const JsonRowAt& row, RecordDesk& desk) {
    const Json& entry = row.value;
    const std::optional<Instant> time = timeAt(desk, entry, "date");
    if (!time)
        return rejectTime(desk, entry, "date");
    Change change;
    change.id = ChangeId(textAt(entry, "_id"));
    const std::string name = firstTextAt(entry, {"name", "target.name"});
    change.service = ServiceId(serviceOfTags(at(entry, "currentVersion.tags")));
    if (change.service.value.empty())
        change.service = ServiceId(name);
    change.kind = textAt(entry, "kind") == "flag" ? "flag" : "config";
    const std::string verb = textAt(entry, "titleVerb");
    change.title = (verb.empty() ? textAt(entry, "kind") : verb) + " " + name;
    change.start = *time;
    change.actor = firstTextAt(entry, {"member.email", "token.name", "app.name", "member.firstName"});
    std::string resource = wordsAt(entry, "target.resources");
    if (resource.empty())
        resource = wordsAt(entry, "accesses", "resource");
    change.ref = resource;
    const std::size_t env = resource.find("env/");
    change.details = {{"environment", env == std::string::npos
                                          ? ""
                                          : resource.substr(env + 4, resource.find_first_of(":;,", env + 4) - env - 4)},
                      {"comment", textAt(entry, "comment")},
                      {"description", firstTextAt(entry, {"shortDescription", "description"})},
                      {"action", wordsAt(entry, "accesses", "action")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> launchdarklyAuditImporter() {
    return jsonFormImporter({"launchdarkly-audit",
                             "feature flag audit log, LaunchDarkly JSON",
                             "C",
                             {"items", ""},
                             "\"date\", \"kind\", \"name\" and \"titleVerb\" or \"accesses\"",
                             [](const Json& row) {
                                 return has(row, "date") && has(row, "kind") && has(row, "name") &&
                                        (has(row, "titleVerb") || isListAt(row, "accesses"));
                             },
                             workOf<readEntry>});
}

} // namespace foreshock
