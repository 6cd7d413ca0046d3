// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/excess_flow.h"

#include "model/analysis/causes/cause_constants.h"
#include "model/analysis/causes/tails.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace foreshock {
namespace {

using namespace cause_constants;

struct Excess {
    Values rows;
    double noise = 0;
};

std::optional<Excess> excessOf(const FlowInput& in, const FlowSettings& settings) {
    Values x = in.window;
    Values normal = in.normal;
    for (Values* v : {&x, &normal})
        for (double& value : *v)
            value *= settings.harm;
    if (countPresent(x) == 0)
        return std::nullopt;
    std::optional<double> base;
    double noise = 0;
    if (countPresent(normal) >= 5) {
        const double middle = median(normal);
        base = middle;
        noise = std::max(spread(normal), (quantile(normal, .99) - middle) / 2.33);
    }
    if (!std::isnan(x.front()))
        base = std::max(base.value_or(x.front()), x.front());
    if (!base)
        return std::nullopt;
    Excess out;
    for (const double value : x)
        out.rows.push_back(std::isnan(value) ? 0 : value - *base);
    out.noise = std::max({noise, settings.harm > 0 ? settings.relativeFloor * std::abs(*base) : 0, settings.floor});
    return out;
}

/// Looks where the target hurts.
Values doses(const Values& target) {
    Values w(target.size());
    double sum = 0;
    for (std::size_t i = 1; i < w.size(); ++i)
        sum += w[i] = std::max(0.0, target[i]);
    for (std::size_t i = 1; i < w.size(); ++i)
        w[i] = sum > 0 ? w[i] / sum : 1 / static_cast<double>(w.size() - 1);
    return w;
}

double exceedChance(const FlowInput& in, double harm) {
    Values normal = present(in.normal);
    if (normal.size() < 20)
        return 1;
    for (double& value : normal)
        value *= harm;
    const double limit = std::max(quantile(normal, .99), median(normal) + 1e-9) + 1e-9;
    int above = 0;
    int all = 0;
    for (std::size_t i = 1; i < in.window.size(); ++i)
        if (!std::isnan(in.window[i])) {
            ++all;
            above += in.window[i] * harm > limit;
        }
    return upperBinomial(above, all, .01);
}

} // namespace

std::vector<FlowShare> excessFlow(const CallGraph& calls, int target, const std::map<int, FlowInput>& inputs,
                                  const FlowSettings& settings) {
    std::map<int, Excess> excess;
    for (const auto& [service, in] : inputs)
        if (auto e = excessOf(in, settings))
            excess.emplace(service, std::move(*e));
    const auto at = excess.find(target);
    if (at == excess.end() || at->second.rows.size() < 2)
        return {};
    const Values weights = doses(at->second.rows);
    std::map<int, double> added;
    for (const auto& [service, e] : excess) {
        double sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i)
            sum += weights[i] * e.rows[i];
        added[service] = std::max(0.0, sum);
    }
    const auto requests = [&](int service) {
        const auto in = inputs.find(service);
        return in == inputs.end() ? 0 : in->second.requests;
    };
    const auto rate = [&](int callee) {
        double all = 0;
        for (const int caller : calls.callers(callee))
            all += requests(caller);
        return excess.contains(callee) && all > 0 ? requests(callee) / all : 0;
    };
    std::map<int, double> visits{{target, 1}};
    const std::vector<int> order = calls.callersFirst(target);
    for (const int s : order)
        for (const int c : calls.callees(s))
            if (c != target)
                visits[c] += visits[s] * rate(c);
    std::vector<bool> isReached(static_cast<std::size_t>(calls.size()));
    for (const int s : order)
        isReached[static_cast<std::size_t>(s)] = true;
    const double total = std::max(added[target], 1e-12);
    std::vector<FlowShare> out;
    for (const auto& [service, e] : excess) {
        FlowShare row;
        row.service = service;
        row.excess = added[service];
        for (const int c : calls.callees(service))
            if (excess.contains(c))
                row.below += rate(c) * added[c];
        row.own = std::max(0.0, row.excess - row.below);
        row.isReached = isReached[static_cast<std::size_t>(service)];
        for (std::size_t i = e.rows.size(); i-- > 1;)
            if (e.rows[i] >= 3 * e.noise)
                row.firstRow = static_cast<int>(i);
        row.visits = row.isReached ? visits[service] : requests(target) > 0 ? requests(service) / requests(target) : 0;
        row.share = row.visits * row.own / total;
        row.z = row.own / e.noise;
        row.score =
            (row.isReached ? 1 : settings.unreached) * row.share / (1 + std::exp(-std::clamp(row.z - 3, -60., 60.)));
        out.push_back(row);
    }
    const auto key = [](const FlowShare& r) { return std::tuple(-r.score, -r.z, -r.excess, r.service); };
    std::sort(out.begin(), out.end(), [&](const FlowShare& a, const FlowShare& b) { return key(a) < key(b); });
    return out;
}

bool isConvincing(const std::vector<FlowShare>& shares, const std::map<int, FlowInput>& inputs, double harm) {
    for (std::size_t i = 0; i < std::min<std::size_t>(3, shares.size()); ++i) {
        const FlowShare& row = shares[i];
        const double p = std::min(1.0, exceedChance(inputs.at(row.service), harm) * static_cast<double>(shares.size()));
        if (p < kFlowChance && row.share >= kFlowShare && row.z >= kFlowNoise)
            return true;
    }
    return false;
}

} // namespace foreshock
