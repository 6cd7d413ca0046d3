// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/clock/clock_figures.h"

#include "model/analysis/clock/clock_lag.h"
#include "model/analysis/clock/offset_graph.h"
#include "tests/analysis/noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace foreshock::test {
namespace {

constexpr int kMinutes = 450; ///< what a responder looks at
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Values autoregressive(Noise& noise, int n, double rho, double size) {
    Values out{noise.normal() * size};
    for (int i = 1; i < n; ++i)
        out.push_back(rho * out.back() + size * std::sqrt(1 - rho * rho) * noise.normal());
    return out;
}

struct World {
    std::vector<Values> seen; ///< by service, as its clock stamps it
    std::vector<double> offsets;
    std::vector<std::pair<int, int>> edges;
};

World makeWorld(int seed, double skew) {
    Noise noise(static_cast<std::uint64_t>(seed));
    World out;
    const int n = 8 + noise.below(9);
    std::vector<int> layer;
    for (int i = 0; i < n; ++i)
        layer.push_back(noise.below(4));
    std::sort(layer.begin(), layer.end());
    layer[0] = 0;
    std::map<std::pair<int, int>, double> fan;
    for (int i = 0; i < n; ++i)
        for (int tries = 1 + noise.below(3); tries > 0; --tries)
            if (const int j = noise.below(n); layer[static_cast<std::size_t>(j)] > layer[static_cast<std::size_t>(i)])
                fan.emplace(std::pair(i, j), .3 + .9 * noise.uniform());
    const Values wave = autoregressive(noise, kMinutes + 40, .9, .015);
    const double height = .05 + .25 * noise.uniform();
    const double phase = noise.uniform();
    std::vector<Values> rate(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
        const Values own = autoregressive(noise, kMinutes + 40, .6, .02);
        const double entry = 50 + 450 * noise.uniform();
        bool isEntry = true;
        for (const auto& [edge, share] : fan)
            isEntry = isEntry && edge.second != i;
        for (int t = 0; t < kMinutes + 40; ++t) {
            const auto at = static_cast<std::size_t>(t);
            double r =
                isEntry ? entry * (1 + height * std::sin(6.283185307179586 * (t / 1440.0 + phase))) * std::exp(wave[at])
                        : 0;
            for (const auto& [edge, share] : fan)
                if (edge.second == i)
                    r += share * rate[static_cast<std::size_t>(edge.first)][at];
            rate[static_cast<std::size_t>(i)].push_back(r * std::exp(own[at]));
        }
    }
    for (int i = 0; i < n; ++i) {
        const double off = skew * (2 * noise.uniform() - 1);
        out.offsets.push_back(off);
        Values y;
        for (int t = 0; t < kMinutes; ++t) { // reported at true time + offset
            const double place = t + 20 - off;
            const auto below = static_cast<std::size_t>(place);
            const double part = place - std::floor(place);
            const Values& x = rate[static_cast<std::size_t>(i)];
            y.push_back(x[below] * (1 - part) + x[below + 1] * part);
        }
        const double lost = .08 * noise.uniform();
        for (double& v : y)
            v = noise.uniform() < lost ? kNaN : v;
        for (int holes = noise.below(3); holes > 0; --holes) {
            const int from = noise.below(kMinutes - 40);
            for (int t = from, to = from + 5 + noise.below(30); t < to; ++t)
                y[static_cast<std::size_t>(t)] = kNaN;
        }
        out.seen.push_back(std::move(y));
    }
    for (const auto& [edge, share] : fan)
        out.edges.push_back(edge);
    return out;
}

double shareWithin(const Values& errors, double most) {
    return errors.empty()
               ? kNaN
               : static_cast<double>(std::count_if(errors.begin(), errors.end(), [&](double e) { return e < most; })) /
                     static_cast<double>(errors.size());
}

void fill(ClockFigures& out, const Values& errors, const Values& believed, double most) {
    out.cases = static_cast<int>(errors.size());
    out.medianError = median(errors);
    out.within = shareWithin(errors, most);
    out.accepted = static_cast<double>(believed.size()) / static_cast<double>(std::max<std::size_t>(errors.size(), 1));
    out.acceptedWithin = shareWithin(believed, most);
}

} // namespace

ClockFigures rateFigures(double skew, int seeds) {
    Values errors, believed, solved;
    for (int seed = 1; seed <= seeds; ++seed) {
        const World world = makeWorld(seed, skew);
        std::vector<OffsetPair> pairs;
        for (const auto& [a, b] : world.edges) {
            const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
            const LagEstimate lag = seriesLag(world.seen[i], world.seen[j], 15);
            const double error = std::abs(lag.lag - (world.offsets[j] - world.offsets[i]));
            errors.push_back(error);
            if (lag.margin > kSeriesMargin) {
                believed.push_back(error);
                pairs.push_back({a, b, lag.lag, std::pow(std::min(lag.margin, 6.0), 2)});
            }
        }
        const auto offsets = solveOffsets(static_cast<int>(world.seen.size()), pairs);
        for (const OffsetPair& p : pairs) {
            const auto i = static_cast<std::size_t>(p.a), j = static_cast<std::size_t>(p.b);
            solved.push_back(std::abs((offsets[j] - offsets[i]) - (world.offsets[j] - world.offsets[i])));
        }
    }
    ClockFigures out;
    out.name = fmt::format("rates a minute apart, ±{:.0f} min", skew);
    fill(out, errors, believed, 1);
    out.solvedMedian = median(solved);
    out.solvedWithin = shareWithin(solved, 1);
    return out;
}

ClockFigures eventFigures(double rate, double seen, double extra, double jitter, int runs) {
    constexpr int kSeconds = 1800;
    Values errors, believed;
    Noise noise(5);
    for (int run = 0; run < runs; ++run) {
        Values raw, events;
        for (int t = 0; t < kSeconds + 4; ++t)
            raw.push_back(noise.normal());
        for (int t = 0; t < kSeconds; ++t) {
            const auto at = static_cast<std::size_t>(t);
            double left = rate * std::exp((raw[at] + raw[at + 1] + raw[at + 2] + raw[at + 3] + raw[at + 4]) / 5);
            for (left += std::log(noise.uniform()); left > 0; left += std::log(noise.uniform()))
                events.push_back(t + noise.uniform()); // Poisson, by exponential waits
        }
        const double skew = 600 * noise.uniform() - 300;
        Values a, b;
        for (const double t : events) {
            if (noise.uniform() < seen)
                a.push_back(t);
            if (noise.uniform() < seen)
                b.push_back(t + skew - jitter * std::log(noise.uniform()));
        }
        const int strangers = static_cast<int>(extra * seen * static_cast<double>(events.size()));
        for (int i = 0; i < strangers; ++i) {
            a.push_back(kSeconds * noise.uniform());
            b.push_back(kSeconds * noise.uniform() + skew);
        }
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        const LagEstimate lag = eventLag(a, b);
        errors.push_back(std::abs(lag.lag - skew));
        if (lag.margin > kEventMargin)
            believed.push_back(errors.back());
    }
    ClockFigures out;
    out.name = fmt::format("events, {:.1f}/s, each log keeps {:.0f} %, {:.0f} % strangers, jitter {:.1f} s", rate,
                           100 * seen, 100 * extra, jitter);
    fill(out, errors, believed, 2);
    return out;
}

} // namespace foreshock::test
