// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/map/map_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <map>
#include <optional>
#include <vector>

namespace foreshock {
namespace {

bool isIdByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

struct Arrow {
    std::string label;
    bool isDirected = false;
};

/// One line of a flowchart, read from left to right.
class MermaidLine {
public:
    explicit MermaidLine(std::string_view text)
        : m_rest(trimmed(text)) {}

    bool isOver() {
        m_rest = trimmed(m_rest);
        return m_rest.empty() || m_rest.front() == ';';
    }

    /// "cart[Shopping cart]:::hot": its id, and its label if it has one.
    std::optional<std::pair<std::string, std::string>> node() {
        m_rest = trimmed(m_rest);
        std::size_t end = 0;
        while (end < m_rest.size() &&
               (isIdByte(m_rest[end]) || (m_rest[end] == '-' && end > 0 && end + 1 < m_rest.size() &&
                                          isIdByte(m_rest[end + 1]) && m_rest[end - 1] != '-')))
            ++end;
        if (end == 0)
            return std::nullopt;
        std::pair<std::string, std::string> out{std::string(m_rest.substr(0, end)), {}};
        m_rest.remove_prefix(end);
        if (!m_rest.empty() && std::string_view("[({>").find(m_rest.front()) != std::string_view::npos) {
            const std::size_t open = std::min(m_rest.find_first_not_of("[({>/\\"), m_rest.size());
            const bool isQuoted = open < m_rest.size() && m_rest[open] == '"';
            const std::size_t close = isQuoted ? m_rest.find('"', open + 1) : m_rest.find_first_of("])}", open);
            if (close == std::string_view::npos)
                return std::nullopt;
            out.second =
                std::string(trimmed(m_rest.substr(open + (isQuoted ? 1 : 0), close - open - (isQuoted ? 1 : 0))));
            m_rest.remove_prefix(std::min(m_rest.find_first_not_of("])}/\\\"", close), m_rest.size()));
        }
        if (m_rest.starts_with(":::"))
            m_rest.remove_prefix(std::min(m_rest.find_first_of(" \t;&", 3), m_rest.size()));
        return out;
    }

    bool ampersand() {
        m_rest = trimmed(m_rest);
        if (!m_rest.starts_with('&'))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// "-->", "-.->", "==>", "-- text -->", "-->|text|", "---".
    std::optional<Arrow> arrow() {
        m_rest = trimmed(m_rest);
        if (m_rest.starts_with('<'))
            m_rest.remove_prefix(1);
        std::size_t end = m_rest.find_first_not_of("-=.");
        if (end == 0 || (end == std::string_view::npos ? m_rest.size() : end) < 2)
            return std::nullopt;
        end = std::min(end, m_rest.size());
        Arrow arrow;
        if (end < m_rest.size() && m_rest[end] == '>') {
            arrow.isDirected = true;
            ++end;
        } else if (end == 2) { // text within: -- text -->
            const std::size_t head = m_rest.find('>', end);
            const std::size_t tail = head == std::string_view::npos ? head : m_rest.find_last_not_of("-=.", head - 1);
            if (tail == std::string_view::npos || tail < end)
                return std::nullopt;
            arrow.label = std::string(trimmed(m_rest.substr(end, tail + 1 - end)));
            arrow.isDirected = true;
            end = head + 1;
        }
        m_rest = trimmed(m_rest.substr(end));
        if (m_rest.starts_with('|')) {
            const std::size_t close = m_rest.find('|', 1);
            if (close == std::string_view::npos)
                return std::nullopt;
            arrow.label = std::string(trimmed(m_rest.substr(1, close - 1)));
            if (arrow.label.size() > 1 && arrow.label.front() == '"' && arrow.label.back() == '"')
                arrow.label = arrow.label.substr(1, arrow.label.size() - 2);
            m_rest.remove_prefix(close + 1);
        }
        return arrow;
    }

private:
    std::string_view m_rest;
};

bool isHeader(std::string_view line) {
    const std::string_view text = trimmed(line);
    for (const std::string_view word : {"flowchart", "graph"})
        if (text.starts_with(word)) {
            const std::string_view direction = trimmed(text.substr(word.size()));
            for (const std::string_view known : {"TD", "TB", "BT", "LR", "RL"})
                if (direction.substr(0, 2) == known && (direction.size() == 2 || direction[2] == ';'))
                    return true;
        }
    return false;
}

/// Words that stand for looks and order, not for nodes.
bool isStyle(std::string_view line) {
    for (const std::string_view word : {"subgraph", "end", "classDef", "class ", "style ", "linkStyle", "click ",
                                        "direction ", "%%", "---", "```", "title", "accTitle", "accDescr", "config"})
        if (line == trimmed(word) || (line.starts_with(word) && word != "end"))
            return true;
    return false;
}

/// flowchart LR
///   web[Web shop] -->|hard| cart(Cart) & search
///   cart -. events .-> bus[(Bus)]
/// Each arrow points at what is needed. Its text is the kind, if it is one, and the reason. A line without a head
/// (---) does not tell who depends on whom and is rejected.
class MermaidReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    using Names = std::vector<std::string>;

    Result<void> record(std::string_view text) override {
        const std::string_view line = trimmed(text);
        if (isHeader(line) || isStyle(line))
            return {};
        MermaidLine words(line);
        std::optional<Names> left = names(words);
        if (!left)
            return desk().reject("no node of a flowchart");
        while (!words.isOver()) {
            const std::optional<Arrow> arrow = words.arrow();
            const std::optional<Names> right = arrow ? names(words) : std::nullopt;
            if (!right)
                return desk().reject("after a node comes an arrow and a node");
            for (const std::string& from : *left)
                for (const std::string& to : *right)
                    m_edges.push_back({from, to, *arrow, place(), std::string(clipped(text, 200))});
            left = right;
        }
        return {};
    }

    std::optional<Names> names(MermaidLine& words) {
        Names out;
        do {
            const auto node = words.node();
            if (!node)
                return std::nullopt;
            const auto [known, isNew] = m_labels.emplace(node->first, Label{node->second, place()});
            if (isNew)
                m_order.push_back(node->first);
            else if (!node->second.empty())
                known->second.text = node->second;
            out.push_back(node->first);
        } while (words.ampersand());
        return out;
    }

    Result<void> ended() override {
        for (const std::string& name : m_order) {
            desk().open(m_labels[name].place, name);
            Service service;
            service.id = ServiceId(name);
            service.name = m_labels[name].text;
            if (Result<void> done = desk().service(std::move(service)); !done)
                return done;
        }
        for (const Edge& edge : m_edges) {
            desk().open(edge.place, edge.text);
            Dependency dependency;
            dependency.from = ServiceId(edge.from);
            dependency.to = ServiceId(edge.to);
            dependency.kind = dependencyKind(lowered(edge.arrow.label)).value_or(DependencyKind::Unknown);
            dependency.why = edge.arrow.label;
            dependency.basis = "declared";
            Result<void> done = edge.arrow.isDirected
                                    ? desk().dependency(dependency)
                                    : desk().reject("an edge without a direction does not tell who depends on whom");
            if (!done)
                return done;
        }
        return {};
    }

    struct Label {
        std::string text;
        RecordPlace place;
    };
    struct Edge {
        std::string from, to;
        Arrow arrow;
        RecordPlace place;
        std::string text;
    };
    std::map<std::string, Label> m_labels;
    std::vector<std::string> m_order;
    std::vector<Edge> m_edges;
};

} // namespace

std::unique_ptr<Importer> mermaidImporter() {
    return textFormImporter({"mermaid", "Mermaid flowchart", "D",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(specimen, isHeader,
                                                           "flowchart or graph with TD, LR or another direction");
                             },
                             newReader<MermaidReader>});
}

} // namespace foreshock
