// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// https://ci/job/shop/job/cart/12/ is of cart.
std::string jobOfUrl(std::string_view url) {
    const std::size_t job = url.rfind("/job/");
    if (job == std::string_view::npos)
        return {};
    const std::string_view rest = url.substr(job + 5);
    return std::string(rest.substr(0, rest.find('/')));
}

/// Who or what started it: {"actions":[{"_class":"hudson.model.CauseAction","causes":[{"shortDescription":"Started by
/// user Ann","userId":"ann"}]}]}
std::string startedBy(const Json& build) {
    if (isListAt(build, "actions"))
        for (const Json& action : at(build, "actions"))
            if (isListAt(action, "causes"))
                for (const Json& cause : at(action, "causes"))
                    if (const std::string who = firstTextAt(cause, {"userId", "userName", "shortDescription"});
                        !who.empty())
                        return who;
    return {};
}

/// {"number":12,"url":"https://ci/job/cart/12/","result":"SUCCESS","timestamp":1606309380000,"duration":63000,
///  "building":false,"fullDisplayName":"cart #12","displayName":"#12","actions":[…]}
/// Times and durations are milliseconds; a build that is running has no end.
Result<void> readBuild(const JsonRowAt& row, RecordDesk& desk) {
    const Json& build = row.value;
    const std::optional<Instant> start = timeAt(desk, build, "timestamp");
    if (!start)
        return rejectTime(desk, build, "timestamp");
    Change change;
    change.ref = textAt(build, "url");
    change.id = ChangeId(change.ref);
    change.service = ServiceId(jobOfUrl(change.ref));
    if (change.service.value.empty())
        change.service = ServiceId(lastPart(firstTextAt(row.around, {"fullName", "name"})));
    change.kind = "pipeline";
    change.title = textAt(build, "fullDisplayName");
    if (change.title.empty())
        change.title = change.service.value + " #" + textAt(build, "number");
    change.start = *start;
    const Json& duration = at(build, "duration");
    if (duration.is_number_integer() && duration.get<std::int64_t>() > 0 &&
        duration.get<double>() < kLongestTold * 1e3 && textAt(build, "building") != "true")
        change.end = *start + Duration::milliseconds(duration.get<std::int64_t>());
    change.actor = startedBy(build);
    change.details = {{"result", textAt(build, "result")}, {"description", textAt(build, "description")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> jenkinsBuildsImporter() {
    return jsonFormImporter(
        {"jenkins-builds",
         "Jenkins builds, /api/json",
         "C",
         {"builds", "allBuilds", ""},
         "\"number\", \"timestamp\" and \"result\"",
         [](const Json& row) { return has(row, "number") && has(row, "timestamp") && row.contains("result"); },
         workOf<readBuild>});
}

} // namespace foreshock
