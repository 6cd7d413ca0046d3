// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/draw_map.h"

#include "app/workflows/graph_layout.h"
#include "app/workflows/map_ground.h"
#include "model/analysis/map/edge_lags.h"
#include "model/analysis/map/map_focus.h"
#include "model/store/known_names.h"

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

/// Responders reach what it depends on through it.
bool isTool(const ServiceMap& map, int node) {
    const auto& out = map.dependenciesOf(node);
    return std::any_of(out.begin(), out.end(),
                       [&](int e) { return map.edge(e).told->kind == DependencyKind::Tooling; });
}

Service serviceOf(const Incident& incident, const ServiceId& id) {
    for (const Service& s : incident.services)
        if (s.id == id)
            return s;
    Service out;
    out.id = id;
    return out;
}

MapDrawing contentOf(const Incident& incident, const ServiceMap& map, const MapFocus& focus,
                     const std::vector<EdgeLag>& lags) {
    MapDrawing out;
    out.leftOut = focus.leftOut;
    std::vector<int> numbers(static_cast<std::size_t>(map.size()), -1);
    for (const int n : focus.nodes) {
        numbers[static_cast<std::size_t>(n)] = static_cast<int>(out.nodes.size());
        MapDrawing::Node node;
        node.service = serviceOf(incident, map.id(n));
        node.shape = shapeOf(node.service, isTool(map, n));
        out.nodes.push_back(std::move(node));
    }
    for (const int e : focus.edges) {
        const ServiceMap::Edge& told = map.edge(e);
        MapDrawing::Edge edge{*told.told,
                              numbers[static_cast<std::size_t>(told.from)],
                              numbers[static_cast<std::size_t>(told.to)],
                              {},
                              std::nullopt};
        for (const EdgeLag& lag : lags)
            if (lag.edge.from == told.told->from && lag.edge.to == told.told->to && lag.edge.kind == told.told->kind)
                edge.lag = lag.lag;
        out.edges.push_back(std::move(edge));
    }
    return out;
}

Result<void> place(MapDrawing& drawing, std::stop_token stop) {
    MapToLayOut wanted;
    wanted.boxes.assign(drawing.nodes.size(), {MapDrawing::kWidth, MapDrawing::kHeight});
    for (const MapDrawing::Edge& e : drawing.edges)
        wanted.arrows.emplace_back(e.from, e.to);
    auto layout = layOutMap(wanted, std::move(stop));
    if (!layout)
        return layout.error();
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i)
        drawing.nodes[i].centre = layout->centres[i];
    for (std::size_t i = 0; i < drawing.edges.size(); ++i)
        drawing.edges[i].course = std::move(layout->courses[i]);
    drawing.width = layout->width;
    drawing.height = layout->height;
    drawing.engine = layout->engine;
    return {};
}

/// The first moment at which most of the drawn services are in trouble; without any, the end of the record.
Instant mostTroubled(const MapDrawing& drawing, const HealthHistory& health, const std::vector<Alarm>& alarms,
                     Instant end) {
    constexpr std::size_t kMoments = 2'000; // of a storm of alarms, evenly taken
    Instant best = end;
    int most = 0;
    const std::size_t step = std::max<std::size_t>(1, alarms.size() / kMoments);
    for (std::size_t i = 0; i < alarms.size(); i += step) {
        const auto troubled =
            std::count_if(drawing.nodes.begin(), drawing.nodes.end(), [&](const MapDrawing::Node& node) {
                const Health h = health.at(node.service.id, alarms[i].start).health;
                return h == Health::Failing || h == Health::Degraded;
            });
        if (troubled > most) {
            most = static_cast<int>(troubled);
            best = alarms[i].start;
        }
    }
    return best;
}

/// Those of which there is a series or a log record.
Result<std::set<ServiceId>> measuredServices(IncidentSession& session) {
    const auto uses = store::nameUses(session.database(), session.gate());
    if (!uses)
        return uses.error();
    std::vector<std::int64_t> ids;
    for (const store::NameUses& use : *uses)
        if (use.logs > 0 || use.series > 0)
            ids.push_back(use.id);
    const auto rows = store::nameRows(session.database(), ids);
    if (!rows)
        return rows.error();
    std::set<ServiceId> out;
    for (const store::NameRow& row : *rows)
        out.insert(ServiceId(row.service));
    return out;
}

} // namespace

Result<MapOfIncident> drawMap(IncidentSession& session, const MapRequest& request, std::stop_token stop) {
    const auto ground = MapGround::of(session, stop);
    if (!ground)
        return ground.error();
    const auto extent = session.extent();
    if (!extent)
        return extent.error();
    const Incident& incident = ground->incident;
    const ServiceMap map(incident.services, incident.dependencies);
    const int node = request.focus ? map.indexOf(*request.focus) : -1;
    if (request.focus && node < 0)
        return noSuchService(map, *request.focus);
    const MapFocus focus = node < 0 ? focusOnAll(map) : focusOn(map, node, request.hops);
    MapOfIncident out;
    out.drawing = contentOf(incident, map, focus, edgeLags(map, ground->breaks));
    if (node >= 0) {
        out.drawing.focus = *request.focus;
        out.drawing.hops = request.hops;
    }
    if (const auto placed = place(out.drawing, stop); !placed)
        return placed.error();
    auto measured = measuredServices(session);
    if (!measured)
        return measured.error();
    out.health = HealthHistory(incident.alarms, ground->breaks, std::move(*measured));
    Instant from = ground->breaks.empty() ? extent->from : extent->to;
    for (const auto& [service, broke] : ground->breaks)
        from = std::min(from, broke.at);
    out.order = out.health.order({from, extent->to + Duration::seconds(1)});
    for (const Change& c : incident.changes)
        if (from - Duration::hours(12) <= c.start)
            out.changes[c.service].push_back(c);
    for (auto& [service, all] : out.changes) {
        std::stable_sort(all.begin(), all.end(), [](const Change& a, const Change& b) { return a.start < b.start; });
        if (all.size() > MapOfIncident::kMostChanges)
            all.erase(all.begin(), all.end() - MapOfIncident::kMostChanges);
    }
    out.most = mostTroubled(out.drawing, out.health, incident.alarms, extent->to);
    return out;
}

} // namespace foreshock
