// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/clock_lag.h"

#include "model/analysis/clock/cross_correlation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace foreshock {
namespace {

constexpr double kMostBins = 1 << 19; ///< a second each: six days in which both wrote

/// A series made ready to be correlated: zeros in gaps, and which values are there.
struct Ready {
    Values v, there;
};

/// Logarithm less its running median, in its own spread, clipped.
Ready detrended(View x, int half) {
    const std::size_t n = x.size();
    Values logs(n), out(n);
    for (std::size_t i = 0; i < n; ++i)
        logs[i] = std::isnan(x[i]) ? x[i] : std::log(std::max(x[i], 1e-9));
    for (std::size_t i = 0; i < n; ++i)
        out[i] = logs[i] - median(cut(logs, static_cast<double>(i) - half, static_cast<double>(i) + half + 1));
    const double unit = spread(out);
    Ready ready{Values(n, 0.0), Values(n, 0.0)};
    if (!(unit > 0))
        return ready;
    for (std::size_t i = 0; i < n; ++i)
        if (!std::isnan(out[i])) {
            ready.v[i] = std::clamp(out[i] / unit, -4.0, 4.0);
            ready.there[i] = 1;
        }
    return ready;
}

Ready whitened(const Ready& r) {
    const std::size_t n = r.v.size();
    double own = 0;
    double next = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        own += r.v[i] * r.there[i] * r.v[i];
        next += r.v[i + 1] * r.v[i];
    }
    const double rho = own > 0 ? std::clamp(next / own, 0.0, .95) : 0;
    Ready out;
    for (std::size_t i = 1; i < n; ++i) {
        out.there.push_back(r.there[i] * r.there[i - 1]);
        out.v.push_back((r.v[i] - rho * r.v[i - 1]) * out.there.back());
    }
    return out;
}

/// The interpolated maximum of c, whose places are `first`, `first + step`…
LagEstimate peakOf(View c, double first, double step) {
    const int n = static_cast<int>(c.size());
    const int k = static_cast<int>(std::max_element(c.begin(), c.end()) - c.begin());
    const auto at = [&](int i) { return c[static_cast<std::size_t>(i)]; };
    double off = 0;
    if (k > 0 && k < n - 1) {
        const double bend = at(k - 1) - 2 * at(k) + at(k + 1);
        if (bend < 0)
            off = .5 * (at(k - 1) - at(k + 1)) / bend;
    }
    Values far;
    for (int i = 0; i < n; ++i)
        if (std::abs(i - k) > 2)
            far.push_back(at(i));
    LagEstimate out{first + (k + off) * step, 0, 0};
    if (far.empty())
        return out;
    const double error = std::max(far.size() > 4 ? deviation(far) : 1, 1e-9);
    out.peak = (at(k) - mean(far)) / error;
    out.margin = out.peak - (highest(far) - mean(far)) / error;
    return out;
}

/// Counts in bins less their moving mean over a minute, clipped at 6 σ: only what is quick is left.
Values quickCounts(std::span<const double> times, double shift, double from, double width, std::size_t bins) {
    Values counts(bins, 0.0);
    for (const double t : times)
        if (const double place = (t - shift - from) / width; place >= 0 && place < static_cast<double>(bins))
            counts[static_cast<std::size_t>(place)] += 1;
    Values sums(bins + 1, 0.0);
    for (std::size_t i = 0; i < bins; ++i)
        sums[i + 1] = sums[i] + counts[i];
    const std::size_t half = static_cast<std::size_t>(std::max(3, static_cast<int>(60 / width)) | 1) / 2;
    for (std::size_t i = 0; i < bins; ++i) {
        const std::size_t lo = i < half ? 0 : i - half;
        const std::size_t hi = std::min(bins, i + half + 1);
        counts[i] -= (sums[hi] - sums[lo]) / static_cast<double>(hi - lo);
    }
    const double most = 6 * deviation(counts);
    for (double& v : counts)
        v = std::clamp(v, -most, most);
    return counts;
}

/// Where both may have written, without the dead time between.
struct Shared {
    Values a, b; ///< seconds, b's less the shift
    double length = 0;
};

/// Events that lie further from the other source's than any lag looked at match nothing; a gap of a year would cost a
/// year of bins. Stretches in which both wrote stay, moved together to `apart` seconds; of more than fits, those with
/// the most records.
Shared sharedStretches(std::span<const double> a, std::span<const double> b, double shift, double apart, double most) {
    struct Stretch {
        std::size_t a0, a1, b0, b1;
        double from, to;
    };
    std::vector<Stretch> all;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        const bool isA = j == b.size() || (i < a.size() && a[i] <= b[j] - shift);
        const double t = isA ? a[i] : b[j] - shift;
        if (all.empty() || t - all.back().to > apart)
            all.push_back({i, i, j, j, t, t});
        (isA ? i : j) += 1;
        all.back().a1 = i;
        all.back().b1 = j;
        all.back().to = t;
    }
    std::erase_if(all, [](const Stretch& s) { return s.a0 == s.a1 || s.b0 == s.b1; });
    const auto records = [](const Stretch& s) { return std::min(s.a1 - s.a0, s.b1 - s.b0); };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Stretch& x, const Stretch& y) { return records(x) > records(y); });
    double length = 0;
    std::size_t kept = 0;
    while (kept < all.size() && (kept == 0 || length + all[kept].to - all[kept].from + apart <= most))
        length += all[kept].to - all[kept].from + apart, ++kept;
    all.resize(kept);
    std::sort(all.begin(), all.end(), [](const Stretch& x, const Stretch& y) { return x.from < y.from; });
    Shared out;
    for (const Stretch& s : all) {
        for (std::size_t i = s.a0; i < s.a1; ++i)
            out.a.push_back(out.length + a[i] - s.from);
        for (std::size_t j = s.b0; j < s.b1; ++j)
            out.b.push_back(out.length + b[j] - shift - s.from);
        out.length += s.to - s.from + apart;
    }
    return out;
}

LagEstimate lagAround(std::span<const double> a, std::span<const double> b, double shift, double span, double width,
                      const std::stop_token& stop) {
    const int most = std::max(3, static_cast<int>(span / width));
    const auto estimate = [&](std::span<const double> x, std::span<const double> y, double off, double from,
                              double to) {
        const std::size_t bins = static_cast<std::size_t>(std::min((to - from) / width + 1, kMostBins));
        const auto c =
            crossCorrelation(quickCounts(x, 0, from, width, bins), quickCounts(y, off, from, width, bins), most, stop);
        return peakOf(c, -most * width, width);
    };
    const double from = std::min(a.front(), b.front() - shift) - span - width;
    const double to = std::max(a.back(), b.back() - shift) + span + width;
    if ((to - from) / width < kMostBins)
        return estimate(a, b, shift, from, to);
    const double apart = 2 * (span + width) + 120; // two minutes for the moving mean
    const Shared shared = sharedStretches(a, b, shift, apart, kMostBins * width);
    return shared.a.empty() ? LagEstimate{} : estimate(shared.a, shared.b, 0, -span - width, shared.length);
}

} // namespace

LagEstimate seriesLag(View x, View y, int most, int half) {
    if (x.size() != y.size() || x.size() < 3)
        return {};
    const Ready u = whitened(detrended(x, half));
    const Ready v = whitened(detrended(y, half));
    const int n = static_cast<int>(u.v.size());
    Values c;
    for (int lag = -most; lag <= most; ++lag) {
        double shared = 0, own = 0, other = 0, both = 0;
        for (int i = std::max(0, -lag), end = std::min(n, n - lag); i < end; ++i) {
            const auto p = static_cast<std::size_t>(i);
            const auto q = static_cast<std::size_t>(i + lag);
            const double there = u.there[p] * v.there[q];
            shared += there;
            own += u.v[p] * u.v[p] * there;
            other += v.v[q] * v.v[q] * there;
            both += u.v[p] * v.v[q] * there;
        }
        c.push_back(shared > 20 ? both / std::max(std::sqrt(own) * std::sqrt(other), 1e-9) : 0);
    }
    return peakOf(c, -most, 1);
}

LagEstimate eventLag(std::span<const double> a, std::span<const double> b, double most, double step,
                     const std::stop_token& stop) {
    if (a.size() < 2 || b.size() < 2)
        return {};
    LagEstimate best;
    double width = 0;
    for (const double bins : {1.0, 2.0, 5.0, 10.0}) {
        if (stop.stop_requested())
            return {};
        const LagEstimate one = lagAround(a, b, 0, most, bins * step, stop);
        if (width == 0 || one.margin > best.margin) {
            best = one;
            width = bins * step;
        }
    }
    while (width > step / 4 && !stop.stop_requested()) {
        const double span = 4 * width;
        width /= 2;
        best.lag += lagAround(a, b, best.lag, span, width, stop).lag;
    }
    return best;
}

std::optional<TraceLag> traceLag(const TraceTimes& a, const TraceTimes& b) {
    const TraceTimes& few = a.size() <= b.size() ? a : b;
    const TraceTimes& many = a.size() <= b.size() ? b : a;
    const double sign = &few == &a ? 1 : -1;
    Values off;
    for (const auto& [id, time] : few)
        if (const auto other = many.find(id); other != many.end())
            off.push_back(sign * (other->second - time));
    if (off.size() < 5 || quantile(off, .75) - quantile(off, .25) > 60)
        return std::nullopt;
    const double n = static_cast<double>(off.size());
    return TraceLag{median(off), std::max(1.2533 * spread(off) / std::sqrt(n), 1e-3),
                    static_cast<std::int64_t>(off.size())};
}

} // namespace foreshock
