// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/judged_series.h"

#include "model/analysis/causes/cause_constants.h"
#include "model/analysis/causes/tails.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

using namespace cause_constants;

struct Read {
    int series;
    SeriesRegion region;
};

/// What is usual for a metric over services.
struct Pools {
    std::map<std::string, Values> noises;
    std::map<std::string, Values> shifts;
    std::map<std::tuple<int, CauseRole, int>, std::set<std::pair<std::string, std::string>>> tests;
    std::map<std::pair<int, std::string>, std::size_t>
        load; ///< by service and instance, into the list of what was read
};

double binomialCoefficient(int n, int k) {
    double out = 1;
    for (int i = 1; i <= k; ++i)
        out = out * (n - k + i) / i;
    return out;
}

/// How the series follows its service's load in the past, between not at all and in proportion.
Values withoutLoad(const SeriesRegion& region, const SeriesRegion& load) {
    const double middle = median(region.past(region.y));
    const double loadMiddle = median(region.past(load.y));
    double across = 0;
    double along = 0;
    for (std::size_t i = 0; i < region.y.size(); ++i)
        if (region.isPast[i]) {
            across += (region.y[i] - middle) * (load.y[i] - loadMiddle);
            along += (load.y[i] - loadMiddle) * (load.y[i] - loadMiddle);
        }
    const double slope = std::clamp(across / std::max(along, 1e-9), 0.0, 1.0);
    Values out = region.y;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] -= slope * (load.y[i] - loadMiddle);
    return out;
}

/// Sampled together, so that values can be compared one by one.
bool isAligned(const SeriesRegion& a, const SeriesRegion& b) {
    if (a.t.size() != b.t.size())
        return false;
    for (std::size_t i = 0; i < a.t.size(); ++i)
        if (std::abs(a.t[i] - b.t[i]) > std::max(.5, .5 * b.step))
            return false;
    return true;
}

bool followsLoad(CauseRole role) {
    return role == CauseRole::Cpu || role == CauseRole::Io || role == CauseRole::Network;
}

Pools poolsOf(const CauseCase& incident, const std::vector<Read>& reads) {
    Pools out;
    for (std::size_t i = 0; i < reads.size(); ++i) {
        const CauseSeries& s = incident.series[static_cast<std::size_t>(reads[i].series)];
        const SeriesRegion& r = reads[i].region;
        const Values past = r.past(r.y);
        out.noises[s.kind].push_back(usualLevel(past).noise);
        out.shifts[s.kind].push_back(median(r.now(r.y)) - median(past));
        out.tests[{s.service, s.role, s.peer}].insert({withoutStatistic(s.kind), s.data->info.instance});
        if (s.role == CauseRole::Traffic && s.peer < 0)
            out.load.emplace(std::pair(s.service, s.data->info.instance), i);
    }
    return out;
}

double pooledNoise(const Pools& pools, const CauseSeries& s, int pastCount) {
    if (pastCount >= kShort)
        return kPool * median(pools.noises.at(s.kind));
    const Values& shifts = pools.shifts.at(s.kind);
    return shifts.size() > 3 ? spread(shifts) : kPoolUnknown;
}

} // namespace

std::optional<Found> judgeWindow(const SeriesRegion& region, const Values& y, double floor, double pooled, int tests,
                                 int sign) {
    const Values past = region.past(y);
    if (past.empty() || region.nowCount() < 2)
        return std::nullopt;
    const double size = static_cast<double>(past.size());
    auto [level, noise] = usualLevel(past);
    const double least = std::max(pooled, floor);
    const bool isSure = past.size() >= static_cast<std::size_t>(kSure) || noise <= least;
    noise = std::max(noise, least) * std::sqrt(1 + 2 / size);
    Values deviations = region.now(y);
    for (double& d : deviations)
        d = sign * (d - level);
    Values top = deviations;
    std::sort(top.begin(), top.end(), std::greater<>());
    if (top[1] <= 0)
        return std::nullopt;
    const int n = static_cast<int>(top.size());
    const int most = std::min(n, kMost);
    const double fresh = kFresh * std::min(1.0, size / kSure); // a doubtful level makes all samples doubtful together
    double p = 2e300;
    int best = 2;
    for (int k = 2; k <= most; ++k) {
        const double z = top[static_cast<std::size_t>(k) - 1] / noise;
        const double tail = z < 0 ? 1 - (isSure ? upperStudent3(-z) : upperStudent2(-z))
                                  : (isSure ? upperStudent3(z) : upperStudent2(z));
        const double one = binomialCoefficient(n, k) * (most - 1) * std::pow(tail, 1 + fresh * (k - 1));
        if (one < p) {
            p = one;
            best = k;
        }
    }
    Found out;
    const std::size_t place = static_cast<std::size_t>(best) - 1;
    out.effect = std::max(top[place], 1e-9);
    out.z = out.effect / noise;
    const double relative = out.effect / kFull;
    out.nats = boundedEvidence(std::min(1.0, p * tests), kCap) *
               (std::min(1.0, relative) + std::min(kSizeCap, kSize * std::log(std::max(1.0, relative))) / kCap);
    const Values now = region.now(region.x);
    out.before = median(region.past(region.x));
    const auto shared = std::find(deviations.begin(), deviations.end(), top[place]) - deviations.begin();
    out.during = now[static_cast<std::size_t>(shared)];
    Values excess = now;
    for (double& x : excess)
        x = sign * (x - out.before);
    std::sort(excess.begin(), excess.end(), std::greater<>());
    out.excess = std::max(0.0, excess[place]);
    const Values times = region.now(region.t);
    for (std::size_t i = 0; i < times.size(); ++i)
        if (deviations[i] >= out.effect) {
            out.first = times[i];
            break;
        }
    if (!out.first) // falls below the least effect: the prototype takes the first sample
        out.first = times.front();
    return out;
}

AlarmSight sightOf(const CauseCase& incident, const std::vector<JudgedSeries>& judged) {
    AlarmSight out = AlarmSight::Unknown;
    for (const JudgedSeries& j : judged) {
        const CauseSeries& s = incident.series[static_cast<std::size_t>(j.series)];
        if (s.service != incident.target || s.metric() != incident.alarmMetric)
            continue;
        const bool isBadUpwards =
            s.role == CauseRole::Latency || s.role == CauseRole::Errors || s.role == CauseRole::Success;
        bool isMoving = false;
        for (const auto* f : {&j.up, &j.down}) {
            if (!*f || (f == &j.down && isBadUpwards))
                continue;
            if ((*f)->nats >= kTelling)
                return AlarmSight::Seen;
            // Tail percentiles have more noise, but a third more of one is not calm.
            isMoving = isMoving || (*f)->z >= kCalmNoise || (*f)->effect >= noiseFloor(s.role, "");
        }
        if (isMoving)
            return AlarmSight::Unknown;
        out = AlarmSight::Calm;
    }
    return out;
}

std::optional<std::vector<JudgedSeries>> judgeSeries(const CauseCase& incident, SampleSource& samples,
                                                     std::stop_token stop) {
    const std::set<double> troubled = troubledMinutes(incident, samples);
    std::vector<Read> reads;
    for (std::size_t i = 0; i < incident.series.size(); ++i) {
        if (stop.stop_requested())
            return std::nullopt;
        const CauseSeries& s = incident.series[i];
        SeriesRegion region = regionOf(incident.read(samples, s), s.role, incident.alarm(), troubled);
        if (region.pastCount() >= 1 && region.nowCount() >= 2)
            reads.push_back({static_cast<int>(i), std::move(region)});
    }
    const Pools pools = poolsOf(incident, reads);
    std::vector<JudgedSeries> out;
    for (const Read& read : reads) {
        const CauseSeries& s = incident.series[static_cast<std::size_t>(read.series)];
        const SeriesRegion& region = read.region;
        Values y = region.y;
        if (followsLoad(s.role) && region.pastCount() >= kShort) {
            auto load = pools.load.find({s.service, s.data->info.instance});
            if (load == pools.load.end())
                load = pools.load.find({s.service, std::string()});
            if (load != pools.load.end() && isAligned(reads[load->second].region, region))
                y = withoutLoad(region, reads[load->second].region);
        }
        const double floor = noiseFloor(s.role, s.metric());
        const double pooled = pooledNoise(pools, s, region.pastCount());
        const int tests = static_cast<int>(pools.tests.at({s.service, s.role, s.peer}).size());
        JudgedSeries one{read.series, region.step, judgeWindow(region, y, floor, pooled, tests, 1),
                         judgeWindow(region, y, floor, pooled, tests, -1)};
        for (auto* found : {&one.up, &one.down})
            if (*found)
                (*found)->series = read.series;
        out.push_back(std::move(one));
    }
    return out;
}

} // namespace foreshock
