// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/document_reader.h"
#include "importers/map/map_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <map>

namespace foreshock {
namespace {

/// <key id="d0" for="node" attr.name="label"/>
/// <graph edgedefault="directed"><node id="n0"><data key="d0">cart</data></node>
///   <edge source="n0" target="n1"><data key="d1">hard</data></edge></graph>
/// A node's name is its data "label" or "name" (yEd: the first NodeLabel), else its id; an edge's data "kind" and
/// "why", "label" are read. Other names of XML namespaces are passed by.
class GraphmlReader final : public DocumentReader {
public:
    using DocumentReader::DocumentReader;

private:
    static std::string_view plain(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        return name.substr(name.find(':') + 1);
    }

    std::string data(const pugi::xml_node& node, std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names)
            for (const pugi::xml_node& child : node.children())
                if (plain(child) == "data") {
                    const auto key = m_keys.find(child.attribute("key").value());
                    if (key != m_keys.end() && key->second == name && !trimmed(child.text().get()).empty())
                        return std::string(trimmed(child.text().get()));
                }
        const pugi::xml_node label = node.find_node(
            [](const pugi::xml_node& inner) { return plain(inner) == "NodeLabel" || plain(inner) == "EdgeLabel"; });
        return std::string(trimmed(label.text().get()));
    }

    Result<void> document(const std::string& text) override {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed = document.load_buffer(text.data(), text.size());
        m_excerpt = text;
        Collect collect(*this);
        document.traverse(collect);
        for (const pugi::xml_node& node : collect.nodes)
            if (Result<void> done = readNode(node); !done)
                return done;
        for (const pugi::xml_node& edge : collect.edges)
            if (Result<void> done = readEdge(edge); !done)
                return done;
        if (parsed)
            return {};
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset));
        open(offset);
        return desk().reject("not valid XML: " + lowered(parsed.description()));
    }

    void open(std::size_t offset) {
        desk().open(placeAt(offset), clipped(m_excerpt.substr(std::min(offset, m_excerpt.size())), 200));
    }
    void open(const pugi::xml_node& node) {
        open(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug() - 1)));
    }

    Result<void> readNode(const pugi::xml_node& node) {
        open(node);
        const std::string id = node.attribute("id").value();
        const std::string name = data(node, {"label", "name"});
        m_names[id] = name.empty() ? id : name;
        Service service;
        service.id = ServiceId(m_names[id]);
        service.role = data(node, {"role"});
        if (service.role == name)
            service.role.clear(); // the label again
        return desk().service(std::move(service));
    }

    Result<void> readEdge(const pugi::xml_node& edge) {
        open(edge);
        const auto from = m_names.find(edge.attribute("source").value());
        const auto to = m_names.find(edge.attribute("target").value());
        if (from == m_names.end() || to == m_names.end())
            return desk().reject("the edge leads to a node that is not listed");
        const std::string_view directed = edge.attribute("directed").value();
        if (directed == "false" ||
            (directed.empty() && std::string_view(edge.parent().attribute("edgedefault").value()) == "undirected"))
            return desk().reject("an edge without a direction does not tell who depends on whom");
        Dependency dependency;
        dependency.from = ServiceId(from->second);
        dependency.to = ServiceId(to->second);
        const std::string kind = data(edge, {"kind", "label"});
        dependency.kind = dependencyKind(lowered(kind)).value_or(DependencyKind::Unknown);
        dependency.why = data(edge, {"why", "label"});
        dependency.basis = "declared";
        return desk().dependency(dependency);
    }

    struct Collect final : pugi::xml_tree_walker {
        explicit Collect(GraphmlReader& owner)
            : reader(owner) {}
        bool for_each(pugi::xml_node& node) override {
            if (plain(node) == "node")
                nodes.push_back(node);
            else if (plain(node) == "edge")
                edges.push_back(node);
            else if (plain(node) == "key")
                reader.m_keys[node.attribute("id").value()] = lowered(node.attribute("attr.name").value());
            return true;
        }
        GraphmlReader& reader;
        std::vector<pugi::xml_node> nodes, edges;
    };

    std::map<std::string, std::string> m_keys;
    std::map<std::string, std::string> m_names;
    std::string_view m_excerpt;
};

} // namespace

std::unique_ptr<Importer> graphmlImporter() {
    return textFormImporter({"graphml", "GraphML", "D",
                             [](const Specimen& specimen) {
                                 const bool isXml = trimmed(specimen.head).find('<') <= 3; // after a byte order mark
                                 return isXml && specimen.head.find("<graphml") != std::string_view::npos
                                            ? Recognition{95, "XML with an element graphml"}
                                            : Recognition{0, "no XML with an element graphml"};
                             },
                             newReader<GraphmlReader>});
}

} // namespace foreshock
