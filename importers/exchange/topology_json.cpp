// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/topology_json.h"

#include "importers/exchange/topology_rows.h"
#include "importers/json/top_members.h"
#include "importers/json/whole_json_reader.h"
#include "importers/specimen_lines.h"

namespace foreshock {
namespace {

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
            return readTopologyService(sink(), value, place);
        if (member == "dependencies")
            return readTopologyDependency(sink(), value, place);
        return sayUnread(member, place);
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
