// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/topology_json.h"

#include "importers/json/top_members.h"
#include "importers/json/whole_json_reader.h"
#include "importers/specimen_lines.h"

namespace foreshock {
namespace {

bool isTrue(const nlohmann::json& row, const char* key, bool otherwise) {
    const auto found = row.find(key);
    if (found == row.end() || found->is_null())
        return otherwise;
    return found->is_boolean() ? found->get<bool>() : !textOf(*found).empty(); // "confirmed": "2024-05-01"
}

/// {"services":["payments",{"id":"kfe","name":"front end","role":"routing","on_map_at_start":true,"basis":"fact"}],
///  "dependencies":[{"from":"kfe","to":"payments","kind":"hard","documented":true,"confirmed":false,
///    "why":"…","basis":"fact"}]}
/// `from` depends on `to`. A kind that is not given is unknown; "hidden" is unknown and undocumented.
class TopologyReader final : public WholeJsonReader {
public:
    using WholeJsonReader::WholeJsonReader;

private:
    Result<void> row(const std::string& member, const nlohmann::json& value, RecordPlace place) override {
        if (member == "services")
            return readService(value, place);
        if (member == "dependencies")
            return readDependency(value, place);
        return sayUnread(member, place);
    }

    Result<void> readService(const nlohmann::json& value, RecordPlace place) {
        Service service;
        service.id = ServiceId(value.is_object() ? textOf(value, "id") : textOf(value));
        if (service.id.value.empty())
            return sink().reject(place, "a service is a text or has an \"id\"", excerptOf(value));
        service.name = value.is_object() ? textOf(value, "name") : std::string();
        if (service.name.empty())
            service.name = service.id.value;
        if (value.is_object()) {
            service.role = textOf(value, "role");
            service.isOnMapAtStart = isTrue(value, "on_map_at_start", true);
            service.basis = textOf(value, "basis");
        }
        return sink().service(service, place);
    }

    Result<void> readDependency(const nlohmann::json& value, RecordPlace place) {
        if (!value.is_object() || textOf(value, "from").empty() || textOf(value, "to").empty())
            return sink().reject(place, "a dependency has \"from\" and \"to\"", excerptOf(value));
        Dependency dependency;
        dependency.from = ServiceId(textOf(value, "from"));
        dependency.to = ServiceId(textOf(value, "to"));
        const std::string kind = textOf(value, "kind");
        const std::optional<DependencyKind> known = dependencyKind(kind);
        dependency.kind = known.value_or(DependencyKind::Unknown);
        dependency.isDocumented = kind != "hidden" && isTrue(value, "documented", true);
        dependency.isConfirmed = isTrue(value, "confirmed", false);
        dependency.why = textOf(value, "why");
        dependency.basis = textOf(value, "basis");
        if (!known && !kind.empty())
            if (Result<void> said =
                    sink().remark(place, "the kind \"" + kind + "\" is read as unknown", excerptOf(value));
                !said)
                return said;
        return sink().dependency(dependency, place);
    }
};

class TopologyImporter final : public Importer {
public:
    std::string id() const override { return "topology-json"; }
    std::string title() const override { return "services and dependencies, one JSON document"; }
    std::string kinds() const override { return "D"; }
    Recognition sniff(const Specimen& specimen) const override {
        const TopMembers top = topMembers(specimen);
        if (!top.problem.empty())
            return {0, top.problem};
        if (top.has("format") || top.has("truth"))
            return {0, "a scenario: build it first with `foreshock scenario build`"};
        const bool isNamed = fileName(specimen) == "topology.json";
        if (top.isList("dependencies"))
            return {90 + (isNamed ? 8 : 0), "one JSON object with a list \"dependencies\""};
        if (top.isList("services"))
            return {(isNamed ? 90 : 70), "one JSON object with a list \"services\""};
        return {0, "the JSON object has neither \"services\" nor \"dependencies\""};
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<TopologyReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> topologyJsonImporter() {
    return std::make_unique<TopologyImporter>();
}

} // namespace foreshock
