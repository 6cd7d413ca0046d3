// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/clock_report.h"

#include "model/analysis/clock/offset_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foreshock {
namespace {

constexpr std::size_t kLeastEvents = 100; ///< on fewer, chance was believed in 3 of 60 runs
constexpr std::size_t kMostByEvents = 40;
constexpr double kEventError = 2;   ///< seconds: of accepted ones nearly all are within it (docs/skew.md)
constexpr double kSeriesError = 60; ///< seconds: 99 % are within a minute
constexpr int kSeriesLags = 15;     ///< minutes

Duration ofSeconds(double s) {
    return Duration::nanoseconds(static_cast<std::int64_t>(std::llround(std::clamp(s, -1e9, 1e9) * 1e9)));
}

/// Places of the accepted pairs by piece, each piece a list of nodes.
std::vector<std::vector<int>> piecesOf(int nodes, const std::vector<ClockPair>& pairs) {
    std::vector<int> root(static_cast<std::size_t>(nodes));
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int n) {
        while (root[static_cast<std::size_t>(n)] != n)
            n = root[static_cast<std::size_t>(n)];
        return n;
    };
    for (const ClockPair& p : pairs)
        if (p.isAccepted)
            root[static_cast<std::size_t>(find(p.a))] = find(p.b);
    std::vector<std::vector<int>> all(static_cast<std::size_t>(nodes));
    for (int n = 0; n < nodes; ++n)
        all[static_cast<std::size_t>(find(n))].push_back(n);
    std::erase_if(all, [](const std::vector<int>& piece) { return piece.size() < 2; });
    return all;
}

} // namespace

std::optional<ClockReport> clockReport(std::vector<ClockEvidence> evidence,
                                       const std::vector<std::pair<int, int>>& calls, std::stop_token stop) {
    ClockReport out;
    for (ClockEvidence& e : evidence) {
        out.nodes.push_back(e.node);
        std::sort(e.events.begin(), e.events.end());
    }
    const int n = static_cast<int>(evidence.size());
    const auto at = [&](int i) -> const ClockEvidence& { return evidence[static_cast<std::size_t>(i)]; };
    for (int a = 0; a < n; ++a)
        for (int b = a + 1; b < n; ++b) {
            if (stop.stop_requested())
                return std::nullopt;
            if (const auto traces = traceLag(at(a).traces, at(b).traces)) {
                out.pairs.push_back({a, b, LagMethod::Traces, ofSeconds(traces->lag), ofSeconds(traces->error),
                                     static_cast<double>(traces->shared), true, traces->shared});
                continue;
            }
            const std::size_t least = std::min(at(a).events.size(), at(b).events.size());
            if (least < kLeastEvents || evidence.size() > kMostByEvents ||
                at(a).events.front() > at(b).events.back() + 300 || at(b).events.front() > at(a).events.back() + 300)
                continue;
            const LagEstimate lag = eventLag(at(a).events, at(b).events, kEventSpan, 1, stop);
            if (stop.stop_requested())
                return std::nullopt;
            out.pairs.push_back({a, b, LagMethod::Events, ofSeconds(lag.lag), ofSeconds(kEventError), lag.margin,
                                 lag.margin > kEventMargin, static_cast<std::int64_t>(least)});
        }
    for (const auto& [a, b] : calls) {
        if (stop.stop_requested())
            return std::nullopt;
        if (a == b || at(a).traffic.empty() || at(b).traffic.empty())
            continue;
        const LagEstimate lag = seriesLag(at(a).traffic, at(b).traffic, kSeriesLags);
        const auto minutes = std::min(countPresent(at(a).traffic), countPresent(at(b).traffic));
        out.pairs.push_back({a, b, LagMethod::Series, ofSeconds(lag.lag * 60), ofSeconds(kSeriesError), lag.margin,
                             lag.margin > kSeriesMargin, static_cast<std::int64_t>(minutes)});
    }
    // In minutes, as the weights were measured; a second is worth more than a minute, and ids more than both.
    std::vector<OffsetPair> solved;
    for (const ClockPair& p : out.pairs)
        if (p.isAccepted) {
            const double trust = p.method == LagMethod::Traces ? 1e4 : p.method == LagMethod::Events ? 1e2 : 1;
            solved.push_back({p.a, p.b, p.lag.inMinutes(), trust * std::pow(std::min(p.margin, 6.0), 2)});
        }
    const std::vector<double> offsets = solveOffsets(n, solved);
    for (const std::vector<int>& piece : piecesOf(n, out.pairs)) {
        const int anchor =
            *std::max_element(piece.begin(), piece.end(), [&](int a, int b) { return at(a).records < at(b).records; });
        for (const int node : piece) {
            if (node == anchor)
                continue;
            ClockProposal proposal;
            proposal.node = node;
            proposal.anchor = anchor;
            proposal.offset =
                ofSeconds(-60 * (offsets[static_cast<std::size_t>(node)] - offsets[static_cast<std::size_t>(anchor)]));
            proposal.error = Duration::hours(24);
            for (std::size_t p = 0; p < out.pairs.size(); ++p)
                if (out.pairs[p].isAccepted && (out.pairs[p].a == node || out.pairs[p].b == node)) {
                    proposal.pairs.push_back(static_cast<int>(p));
                    proposal.error = std::min(proposal.error, out.pairs[p].error);
                }
            proposal.isNeeded = std::max(proposal.offset, -proposal.offset) > proposal.error;
            out.proposals.push_back(std::move(proposal));
        }
    }
    return out;
}

} // namespace foreshock
