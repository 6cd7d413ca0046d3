// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/value_score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foreshock {
namespace {

constexpr double kBias = -2.6;
constexpr double kDistinct = 1.7;     // log2 of the number of distinct values
constexpr double kRepeat = -.7;       // log2 of lines per distinct value: states recur, values keep coming
constexpr double kMostRepeat = 5;     // more tells how long the log is, not what differs
constexpr double kTop = -1.0;         // share of the lines in the most frequent of the templates
constexpr double kShape = 1.7;        // share of values that do not look like a plain word
constexpr double kCapitalised = -1.2; // share of values that start with a capital
constexpr double kState = -2.0;       // square of the share of values that are state words
constexpr double kAround = .44;       // constant words around
constexpr double kOwn = .38;          // the same, each weighted by the share of its templates that are among these
constexpr double kAlone = -1.0;       // fewer than two constant words around
constexpr double kWidened = .7;       // one member has a wildcard there already
constexpr double kBracket = 2.0, kColon = 1.2, kPort = 3.0; // shares in brackets, after ':', before ':' and digits
constexpr double kLast = 1.3;                               // at the end
constexpr double kSeveral = -2.0;                           // share of values of several words

double shareOf(std::span<const std::uint8_t> places, std::uint8_t bit) {
    const auto n = std::count_if(places.begin(), places.end(), [&](std::uint8_t p) { return p & bit; });
    return static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(1, places.size()));
}

} // namespace

double valueScore(const Difference& d, const WordBook& book, std::span<const std::uint32_t> frequency,
                  const MinerSettings& settings) {
    constexpr double kNever = -9, kAlways = 9;
    const auto n = static_cast<double>(d.values.size());
    const auto several = static_cast<double>(
        std::count_if(d.values.begin(), d.values.end(), [](const auto& value) { return value.size() > 1; }));
    double around = 0, own = 0;
    for (std::size_t i = 0; i < d.words.size(); ++i)
        if (d.words[i] != kWildWord && i != d.at) {
            ++around;
            own += std::min(1.0, static_cast<double>(d.places.size()) /
                                     std::max(1.0, static_cast<double>(frequency[d.words[i]])));
        }
    if (around == 0 || (around < 2 && several > 0))
        return kNever;
    if (d.values.size() > settings.mostValues)
        return kAlways;
    double firsts = 0, odd = 0, capitalised = 0, states = 0;
    bool isWidened = false;
    for (const auto& value : d.values) {
        isWidened = isWidened || (value.size() == 1 && value[0] == kWildWord);
        if (value[0] == kWildWord)
            continue;
        ++firsts;
        odd += book.isPlain(value[0]) ? 0 : 1;
        capitalised += book.isCapitalised(value[0]) ? 1 : 0;
        states += book.isState(value[0]) ? 1 : 0;
    }
    firsts = std::max(1.0, firsts);
    const auto lines = static_cast<double>(
        std::max<std::uint64_t>(1, std::accumulate(d.counts.begin(), d.counts.end(), std::uint64_t{0})));
    const auto most = static_cast<double>(*std::max_element(d.counts.begin(), d.counts.end()));
    return kBias + kDistinct * std::log2(n) + kRepeat * std::min(kMostRepeat, std::log2(lines / n)) +
           kTop * (most / lines) + kShape * (odd / firsts) + kCapitalised * (capitalised / firsts) +
           kState * (states / firsts) * (states / firsts) + kAround * std::min(settings.mostAround, around) +
           kOwn * std::min(settings.mostAround, own) + (around < 2 ? kAlone : 0) + (isWidened ? kWidened : 0) +
           kBracket * shareOf(d.places, kInBrackets) + kColon * shareOf(d.places, kAfterColon) +
           kPort * shareOf(d.places, kBeforePort) + (d.at + 1 == d.words.size() ? kLast : 0) + kSeveral * (several / n);
}

} // namespace foreshock
