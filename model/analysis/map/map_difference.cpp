// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/map_difference.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::size_t kMostAbove = 200;
constexpr std::size_t kMostFanIn = 10;
constexpr std::size_t kMostWalked = 1000; ///< services, those with the most direct dependents first

using Key = std::tuple<ServiceId, ServiceId>;

/// Edges by pair; of several kinds the ones of that pair, in order of kind.
std::map<Key, std::vector<const Dependency*>> edgesOf(const ServiceMap& map) {
    std::map<Key, std::vector<const Dependency*>> out;
    for (const ServiceMap::Edge& e : map.edges())
        out[{e.told->from, e.told->to}].push_back(e.told);
    return out;
}

bool isTold(const Dependency& a, const Dependency& b) {
    return a.kind == b.kind && a.isDocumented == b.isDocumented && a.isConfirmed == b.isConfirmed;
}

bool isTool(const ServiceMap& map, int node) {
    return std::any_of(map.dependenciesOf(node).begin(), map.dependenciesOf(node).end(),
                       [&](int e) { return map.edge(e).told->kind == DependencyKind::Tooling; });
}

std::vector<int> nodesOf(const std::vector<bool>& set, int own) {
    std::vector<int> out{own};
    for (std::size_t i = 0; i < set.size(); ++i)
        if (set[i] && static_cast<int>(i) != own)
            out.push_back(static_cast<int>(i));
    return out;
}

MapDifference::Added addedEdge(const ServiceMap& before, const ServiceMap& after, const Dependency& edge) {
    MapDifference::Added out;
    out.edge = edge;
    const int from = after.indexOf(edge.from);
    const int to = after.indexOf(edge.to);
    if (from == to)
        return out;
    const std::vector<bool> above = after.above(from);
    const std::vector<bool> below = after.below(to);
    out.closesCycle = below[static_cast<std::size_t>(from)];
    std::vector<int> tops = nodesOf(above, from);
    // Responders' tools first: what they lose is what nobody thinks of.
    std::stable_sort(tops.begin() + 1, tops.end(), [&](int a, int b) { return isTool(after, a) > isTool(after, b); });
    if (tops.size() > kMostAbove)
        tops.resize(kMostAbove);
    const std::vector<int> bottoms = nodesOf(below, to);
    for (const int top : tops) {
        const int old = before.indexOf(after.id(top));
        const std::vector<bool> had = old < 0 ? std::vector<bool>() : before.below(old);
        for (const int bottom : bottoms) {
            if (bottom == top)
                continue;
            const int oldBottom = before.indexOf(after.id(bottom));
            if (oldBottom >= 0 && !had.empty() && had[static_cast<std::size_t>(oldBottom)])
                continue;
            ++out.opensTotal;
            if (out.opens.size() >= MapDifference::kMostOpened)
                continue;
            auto head = after.path(top, from);
            const auto tail = after.path(to, bottom);
            head.insert(head.end(), tail.begin(), tail.end());
            out.opens.push_back({after.named(head), isTool(after, top)});
        }
    }
    std::stable_sort(out.opens.begin(), out.opens.end(), [](const auto& a, const auto& b) {
        return std::tuple(!a.isTool, a.path.size()) < std::tuple(!b.isTool, b.path.size());
    });
    return out;
}

std::vector<MapDifference::FanIn> fanInOf(const ServiceMap& before, const ServiceMap& after) {
    std::vector<MapDifference::FanIn> out;
    std::vector<std::pair<int, int>> counts;
    const auto others = [](const ServiceMap& map, int node) {
        std::vector<bool> above = map.above(node);
        above[static_cast<std::size_t>(node)] = false;
        return countOf(above);
    };
    std::vector<int> nodes(static_cast<std::size_t>(after.size()));
    std::iota(nodes.begin(), nodes.end(), 0);
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](int a, int b) { return after.dependentsOf(a).size() > after.dependentsOf(b).size(); });
    if (nodes.size() > kMostWalked)
        nodes.resize(kMostWalked);
    for (const int node : nodes)
        counts.emplace_back(-others(after, node), node);
    std::sort(counts.begin(), counts.end());
    for (const auto& [negative, node] : counts) {
        if (out.size() == kMostFanIn || negative == 0)
            break;
        const int old = before.indexOf(after.id(node));
        out.push_back({after.id(node), old < 0 ? 0 : others(before, old), -negative});
    }
    return out;
}

} // namespace

MapDifference differenceOf(const ServiceMap& before, const ServiceMap& after) {
    MapDifference out;
    for (int i = 0; i < after.size(); ++i)
        if (before.indexOf(after.id(i)) < 0)
            out.servicesAdded.push_back(after.id(i));
    for (int i = 0; i < before.size(); ++i)
        if (after.indexOf(before.id(i)) < 0)
            out.servicesRemoved.push_back(before.id(i));
    const auto old = edgesOf(before);
    const auto now = edgesOf(after);
    for (const auto& [key, edges] : now) {
        const auto had = old.find(key);
        if (had == old.end())
            out.added.push_back(addedEdge(before, after, *edges.front()));
        else if (edges.size() != had->second.size() ||
                 !std::equal(edges.begin(), edges.end(), had->second.begin(),
                             [](const Dependency* a, const Dependency* b) { return isTold(*a, *b); }))
            out.changed.push_back({*had->second.front(), *edges.front()});
    }
    for (const auto& [key, edges] : old)
        if (!now.contains(key))
            out.removed.push_back(*edges.front());
    out.fanIn = fanInOf(before, after);
    return out;
}

} // namespace foreshock
