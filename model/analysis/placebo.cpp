// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/placebo.h"

#include "model/analysis/rank_constants.h"
#include "model/analysis/significance.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kLevelWindow = 12;
constexpr double kSlopeWindow = 30;
constexpr double kGap = 2 + rank_constants::kSkew * .5; ///< clocks may be off: nothing so near the change is compared
constexpr std::size_t kLeastPlacebos = 15;
constexpr std::size_t kMostLengths = 8;
constexpr double kEachThird = 10'000; ///< minutes up to which every third is a placebo: no more are needed

struct Looks {
    double level;
    double slope;
};

Looks looksAt(const WindowSums& w, Minute a, Minute b) {
    return {w.mean(b + kGap, b + kGap + kLevelWindow, 3) - w.mean(a - kGap - kLevelWindow, a - kGap, 3),
            w.slope(a, a + kSlopeWindow, 12) - w.slope(a - kGap - kSlopeWindow, a - kGap, 12)};
}

/// Replaces `best` if this look is rarer.
void judge(double seen, View placebos, ShiftKind kind, Shift& best) {
    const Values x = present(placebos);
    if (x.size() < kLeastPlacebos || std::isnan(seen))
        return;
    const double centre = median(x);
    Values distance(x);
    for (double& v : distance)
        v = std::abs(v - centre);
    const double unit = std::max(1.4826 * median(distance), 1e-9);
    const double z = (seen - centre) / unit;
    const auto asFar =
        std::count_if(distance.begin(), distance.end(), [&](double d) { return d >= std::abs(seen - centre); });
    const double rank = static_cast<double>(asFar + 1) / static_cast<double>(x.size() + 1);
    const double p = std::min(1.0, 2 * std::max(rank < .12 ? studentTail(std::abs(z)) : rank, 1e-6));
    if (p < best.p)
        best = {p, kind, seen, z};
}

std::optional<Shift> againstMeansBefore(View y, Minute a, Minute b) {
    const int from = static_cast<int>(std::max(0.0, a - 600));
    const int to = std::min(static_cast<int>(y.size()), static_cast<int>(std::max(0.0, a - 3)));
    const View before = to > from ? y.subspan(from, to - from) : View{};
    const int n = static_cast<int>(before.size());
    Values means;
    for (int i = n % 12; i < n - 11; i += 12)
        if (const double m = median(before.subspan(i, 12)); !std::isnan(m))
            means.push_back(m);
    const double length = static_cast<double>(y.size());
    const double after = median(cut(y, std::min(b + 3, length - 12), std::min(b + 15, length)));
    if (means.size() < 8 || std::isnan(after))
        return std::nullopt;
    const double unit = std::max(1.25 * deviation(means), 1e-9);
    const double size = after - median(View(means).last(3));
    const double z = size / (1.414 * unit);
    return Shift{std::min(1.0, 2 * studentTail(std::abs(z))), ShiftKind::Level, size, z};
}

} // namespace

ShiftTest::ShiftTest(View y, Minute stop)
    : m_y(y.first(static_cast<std::size_t>(std::max(0.0, std::min(static_cast<double>(y.size()), stop)))))
    , m_sums(m_y) {}

const ShiftTest::Placebos& ShiftTest::placebos(double length) {
    if (const auto known = m_placebos.find(length); known != m_placebos.end())
        return known->second;
    if (m_placebos.size() >= kMostLengths)
        m_placebos.clear();
    Placebos& out = m_placebos[length];
    const double n = static_cast<double>(m_y.size());
    const Minute apart = 3 * std::ceil(n / kEachThird);
    const Minute last = static_cast<double>(static_cast<int>(n - length - kGap - kLevelWindow));
    for (Minute q = static_cast<double>(static_cast<int>(kGap + kLevelWindow)); q < last; q += apart) {
        const Looks at = looksAt(m_sums, q, q + length);
        out.minutes.push_back(q);
        out.levels.push_back(at.level);
        out.slopes.push_back(at.slope);
    }
    return out;
}

std::optional<Shift> ShiftTest::againstPlacebos(Minute a, Minute b) {
    const double n = static_cast<double>(m_y.size());
    const double length = b - a;
    if (a + kGap + kLevelWindow > n || a - kGap - 8 < 0)
        return std::nullopt;
    const Looks seen = looksAt(m_sums, a, b);
    const Placebos& all = placebos(length);
    Values levels;
    Values slopes;
    for (std::size_t i = 0; i < all.minutes.size(); ++i)
        if (std::abs(all.minutes[i] - a) > kLevelWindow + length && std::abs(all.minutes[i] - b) > kLevelWindow) {
            levels.push_back(all.levels[i]);
            slopes.push_back(all.slopes[i]);
        }
    if (levels.size() < kLeastPlacebos || (std::isnan(seen.level) && std::isnan(seen.slope)))
        return std::nullopt;
    Shift best;
    judge(seen.level, levels, ShiftKind::Level, best);
    judge(seen.slope, slopes, ShiftKind::Slope, best);
    return best;
}

std::optional<Shift> ShiftTest::at(Minute start, Minute end) {
    const auto shift = againstPlacebos(start, end);
    if (shift || end <= start + 60)
        return shift;
    return againstMeansBefore(m_y, start, end);
}

std::optional<Shift> shiftAt(View y, Minute start, Minute end, Minute stop) {
    return ShiftTest(y, stop).at(start, end);
}

} // namespace foreshock
