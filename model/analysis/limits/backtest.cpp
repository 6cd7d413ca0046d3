// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/backtest.h"

#include "model/analysis/series_grid.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr Duration kOneIncident = Duration::minutes(300);
constexpr Duration kTick = Duration::nanoseconds(1);

} // namespace

std::vector<Backtest::Warning> incidentsOf(const std::vector<Alarm>& alarms, const std::set<ServiceId>& services) {
    std::vector<const Alarm*> on;
    for (const Alarm& a : alarms)
        if (a.state != AlarmState::NoData && services.contains(a.service))
            on.push_back(&a);
    std::stable_sort(on.begin(), on.end(), [](const Alarm* a, const Alarm* b) { return a->start < b->start; });
    std::vector<Backtest::Warning> out;
    std::optional<Instant> last;
    for (const Alarm* a : on) {
        if (!last || a->start - *last > kOneIncident)
            out.push_back({a->id, a->start, std::nullopt});
        last = a->start;
    }
    return out;
}

Backtest backtest(std::span<const Sample> samples, std::vector<Backtest::Warning> incidents,
                  const BacktestRequest& request) {
    Backtest out;
    out.isAbove = request.isAbove;
    out.threshold = request.threshold;
    out.warnings = std::move(incidents);
    const Duration step = usualStep(samples);
    const Duration bridge = std::max(step * 5 / 2, Duration::minutes(1));
    std::optional<Instant> last; // beyond
    for (const Sample& s : samples) {
        if (!std::isfinite(s.value))
            continue;
        if (out.samples++ == 0)
            out.record.from = s.time;
        out.record.to = s.time + kTick;
        const bool isBeyond = request.isAbove ? s.value > request.threshold : s.value < request.threshold;
        if (!isBeyond) {
            last.reset();
            continue;
        }
        out.hasBegunBeyond = out.hasBegunBeyond || out.samples == 1;
        ++out.beyond;
        if (last && s.time - *last <= bridge)
            out.episodes.back().range.to = s.time + kTick;
        else
            out.episodes.push_back({{s.time, s.time + kTick}, false});
        last = s.time;
    }
    out.isAlwaysBeyond = out.samples > 0 && out.beyond == out.samples;
    std::erase_if(out.episodes, [&](const Backtest::Episode& e) { return e.range.length() - kTick < request.holding; });
    if (out.isAlwaysBeyond)
        return out;
    for (Backtest::Episode& e : out.episodes) {
        const Instant fires = e.range.from + request.holding;
        e.isFalse = true;
        for (Backtest::Warning& w : out.warnings) {
            if (w.time < fires || w.time > e.range.to + request.horizon)
                continue;
            e.isFalse = false;
            if (const Duration lead = w.time - fires; lead <= request.horizon && (!w.lead || *w.lead < lead))
                w.lead = lead;
        }
        // It was beyond while an incident went on: a late alarm, not a false one.
        for (const Backtest::Warning& w : out.warnings)
            e.isFalse = e.isFalse && !(w.time <= fires && fires - w.time <= kOneIncident);
        out.falseAlarms += e.isFalse;
    }
    const double weeks = out.record.length().inMinutes() / (7 * 24 * 60);
    out.falsePerWeek = weeks > 0 ? out.falseAlarms / std::max(weeks, 1.0 / 7) : 0;
    return out;
}

} // namespace foreshock
