// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// Where older records do not say readOnly, the call's name does.
bool isReading(const Json& record) {
    const std::string said = textAt(record, "readOnly");
    if (!said.empty())
        return said == "true";
    const std::string name = textAt(record, "eventName");
    constexpr std::array kReading = {"Get",    "List",   "Describe", "Head",     "Lookup",
                                     "Search", "Select", "BatchGet", "View",     "Query",
                                     "Scan",   "Check",  "Validate", "Simulate", "Estimate"};
    return std::any_of(kReading.begin(), kReading.end(), [&](const char* word) { return name.starts_with(word); });
}

/// The thing that the call names, else the AWS service itself: ecs.amazonaws.com is ecs.
std::string serviceOf(const Json& record) {
    const Json& parameters = at(record, "requestParameters");
    std::string name = firstTextAt(
        parameters, {"service", "serviceName", "functionName", "applicationName", "stackName", "dBInstanceIdentifier",
                     "dBClusterIdentifier", "cacheClusterId", "autoScalingGroupName", "tableName", "streamName",
                     "queueUrl", "bucketName", "loadBalancerName", "clusterName", "cluster", "repositoryName", "name"});
    if (name.empty() && isListAt(record, "resources") && !at(record, "resources").empty())
        name = textAt(at(record, "resources").front(), "ARN");
    if (name.empty())
        name = textAt(record, "eventSource");
    if (name.ends_with(".amazonaws.com"))
        return name.substr(0, name.size() - 14);
    return name.starts_with("arn:") ? nameOfArn(name) : lastPart(name);
}

/// {"Records":[{"eventTime":"2020-11-25T13:01:10Z","eventSource":"ecs.amazonaws.com","eventName":"UpdateService",
///   "awsRegion":"us-east-1","sourceIPAddress":"…","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-
///   role/deployer/ann"},"requestParameters":{"cluster":"prod","service":"cart","taskDefinition":"cart:7"},
///   "eventID":"…","readOnly":false,"recipientAccountId":"1","errorCode":"AccessDenied"}]}
/// Calls that only read and calls that were refused changed nothing: they are left out and counted as outside. What
/// `aws cloudtrail lookup-events` prints holds the same record as a text within, CloudTrailEvent.
Result<void> readRecord(const JsonRowAt& row, RecordDesk& desk) {
    Json parsed;
    if (has(row.value, "CloudTrailEvent")) {
        parsed = Json::parse(textAt(row.value, "CloudTrailEvent"), nullptr, false);
        if (!parsed.is_object())
            return desk.reject("\"CloudTrailEvent\" is not valid JSON");
    }
    const Json& record = parsed.is_object() ? parsed : row.value;
    const std::optional<Instant> time = timeAt(desk, record, "eventTime");
    if (!time)
        return rejectTime(desk, record, "eventTime");
    if (isReading(record) || has(record, "errorCode"))
        return desk.leftOut();
    Change change;
    change.id = ChangeId(textAt(record, "eventID"));
    change.service = ServiceId(serviceOf(record));
    change.kind = "api_call";
    const std::string source = textAt(record, "eventSource");
    change.title = source.substr(0, source.find('.')) + " " + textAt(record, "eventName");
    change.start = *time;
    change.actor = firstTextAt(record, {"userIdentity.userName", "userIdentity.arn", "userIdentity.invokedBy",
                                        "userIdentity.principalId", "userIdentity.type"});
    if (change.actor.starts_with("arn:"))
        change.actor = change.actor.substr(change.actor.rfind(':') + 1);
    change.details = {
        {"region", textAt(record, "awsRegion")},
        {"account", textAt(record, "recipientAccountId")},
        {"from", textAt(record, "sourceIPAddress")},
        {"user agent", textAt(record, "userAgent")},
        {"parameters", isObjectAt(record, "requestParameters") ? excerptOf(at(record, "requestParameters")) : ""}};
    return desk.change(std::move(change));
}

} // namespace

std::unique_ptr<Importer> cloudtrailImporter() {
    return jsonFormImporter({"cloudtrail",
                             "AWS CloudTrail records, JSON (mutating calls)",
                             "C",
                             {"Records", "Events", ""},
                             "\"eventSource\", \"eventName\" and \"eventTime\", or \"CloudTrailEvent\"",
                             [](const Json& row) {
                                 return has(row, "CloudTrailEvent") ||
                                        (has(row, "eventSource") && has(row, "eventName") && has(row, "eventTime") &&
                                         has(row, "userIdentity"));
                             },
                             workOf<readRecord>});
}

} // namespace foreshock
