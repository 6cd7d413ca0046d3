// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"
#include "importers/map/map_feeds.h"
#include "model/base/text.h"

#include <map>
#include <set>

namespace foreshock {
namespace {

/// Traffic was seen: the edge is there. How hard the caller needs it traffic does not tell.
Dependency observed(std::string from, std::string to, std::string why) {
    Dependency dependency;
    dependency.from = ServiceId(std::move(from));
    dependency.to = ServiceId(std::move(to));
    dependency.isConfirmed = true;
    dependency.why = std::move(why);
    dependency.basis = "observed";
    return dependency;
}

/// {"elements":{"nodes":[{"data":{"id":"6f0e","nodeType":"app","namespace":"shop","app":"cart","version":"v1"}}],
///   "edges":[{"data":{"id":"1","source":"6f0e","target":"aa01","traffic":{"protocol":"http","rates":{"http":"1.2"}}}}]}}
/// Nodes are versions, workloads and services of an app; edges within one app are none between services and joined.
class KialiWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json& data = at(row.value, "data");
        if (row.path == "elements.nodes") {
            const std::string name = firstTextAt(data, {"app", "workload", "service", "aggregateValue"});
            if (textAt(data, "id").empty())
                return desk.reject("a node has \"data\" with an \"id\"");
            m_names[textAt(data, "id")] = name.empty() ? textAt(data, "nodeType") : name;
            if (name.empty() || !m_told.insert(name).second)
                return desk.joined();
            Service service;
            service.id = ServiceId(name);
            service.basis = "observed";
            service.details = {{"namespace", textAt(data, "namespace")}, {"node type", textAt(data, "nodeType")}};
            return desk.service(std::move(service));
        }
        m_edges.push_back(
            {textAt(data, "source"), textAt(data, "target"), textAt(data, "traffic.protocol"), desk.place()});
        return {};
    }

    Result<void> ended(RecordDesk& desk) override {
        for (const Edge& edge : m_edges) {
            desk.open(edge.place, {});
            const auto from = m_names.find(edge.source);
            const auto to = m_names.find(edge.target);
            Result<void> done;
            if (from == m_names.end() || to == m_names.end())
                done = desk.reject("the edge leads to a node that is not listed");
            else if (from->second == to->second || !m_edgesTold.insert({from->second, to->second}).second)
                done = desk.joined();
            else
                done = desk.dependency(observed(from->second, to->second, edge.protocol));
            if (!done)
                return done;
        }
        return {};
    }

private:
    struct Edge {
        std::string source, target, protocol;
        RecordPlace place;
    };
    std::map<std::string, std::string> m_names; ///< of node ids
    std::set<std::string> m_told;
    std::set<std::pair<std::string, std::string>> m_edgesTold;
    std::vector<Edge> m_edges;
};

/// {"parent":"frontend","child":"cart","callCount":1042}: the parent calls, so it depends on the child.
Result<void> readCall(const JsonRowAt& row, RecordDesk& desk) {
    const std::string calls = textAt(row.value, "callCount");
    return desk.dependency(
        observed(textAt(row.value, "parent"), textAt(row.value, "child"), calls.empty() ? "" : calls + " calls"));
}

} // namespace

std::unique_ptr<Importer> kialiGraphImporter() {
    return jsonFormImporter({"kiali-graph",
                             "Kiali service graph, JSON",
                             "D",
                             {"elements.nodes", "elements.edges"},
                             "\"data\" with \"id\" and \"nodeType\" or \"source\" and \"target\"",
                             [](const Json& row) {
                                 return has(row, "data.id") && (has(row, "data.nodeType") ||
                                                                (has(row, "data.source") && has(row, "data.target")));
                             },
                             newWork<KialiWork>});
}

std::unique_ptr<Importer> jaegerDependenciesImporter() {
    return jsonFormImporter(
        {"jaeger-dependencies",
         "Jaeger or Zipkin dependencies, JSON",
         "D",
         {"data", ""},
         "\"parent\", \"child\" and \"callCount\"",
         [](const Json& row) { return has(row, "parent") && has(row, "child") && has(row, "callCount"); },
         workOf<readCall>});
}

} // namespace foreshock
