// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/asked_file.h"
#include "app/cli/map_json.h"
#include "app/window/map_picture.h"
#include "app/workflows/draw_map.h"
#include "app/workflows/map_dot.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace foreshock::cli {
namespace {

struct MapOptions {
    std::string file, at, focus, output, theme = "light";
    int hops = 2;
};

Json drawingJson(const Terminal& terminal, const MapOfIncident& map, Instant at) {
    const MapDrawing& d = map.drawing;
    const auto point = [](const MapPoint& p) { return Json::array({p.x, p.y}); };
    Json nodes = Json::array(), edges = Json::array();
    for (const MapDrawing::Node& n : d.nodes) {
        const HealthHistory::At state = map.health.at(n.service.id, at);
        const auto place = std::find(map.order.begin(), map.order.end(), n.service.id);
        Json changes = Json::array();
        if (const auto own = map.changes.find(n.service.id); own != map.changes.end())
            for (const Change& c : own->second)
                if (c.start <= at)
                    changes.push_back({{"change", c.id.value}, {"start", jsonTime(terminal, c.start)}});
        nodes.push_back({{"service", n.service.id.value},
                         {"shape", nameOf(n.shape)},
                         {"state", nameOf(state.health)},
                         {"since", state.since ? jsonTime(terminal, *state.since) : Json()},
                         {"order", place == map.order.end() ? Json() : Json(place - map.order.begin() + 1)},
                         {"changes", std::move(changes)},
                         {"x", n.centre.x},
                         {"y", n.centre.y}});
    }
    for (const MapDrawing::Edge& e : d.edges) {
        Json row = edgeJson(e.told);
        row["lag_s"] = e.lag ? Json(e.lag->inSeconds()) : Json();
        Json points = Json::array();
        for (const MapPoint& p : e.course)
            points.push_back(point(p));
        row["points"] = std::move(points);
        edges.push_back(std::move(row));
    }
    return {{"at", jsonTime(terminal, at)},
            {"focus", d.focus.value.empty() ? Json() : Json(d.focus.value)},
            {"hops", d.focus.value.empty() ? Json() : Json(d.hops)},
            {"engine", d.engine},
            {"width", d.width},
            {"height", d.height},
            {"left_out", d.leftOut},
            {"nodes", std::move(nodes)},
            {"edges", std::move(edges)}};
}

Result<void> writeText(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    return file ? Result<void>()
                : Result<void>(
                      Error{ErrorCode::Io, "can't write the file", path, "Check the folder's rights and free space"});
}

Result<void> write(const Terminal& terminal, const MapOfIncident& map, Instant at, const Zone& zone,
                   const MapOptions& options) {
    const std::string ending = lowered(std::filesystem::path(options.output).extension().string());
    if (ending == ".json")
        return writeText(options.output, drawingJson(terminal, map, at).dump(2) + "\n");
    if (ending == ".dot")
        return writeText(options.output, dotText(map, at));
    if (ending == ".svg" || ending == ".png")
        return writeMapPicture(map, at, zone, options.theme, options.output);
    return Error{ErrorCode::Invalid, "a map ends in .dot, .svg, .png or .json", options.output, "Rename the output"};
}

void map(Terminal& terminal, const MapOptions& options) {
    if (options.output.empty() && !terminal.isJson)
        return terminal.fail({ErrorCode::Invalid, "nowhere to draw to", "",
                              "Name a file: -o map.svg (or .png, .dot, .json), or print it: --json"},
                             kUsage);
    auto opened = openAt(terminal, options.file, options.at);
    if (!opened)
        return;
    MapRequest request;
    if (!options.focus.empty())
        request.focus = ServiceId(options.focus);
    request.hops = options.hops;
    const auto drawn = drawMap(opened->session, request, terminal.stop);
    if (!drawn)
        return terminal.fail(drawn.error());
    const Instant at = opened->at.value_or(drawn->most);
    if (terminal.isJson)
        terminal.printJson(drawingJson(terminal, *drawn, at));
    if (options.output.empty())
        return;
    if (const auto done = write(terminal, *drawn, at, opened->zone, options); !done)
        terminal.fail(done.error(), done.error().code == ErrorCode::Invalid ? kUsage : kFile);
}

} // namespace

void addMapVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("map", "Draw the service map as it stood at a moment");
    auto options = std::make_shared<MapOptions>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("--at", options->at, "05:15, -30m, RFC 3339 (default: when most services were in trouble first)");
    verb->add_option("--focus", options->focus, "a service, with what is near it");
    verb->add_option("--hops", options->hops, "how near: dependencies in both directions (default 2)")
        ->check(CLI::Range(0, 50));
    verb->add_option("-o,--output", options->output, "x.svg, x.png, x.dot or x.json");
    verb->add_option("--theme", options->theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    verb->callback([&terminal, options] { map(terminal, *options); });
}

} // namespace foreshock::cli
