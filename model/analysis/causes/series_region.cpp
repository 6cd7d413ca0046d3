// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/series_region.h"

#include "model/analysis/causes/cause_constants.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace cause_constants;

/// Puts the values of one series on its log scale.
class LogScale {
public:
    LogScale(const Values& x, CauseRole role)
        : m_role(role) {
        if (role == CauseRole::Success || role == CauseRole::Errors) {
            m_whole = highest(x) > 1.5 ? 100 : 1;
            m_unit = m_whole == 1 ? 1 : std::max(1.0, median(x));
            return;
        }
        Values size = x;
        for (double& v : size)
            v = std::abs(v);
        const double middle = median(size);
        m_small = std::max(middle > 0 ? .05 * middle : .5 * quantile(size, .95), 1e-9);
    }
    double operator()(double x) const {
        if (m_role == CauseRole::Success)
            return std::log(std::max((m_whole - std::min(x, m_whole)) / m_whole, 0.) + kLeastFailing);
        if (m_role == CauseRole::Errors)
            return std::log(std::max(x / m_unit, 0.) + kLeastFailing);
        return std::log(std::max(x, 0.) + m_small);
    }

private:
    CauseRole m_role;
    double m_whole = 1;
    double m_unit = 1;
    double m_small = 0;
};

Values where(const Values& of, const std::vector<bool>& is) {
    Values out;
    for (std::size_t i = 0; i < of.size(); ++i)
        if (is[i])
            out.push_back(of[i]);
    return out;
}

int countOf(const std::vector<bool>& is) {
    return static_cast<int>(std::count(is.begin(), is.end(), true));
}

} // namespace

Values SeriesRegion::past(const Values& of) const {
    return where(of, isPast);
}
Values SeriesRegion::now(const Values& of) const {
    return where(of, isNow);
}
int SeriesRegion::pastCount() const {
    return countOf(isPast);
}
int SeriesRegion::nowCount() const {
    return countOf(isNow);
}

SeriesRegion regionOf(const TimedValues& values, CauseRole role, EpochMinute alarm, const std::set<double>& troubled) {
    SeriesRegion out;
    out.step = values.step();
    if (values.isEmpty())
        return out;
    const double unit = values.t.size() > 2 ? std::max(1.0, out.step) : 1;
    const LogScale scale(values.x, role);
    for (std::size_t i = 0; i < values.t.size(); ++i)
        if (values.t[i] >= alarm - kPast * unit && values.t[i] <= alarm + kAfter * unit) {
            out.t.push_back(values.t[i]);
            out.x.push_back(values.x[i]);
            out.y.push_back(scale(values.x[i]));
        }
    const auto select = [&](double from, double to, bool isToIncluded) {
        std::vector<bool> is(out.t.size());
        for (std::size_t i = 0; i < out.t.size(); ++i)
            is[i] = out.t[i] >= from && (isToIncluded ? out.t[i] <= to : out.t[i] < to);
        return is;
    };
    const double start = alarm - kPast * unit;
    out.isNow = select(alarm - kBefore * unit, alarm + kAfter * unit, true);
    out.isPast = select(start, alarm - (kBefore + kGuard) * unit, false);
    if (out.pastCount() < kShort)
        out.isPast = select(start, alarm - kBefore * unit, false);
    if (out.pastCount() < 2) { // hardly any history: the window starts just before the alarm
        out.isPast = select(start, alarm - .5 * unit, false);
        out.isNow = select(alarm - .5 * unit, alarm + kAfter * unit, true);
    }
    std::vector<bool> calm = out.isPast;
    for (std::size_t i = 0; i < out.t.size(); ++i)
        if (calm[i] && troubled.contains(std::nearbyint(out.t[i])))
            calm[i] = false;
    if (countOf(calm) >= kCalm)
        out.isPast = std::move(calm);
    return out;
}

UsualLevel usualLevel(Values y) {
    const std::size_t n = y.size();
    if (n < static_cast<std::size_t>(kSure))
        return {median(y), spread(y)};
    std::sort(y.begin(), y.end());
    const std::size_t h = n / 2 + 1;
    std::size_t best = 0;
    for (std::size_t k = 0; k + h <= n; ++k)
        if (y[k + h - 1] - y[k] < y[best + h - 1] - y[best])
            best = k;
    return {median(View(y).subspan(best, h)), (y[best + h - 1] - y[best]) / 1.349 * (1 + 2 / static_cast<double>(n))};
}

std::set<double> troubledMinutes(const CauseCase& incident, SampleSource& samples) {
    std::set<double> out;
    for (const CauseSeries& s : incident.series) {
        const bool isSymptom =
            s.role == CauseRole::Latency || s.role == CauseRole::Errors || s.role == CauseRole::Success;
        if (s.service != incident.target || !isSymptom || isTail(s.metric()))
            continue;
        const SeriesRegion region = regionOf(incident.read(samples, s), s.role, incident.alarm(), {});
        if (region.pastCount() < kShort)
            continue;
        const auto [level, noise] = usualLevel(region.past(region.y));
        const double limit = level + kTroubled * std::max(noise, noiseFloor(s.role, s.metric()));
        for (std::size_t i = 0; i < region.t.size(); ++i)
            if (region.isPast[i] && region.y[i] > limit)
                out.insert(std::nearbyint(region.t[i]));
    }
    return out;
}

} // namespace foreshock
