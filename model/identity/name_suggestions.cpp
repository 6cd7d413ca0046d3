// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_likeness.h"
#include "model/identity/name_resolver.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace foreshock {
namespace {

std::string told(const std::string& environment) {
    return environment.empty() ? "no environment" : environment;
}

} // namespace

std::vector<NameSuggestion> NameResolver::suggestions(std::string_view text, std::string_view environment,
                                                      std::size_t most) const {
    struct Found {
        int rank = 0;
        std::size_t distance = 0;
        std::string why;
    };
    std::map<std::uint32_t, Found> found;
    const auto offer = [&](std::uint32_t service, Found one) {
        const auto [at, isNew] = found.try_emplace(service, one);
        if (!isNew && std::tie(one.rank, one.distance) < std::tie(at->second.rank, at->second.distance))
            at->second = std::move(one);
    };
    const std::vector<NameReading> readings = readingsOf(text, environment);
    const std::vector<Hit> all = hits(readings);
    for (const Hit& hit : all) {
        const std::string words(wordsOf(hit.entry->isUser ? NameRule::User : hit.reading->rule));
        const bool hasRival = std::any_of(all.begin(), all.end(), [&](const Hit& other) {
            return other.entry->service != hit.entry->service && !other.isApart;
        });
        if (hit.isApart)
            offer(hit.entry->service, {2, 0,
                                       words + " fits, but one is of " + told(hit.reading->environment) +
                                           " and the other of " + told(hit.entry->environment)});
        else if (hit.reading->sureness == Sureness::Possible)
            offer(hit.entry->service, {1, 0, words + " fits, but one digit may be part of a name"});
        else if (hasRival)
            offer(hit.entry->service, {0, 0, words + " fits, but so does another service"});
        else
            offer(hit.entry->service,
                  {0, 0, words + " fits, but names that are told apart by owner, account or namespace would be one"});
    }
    for (std::uint32_t i = 0; i < m_services.size(); ++i)
        for (const NameReading& reading : readings)
            if (const auto likeness = likenessOf(reading.key, m_services[i]); likeness && m_services[i] != text)
                offer(i, {3 + static_cast<int>(likeness->kind), likeness->distance, wordsOf(*likeness)});
    std::vector<std::pair<std::uint32_t, Found>> sorted(found.begin(), found.end());
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
        return std::tie(a.second.rank, a.second.distance, m_services[a.first]) <
               std::tie(b.second.rank, b.second.distance, m_services[b.first]);
    });
    std::vector<NameSuggestion> out;
    for (const auto& [service, why] : sorted)
        if (out.size() < most && m_services[service] != text)
            out.push_back({m_services[service], why.why});
    return out;
}

} // namespace foreshock
