// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/flow_ranking.h"

#include "model/analysis/causes/cause_constants.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace foreshock {
namespace {

using namespace cause_constants;

/// The target's times that are weighed: from just before it hurt to a while after the alarm; fewer than 2: too little.
std::vector<EpochMinute> timesOf(const TimedValues& target, double harm, EpochMinute alarm, double step) {
    const auto& t = target.t;
    const auto begin =
        static_cast<std::size_t>(std::upper_bound(t.begin(), t.end(), alarm - kFlowBack * step) - t.begin());
    const double stop = alarm + kFlowOn * step;
    if (begin < static_cast<std::size_t>(kShort) || begin + 3 > t.size() || t[begin] >= stop)
        return {};
    Values old(target.x.begin(), target.x.begin() + static_cast<std::ptrdiff_t>(begin));
    for (double& x : old)
        x *= harm;
    const double middle = median(old);
    double peak = -std::numeric_limits<double>::infinity();
    for (std::size_t i = begin; i < t.size() && t[i] < stop; ++i)
        peak = std::max(peak, harm * target.x[i] - middle);
    const double high = middle + std::max(3 * spread(old), kFlowCalm * peak);
    std::size_t first = begin; // a late alarm: back to before it hurt
    const std::size_t late = static_cast<std::size_t>(kFlowLate);
    for (std::size_t k = begin + 1; k-- > (begin > late ? begin - late : 0);)
        if (harm * target.x[k] < high) {
            first = k;
            break;
        }
    std::vector<EpochMinute> out;
    for (std::size_t i = first; i < t.size() && t[i] < stop; ++i)
        out.push_back(t[i]);
    return out;
}

Values rowsOf(const TimedValues& v, const std::vector<EpochMinute>& times, double step) {
    Values out;
    for (const EpochMinute u : times) {
        const auto after = std::lower_bound(v.t.begin(), v.t.end(), u);
        auto nearest = after;
        if (after == v.t.end() || (after != v.t.begin() && u - *(after - 1) <= *after - u))
            nearest = after == v.t.begin() ? after : after - 1;
        const bool isNear = nearest != v.t.end() && std::abs(*nearest - u) < .6 * step;
        out.push_back(isNear ? v.x[static_cast<std::size_t>(nearest - v.t.begin())]
                             : std::numeric_limits<double>::quiet_NaN());
    }
    return out;
}

/// Count unknown: one call for each of the callers', from the alarmed service on.
void assumeCounts(std::map<int, FlowInput>& inputs, const CallGraph& calls, int target,
                  const std::vector<const CauseSeries*>& counts) {
    std::vector<int> order = calls.callersFirst(target);
    std::vector<bool> isReached(counts.size());
    for (const int s : order)
        isReached[static_cast<std::size_t>(s)] = true;
    for (const auto& [s, in] : inputs)
        if (!isReached[static_cast<std::size_t>(s)])
            order.push_back(s);
    for (const int s : order) {
        if (counts[static_cast<std::size_t>(s)])
            continue;
        FlowInput& in = inputs.at(s);
        for (const int caller : calls.callers(s))
            in.requests += inputs.at(caller).requests;
        if (in.requests <= 0 && s == target)
            in.requests = 1;
    }
}

} // namespace

FlowRanking rankByFlow(const CauseCase& incident, SampleSource& samples) {
    FlowRanking out;
    const std::size_t size = incident.services.size();
    out.series.resize(size);
    std::vector<const CauseSeries*> counts(size, nullptr);
    if (incident.target < 0 || incident.alarmMetric.empty())
        return out;
    for (const CauseSeries& s : incident.series) {
        const auto place = static_cast<std::size_t>(s.service);
        if (s.metric() == incident.alarmMetric && s.data->info.instance.empty() && !out.series[place].data)
            out.series[place] = s;
        if (s.role == CauseRole::Traffic && s.peer < 0 && s.data->info.instance.empty() && !counts[place])
            counts[place] = &s;
    }
    const auto target = static_cast<std::size_t>(incident.target);
    if (!out.series[target].data)
        return out;
    std::size_t reporting = 0;
    std::size_t counted = 0;
    std::vector<bool> isKept(size);
    for (std::size_t s = 0; s < size; ++s) {
        isKept[s] = out.series[s].data != nullptr;
        reporting += isKept[s];
        counted += isKept[s] && counts[s];
    }
    if (!isAdditive(incident.alarmMetric)) {
        out.fit = FlowFit::NotAdditive;
        return out;
    }
    if (reporting < 3) {
        out.fit = FlowFit::TooFewServices;
        return out;
    }
    out.isAssumed = static_cast<double>(counted) < std::max(3., kFlowCounted * static_cast<double>(reporting));
    if (out.isAssumed)
        std::fill(counts.begin(), counts.end(), nullptr);
    const TimedValues value = incident.read(samples, out.series[target]);
    const double step = value.step();
    out.harm = out.series[target].role == CauseRole::Success ? -1 : 1;
    if (!std::isnan(step))
        out.times = timesOf(value, out.harm, incident.alarm(), step);
    if (out.times.size() < 2) {
        out.fit = FlowFit::TooLittlePast;
        return out;
    }
    out.fit = FlowFit::Fits;
    const CallGraph calls = incident.calls.steppedOver(isKept);
    std::map<int, FlowInput> inputs;
    for (std::size_t s = 0; s < size; ++s) {
        if (!isKept[s]) {
            out.steppedOver.push_back(static_cast<int>(s));
            continue;
        }
        FlowInput& in = inputs[static_cast<int>(s)];
        const TimedValues own = incident.read(samples, out.series[s]);
        in.window = rowsOf(own, out.times, step);
        for (std::size_t i = 0; i < own.t.size() && own.t[i] < out.times.front() - .1; ++i)
            in.normal.push_back(own.x[i]);
        if (counts[s]) {
            const double requests = mean(rowsOf(incident.read(samples, *counts[s]), out.times, step));
            in.requests = std::isnan(requests) ? 0 : std::max(0.0, requests);
        }
    }
    assumeCounts(inputs, calls, incident.target, counts);
    for (const auto& [s, in] : inputs)
        if (!counts[static_cast<std::size_t>(s)])
            out.uncounted.push_back(s);
    FlowSettings settings;
    settings.harm = out.harm;
    // Shares of success: a tenth of a percent, whether written as 99.9 or as .999.
    settings.floor = out.harm > 0 ? 1e-6 : highest(value.x) > 1.5 ? .1 : .001;
    settings.unreached = kFlowUnreached;
    out.shares = excessFlow(calls, incident.target, inputs, settings);
    out.isConvincing = isConvincing(out.shares, inputs, out.harm);
    out.isMapEnd = calls.callees(incident.target).empty();
    if (out.isMapEnd) {
        const auto key = [](const FlowShare& r) { return std::tuple(-r.score, -r.z, -r.excess, r.service); };
        for (FlowShare& row : out.shares)
            row.score *= row.service == incident.target ? kUnreached : 1;
        std::sort(out.shares.begin(), out.shares.end(),
                  [&](const FlowShare& a, const FlowShare& b) { return key(a) < key(b); });
    }
    return out;
}

} // namespace foreshock
