// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/synthetic.h"

#include "tests/analysis/noise.h"

#include <algorithm>
#include <functional>
#include <set>

namespace foreshock::test {
namespace {

constexpr Instant kStart{1'700'000'040'000'000'000};
constexpr int kLayers = 5;

std::string name(int service) {
    return "s" + std::to_string(service);
}
Instant minute(double m) {
    return kStart + Duration::ofMinutes(m);
}

void addSeries(Incident& out, int service, const char* metric, const char* unit, int minutes,
               const std::function<double(int)>& value) {
    SeriesData data;
    data.info.id = SeriesId(static_cast<std::int64_t>(out.series.size()) + 1);
    data.info.service = ServiceId(name(service));
    data.info.metric = metric;
    data.info.unit = unit;
    for (int m = 0; m < minutes; ++m)
        data.samples.push_back({minute(m), value(m)});
    out.series.push_back(std::move(data));
}

} // namespace

Incident syntheticIncident(const SyntheticSize& size, std::uint64_t seed) {
    Noise noise(seed);
    Incident out;
    const int broken = size.services / 2;
    const int begin = size.minutes * 2 / 3;
    const int onset = begin + 120;
    const auto layer = [&](int s) { return s * kLayers / size.services; };
    std::vector<std::set<int>> callers(static_cast<std::size_t>(size.services));
    for (int s = 0; s < size.services; ++s) {
        out.services.push_back({ServiceId(name(s)), name(s), "", true, "", {}});
        for (int k = 0; k < 3 && layer(s) > 0; ++k) {
            const int caller = noise.below(layer(s) * size.services / kLayers);
            if (!callers[s].insert(caller).second)
                continue;
            Dependency d;
            d.from = ServiceId(name(caller));
            d.to = ServiceId(name(s));
            d.kind = DependencyKind::Hard;
            out.dependencies.push_back(d);
        }
    }
    // Hops from the broken service up to its callers; -1: not reached by the trouble.
    std::vector<int> hops(static_cast<std::size_t>(size.services), -1);
    hops[broken] = 0;
    for (int s = broken; s >= 0; --s)
        if (hops[s] >= 0)
            for (const int c : callers[s])
                hops[c] = hops[c] < 0 ? hops[s] + 1 : std::min(hops[c], hops[s] + 1);

    for (int s = 0; s < size.services; ++s) {
        const double harm = hops[s] < 0 ? 0 : 8.0 / (1 + hops[s]);
        const int from = onset + std::max(0, hops[s]);
        const auto jitter = [&](double level, double part) { return level * (1 + part * noise.normal()); };
        const double rate = 50 + 200 * noise.uniform();
        addSeries(out, s, "requests", "1/s", size.minutes, [&](int) { return jitter(rate, .05); });
        addSeries(out, s, "latency_p99", "ms", size.minutes,
                  [&](int m) { return jitter(80 + (m >= from ? 20 * harm : 0), .05); });
        addSeries(out, s, "errors", "%", size.minutes,
                  [&](int m) { return std::abs(jitter(.2, .3)) + (m >= from ? jitter(harm, .1) : 0); });
        addSeries(out, s, "cpu", "%", size.minutes, [&](int) { return jitter(45, .06); });
        addSeries(out, s, "threads", "threads", size.minutes, [&](int m) {
            const double ramp = s == broken ? 300 * std::clamp((m - begin) / 100.0, 0.0, 1.0) : 0;
            return std::min(jitter(3800, .002) + ramp, 4096.0);
        });
    }
    for (int k = 0; k < size.changes; ++k) {
        Change c;
        c.id = ChangeId(k == 0 ? "trigger" : "c" + std::to_string(k));
        c.service = ServiceId(name(k == 0 ? broken : noise.below(size.services)));
        c.kind = k == 0 ? "capacity_add" : k % 2 ? "deploy" : "config";
        const double start = k == 0 ? begin : noise.below(onset + 60);
        c.start = minute(start);
        c.end = minute(start + (k == 0 ? 60 : 5));
        out.changes.push_back(c);
    }
    for (int s = 0; s < size.services; ++s)
        if (hops[s] >= 0 && hops[s] <= 2) {
            Alarm a;
            a.id = AlarmId("a" + std::to_string(s));
            a.service = ServiceId(name(s));
            a.rule = "errors > 1 %";
            a.start = minute(onset + 4 + 3 * hops[s]);
            out.alarms.push_back(a);
        }
    return out;
}

} // namespace foreshock::test
