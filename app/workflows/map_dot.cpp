// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/map_dot.h"

#include <fmt/format.h>

#include <array>

namespace foreshock {
namespace {

/// A quoted string: quotes, backslashes and line ends are the only ones that need care.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n' || c == '\r' || c == '\0')
            out += ' ';
        else
            out += c;
    }
    return out + "\"";
}

const char* shapeName(NodeShape shape) {
    static constexpr std::array<const char*, 5> kNames = {"box", "cylinder", "parallelogram", "ellipse", "hexagon"};
    return kNames[static_cast<std::size_t>(shape)];
}

const char* styleName(DependencyKind kind) {
    switch (kind) {
    case DependencyKind::Soft:
        return "dashed";
    case DependencyKind::Buffered:
    case DependencyKind::Tooling:
    case DependencyKind::Telemetry:
    case DependencyKind::Auth:
        return "dotted";
    case DependencyKind::Hard:
    case DependencyKind::Unknown:
        break;
    }
    return "solid";
}

const char* colourOf(Health health) {
    static constexpr std::array<const char*, 4> kColours = {"#B84200", "#8A5A00", "#007556", "#737E8A"};
    return kColours[static_cast<std::size_t>(health)];
}

} // namespace

std::string dotText(const MapOfIncident& map, Instant at) {
    std::string out = "digraph services {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n";
    for (std::size_t i = 0; i < map.drawing.nodes.size(); ++i) {
        const MapDrawing::Node& n = map.drawing.nodes[i];
        const Health health = map.health.at(n.service.id, at).health;
        out += fmt::format("  n{} [label={}, shape={}, color=\"{}\", comment=\"{}\"];\n", i, quoted(n.service.id.value),
                           shapeName(n.shape), colourOf(health), nameOf(health));
    }
    for (const MapDrawing::Edge& e : map.drawing.edges)
        out += fmt::format("  n{} -> n{} [style={}, comment=\"{}{}{}\"];\n", e.from, e.to, styleName(e.told.kind),
                           nameOf(e.told.kind), e.told.isDocumented ? "" : ", undocumented",
                           e.told.isConfirmed ? "" : ", unconfirmed");
    return out + "}\n";
}

} // namespace foreshock
