// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/cause_case.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace foreshock {
namespace {

constexpr double kShortStep = .75; ///< minutes

TimedValues byMinute(const TimedValues& v) {
    TimedValues out;
    for (std::size_t i = 0; i < v.t.size();) {
        const double minute = std::floor(v.t[i]);
        double sum = 0;
        std::size_t n = 0;
        for (; i < v.t.size() && std::floor(v.t[i]) == minute; ++i, ++n)
            sum += v.x[i];
        out.t.push_back(minute);
        out.x.push_back(sum / static_cast<double>(n));
    }
    return out;
}

} // namespace

double TimedValues::step() const {
    return t.size() > 2 ? median(steps(t)) : std::numeric_limits<double>::quiet_NaN();
}

TimedValues timedValues(std::span<const Sample> samples) {
    TimedValues out;
    out.t.reserve(samples.size());
    out.x.reserve(samples.size());
    for (const Sample& s : samples) {
        if (!isMeasured(s.value))
            continue;
        const double t = epochMinute(s.time);
        if (!out.t.empty() && out.t.back() == t) {
            out.x.back() = s.value;
            continue;
        }
        out.t.push_back(t);
        out.x.push_back(s.value);
    }
    return out.step() < kShortStep ? byMinute(out) : out;
}

int CauseCase::find(const ServiceId& service) const {
    const auto at_ = std::lower_bound(services.begin(), services.end(), service);
    return at_ != services.end() && *at_ == service ? static_cast<int>(at_ - services.begin()) : -1;
}

CauseCase causeCase(const Incident& incident, const std::vector<ServiceId>& others, const ServiceId& alarmService,
                    std::string_view alarmMetric, Instant at, TimeRange range) {
    CauseCase out;
    out.services = others;
    for (const Service& s : incident.services)
        out.services.push_back(s.id);
    for (const Dependency& d : incident.dependencies)
        out.services.insert(out.services.end(), {d.from, d.to});
    for (const SeriesData& s : incident.series)
        out.services.push_back(s.info.service);
    out.services.push_back(alarmService);
    std::sort(out.services.begin(), out.services.end());
    out.services.erase(std::unique(out.services.begin(), out.services.end()), out.services.end());
    std::erase(out.services, ServiceId());

    std::vector<std::pair<int, int>> edges;
    for (const Dependency& d : incident.dependencies)
        if (!d.from.value.empty() && !d.to.value.empty())
            edges.push_back({out.find(d.from), out.find(d.to)});
    out.hasMap = std::any_of(edges.begin(), edges.end(), [](const auto& e) { return e.first != e.second; });
    for (const SeriesData& s : incident.series) {
        CauseSeries one;
        one.service = out.find(s.info.service);
        if (one.service < 0)
            continue;
        const std::string& metric = s.info.metric;
        one.kind = metric;
        for (std::size_t dot = metric.find('.'); dot != std::string::npos && one.peer < 0;
             dot = metric.find('.', dot + 1))
            if (one.peer = out.find(ServiceId(metric.substr(dot + 1))); one.peer >= 0)
                one.kind = metric.substr(0, dot);
        one.role = causeRole(one.kind, s.info.unit);
        one.data = &s;
        if (one.peer >= 0)
            edges.push_back({one.service, one.peer});
        out.series.push_back(std::move(one));
    }
    const auto key = [](const CauseSeries& s) {
        return std::tie(s.data->info.service, s.data->info.metric, s.data->info.unit, s.data->info.instance,
                        s.data->info.version, s.data->info.id);
    };
    std::sort(out.series.begin(), out.series.end(),
              [&](const CauseSeries& a, const CauseSeries& b) { return key(a) < key(b); });
    out.calls = CallGraph(static_cast<int>(out.services.size()), edges);
    out.target = out.find(alarmService);
    out.alarmMetric = alarmMetric;
    out.at = at;
    out.range = range;
    return out;
}

} // namespace foreshock
