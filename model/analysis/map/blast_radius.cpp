// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/blast_radius.h"

#include "model/base/text.h"

#include <algorithm>
#include <deque>
#include <map>
#include <queue>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

using Kind = DependencyKind;

bool isForResponders(Kind kind) {
    return kind == Kind::Tooling || kind == Kind::Telemetry;
}

std::string detailCalled(const Service& service, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (const Detail& d : service.details)
            if (lowered(d.name) == name)
                return d.value;
    return {};
}

/// How trouble reached a node soonest.
struct Arrival {
    Duration after;
    bool isReached = false, isTimed = true, isMeasured = false, isSure = true;
    int edge = -1; ///< to what it depends on
};

class Radius {
public:
    Radius(const Incident& incident, const ServiceMap& map, const ServiceBreaks& breaks, int service)
        : m_incident(incident)
        , m_map(map)
        , m_breaks(breaks)
        , m_service(service)
        , m_all(map.above(service))
        , m_arrivals(static_cast<std::size_t>(map.size())) {
        for (EdgeLag& lag : edgeLags(map, breaks))
            m_lags.emplace(std::tuple(map.indexOf(lag.edge.from), map.indexOf(lag.edge.to), lag.edge.kind),
                           std::move(lag));
    }

    BlastRadius take() {
        m_out.service = m_map.id(m_service);
        m_out.isOnCycle = m_all[static_cast<std::size_t>(m_service)];
        m_all[static_cast<std::size_t>(m_service)] = false;
        m_out.dependents = countOf(m_all);
        std::set<int> direct;
        for (const int e : m_map.dependentsOf(m_service))
            if (m_map.edge(e).from != m_service)
                direct.insert(m_map.edge(e).from);
        m_out.directDependents = static_cast<int>(direct.size());
        if (const auto own = m_breaks.find(m_out.service); own != m_breaks.end())
            m_out.breakage = own->second;
        spread();
        tellPredicted();
        tellObserved();
        tellTooling();
        tellLags();
        tellUnaffected();
        return std::move(m_out);
    }

private:
    const EdgeLag* lagOf(const ServiceMap::Edge& e) const {
        const auto found = m_lags.find(std::tuple(e.from, e.to, e.told->kind));
        return found == m_lags.end() ? nullptr : &found->second;
    }

    void spread() {
        using Open = std::tuple<bool, Duration, int, int>; // untimed last; then soonest, then fewest steps
        std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
        at(m_service).isReached = true;
        open.emplace(false, Duration{}, 0, m_service);
        std::vector<bool> isDone(m_arrivals.size(), false);
        while (!open.empty()) {
            const auto [isUntimed, after, hops, node] = open.top();
            open.pop();
            if (isDone[static_cast<std::size_t>(node)])
                continue;
            isDone[static_cast<std::size_t>(node)] = true;
            for (const int number : m_map.dependentsOf(node)) {
                const ServiceMap::Edge& e = m_map.edge(number);
                const EdgeLag* lag = lagOf(e);
                const Kind kind = e.told->kind;
                if (e.from == e.to || isForResponders(kind) || (kind == Kind::Soft && !lag))
                    continue;
                Arrival next = at(node);
                next.edge = number;
                next.isReached = true;
                next.after = next.after + (lag ? lag->lag : Duration{});
                next.isMeasured = next.isMeasured || lag;
                next.isTimed = next.isTimed && (lag || kind != Kind::Buffered);
                next.isSure = next.isSure && (lag || kind != Kind::Unknown);
                Arrival& known = at(e.from);
                const auto order = [](const Arrival& a) { return std::tuple(!a.isTimed, a.after); };
                if (isDone[static_cast<std::size_t>(e.from)] || (known.isReached && order(known) <= order(next)))
                    continue;
                known = next;
                open.emplace(!next.isTimed, next.after, hops + 1, e.from);
            }
        }
    }

    void tellPredicted() {
        for (int node = 0; node < m_map.size(); ++node) {
            const Arrival& a = at(node);
            if (node == m_service || !a.isReached)
                continue;
            BlastRadius::Hit hit{m_map.id(node), std::nullopt, a.isMeasured, a.isSure, {}, {}};
            if (a.isTimed)
                hit.after = a.after;
            constexpr int kEnd = BlastRadius::kLongestPath / 2;
            std::deque<int> tail; // the last ones
            for (int step = node; step != m_service; step = m_map.edge(at(step).edge).to) {
                if (hit.hops++ < kEnd) {
                    hit.path.push_back(m_map.id(step));
                    hit.kinds.push_back(m_map.edge(at(step).edge).told->kind);
                    continue;
                }
                tail.push_back(step);
                if (static_cast<int>(tail.size()) > kEnd)
                    tail.pop_front();
            }
            if (hit.hops > BlastRadius::kLongestPath)
                hit.path.push_back(ServiceId("…"));
            for (const int step : tail) {
                hit.path.push_back(m_map.id(step));
                if (hit.hops <= BlastRadius::kLongestPath)
                    hit.kinds.push_back(m_map.edge(at(step).edge).told->kind);
            }
            hit.path.push_back(m_out.service);
            m_out.predicted.push_back(std::move(hit));
        }
        std::stable_sort(m_out.predicted.begin(), m_out.predicted.end(),
                         [](const BlastRadius::Hit& a, const BlastRadius::Hit& b) {
                             const auto key = [](const BlastRadius::Hit& h) {
                                 return std::tuple(!h.after, h.after.value_or(Duration{}), h.hops);
                             };
                             return key(a) < key(b);
                         });
    }

    void tellObserved() {
        if (!m_out.breakage)
            return;
        for (const auto& [id, breakage] : m_breaks) {
            const int node = m_map.indexOf(id);
            if (node < 0 || !m_all[static_cast<std::size_t>(node)] ||
                breakage.at < m_out.breakage->at - breakage.error - m_out.breakage->error)
                continue;
            m_out.observed.push_back({id, breakage, std::max(breakage.at - m_out.breakage->at, Duration{}),
                                      m_map.named(m_map.path(node, m_service))});
        }
        std::stable_sort(m_out.observed.begin(), m_out.observed.end(),
                         [](const BlastRadius::Seen& a, const BlastRadius::Seen& b) { return a.after < b.after; });
    }

    void addTool(int node, BlastRadius::ToolKind kind, int series) {
        BlastRadius::Tool tool{m_map.id(node), kind, m_map.named(m_map.path(node, m_service)), series, {}, {}};
        for (const Service& s : m_incident.services)
            if (s.id == tool.service) {
                tool.fallback = detailCalled(s, {"fallback", "fallback_tool", "backup"});
                tool.practised =
                    detailCalled(s, {"fallback_practised", "last_practised", "practised", "last_exercised"});
            }
        m_out.tooling.push_back(std::move(tool));
    }

    /// What carries telemetry loses it, be it the failing service itself.
    void tellTooling() {
        std::map<int, int> carries;
        for (const SeriesData& s : m_incident.series)
            if (const int via = m_map.indexOf(ServiceId(s.info.seenVia)); via >= 0)
                ++carries[via];
        for (int node = 0; node < m_map.size(); ++node) {
            const bool isIn = m_all[static_cast<std::size_t>(node)];
            const auto& out = m_map.dependenciesOf(node);
            const auto needs = [&](Kind kind) {
                return std::any_of(out.begin(), out.end(), [&](int e) {
                    const int to = m_map.edge(e).to;
                    return m_map.edge(e).told->kind == kind && (to == m_service || m_all[static_cast<std::size_t>(to)]);
                });
            };
            const auto carried = carries.find(node);
            if (isIn && needs(Kind::Tooling))
                addTool(node, BlastRadius::ToolKind::Tool, carried == carries.end() ? 0 : carried->second);
            else if (carried != carries.end() && (isIn || node == m_service))
                addTool(node, BlastRadius::ToolKind::Telemetry, carried->second);
            else if (isIn && needs(Kind::Telemetry))
                addTool(node, BlastRadius::ToolKind::Telemetry, 0);
        }
    }

    void tellLags() {
        for (const auto& [key, lag] : m_lags) {
            const int to = std::get<1>(key);
            if (to != m_service && !m_all[static_cast<std::size_t>(to)])
                continue;
            m_out.lags.push_back(lag);
            if (lag.edge.kind == Kind::Soft)
                m_out.actedHard.push_back(lag);
        }
    }

    void tellUnaffected() {
        std::set<ServiceId> tools;
        for (const BlastRadius::Tool& t : m_out.tooling)
            tools.insert(t.service);
        for (int node = 0; node < m_map.size(); ++node) {
            if (node == m_service || at(node).isReached || tools.contains(m_map.id(node)))
                continue;
            if (!m_all[static_cast<std::size_t>(node)]) {
                m_out.unaffected.push_back(m_map.id(node));
                continue;
            }
            // Behind a soft edge: name the edge that should hold.
            const auto way = m_map.path(node, m_service);
            for (std::size_t i = way.size(); i-- > 1;)
                for (const int e : m_map.dependenciesOf(way[i - 1]))
                    if (m_map.edge(e).to == way[i] && m_map.edge(e).told->kind == Kind::Soft &&
                        (m_out.spared.empty() || m_out.spared.back().service != m_map.id(node)))
                        m_out.spared.push_back({m_map.id(node), *m_map.edge(e).told});
            if (m_out.spared.empty() || m_out.spared.back().service != m_map.id(node))
                m_out.unaffected.push_back(m_map.id(node)); // only behind what responders need
        }
    }

    Arrival& at(int node) { return m_arrivals[static_cast<std::size_t>(node)]; }

    const Incident& m_incident;
    const ServiceMap& m_map;
    const ServiceBreaks& m_breaks;
    int m_service;
    std::vector<bool> m_all; ///< transitive dependents by any edge
    std::vector<Arrival> m_arrivals;
    std::map<std::tuple<int, int, Kind>, EdgeLag> m_lags;
    BlastRadius m_out;
};

} // namespace

BlastRadius blastRadius(const Incident& incident, const ServiceMap& map, const ServiceBreaks& breaks, int service) {
    return Radius(incident, map, breaks, service).take();
}

} // namespace foreshock
