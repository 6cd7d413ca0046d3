// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

#include <algorithm>

namespace foreshock {
namespace {

/// https://api.github.com/repos/shop/cart/deployments/1 is of cart.
std::string repositoryOfUrl(std::string_view url) {
    const std::size_t repos = url.find("/repos/");
    std::string_view rest = repos == std::string_view::npos ? std::string_view() : url.substr(repos + 7);
    if (rest.empty()) { // https://github.com/shop/cart/releases/tag/v1
        const std::size_t host = url.find("github.com/");
        rest = host == std::string_view::npos ? std::string_view() : url.substr(host + 11);
    }
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos)
        return {};
    rest.remove_prefix(slash + 1);
    return std::string(rest.substr(0, rest.find('/')));
}

std::string shortHash(std::string hash) {
    return hash.size() == 40 ? hash.substr(0, 10) : hash;
}

/// {"url":"https://api.github.com/repos/shop/cart/deployments/1","id":1,"sha":"a84d88e7…","ref":"v1.5.0",
///  "task":"deploy","payload":{},"environment":"production","description":"…","creator":{"login":"ann"},
///  "created_at":"2020-11-25T13:01:00Z","updated_at":"…","statuses":[{"state":"in_progress","created_at":"…"},…]}
/// Statuses, if somebody put them in, tell when it really began and ended; `updated_at` alone is no end, because any
/// later edit moves it.
Result<void> readDeployment(const JsonRowAt& row, RecordDesk& desk) {
    const Json& deployment = row.value;
    std::optional<Instant> start = timeAt(desk, deployment, "created_at");
    if (!start)
        return rejectTime(desk, deployment, "created_at");
    Change change;
    change.id = ChangeId(textAt(deployment, "id"));
    change.service = ServiceId(repositoryOfUrl(firstTextAt(deployment, {"url", "repository_url"})));
    change.kind = textAt(deployment, "task").empty() ? "deploy" : textAt(deployment, "task");
    change.start = *start;
    std::string state;
    const Json& statuses = at(deployment, "statuses");
    std::optional<Instant> last;
    if (statuses.is_array())
        for (const Json& status : statuses) {
            const std::string word = textAt(status, "state");
            const std::optional<Instant> time = timeAt(desk, status, "created_at");
            if (time && word == "in_progress" && change.start == *start)
                change.start = *time;
            const bool isEnd = word == "success" || word == "failure" || word == "error";
            if (time && isEnd && (!change.end || *time < *change.end))
                change.end = time;
            if (time && (!last || *time >= *last)) {
                last = time;
                state = word;
            }
        }
    const std::string ref = textAt(deployment, "ref");
    const std::string environment = textAt(deployment, "environment");
    change.title = "deploy " + (ref.empty() ? shortHash(textAt(deployment, "sha")) : ref) +
                   (environment.empty() ? "" : " to " + environment);
    change.actor = textAt(deployment, "creator.login");
    change.ref = textAt(deployment, "url");
    change.details = {{"environment", environment},
                      {"sha", textAt(deployment, "sha")},
                      {"ref", ref},
                      {"state", state},
                      {"description", textAt(deployment, "description")}};
    return desk.change(std::move(change));
}

/// {"url":"https://api.github.com/repos/shop/cart/releases/1","html_url":"…","id":1,"tag_name":"v1.5.0","name":"1.5.0",
///  "draft":false,"prerelease":false,"created_at":"…","published_at":"2020-11-25T12:00:00Z","author":{"login":"ann"}}
/// A release happens when it is published; a draft has not happened.
Result<void> readRelease(const JsonRowAt& row, RecordDesk& desk) {
    const Json& release = row.value;
    if (textAt(release, "draft") == "true")
        return desk.leftOut();
    const std::optional<Instant> start = timeAt(desk, release, "published_at");
    if (!start)
        return rejectTime(desk, release, "published_at");
    Change change;
    change.id = ChangeId(textAt(release, "id"));
    change.service = ServiceId(repositoryOfUrl(firstTextAt(release, {"url", "html_url"})));
    change.kind = "release";
    const std::string name = textAt(release, "name");
    const std::string tag = textAt(release, "tag_name");
    change.title = "release " + tag + (name.empty() || name == tag ? "" : ": " + name);
    change.start = *start;
    change.actor = textAt(release, "author.login");
    change.ref = firstTextAt(release, {"html_url", "url"});
    change.details = {{"tag", tag}, {"prerelease", textAt(release, "prerelease") == "true" ? "yes" : ""}};
    return desk.change(std::move(change));
}

/// {"id":30433642,"name":"Deploy","head_branch":"main","head_sha":"acb5820c…","run_number":562,"event":"push",
///  "status":"completed","conclusion":"success","display_title":"…","created_at":"…","run_started_at":"…",
///  "updated_at":"…","html_url":"…","actor":{"login":"ann"},"repository":{"full_name":"shop/cart"}}
/// `updated_at` is the end of a completed run.
Result<void> readRun(const JsonRowAt& row, RecordDesk& desk) {
    const Json& run = row.value;
    std::optional<Instant> start = timeAt(desk, run, "run_started_at");
    if (!start)
        start = timeAt(desk, run, "created_at");
    if (!start)
        return rejectTime(desk, run, "created_at");
    Change change;
    change.id = ChangeId(textAt(run, "id"));
    change.service = ServiceId(lastPart(textAt(run, "repository.full_name")));
    if (change.service.value.empty())
        change.service = ServiceId(repositoryOfUrl(firstTextAt(run, {"url", "html_url"})));
    change.kind = "pipeline";
    const std::string title = textAt(run, "display_title");
    change.title = textAt(run, "name") + " #" + textAt(run, "run_number") + (title.empty() ? "" : ": " + title);
    change.start = *start;
    if (textAt(run, "status") == "completed")
        change.end = timeAt(desk, run, "updated_at");
    change.actor = firstTextAt(run, {"triggering_actor.login", "actor.login"});
    change.ref = firstTextAt(run, {"html_url", "url"});
    change.details = {{"branch", textAt(run, "head_branch")},
                      {"sha", textAt(run, "head_sha")},
                      {"event", textAt(run, "event")},
                      {"status", textAt(run, "status")},
                      {"conclusion", textAt(run, "conclusion")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> githubDeploymentsImporter() {
    return jsonFormImporter({"github-deployments",
                             "GitHub deployments, REST JSON",
                             "C",
                             {""},
                             "\"sha\", \"environment\", \"task\" and \"created_at\"",
                             [](const Json& row) {
                                 return has(row, "sha") && has(row, "environment") && has(row, "task") &&
                                        has(row, "created_at");
                             },
                             workOf<readDeployment>});
}

std::unique_ptr<Importer> githubReleasesImporter() {
    return jsonFormImporter(
        {"github-releases",
         "GitHub releases, REST JSON",
         "C",
         {""},
         "\"tag_name\", \"draft\" and \"published_at\"",
         [](const Json& row) { return has(row, "tag_name") && has(row, "draft") && row.contains("published_at"); },
         workOf<readRelease>});
}

std::unique_ptr<Importer> githubRunsImporter() {
    return jsonFormImporter(
        {"github-runs",
         "GitHub Actions workflow runs, REST JSON",
         "C",
         {"workflow_runs", ""},
         "\"run_number\", \"head_sha\" and \"created_at\"",
         [](const Json& row) { return has(row, "run_number") && has(row, "head_sha") && has(row, "created_at"); },
         workOf<readRun>});
}

} // namespace foreshock
