// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"

namespace foreshock {
namespace {

/// {"version":"cart@1.5.0","shortVersion":"1.5.0","dateCreated":"2020-11-25T12:40:00Z","dateReleased":null,
///  "commitCount":3,"authors":[{"name":"Ann"}],"projects":[{"name":"cart","slug":"cart"}],"newGroups":2,"url":null,
///  "lastDeploy":{"environment":"production","dateStarted":"…","dateFinished":"2020-11-25T13:01:00Z"}}
/// When it went out is told by the last deploy, else by dateReleased; dateCreated is when Sentry heard of it first.
Result<void> readRelease(const JsonRowAt& row, RecordDesk& desk) {
    const Json& release = row.value;
    std::optional<Instant> start;
    for (const char* member : {"lastDeploy.dateStarted", "lastDeploy.dateFinished", "dateReleased", "dateCreated"})
        if (!start)
            start = timeAt(desk, release, member);
    if (!start)
        return rejectTime(desk, release, "dateCreated");
    Change change;
    const std::string version = textAt(release, "version");
    change.id = ChangeId(version);
    if (isListAt(release, "projects") && !at(release, "projects").empty())
        change.service = ServiceId(firstTextAt(at(release, "projects").front(), {"slug", "name"}));
    if (change.service.value.empty())
        change.service = ServiceId(version.substr(0, version.find('@')));
    change.kind = has(release, "lastDeploy") ? "deploy" : "release";
    change.title = change.kind + " " + version;
    change.start = *start;
    if (std::optional<Instant> end = timeAt(desk, release, "lastDeploy.dateFinished"); end && *end > *start)
        change.end = end;
    change.actor = wordsAt(release, "authors", "name");
    change.ref = textAt(release, "url");
    change.details = {{"environment", textAt(release, "lastDeploy.environment")},
                      {"projects", wordsAt(release, "projects", "slug")},
                      {"commits", textAt(release, "commitCount")},
                      {"new issues", textAt(release, "newGroups")},
                      {"first seen", textAt(release, "dateCreated")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> sentryReleasesImporter() {
    return jsonFormImporter(
        {"sentry-releases",
         "Sentry releases, JSON",
         "C",
         {""},
         "\"version\", \"dateCreated\" and \"projects\"",
         [](const Json& row) { return has(row, "version") && has(row, "dateCreated") && row.contains("projects"); },
         workOf<readRelease>});
}

} // namespace foreshock
