// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// https://gitlab.com/shop/cart/-/jobs/7 is of cart.
std::string projectOfUrl(std::string_view url) {
    const std::size_t dash = url.find("/-/");
    return dash == std::string_view::npos ? std::string() : lastPart(url.substr(0, dash));
}

/// {"id":42,"iid":2,"ref":"main","sha":"a91957a8…","created_at":"2020-11-25T13:01:00.720Z","updated_at":"…",
///  "status":"success","user":{"username":"ann"},"environment":{"id":9,"name":"production","external_url":"…"},
///  "deployable":{"id":664,"name":"deploy","started_at":"…","finished_at":"…","web_url":"…",
///    "commit":{"title":"…"},"pipeline":{"web_url":"…"}}}
Result<void> readDeployment(const JsonRowAt& row, RecordDesk& desk) {
    const Json& deployment = row.value;
    std::optional<Instant> start = timeAt(desk, deployment, "deployable.started_at");
    if (!start)
        start = timeAt(desk, deployment, "created_at");
    if (!start)
        return rejectTime(desk, deployment, "created_at");
    const std::string status = textAt(deployment, "status");
    const std::string environment = textAt(deployment, "environment.name");
    Change change;
    change.id = ChangeId(textAt(deployment, "id"));
    change.ref = firstTextAt(deployment, {"deployable.web_url", "deployable.pipeline.web_url"});
    change.service = ServiceId(projectOfUrl(change.ref));
    change.kind = "deploy";
    change.title = "deploy " + textAt(deployment, "ref") + (environment.empty() ? "" : " to " + environment);
    change.start = *start;
    change.end = timeAt(desk, deployment, "deployable.finished_at");
    if (!change.end && (status == "success" || status == "failed"))
        change.end = timeAt(desk, deployment, "updated_at");
    change.actor = firstTextAt(deployment, {"user.username", "deployable.user.username", "user.name"});
    change.details = {{"environment", environment},
                      {"sha", textAt(deployment, "sha")},
                      {"status", status},
                      {"commit", textAt(deployment, "deployable.commit.title")}};
    return desk.change(std::move(change));
}

/// {"tag_name":"v1.5.0","name":"1.5.0","description":"…","created_at":"…","released_at":"2020-11-25T12:00:00.000Z",
///  "author":{"username":"ann"},"commit":{"id":"f8d3d94c…"},"_links":{"self":"https://gitlab.com/shop/cart/-/releases/v1"}}
/// One that is released in the future is a plan and left out.
Result<void> readRelease(const JsonRowAt& row, RecordDesk& desk) {
    const Json& release = row.value;
    if (textAt(release, "upcoming_release") == "true")
        return desk.leftOut();
    const std::optional<Instant> start = timeAt(desk, release, "released_at");
    if (!start)
        return rejectTime(desk, release, "released_at");
    Change change;
    const std::string tag = textAt(release, "tag_name");
    change.ref = firstTextAt(release, {"_links.self", "_links.edit_url"});
    change.service = ServiceId(projectOfUrl(change.ref));
    change.kind = "release";
    const std::string name = textAt(release, "name");
    change.title = "release " + tag + (name.empty() || name == tag ? "" : ": " + name);
    change.start = *start;
    change.actor = firstTextAt(release, {"author.username", "author.name"});
    change.details = {{"tag", tag}, {"sha", textAt(release, "commit.id")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> gitlabDeploymentsImporter() {
    return jsonFormImporter(
        {"gitlab-deployments",
         "GitLab deployments, API JSON",
         "C",
         {""},
         "\"iid\", \"sha\" and an object \"environment\"",
         [](const Json& row) { return has(row, "iid") && has(row, "sha") && isObjectAt(row, "environment"); },
         workOf<readDeployment>});
}

std::unique_ptr<Importer> gitlabReleasesImporter() {
    return jsonFormImporter({"gitlab-releases",
                             "GitLab releases, API JSON",
                             "C",
                             {""},
                             "\"tag_name\" and \"released_at\"",
                             [](const Json& row) { return has(row, "tag_name") && has(row, "released_at"); },
                             workOf<readRelease>});
}

} // namespace foreshock
