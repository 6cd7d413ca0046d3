// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/service_evidence.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace foreshock {
namespace {

using Edge = std::pair<int, int>; ///< caller, callee

bool isBetter(const Found& a, const Found& b) {
    return std::pair(a.nats, a.effect) > std::pair(b.nats, b.effect);
}

void keepBest(std::map<Edge, Found>& into, const Edge& edge, const std::optional<Found>& f) {
    const auto [at, isNew] = into.emplace(edge, Found());
    if (f && (isNew || isBetter(*f, at->second)))
        at->second = *f;
}

double mean(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum / static_cast<double>(v.size());
}

CauseKind kindOf(CauseRole role) {
    switch (role) {
    case CauseRole::Cpu:
        return CauseKind::Cpu;
    case CauseRole::Memory:
        return CauseKind::Memory;
    case CauseRole::Network:
        return CauseKind::Network;
    case CauseRole::Io:
        return CauseKind::Io;
    case CauseRole::Saturation:
        return CauseKind::Saturation;
    case CauseRole::Latency:
        return CauseKind::Latency;
    case CauseRole::Errors:
    case CauseRole::Success:
        return CauseKind::Errors;
    case CauseRole::Traffic:
    case CauseRole::Unknown:
        break;
    }
    return CauseKind::Unknown;
}

/// Gathers; lives for one call of serviceEvidence.
class Gathering {
public:
    explicit Gathering(const CauseCase& incident)
        : m_case(incident) {
        m_out.kinds.resize(incident.services.size());
        m_out.size.resize(incident.services.size());
        m_own.resize(incident.services.size());
    }

    void add(const JudgedSeries& judged) {
        const CauseSeries& s = m_case.series[static_cast<std::size_t>(judged.series)];
        for (const auto* f : {&judged.up, &judged.down})
            if (*f)
                m_out.size[static_cast<std::size_t>(s.service)] += (*f)->effect;
        if (s.role == CauseRole::Latency)
            return addLatency(s, judged);
        if (s.role == CauseRole::Traffic)
            return;
        if (s.role == CauseRole::Unknown && judged.up && judged.down)
            return put(s.service, CauseKind::Unknown, isBetter(*judged.down, *judged.up) ? judged.down : judged.up);
        put(s.service, kindOf(s.role), s.role == CauseRole::Unknown && !judged.up ? judged.down : judged.up);
        if (s.role == CauseRole::Network || s.role == CauseRole::Io)
            put(s.service, CauseKind::Quieter, judged.down, .5);
    }

    void put(int service, CauseKind kind, const std::optional<Found>& f, double scale = 1) {
        if (!f)
            return;
        KindsFound& kinds = m_out.kinds[static_cast<std::size_t>(service)];
        const auto at = kinds.find(kind);
        if (f->nats * scale <= (at == kinds.end() ? 0 : at->second.nats))
            return;
        Found scaled = *f;
        scaled.nats *= scale;
        kinds[kind] = std::move(scaled);
    }

    ServiceEvidence done() {
        blameEnds();
        for (int s = 0; s < m_case.calls.size(); ++s)
            if (const auto& f = m_own[static_cast<std::size_t>(s)])
                put(s, CauseKind::Latency, f, 1 - waits(s, f->excess));
        return std::move(m_out);
    }

private:
    void addLatency(const CauseSeries& s, const JudgedSeries& judged) {
        if (s.peer >= 0)
            return keepBest(m_edges, {s.service, s.peer}, judged.up);
        const LatencyPlace place = latencyPlace(s.metric());
        if (place == LatencyPlace::Transit)
            put(s.service, CauseKind::Inbound, judged.up);
        if (place != LatencyPlace::Own)
            return;
        auto& own = m_own[static_cast<std::size_t>(s.service)];
        if (judged.up && (!own || isBetter(*judged.up, *own)))
            own = judged.up;
        put(s.service, CauseKind::Quieter, judged.down);
    }

    /// Part of a service's added time that it spent waiting for its callees.
    double waits(int service, double excess) const {
        double sum = 0;
        for (const int c : m_case.calls.callees(service)) {
            const auto edge = m_edges.find({service, c});
            const auto& own = m_own[static_cast<std::size_t>(c)];
            sum += edge != m_edges.end() ? edge->second.excess : own ? own->excess : 0;
        }
        return std::min(1.0, sum / std::max(excess, 1e-12));
    }

    const Found& bestEdge(int service, bool isCaller) const {
        const Found* best = nullptr;
        for (const auto& [edge, f] : m_edges)
            if ((isCaller ? edge.first : edge.second) == service && (!best || isBetter(f, *best)))
                best = &f;
        return *best;
    }

    void blameEnds() {
        std::map<int, std::vector<double>> by; // a caller's share of each of its calls
        std::map<int, std::vector<std::pair<int, double>>> to;
        std::map<int, int> calls;
        for (const auto& [edge, f] : m_edges) {
            to[edge.second].push_back({edge.first, f.nats});
            ++calls[edge.first];
        }
        for (const auto& [edge, f] : m_edges) {
            std::vector<double> others;
            for (const auto& [caller, nats] : to[edge.second])
                if (caller != edge.first)
                    others.push_back(nats);
            by[edge.first].push_back(!others.empty()          ? std::max(0.0, f.nats - mean(others))
                                     : calls[edge.first] >= 3 ? f.nats
                                                              : 0);
        }
        std::map<int, double> callers;
        for (const auto& [caller, shares] : by) {
            callers[caller] = median(shares);
            Found f = bestEdge(caller, true);
            f.nats = callers[caller];
            put(caller, CauseKind::Outbound, f);
        }
        for (const auto& [callee, edges] : to) {
            std::vector<double> left;
            for (const auto& [caller, nats] : edges)
                left.push_back(std::max(0.0, nats - callers[caller]));
            Found f = bestEdge(callee, false);
            f.nats = mean(left) * (1 - waits(callee, f.excess));
            put(callee, CauseKind::Inbound, f);
        }
    }

    const CauseCase& m_case;
    ServiceEvidence m_out;
    std::map<Edge, Found> m_edges;           ///< of calls; nothing found counts as zero nats
    std::vector<std::optional<Found>> m_own; ///< own latency, upwards
};

} // namespace

ServiceEvidence serviceEvidence(const CauseCase& incident, const std::vector<JudgedSeries>& judged,
                                const std::map<ServiceId, Found>& logs) {
    Gathering out(incident);
    for (const JudgedSeries& j : judged)
        out.add(j);
    ServiceEvidence evidence = out.done();
    for (const auto& [service, f] : logs)
        if (const int s = incident.find(service); s >= 0 && f.nats > 0)
            evidence.kinds[static_cast<std::size_t>(s)][CauseKind::Logs] = f;
    return evidence;
}

} // namespace foreshock
