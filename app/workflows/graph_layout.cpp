// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/graph_layout.h"

#include "model/base/child_process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace foreshock {
namespace {

using Json = nlohmann::json;

constexpr double kInch = 72; ///< of our units: Graphviz takes sizes in inches and gives places in points
constexpr std::size_t kManyArrows = 400;

std::optional<std::vector<double>> numbers(std::string_view text) {
    std::vector<double> out;
    while (!text.empty()) {
        if (text.front() == ' ' || text.front() == ',') {
            text.remove_prefix(1);
            continue;
        }
        double value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc() || !std::isfinite(value))
            return std::nullopt;
        out.push_back(value);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return out;
}

/// "e,127,36 0,18 10,18 20,20 100,36": where the arrow ends, then the points of its course.
std::optional<std::vector<MapPoint>> courseOf(std::string_view text, double height) {
    std::optional<MapPoint> tip;
    while (text.size() > 2 && (text.starts_with("e,") || text.starts_with("s,"))) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const auto point = numbers(text.substr(2, end - 2));
        if (!point || point->size() != 2)
            return std::nullopt;
        if (text.front() == 'e')
            tip = MapPoint{(*point)[0], height - (*point)[1]};
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto flat = numbers(text);
    if (!flat || flat->size() % 2 != 0 || flat->size() / 2 % 3 != 1)
        return std::nullopt;
    std::vector<MapPoint> out;
    for (std::size_t i = 0; i < flat->size(); i += 2)
        out.push_back({(*flat)[i], height - (*flat)[i + 1]});
    if (tip)
        out.back() = *tip;
    return out;
}

const Error& badLayout() {
    static const Error kError{ErrorCode::Format, "Graphviz printed something else than a layout", "dot -Tjson0",
                              "Check its version: foreshock knows 2.40 and later"};
    return kError;
}

std::string textOf(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// n12 → 12; −1 for anything else.
int numberOf(const std::string& name) {
    int out = -1;
    if (name.size() > 1 && name.front() == 'n')
        std::from_chars(name.data() + 1, name.data() + name.size(), out);
    return out;
}

} // namespace

std::string dotOf(const MapToLayOut& map) {
    // Many arrows are drawn straight: routing them takes longer than placing the boxes.
    std::string out = fmt::format("digraph{{graph[rankdir=LR,nodesep=.5,ranksep=.9,splines={},outputorder=edgesfirst,"
                                  "overlap=prism];node[shape=box,fixedsize=true,label=\"\"];edge[arrowsize=.7];\n",
                                  map.arrows.size() > kManyArrows ? "line" : "true");
    for (std::size_t i = 0; i < map.boxes.size(); ++i)
        out += fmt::format("n{}[width={:.3f},height={:.3f}];\n", i, map.boxes[i].width / kInch,
                           map.boxes[i].height / kInch);
    for (std::size_t i = 0; i < map.arrows.size(); ++i)
        out += fmt::format("n{}->n{}[id={}];\n", map.arrows[i].first, map.arrows[i].second, i);
    return out + "}\n";
}

Result<MapLayout> readLayout(const std::string& json, const MapToLayOut& map) {
    const Json read = Json::parse(json, nullptr, false);
    if (!read.is_object())
        return badLayout();
    const auto bounds = numbers(textOf(read, "bb"));
    if (!bounds || bounds->size() != 4)
        return badLayout();
    MapLayout out;
    out.width = (*bounds)[2];
    out.height = (*bounds)[3];
    out.centres.resize(map.boxes.size());
    out.courses.resize(map.arrows.size());
    std::size_t placed = 0;
    for (const Json& object : read.value("objects", Json::array())) {
        const int number = numberOf(textOf(object, "name"));
        const auto place = numbers(textOf(object, "pos"));
        if (number < 0 || static_cast<std::size_t>(number) >= map.boxes.size() || !place || place->size() != 2)
            return badLayout();
        out.centres[static_cast<std::size_t>(number)] = {(*place)[0], out.height - (*place)[1]};
        ++placed;
    }
    if (placed != map.boxes.size())
        return badLayout();
    for (const Json& edge : read.value("edges", Json::array())) {
        const std::string id = textOf(edge, "id");
        std::size_t number = map.arrows.size();
        std::from_chars(id.data(), id.data() + id.size(), number);
        auto course = courseOf(textOf(edge, "pos"), out.height);
        if (number >= map.arrows.size() || !course)
            return badLayout();
        out.courses[number] = std::move(*course);
    }
    return out;
}

Result<MapLayout> layOutMap(const MapToLayOut& map, std::stop_token stop, Duration limit) {
    if (map.boxes.empty())
        return MapLayout{{}, {}, 0, 0, "dot"};
    const std::string text = dotOf(map);
    const auto by = [&](const char* engine) -> Result<MapLayout> {
        const auto printed = runChild({engine, "-Tjson0"}, text, limit, stop);
        if (!printed)
            return printed.error();
        auto layout = readLayout(*printed, map);
        if (layout)
            layout->engine = engine;
        return layout;
    };
    auto layout = by("dot");
    if (!layout && tookTooLong(layout.error()))
        layout = by("sfdp");
    if (layout || layout.error().code == ErrorCode::Cancelled)
        return layout;
    if (layout.error().code == ErrorCode::Unsupported)
        return Error{ErrorCode::Unsupported, "Graphviz is not installed, so the map can't be laid out",
                     layout.error().where, "Install the package graphviz"};
    if (tookTooLong(layout.error()))
        return Error{ErrorCode::Invalid, fmt::format("laying out {} services took too long", map.boxes.size()), "",
                     "Focus on one service"};
    return layout;
}

} // namespace foreshock
