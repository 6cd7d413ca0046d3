// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/co_failure.h"

#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kWithin = Duration::hours(4);
constexpr std::size_t kMost = 3;

} // namespace

std::vector<EdgeSuggestion> coFailures(const ServiceMap& map, const ServiceBreaks& breaks) {
    std::vector<EdgeSuggestion> out;
    std::map<ServiceId, std::vector<bool>> sets; // what each broken service depends on
    for (const auto& [id, its] : breaks) {
        const int node = map.indexOf(id);
        sets.emplace(id, node < 0 ? std::vector<bool>(static_cast<std::size_t>(map.size()), false) : map.below(node));
    }
    const auto belowOf = [&](const ServiceId& id) -> const std::vector<bool>& { return sets.at(id); };
    for (const auto& [id, own] : breaks) {
        const std::vector<bool>& below = belowOf(id);
        std::vector<std::pair<Instant, ServiceId>> earlier;
        bool isExplained = false;
        for (const auto& [other, its] : breaks) {
            const Duration error = own.error + its.error;
            if (other == id || own.at - its.at <= error || own.at - its.at > kWithin)
                continue;
            const int node = map.indexOf(other);
            isExplained = isExplained || (node >= 0 && below[static_cast<std::size_t>(node)]);
            // What depends on the service itself breaks with it, not it with that.
            const int self = map.indexOf(id);
            if (self < 0 || !belowOf(other)[static_cast<std::size_t>(self)])
                earlier.emplace_back(its.at, other);
        }
        if (isExplained || earlier.empty())
            continue;
        std::sort(earlier.begin(), earlier.end());
        std::size_t proposed = 0;
        for (const auto& [at, other] : earlier) {
            const std::vector<bool>& under = belowOf(other);
            const bool isRoot = std::none_of(earlier.begin(), earlier.end(), [&](const auto& e) {
                const int node = map.indexOf(e.second);
                return node >= 0 && e.second != other && under[static_cast<std::size_t>(node)];
            });
            if (!isRoot || ++proposed > kMost)
                continue;
            EdgeSuggestion s;
            s.from = id;
            s.to = other;
            s.why = EdgeSuggestion::Why::CoFailure;
            s.lag = own.at - at;
            s.error = own.error + breaks.at(other).error;
            s.time = own.at;
            s.text = fmt::format("{} broke {} after {} ({}), and no edge on the map explains it; seen once", id.value,
                                 durationText(*s.lag), other.value, own.by);
            out.push_back(std::move(s));
        }
    }
    return out;
}

} // namespace foreshock
