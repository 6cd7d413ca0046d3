// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_likeness.h"

#include "model/identity/name_reading.h"

#include <algorithm>
#include <vector>

namespace foreshock {
namespace {

/// kfe, kinesis-frontend: the letters stand in the name in order, from its first on, and each word gives its first.
bool isAbbreviation(std::string_view shortened, std::string_view service) {
    if (shortened.size() < 2)
        return false;
    std::size_t at = 0;
    bool isWordStart = true;
    for (const char raw : service) {
        const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
        if (c == '-' || c == '_' || c == '.' || c == ' ' || c == '/') {
            isWordStart = true;
            continue;
        }
        const bool isNext = at < shortened.size() && shortened[at] == c;
        if (isWordStart && !isNext)
            return false;
        at += isNext ? 1 : 0;
        isWordStart = false;
    }
    return at == shortened.size();
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
    if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit)
        return limit + 1;
    // Optimal string alignment (Damerau 1964, restricted), three rows.
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[b.size()], limit + 1);
}

std::optional<NameLikeness> likenessOf(std::string_view folded, std::string_view service) {
    const std::string other = foldedName(service);
    if (folded.empty() || other.empty() || folded == other)
        return std::nullopt;
    if (folded.size() < other.size() && isAbbreviation(folded, service))
        return NameLikeness{NameLikeness::Kind::Abbreviation, other.size() - folded.size()};
    const std::size_t limit = std::min(folded.size(), other.size()) >= 6 ? 2 : 1;
    if (std::min(folded.size(), other.size()) >= 4)
        if (const std::size_t distance = editDistance(folded, other, limit); distance <= limit)
            return NameLikeness{NameLikeness::Kind::Spelling, distance};
    const std::string_view longer = folded.size() > other.size() ? folded : std::string_view(other);
    const std::string_view shorter = folded.size() > other.size() ? std::string_view(other) : folded;
    if (shorter.size() >= 4 && longer.find(shorter) != std::string_view::npos)
        return NameLikeness{NameLikeness::Kind::Part, longer.size() - shorter.size()};
    return std::nullopt;
}

std::string wordsOf(const NameLikeness& likeness) {
    switch (likeness.kind) {
    case NameLikeness::Kind::Abbreviation:
        return "it may be short for it";
    case NameLikeness::Kind::Spelling:
        return likeness.distance == 1 ? "one letter apart" : std::to_string(likeness.distance) + " letters apart";
    case NameLikeness::Kind::Part:
        break;
    }
    return "one name holds the other";
}

} // namespace foreshock
