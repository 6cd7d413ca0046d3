// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/limit_match.h"

#include "model/analysis/series_words.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 22> kEmptyWords = {
    "max", "maximum", "limit", "limits", "soft",  "hard", "kernel",  "net",  "netfilter", "core",   "vm",
    "fs",  "per",     "nr",    "total",  "quota", "ipv4", "service", "used", "count",     "number", "of"};

/// What the short names of limits.conf and sysctl stand for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMeans = {{{"nofile", "files"},
                                                                                  {"open", "files"},
                                                                                  {"file", "files"},
                                                                                  {"fds", "files"},
                                                                                  {"nproc", "processes"},
                                                                                  {"pid", "processes"},
                                                                                  {"memlock", "locked"},
                                                                                  {"pids", "processes"}}};

std::vector<std::string> tellingWords(std::string_view name) {
    std::vector<std::string> out;
    for (std::string word : nameWords(name)) {
        if (std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end())
            continue;
        for (const auto& [from, to] : kMeans)
            if (word == from)
                word = to;
        out.push_back(std::move(word));
    }
    return out;
}

/// Equal, or of one stem ("threads", "thread").
bool isSameWord(const std::string& a, const std::string& b) {
    const std::size_t n = std::min(a.size(), b.size());
    return a == b || (n > 3 && std::max(a.size(), b.size()) <= n + 2 && a.compare(0, n, b, 0, n) == 0);
}

bool isShare(std::string_view unit) {
    return trimmed(unit).starts_with('%');
}

} // namespace

bool holdsFor(const DeclaredLimit& limit, const SeriesInfo& series) {
    if (!limit.service.value.empty() && limit.service != series.service)
        return false;
    if (lowered(limit.metric) == lowered(series.metric))
        return true;
    if (isShare(limit.unit) != isShare(series.unit))
        return false;
    const auto wanted = tellingWords(limit.metric);
    const auto there = tellingWords(series.metric);
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& w) {
        return std::any_of(there.begin(), there.end(), [&](const std::string& t) { return isSameWord(w, t); });
    });
}

const DeclaredLimit* limitFor(const std::vector<DeclaredLimit>& limits, const SeriesInfo& series) {
    const DeclaredLimit* best = nullptr;
    const auto rank = [&](const DeclaredLimit& l) {
        return std::tuple(!l.service.value.empty(), lowered(l.metric) == lowered(series.metric), l.isCertain(),
                          l.date.value_or(Instant::earliest()), -l.value);
    };
    for (const DeclaredLimit& limit : limits)
        if (holdsFor(limit, series) && (!best || rank(*best) < rank(limit)))
            best = &limit;
    return best;
}

} // namespace foreshock
