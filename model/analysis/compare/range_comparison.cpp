// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/compare/range_comparison.h"

#include "model/analysis/compare/two_samples.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::int64_t kLeastRecords = 5;
constexpr double kLeastShare = .01;

Values valuesOf(std::span<const Sample> samples) {
    Values out;
    out.reserve(samples.size());
    for (const Sample& s : samples)
        out.push_back(isMeasured(s.value) ? s.value : std::nan(""));
    return out;
}

/// Chance of so different shares by the normal approximation of the log odds with half a record added (Haldane 1956).
double shareChance(double x, double n, double y, double m) {
    const double odds = std::log((y + .5) / (m - y + .5)) - std::log((x + .5) / (n - x + .5));
    const double error = std::sqrt(1 / (x + .5) + 1 / (n - x + .5) + 1 / (y + .5) + 1 / (m - y + .5));
    return std::erfc(std::abs(odds) / error / std::sqrt(2.0));
}

void addAttributes(const AttributeCounts& logs, RangeComparison& out) {
    for (const auto& [key, counts] : logs)
        if (key.first == "level") { // every record has one
            out.logsBefore += counts.first;
            out.logsAfter += counts.second;
        }
    const auto n = static_cast<double>(out.logsBefore);
    const auto m = static_cast<double>(out.logsAfter);
    if (out.logsBefore == 0 || out.logsAfter == 0)
        return;
    std::vector<double> chances;
    for (const auto& [key, counts] : logs) {
        const auto x = static_cast<double>(counts.first);
        const auto y = static_cast<double>(counts.second);
        if (key.second.empty() || std::max(counts.first, counts.second) < kLeastRecords ||
            std::max(x / n, y / m) < kLeastShare)
            continue;
        AttributeChange row{key.first, key.second, counts.first, counts.second, x / n, y / m, 1, 1, false};
        row.lift = ((y + .5) / (m + .5)) / ((x + .5) / (n + .5));
        row.p = shareChance(x, n, y, m);
        chances.push_back(row.p);
        out.attributes.push_back(std::move(row));
    }
    const auto holds = discoveries(chances);
    for (std::size_t i = 0; i < holds.size(); ++i)
        out.attributes[i].isSignificant = holds[i];
    std::stable_sort(out.attributes.begin(), out.attributes.end(), [](const auto& p, const auto& q) {
        return std::tuple(!p.isSignificant, -std::abs(std::log(p.lift))) <
               std::tuple(!q.isSignificant, -std::abs(std::log(q.lift)));
    });
}

} // namespace

std::optional<RangeComparison> compareRanges(const std::vector<SeriesData>& series, SampleSource& samples, TimeRange a,
                                             TimeRange b, const AttributeCounts& logs, std::stop_token stop) {
    RangeComparison out;
    out.a = a;
    out.b = b;
    std::vector<double> chances;
    for (const SeriesData& s : series) {
        if (stop.stop_requested())
            return std::nullopt;
        const Values before = valuesOf(samples.samples(s, a));
        const Values after = valuesOf(samples.samples(s, b));
        const auto found = compareSamples(before, after);
        if (!found) {
            ++out.skipped;
            out.onlyBefore += countPresent(before) > 0 && countPresent(after) == 0;
            out.onlyAfter += countPresent(before) == 0 && countPresent(after) > 0;
            continue;
        }
        ++out.compared;
        SeriesChange row{{s.info.service, s.info.metric}, s.info.instance, s.info.unit};
        row.before = found->before;
        row.after = found->after;
        row.effect = found->effect;
        row.share = found->share;
        row.rhythm = found->rhythm;
        row.level = found->level;
        row.isFlatBefore = found->isFlatBefore;
        row.p = std::min(1.0, 2 * std::min(found->rhythm, found->level));
        row.score = std::abs(found->effect) * found->share;
        chances.push_back(row.p);
        out.series.push_back(std::move(row));
    }
    const auto holds = discoveries(chances);
    for (std::size_t i = 0; i < holds.size(); ++i)
        out.series[i].isSignificant = holds[i];
    std::stable_sort(out.series.begin(), out.series.end(), [](const SeriesChange& p, const SeriesChange& q) {
        return std::tuple(!p.isSignificant, -p.score, p.p) < std::tuple(!q.isSignificant, -q.score, q.p);
    });
    addAttributes(logs, out);
    return out;
}

} // namespace foreshock
