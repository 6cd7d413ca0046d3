// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/outlook.h"

#include "app/workflows/stored_samples.h"
#include "model/analysis/limits/backtest.h"
#include "model/analysis/limits/watch_window.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace foreshock {
namespace {

Error cancelled() {
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

struct Threshold {
    double value = 0;
    bool isShare = false;
};

std::optional<Threshold> thresholdOf(std::string_view text) {
    Threshold out;
    text = trimmed(text);
    if (text.ends_with('%')) {
        out.isShare = true;
        text = trimmed(text.substr(0, text.size() - 1));
    }
    std::string digits(text);
    std::erase(digits, ',');
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(out.value))
        return std::nullopt;
    return out;
}

/// The one series that is meant. Errors: Invalid.
Result<const SeriesData*> seriesCalled(const Incident& incident, const std::string& name) {
    std::vector<const SeriesData*> found;
    for (const SeriesData& s : incident.series)
        if (s.info.instance.empty() && (s.info.metric == name || s.info.service.value + "/" + s.info.metric == name))
            found.push_back(&s);
    if (found.size() == 1)
        return found.front();
    std::string some;
    int told = 0;
    for (const SeriesData& s : incident.series)
        if (told < 8 && (found.empty() || std::find(found.begin(), found.end(), &s) != found.end())) {
            some += (told == 0 ? "" : ", ") + s.info.service.value + "/" + s.info.metric;
            ++told;
        }
    return Error{ErrorCode::Invalid, found.empty() ? "no such series" : "several services have such a series", name,
                 some.empty() ? "No series is recorded" : "Name one of: " + some};
}

/// A service and all that depend on it, through any number of edges.
std::set<ServiceId> withDependents(const Incident& incident, const ServiceId& service) {
    std::multimap<ServiceId, ServiceId> callers;
    for (const Dependency& d : incident.dependencies)
        callers.emplace(d.to, d.from);
    std::set<ServiceId> out{service};
    std::vector<ServiceId> open{service};
    while (!open.empty()) {
        const ServiceId next = open.back();
        open.pop_back();
        const auto [from, to] = callers.equal_range(next);
        for (auto it = from; it != to; ++it)
            if (out.insert(it->second).second)
                open.push_back(it->second);
    }
    return out;
}

} // namespace

Result<LimitsReport> findLimits(IncidentSession& session, const LimitsRequest& request, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    StoredSamples samples(session, stop);
    auto report = limitsReport(*incident, samples, request, std::move(stop));
    if (samples.error())
        return *samples.error();
    if (!report)
        return cancelled();
    return std::move(*report);
}

Result<std::vector<WhatIf>> askWhatIf(IncidentSession& session, const GrowthRequest& request, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    StoredSamples samples(session, stop);
    auto answer = whatIfGrown(*incident, samples, request);
    if (samples.error())
        return *samples.error();
    if (answer)
        for (WhatIf& w : *answer)
            w.watch = watchWindow(*incident, request.service, request.at);
    return answer;
}

Result<Backtest> testThreshold(IncidentSession& session, const ThresholdRequest& request, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    const auto series = seriesCalled(*incident, request.series);
    if (!series)
        return series.error();
    const auto threshold = thresholdOf(request.threshold);
    if (!threshold)
        return Error{ErrorCode::Invalid, "\"" + request.threshold + "\" is no threshold",
                     request.isAbove ? "--above" : "--below", "Write a number, or a share of the limit like 95%"};
    const SeriesInfo& info = (*series)->info;
    StoredSamples samples(session, stop);
    BacktestRequest ask{request.isAbove, threshold->value, request.holding, request.horizon};
    if (threshold->isShare && !trimmed(info.unit).starts_with('%')) {
        const auto report = limitsReport(*incident, samples, {}, stop);
        if (samples.error())
            return *samples.error();
        if (!report)
            return cancelled();
        const auto limit = limitIn(*report, {info.service, info.metric});
        if (!limit)
            return Error{
                ErrorCode::Invalid, "no limit of this series is known to take a share of", request.series,
                fmt::format("Give the threshold itself{}", info.unit.empty() ? std::string() : ", in " + info.unit)};
        ask.threshold = limit->value * threshold->value / 100;
    }
    Backtest out = backtest(samples.samples(**series, TimeRange::everything()),
                            incidentsOf(incident->alarms, withDependents(*incident, info.service)), ask);
    if (samples.error())
        return *samples.error();
    out.series = {info.service, info.metric};
    out.unit = info.unit;
    return out;
}

} // namespace foreshock
