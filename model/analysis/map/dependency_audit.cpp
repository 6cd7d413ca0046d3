// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/dependency_audit.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

using Kind = DependencyKind;

bool isForResponders(const ServiceMap::Edge& e) {
    return e.told->kind == Kind::Tooling || e.told->kind == Kind::Telemetry;
}

AuditRow rowOf(const ServiceMap& map, int node, const std::vector<EdgeLag>& lags) {
    AuditRow row;
    row.service = map.id(node);
    std::set<int> direct;
    for (const int number : map.dependenciesOf(node)) {
        const ServiceMap::Edge& e = map.edge(number);
        const Dependency& d = *e.told;
        const bool isSoft = d.kind == Kind::Soft || d.kind == Kind::Buffered;
        const bool hasActed = d.kind == Kind::Soft && std::any_of(lags.begin(), lags.end(), [&](const EdgeLag& lag) {
                                  return lag.edge.from == d.from && lag.edge.to == d.to && lag.edge.kind == d.kind;
                              });
        row.direct.push_back({d, hasActed, isSoft && !d.isConfirmed});
        direct.insert(e.to);
    }
    std::stable_sort(row.direct.begin(), row.direct.end(), [](const AuditRow::Edge& a, const AuditRow::Edge& b) {
        const auto key = [](const AuditRow::Edge& e) {
            return std::tuple(!e.actedHard, !e.isUntested, e.edge.isConfirmed);
        };
        return key(a) < key(b);
    });
    const auto all = map.below(node);
    const auto documented = map.below(node, [](const ServiceMap::Edge& e) { return e.told->isDocumented; });
    const auto own = map.below(node, [](const ServiceMap::Edge& e) { return !isForResponders(e); });
    for (int other = 0; other < map.size(); ++other) {
        const auto at = static_cast<std::size_t>(other);
        if (!all[at] || other == node)
            continue;
        const auto add = [&](std::vector<ServiceId>& list, int& total) {
            if (++total <= static_cast<int>(AuditRow::kMostNames))
                list.push_back(map.id(other));
        };
        if (!direct.contains(other))
            add(row.transitive, row.transitiveTotal);
        if (!documented[at])
            add(row.hidden, row.hiddenTotal);
        if (!own[at])
            add(row.tooling, row.toolingTotal);
    }
    auto above = map.above(node);
    above[static_cast<std::size_t>(node)] = false;
    row.dependents = countOf(above);
    return row;
}

/// Tools: what has a tooling edge, and what carries telemetry.
std::vector<SharedPoint> sharedPoints(const Incident& incident, const ServiceMap& map) {
    std::set<int> tools;
    for (const ServiceMap::Edge& e : map.edges())
        if (e.told->kind == Kind::Tooling)
            tools.insert(e.from);
    for (const SeriesData& s : incident.series)
        if (const int via = map.indexOf(ServiceId(s.info.seenVia)); via >= 0)
            tools.insert(via);
    std::map<int, std::vector<ServiceId>> under;
    for (const int tool : tools) {
        const auto below = map.below(tool);
        for (int node = 0; node < map.size(); ++node)
            if (node != tool && below[static_cast<std::size_t>(node)])
                under[node].push_back(map.id(tool));
    }
    std::vector<SharedPoint> out;
    for (auto& [node, names] : under)
        if (names.size() > 1)
            out.push_back({map.id(node), std::move(names)});
    std::stable_sort(out.begin(), out.end(),
                     [](const SharedPoint& a, const SharedPoint& b) { return a.tools.size() > b.tools.size(); });
    return out;
}

} // namespace

DependencyAudit auditOf(const Incident& incident, const ServiceMap& map, const ServiceBreaks& breaks) {
    DependencyAudit out;
    const std::vector<EdgeLag> lags = edgeLags(map, breaks);
    for (int node = 0; node < map.size(); ++node)
        out.rows.push_back(rowOf(map, node, lags));
    out.edges = static_cast<int>(map.edges().size());
    for (const ServiceMap::Edge& e : map.edges())
        out.unconfirmed += !e.told->isConfirmed;
    out.shared = sharedPoints(incident, map);
    return out;
}

} // namespace foreshock
