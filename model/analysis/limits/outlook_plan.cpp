// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/outlook_plan.h"

#include "model/analysis/rank_scope.h"
#include "model/analysis/recording.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kLookBack = Duration::hours(72);
constexpr Duration kTick = Duration::nanoseconds(1);

} // namespace

std::optional<GridPlan> outlookPlan(const Incident& incident, SampleSource& samples, std::optional<Instant> at) {
    const Instant end = at ? *at + kTick : Instant::latest();
    if (auto scope = scopeOf(incident, samples, {}); scope && scope->plan.first < end) {
        scope->plan.range.to = std::min(scope->plan.range.to, end);
        return scope->plan;
    }
    auto recorded = recordings(samples.recorded(), {});
    std::erase_if(recorded, [&](const TimeRange& r) { return r.from >= end; });
    if (recorded.empty())
        return std::nullopt;
    TimeRange range = recorded.back();
    range.to = std::min(range.to, end);
    range.from = std::max(range.from, range.to - kLookBack);
    return GridPlan{range, range, range.to, std::nullopt};
}

} // namespace foreshock
