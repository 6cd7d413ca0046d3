// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/service_rules.h"
#include "model/base/text.h"

#include <set>

namespace foreshock {
namespace {

const Json& annotation(const Json& object, const char* name) {
    static const Json kNull;
    const Json& annotations = at(object, "metadata.annotations");
    const auto found = annotations.is_object() ? annotations.find(name) : annotations.end();
    return found == annotations.end() ? kNull : *found;
}

/// The object that it belongs to, {"ownerReferences":[{"kind":"Deployment","name":"cart"}]}; else by its name.
std::string serviceOf(const Json& object) {
    if (isListAt(object, "metadata.ownerReferences"))
        for (const Json& owner : at(object, "metadata.ownerReferences"))
            if (const std::string name = textAt(owner, "name"); !name.empty())
                return workloadOf(textAt(owner, "kind"), name);
    return workloadOf(textAt(object, "kind"), textAt(object, "metadata.name"));
}

/// {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"cart-7d9f8b6c5d","namespace":"shop","uid":"…",
///   "creationTimestamp":"2020-11-25T13:01:10Z","annotations":{"deployment.kubernetes.io/revision":"7",
///   "kubernetes.io/change-cause":"…"},"ownerReferences":[{"kind":"Deployment","name":"cart"}]},
///  "spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"cart","image":"shop/cart:1.5.0"}]}}}}
/// A replica set is made for each new template, so its creation is a rollout. A rollback brings an old one back with a
/// new revision: its revision-history tells that it happened, no time tells when, which is remarked upon. Of a
/// Deployment, DaemonSet or StatefulSet the creation is a change; where no replica set of it is there, its condition
/// Progressing tells when its last rollout ended.
class WorkloadWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& object = row.value;
        const std::string kind = textAt(object, "kind");
        const std::optional<Instant> start = timeAt(desk, object, "metadata.creationTimestamp");
        if (!start)
            return rejectTime(desk, object, "metadata.creationTimestamp");
        const std::string revision = textOf(annotation(object, "deployment.kubernetes.io/revision"));
        const std::string history = textOf(annotation(object, "deployment.kubernetes.io/revision-history"));
        const std::string images = wordsAt(object, "spec.template.spec.containers", "image");
        const bool isRollout = kind == "ReplicaSet" || kind == "ControllerRevision";
        Change change;
        change.id = ChangeId(textAt(object, "metadata.uid"));
        change.service = ServiceId(serviceOf(object));
        change.kind = isRollout ? "deploy" : "creation";
        change.title = (isRollout ? "rollout" : lowered(kind) + " created") +
                       (revision.empty() ? "" : ", revision " + revision) + (images.empty() ? "" : ": " + images);
        change.start = *start;
        change.ref = textOf(annotation(object, "kubernetes.io/change-cause"));
        change.details = {{"object", kind + "/" + textAt(object, "metadata.name")},
                          {"namespace", textAt(object, "metadata.namespace")},
                          {"image", images},
                          {"revision", revision},
                          {"earlier revisions", history},
                          {"replicas", textAt(object, "spec.replicas")}};
        if (!history.empty())
            if (Result<void> said = desk.remark("it was rolled back to (earlier revisions " + history +
                                                "): its time is that of its first rollout; events tell of later ones");
                !said)
                return said;
        if (isRollout)
            m_rolledOut.insert(change.service.value);
        else
            keepLastRollout(object, change, images, desk);
        return desk.change(std::move(change));
    }

    /// A deployment whose replica sets are here has its rollouts told by them.
    Result<void> ended(RecordDesk& desk) override {
        for (auto& [change, place] : m_lastRollouts) {
            if (m_rolledOut.contains(change.service.value))
                continue;
            desk.open(place, {});
            if (Result<void> done = desk.change(std::move(change)); !done)
                return done;
        }
        return {};
    }

private:
    void keepLastRollout(const Json& object, Change change, const std::string& images, RecordDesk& desk) {
        if (!isListAt(object, "status.conditions"))
            return;
        for (const Json& condition : at(object, "status.conditions")) {
            const std::optional<Instant> updated = timeAt(desk, condition, "lastUpdateTime");
            if (textAt(condition, "type") != "Progressing" || !updated ||
                *updated < change.start + Duration::minutes(1))
                continue;
            change.id = ChangeId(change.id.value + "/progressing");
            change.kind = "deploy";
            change.title = "last rollout, " + textAt(condition, "reason") + (images.empty() ? "" : ": " + images);
            change.start = *updated;
            change.details.push_back({"message", textAt(condition, "message")});
            m_lastRollouts.emplace_back(std::move(change), desk.place());
            return;
        }
    }

    std::set<std::string> m_rolledOut; ///< services with a replica set in the source
    std::vector<std::pair<Change, RecordPlace>> m_lastRollouts;
};

bool isWorkload(const Json& row) {
    const std::string kind = textAt(row, "kind");
    return (kind == "ReplicaSet" || kind == "Deployment" || kind == "StatefulSet" || kind == "DaemonSet" ||
            kind == "ControllerRevision") &&
           has(row, "metadata.name");
}

} // namespace

std::unique_ptr<Importer> kubernetesWorkloadsImporter() {
    return jsonFormImporter({"kubernetes-workloads",
                             "Kubernetes replica sets and deployments, JSON",
                             "C",
                             {"items", ""},
                             "a \"kind\" ReplicaSet, Deployment, StatefulSet, DaemonSet or ControllerRevision",
                             isWorkload,
                             newWork<WorkloadWork>});
}

} // namespace foreshock
