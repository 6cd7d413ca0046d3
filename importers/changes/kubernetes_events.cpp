// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

struct ChangingReason {
    std::string_view reason, kind;
};
/// Reasons that tell of somebody or something setting out to change a workload or a node; automation counts like any
/// deploy. Everything else is a step of such a change or a symptom (Scheduled, Pulled, Created, Started, Killing,
/// BackOff, Unhealthy, FailedScheduling, SuccessfulCreate): one rollout makes a hundred of them, and they are read as
/// log records.
constexpr std::array kChanging = {
    ChangingReason{"ScalingReplicaSet", "rollout"},
    ChangingReason{"DeploymentRollback", "rollback"},
    ChangingReason{"SuccessfulRescale", "autoscale"},
    ChangingReason{"TriggeredScaleUp", "capacity_add"},
    ChangingReason{"ScaledUpGroup", "capacity_add"},
    ChangingReason{"ScaleDown", "capacity_remove"},
    ChangingReason{"ScaleDownEmpty", "capacity_remove"},
    ChangingReason{"RegisteredNode", "capacity_add"},
    ChangingReason{"RemovingNode", "capacity_remove"},
    ChangingReason{"NodeNotSchedulable", "cordon"},
    ChangingReason{"NodeSchedulable", "uncordon"},
    ChangingReason{"Drain", "drain"},
    ChangingReason{"Evicted", "eviction"},
    ChangingReason{"Preempted", "eviction"},
    ChangingReason{"TaintManagerEviction", "eviction"},
    ChangingReason{"VolumeResizeSuccessful", "config"},
    ChangingReason{"OperationStarted", "deploy"},
    ChangingReason{"ResourceUpdated", "config"},
    ChangingReason{"Issued", "cert_rotation"},
    ChangingReason{"Reboot", "restart"},
};

/// When it happened: an event has three times, of which older and newer clusters fill different ones, and a repeated
/// event moves the last. In this order.
constexpr std::array<std::string_view, 7> kTimes = {"eventTime",
                                                    "series.lastObservedTime",
                                                    "lastTimestamp",
                                                    "deprecatedLastTimestamp",
                                                    "firstTimestamp",
                                                    "deprecatedFirstTimestamp",
                                                    "metadata.creationTimestamp"};

/// core/v1: {"apiVersion":"v1","kind":"Event","metadata":{"name":"cart.164","namespace":"shop","uid":"…"},
///   "involvedObject":{"kind":"Deployment","namespace":"shop","name":"cart"},"reason":"ScalingReplicaSet",
///   "message":"Scaled up replica set cart-7d9f8b6c5d to 3","source":{"component":"deployment-controller"},
///   "eventTime":null,"firstTimestamp":"2020-11-25T13:01:10Z","lastTimestamp":"2020-11-25T13:01:10Z","count":1,
///   "type":"Normal"}
/// events.k8s.io/v1 says regarding, note, reportingController, deprecatedLastTimestamp.
Result<void> readEvent(const JsonRowAt& row, RecordDesk& desk) {
    const Json& event = isObjectAt(row.value, "object.metadata") ? at(row.value, "object") : row.value; // of a watch
    std::optional<Instant> time;
    for (std::size_t i = 0; !time && i < kTimes.size(); ++i)
        time = timeAt(desk, event, kTimes[i]);
    if (!time)
        return desk.reject("none of eventTime, lastTimestamp, firstTimestamp is a time");
    const Json& object = isObjectAt(event, "involvedObject") ? at(event, "involvedObject") : at(event, "regarding");
    const std::string reason = textAt(event, "reason");
    const std::string message = firstTextAt(event, {"message", "note"});
    const std::string service = workloadOf(textAt(object, "kind"), textAt(object, "name"));
    const auto changing = std::find_if(kChanging.begin(), kChanging.end(),
                                       [&](const ChangingReason& known) { return known.reason == reason; });
    const std::string text = reason + (message.empty() ? "" : ": " + message);
    const std::string component = firstTextAt(event, {"source.component", "reportingComponent", "reportingController"});
    const std::string host = firstTextAt(event, {"source.host", "reportingInstance"});
    if (changing == kChanging.end()) {
        LogDraft log;
        log.time = *time;
        log.level = textAt(event, "type") == "Warning" ? LogLevel::Warning : LogLevel::Info;
        log.service = service;
        log.host = host;
        log.raw = row.text;
        log.message = text;
        return desk.log(log);
    }
    Change change;
    change.id = ChangeId(textAt(event, "metadata.uid"));
    change.service = ServiceId(service);
    change.kind = std::string(changing->kind);
    change.title = text;
    change.start = *time;
    change.actor = component;
    change.details = {{"object", textAt(object, "kind") + "/" + textAt(object, "name")},
                      {"namespace", textAt(object, "namespace")},
                      {"host", host},
                      {"count", firstTextAt(event, {"count", "series.count", "deprecatedCount"})},
                      {"first", firstTextAt(event, {"firstTimestamp", "deprecatedFirstTimestamp"})}};
    return desk.change(std::move(change));
}

bool isEvent(const Json& row) {
    const Json& event = isObjectAt(row, "object.metadata") ? at(row, "object") : row;
    return has(event, "reason") && (isObjectAt(event, "involvedObject") || isObjectAt(event, "regarding"));
}

} // namespace

std::unique_ptr<Importer> kubernetesEventsImporter() {
    return jsonFormImporter({"kubernetes-events",
                             "Kubernetes events, JSON list or stream",
                             "CL",
                             {"items", ""},
                             "\"reason\" and \"involvedObject\" or \"regarding\"",
                             isEvent,
                             workOf<readEvent>});
}

} // namespace foreshock
