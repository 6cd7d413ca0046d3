// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/map_drawing.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {

std::string_view nameOf(NodeShape shape) {
    static constexpr std::array<std::string_view, 5> kNames = {"service", "store", "queue", "tool", "external"};
    return kNames[static_cast<std::size_t>(shape)];
}

/// What its source calls it, "type: queue", or a role of a word or two; a sentence about what it does tells nothing.
static std::string kindWords(const Service& service) {
    std::string out;
    for (const Detail& d : service.details)
        if (d.name == "type" || d.name == "kind" || d.name == "component_type")
            out += " " + d.value;
    if (std::count(service.role.begin(), service.role.end(), ' ') < 2)
        out += " " + service.role;
    return out;
}

NodeShape shapeOf(const Service& service, bool isTool) {
    const auto says = [](const std::string& text, std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return findNoCase(text, word) != std::string::npos; });
    };
    const std::string kind = kindWords(service);
    if (isTool || says(" " + service.name + " " + kind + " ", {" tool ", " dashboard ", " status page "}))
        return NodeShape::Tool;
    if (says(kind, {"database", "datastore", "cache", "storage", " db"}))
        return NodeShape::Store;
    if (says(kind, {"queue", "stream", "broker", "topic", "bus"}))
        return NodeShape::Queue;
    if (says(kind, {"external", "third party", "provider", "customer"}))
        return NodeShape::External;
    return NodeShape::Service;
}

} // namespace foreshock
