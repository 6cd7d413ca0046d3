// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// {"deploymentInfo":{"applicationName":"cart","deploymentGroupName":"prod","deploymentId":"d-A1B2C3111",
///   "revision":{"revisionType":"GitHub","gitHubLocation":{"repository":"shop/cart","commitId":"a84d88e7"}},
///   "status":"Succeeded","createTime":1606309380.1,"startTime":1606309385.2,"completeTime":1606309440.3,
///   "deploymentOverview":{"Succeeded":3},"creator":"user"}}
Result<void> readDeployment(const JsonRowAt& row, RecordDesk& desk) {
    const Json& info = row.value;
    std::optional<Instant> start = timeAt(desk, info, "startTime");
    if (!start)
        start = timeAt(desk, info, "createTime");
    if (!start)
        return rejectTime(desk, info, "createTime");
    const std::string creator = textAt(info, "creator");
    const std::string revision =
        firstTextAt(info, {"revision.gitHubLocation.commitId", "revision.s3Location.key", "revision.revisionType"});
    Change change;
    change.id = ChangeId(textAt(info, "deploymentId"));
    change.service = ServiceId(textAt(info, "applicationName"));
    change.kind = creator == "codeDeployRollback" ? "rollback" : "deploy";
    change.title = change.kind + " " + revision + " to " + textAt(info, "deploymentGroupName");
    change.start = *start;
    change.end = timeAt(desk, info, "completeTime");
    change.actor = creator;
    change.details = {{"group", textAt(info, "deploymentGroupName")},
                      {"config", textAt(info, "deploymentConfigName")},
                      {"status", textAt(info, "status")},
                      {"description", textAt(info, "description")},
                      {"instances succeeded", textAt(info, "deploymentOverview.Succeeded")},
                      {"instances failed", textAt(info, "deploymentOverview.Failed")},
                      {"error", textAt(info, "errorInformation.message")}};
    return desk.change(std::move(change));
}

/// {"id":"6f0e…","createdAt":"2020-11-25T13:01:10.12Z","message":"(service cart) has started 2 tasks: (task …)."}
/// Starts, stops, registrations and steady states are steps, read as log records; a desired count that autoscaling set
/// is a change.
Result<void> readServiceEvent(const Json& event, const std::string& service, std::string_view text, RecordDesk& desk) {
    const std::optional<Instant> time = timeAt(desk, event, "createdAt");
    if (!time)
        return rejectTime(desk, event, "createdAt");
    const std::string message = textAt(event, "message");
    if (message.find("desired count") != std::string::npos) {
        Change change;
        change.id = ChangeId(textAt(event, "id"));
        change.service = ServiceId(service);
        change.kind = "autoscale";
        change.title = message;
        change.start = *time;
        return desk.change(std::move(change));
    }
    const bool isTrouble = message.find("unable to") != std::string::npos ||
                           message.find("unhealthy") != std::string::npos ||
                           message.find("failed") != std::string::npos;
    LogDraft log;
    log.time = *time;
    log.level = isTrouble ? LogLevel::Warning : LogLevel::Info;
    log.service = service;
    log.raw = text;
    log.message = message;
    return desk.log(log);
}

/// aws ecs describe-services: {"services":[{"serviceName":"cart","clusterArn":"arn:…:cluster/prod","deployments":[
///   {"id":"ecs-svc/1","status":"PRIMARY","taskDefinition":"arn:…:task-definition/cart:7","desiredCount":3,
///    "createdAt":"2020-11-25T13:01:10.12Z","updatedAt":"…","rolloutState":"COMPLETED"}],"events":[…]}]}
Result<void> readService(const JsonRowAt& row, RecordDesk& desk) {
    const Json& service = row.value;
    const std::string name = textAt(service, "serviceName");
    if (isListAt(service, "deployments"))
        for (const Json& deployment : at(service, "deployments")) {
            const std::optional<Instant> start = timeAt(desk, deployment, "createdAt");
            if (!start) {
                if (Result<void> done = rejectTime(desk, deployment, "createdAt"); !done)
                    return done;
                continue;
            }
            Change change;
            change.id = ChangeId(textAt(deployment, "id"));
            change.service = ServiceId(name);
            change.kind = "deploy";
            const std::string definition = textAt(deployment, "taskDefinition");
            change.title = "deploy " + definition.substr(definition.rfind('/') + 1);
            change.start = *start;
            const std::string state = textAt(deployment, "rolloutState");
            if (state == "COMPLETED" || state == "FAILED")
                change.end = timeAt(desk, deployment, "updatedAt");
            change.ref = definition;
            change.details = {{"cluster", nameOfArn(textAt(service, "clusterArn"))},
                              {"status", textAt(deployment, "status")},
                              {"rollout", state},
                              {"desired count", textAt(deployment, "desiredCount")},
                              {"reason", textAt(deployment, "rolloutStateReason")}};
            if (Result<void> done = desk.change(std::move(change)); !done)
                return done;
        }
    if (isListAt(service, "events"))
        for (const Json& event : at(service, "events")) {
            const std::string text = event.dump(-1, ' ', false, Json::error_handler_t::replace);
            if (Result<void> done = readServiceEvent(event, name, text, desk); !done)
                return done;
        }
    return {};
}

} // namespace

std::unique_ptr<Importer> codedeployImporter() {
    return jsonFormImporter({"codedeploy",
                             "AWS CodeDeploy deployments, JSON",
                             "C",
                             {"deploymentInfo", "deploymentsInfo", ""},
                             "\"deploymentId\", \"applicationName\" and \"createTime\"",
                             [](const Json& row) {
                                 return has(row, "deploymentId") && has(row, "applicationName") &&
                                        has(row, "createTime");
                             },
                             workOf<readDeployment>});
}

std::unique_ptr<Importer> ecsServicesImporter() {
    return jsonFormImporter({"ecs-services",
                             "AWS ECS services with deployments and events, JSON",
                             "CL",
                             {"services", ""},
                             "\"serviceName\", \"clusterArn\" and lists \"deployments\" or \"events\"",
                             [](const Json& row) {
                                 return has(row, "serviceName") && has(row, "clusterArn") &&
                                        (isListAt(row, "deployments") || isListAt(row, "events"));
                             },
                             workOf<readService>});
}

} // namespace foreshock
