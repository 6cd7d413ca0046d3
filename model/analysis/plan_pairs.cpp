// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/plan_pairs.h"

#include "model/analysis/series_words.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <tuple>

namespace foreshock {
namespace {

constexpr Duration kMargin = Duration::hours(1);

/// Half of the shorter title's words stand in the other. Without a title on one side nothing speaks against it.
bool isTitledAlike(const Change& plan, const Change& run) {
    const auto list = [](const Change& c) {
        const auto words = nameWords(c.title);
        return std::set<std::string>(words.begin(), words.end());
    };
    const auto a = list(plan), b = list(run);
    if (a.empty() || b.empty())
        return true;
    const auto shared = std::count_if(a.begin(), a.end(), [&](const std::string& w) { return b.contains(w); });
    return 2 * static_cast<std::size_t>(shared) >= std::min(a.size(), b.size());
}

bool isRunOf(const Change& plan, const Change& run) {
    if (run.isPlanned() || run.start < plan.start - kMargin || run.start > plan.endOrStart() + kMargin)
        return false;
    if (!plan.environment.empty() && !run.environment.empty() && plan.environment != run.environment)
        return false;
    if (!plan.ref.empty() && plan.ref == run.ref)
        return true;
    return (plan.service.value.empty() || plan.service == run.service) && isTitledAlike(plan, run);
}

} // namespace

std::vector<PlanPair> planPairs(const std::vector<Change>& changes) {
    struct Candidate {
        std::int64_t distance;
        std::size_t plan, run;
    };
    std::vector<Candidate> all;
    for (std::size_t p = 0; p < changes.size(); ++p) {
        if (!changes[p].isPlanned())
            continue;
        for (std::size_t r = 0; r < changes.size(); ++r)
            if (isRunOf(changes[p], changes[r]))
                all.push_back({std::abs((changes[r].start - changes[p].start).ns), p, r});
    }
    std::sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
        return std::tie(a.distance, changes[a.plan].id, changes[a.run].id) <
               std::tie(b.distance, changes[b.plan].id, changes[b.run].id);
    });
    std::set<std::size_t> plans, runs;
    std::vector<PlanPair> out;
    for (const Candidate& c : all)
        if (!plans.contains(c.plan) && !runs.contains(c.run)) {
            plans.insert(c.plan);
            runs.insert(c.run);
            out.push_back({c.plan, c.run});
        }
    return out;
}

} // namespace foreshock
