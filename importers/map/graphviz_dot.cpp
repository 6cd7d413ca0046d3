// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/document_reader.h"
#include "importers/map/dot_tokens.h"
#include "importers/map/map_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <map>
#include <set>
#include <vector>

namespace foreshock {
namespace {

using Attributes = std::map<std::string, std::string>;

/// digraph shop {
///   node [shape=box]; cart [label="Cart"];
///   web -> cart -> {db cache} [kind=hard, label="reads"];
///   subgraph cluster_1 { a; b }
/// }
/// Tail depends on head. A node's label is its name for people, an edge's `kind` the kind, its label the reason. Ports
/// and attributes of pictures are passed by; an edge of a graph without directions is rejected.
class DotReader final : public DocumentReader {
public:
    using DocumentReader::DocumentReader;

private:
    struct Node {
        std::string label;
        std::size_t offset = 0;
    };
    struct Edge {
        std::string from, to;
        Attributes attributes;
        std::size_t offset = 0;
        bool isDirected = true;
    };
    using Names = std::vector<std::string>;

    Result<void> document(const std::string& text) override {
        m_text = text;
        DotTokens tokens(text);
        m_tokens = &tokens;
        advance();
        while (m_token && !m_token->is("{"))
            advance(); // strict digraph "name"
        if (m_token) {
            advance();
            statements(0);
        }
        for (const std::string& name : m_order) {
            open(m_nodes[name].offset);
            Service service;
            service.id = ServiceId(name);
            service.name = m_nodes[name].label;
            if (Result<void> done = desk().service(std::move(service)); !done)
                return done;
        }
        for (const Edge& edge : m_edges)
            if (Result<void> done = handOver(edge); !done)
                return done;
        if (m_problem.empty())
            m_problem = tokens.problem();
        if (m_problem.empty() && !m_isClosed)
            m_problem = "the graph is not closed (cut off?)";
        if (m_problem.empty())
            return {};
        open(m_token ? m_token->offset : tokens.offset());
        return desk().reject(m_problem);
    }

    void open(std::size_t offset) {
        desk().open(placeAt(offset), clipped(m_text.substr(std::min(offset, m_text.size())), 200));
    }

    Result<void> handOver(const Edge& edge) {
        open(edge.offset);
        if (!edge.isDirected)
            return desk().reject("an edge without a direction does not tell who depends on whom");
        const auto attribute = [&](const char* name) {
            const auto found = edge.attributes.find(name);
            return found == edge.attributes.end() ? std::string() : found->second;
        };
        Dependency dependency;
        dependency.from = ServiceId(edge.from);
        dependency.to = ServiceId(edge.to);
        const std::string kind = attribute("kind").empty() ? attribute("label") : attribute("kind");
        dependency.kind = dependencyKind(lowered(kind)).value_or(DependencyKind::Unknown);
        dependency.why = attribute("label");
        dependency.basis = "declared";
        return desk().dependency(dependency);
    }

    void advance() { m_token = m_tokens->next(); }

    void node(const std::string& name, std::size_t offset) {
        if (m_nodes.emplace(name, Node{{}, offset}).second)
            m_order.push_back(name);
    }

    /// Until the closing brace; answers the nodes within.
    Names statements(int depth) {
        Names within;
        while (m_token && m_problem.empty()) {
            if (m_token->is("}")) {
                m_isClosed = depth == 0;
                advance();
                return within;
            }
            if (m_token->is(";") || m_token->is(",")) {
                advance();
                continue;
            }
            statement(within, depth);
        }
        return within;
    }

    void statement(Names& within, int depth) {
        const std::size_t offset = m_token->offset;
        if (m_token->isWord("node") || m_token->isWord("edge") || m_token->isWord("graph")) {
            advance();
            attributes();
            return;
        }
        std::vector<Names> chain;
        chain.push_back(operand(depth));
        if (m_token && m_token->is("=")) { // rankdir=LR
            advance();
            advance();
            return;
        }
        std::vector<bool> directed;
        while (m_problem.empty() && m_token && (m_token->is("->") || m_token->is("--"))) {
            directed.push_back(m_token->is("->"));
            advance();
            if (!m_token) {
                m_problem = "an edge without its end (cut off?)";
                return;
            }
            chain.push_back(operand(depth));
        }
        const Attributes given = attributes();
        for (const Names& names : chain)
            for (const std::string& name : names) {
                node(name, offset);
                within.push_back(name);
                if (const auto label = given.find("label"); chain.size() == 1 && label != given.end())
                    m_nodes[name].label = label->second;
            }
        for (std::size_t i = 0; i + 1 < chain.size(); ++i)
            for (const std::string& from : chain[i])
                for (const std::string& to : chain[i + 1]) {
                    if (m_edges.size() > 1'000'000) {
                        m_problem = "more than a million edges";
                        return;
                    }
                    m_edges.push_back({from, to, given, offset, directed[i]});
                }
    }

    /// A node with its port, or a subgraph.
    Names operand(int depth) {
        if (depth > 64) {
            m_problem = "subgraphs nested more than 64 deep";
            return {};
        }
        if (m_token->isWord("subgraph")) {
            advance();
            if (m_token && m_token->kind == DotToken::Kind::Id)
                advance();
        }
        if (m_token && m_token->is("{")) {
            advance();
            return statements(depth + 1);
        }
        if (!m_token || m_token->kind != DotToken::Kind::Id) {
            m_problem =
                m_token ? "\"" + m_token->text + "\" does not belong here" : "the graph is not closed (cut off?)";
            return {};
        }
        Names names{m_token->text};
        advance();
        while (m_token && m_token->is("+")) { // "a" + "b" is one text
            advance();
            if (m_token && m_token->kind == DotToken::Kind::Id) {
                names.front() += m_token->text;
                advance();
            }
        }
        while (m_token && m_token->is(":")) {
            advance();
            if (m_token && m_token->kind == DotToken::Kind::Id)
                advance();
        }
        return names;
    }

    Attributes attributes() {
        Attributes given;
        while (m_token && m_token->is("[")) {
            advance();
            while (m_token && !m_token->is("]")) {
                if (m_token->kind != DotToken::Kind::Id) {
                    advance();
                    continue;
                }
                const std::string name = lowered(m_token->text);
                advance();
                if (m_token && m_token->is("=")) {
                    advance();
                    if (m_token && m_token->kind == DotToken::Kind::Id) {
                        given[name] = m_token->text;
                        advance();
                    }
                }
            }
            if (m_token)
                advance();
        }
        return given;
    }

    std::string_view m_text;
    DotTokens* m_tokens = nullptr;
    std::optional<DotToken> m_token;
    std::map<std::string, Node> m_nodes;
    std::vector<std::string> m_order;
    std::vector<Edge> m_edges;
    std::string m_problem;
    bool m_isClosed = false;
};

/// digraph name {
Recognition sniffDot(const Specimen& specimen) {
    std::string_view text = specimen.head;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    DotTokens tokens(text);
    std::optional<DotToken> token = tokens.next();
    if (token && token->isWord("strict"))
        token = tokens.next();
    if (!token || (!token->isWord("digraph") && !token->isWord("graph")))
        return {0, "it does not begin with digraph or graph"};
    const bool isDirected = token->isWord("digraph");
    token = tokens.next();
    if (token && token->kind == DotToken::Kind::Id)
        token = tokens.next();
    if (!token || !token->is("{"))
        return {0, "no brace after digraph or graph"};
    return {isDirected ? 95 : 80, isDirected ? "it begins with digraph {" : "it begins with graph {"};
}

} // namespace

std::unique_ptr<Importer> graphvizDotImporter() {
    return textFormImporter({"graphviz-dot", "Graphviz DOT", "D", sniffDot, newReader<DotReader>});
}

} // namespace foreshock
