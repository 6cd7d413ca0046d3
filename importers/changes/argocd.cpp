// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

namespace foreshock {
namespace {

/// {"id":7,"revision":"a84d88e7…","deployStartedAt":"2020-11-25T13:00:50Z","deployedAt":"2020-11-25T13:01:10Z",
///  "source":{"repoURL":"https://github.com/shop/cart","path":"deploy","targetRevision":"HEAD"},
///  "initiatedBy":{"automated":true}}
Result<void> readDeploy(const Json& entry, const Json& application, RecordDesk& desk) {
    std::optional<Instant> end = timeAt(desk, entry, "deployedAt");
    if (!end)
        return rejectTime(desk, entry, "deployedAt");
    const std::optional<Instant> start = timeAt(desk, entry, "deployStartedAt");
    const std::string name = textAt(application, "metadata.name");
    const std::string repository = firstTextAt(entry, {"source.repoURL", "source.chart"});
    Change change;
    change.service = ServiceId(name.empty() ? lastPart(repository) : name);
    change.id = ChangeId("argocd-" + change.service.value + "-" + textAt(entry, "id"));
    change.kind = "deploy";
    std::string revision = firstTextAt(entry, {"revision", "revisions"});
    if (revision.empty())
        revision = wordsAt(entry, "revisions");
    change.title = "sync to " + (revision.size() == 40 ? revision.substr(0, 10) : revision);
    change.start = start ? *start : *end;
    change.end = start ? end : std::nullopt;
    const bool isAutomated = textAt(entry, "initiatedBy.automated") == "true";
    change.actor = isAutomated ? "automated sync" : textAt(entry, "initiatedBy.username");
    change.ref = repository;
    change.details = {{"revision", revision},
                      {"path", textAt(entry, "source.path")},
                      {"target revision", textAt(entry, "source.targetRevision")},
                      {"namespace", textAt(application, "spec.destination.namespace")},
                      {"cluster", firstTextAt(application, {"spec.destination.name", "spec.destination.server"})},
                      {"history id", textAt(entry, "id")}};
    return desk.change(std::move(change));
}

/// An Application with its `status.history` and the operation that runs or ran last; or an entry of a history alone.
///  {"kind":"Application","metadata":{"name":"cart"},"spec":{…},"status":{"history":[…],
///   "operationState":{"phase":"Running","startedAt":"…","syncResult":{"revision":"…"}}}}
Result<void> readApplication(const JsonRowAt& row, RecordDesk& desk) {
    if (has(row.value, "deployedAt"))
        return readDeploy(row.value, {}, desk);
    int told = 0;
    if (isListAt(row.value, "status.history"))
        for (const Json& entry : at(row.value, "status.history")) {
            ++told;
            if (Result<void> done = readDeploy(entry, row.value, desk); !done)
                return done;
        }
    const Json& operation = at(row.value, "status.operationState");
    const std::string phase = textAt(operation, "phase");
    if (phase == "Succeeded" || phase.empty()) // stands in the history
        return told > 0 ? Result<void>() : desk.leftOut();
    const std::optional<Instant> start = timeAt(desk, operation, "startedAt");
    if (!start)
        return rejectTime(desk, row.value, "status.operationState.startedAt");
    Change change;
    change.service = ServiceId(textAt(row.value, "metadata.name"));
    change.kind = "deploy";
    change.title = "sync, " + phase;
    change.start = *start;
    change.end = timeAt(desk, operation, "finishedAt");
    change.actor = textAt(operation, "operation.initiatedBy.automated") == "true"
                       ? "automated sync"
                       : textAt(operation, "operation.initiatedBy.username");
    change.details = {{"revision", firstTextAt(operation, {"syncResult.revision", "operation.sync.revision"})},
                      {"message", textAt(operation, "message")}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> argocdImporter() {
    return jsonFormImporter({"argocd",
                             "Argo CD applications and their history, JSON",
                             "C",
                             {"items", ""},
                             "an Application of argoproj.io, or \"deployedAt\" and \"revision\"",
                             [](const Json& row) {
                                 const bool isApplication = textAt(row, "kind") == "Application" &&
                                                            textAt(row, "apiVersion").starts_with("argoproj.io/");
                                 return isApplication || isListAt(row, "status.history") ||
                                        (has(row, "deployedAt") && (has(row, "revision") || has(row, "revisions")));
                             },
                             workOf<readApplication>});
}

} // namespace foreshock
