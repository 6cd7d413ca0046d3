// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/releases/release_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

constexpr double kAfter = 180;   ///< seconds that are read after the alarm
constexpr double kReady = 30;    ///< seconds until a new instance should take calls
constexpr double kDraining = 90; ///< seconds before a step's end at which replaced instances no longer count
constexpr double kPoints = 20;   ///< points of success for one nat
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Mean of what is there.
class Mean {
public:
    void add(double x) {
        if (!std::isnan(x)) {
            m_sum += x;
            ++m_n;
        }
    }
    double value() const { return m_n > 0 ? m_sum / m_n : kNaN; }

private:
    double m_sum = 0;
    int m_n = 0;
};

double clampedNats(double points) {
    return std::min(points / kPoints, 3.0);
}

/// Compares new instances with old ones of one rollout.
class Comparison {
public:
    Comparison(int service, const Rollout& rollout, const std::vector<InstanceRows>& rows, double alarm, double before,
               Instant zero)
        : m_rows(rows)
        , m_service(service)
        , m_first((rollout.done - zero).inSeconds())
        , m_until(alarm + kAfter)
        , m_before(before - 30) {
        for (const RolloutStep& step : rollout.steps) {
            const double done = (step.done - zero).inSeconds();
            if (done > m_until)
                continue;
            for (const std::string& instance : step.added)
                m_new.emplace(instance, done);
        }
        for (const RolloutStep& step : rollout.steps)
            for (const std::string& instance : step.removed)
                m_gone.emplace(instance, (step.done - zero).inSeconds() - kDraining);
        for (const InstanceRows& r : rows)
            if (r.service == service && r.peer < 0 && !r.instance.empty() && !m_new.contains(r.instance) &&
                !r.t.empty() && r.t.front() < m_before)
                m_old.insert(r.instance);
    }

    /// Success of old instances minus that of new ones, the widest over kinds of calls.
    void gaps(ReleaseFeatures& out) const {
        std::map<std::pair<bool, int>, std::tuple<Mean, Mean, Mean, SeriesRef>> calls; // new, old, old before
        for (const InstanceRows& r : m_rows) {
            if (r.service != m_service || r.role != CauseRole::Success || r.instance.empty())
                continue;
            auto& [now, old, earlier, series] = calls[{r.peer >= 0, r.peer}];
            series = r.series;
            for (std::size_t i = 0; i < r.t.size(); ++i) {
                if (m_new.contains(r.instance) && r.t[i] >= m_first && r.t[i] <= m_until)
                    now.add(r.x[i]);
                else if (m_old.contains(r.instance) && r.t[i] >= m_first && r.t[i] <= m_until)
                    old.add(r.x[i]);
                if (r.t[i] < m_before)
                    earlier.add(r.x[i]);
            }
        }
        for (const auto& [key, means] : calls) {
            const auto& [now, old, earlier, series] = means;
            const double base = std::isnan(old.value()) ? earlier.value() : old.value();
            const double gap = base - now.value();
            if (std::isnan(gap))
                continue;
            out.isCompared = true;
            double& widest = key.first ? out.callGap : out.gap;
            if (!out.newSuccess || (gap > widest && gap > std::max(out.gap, out.callGap))) {
                out.newSuccess = now.value();
                out.oldSuccess = base;
                out.gapSeries = series;
            }
            widest = std::max(widest, gap);
        }
    }

    /// ln(new / old) of the mean of a role, with 5 units added to both: small values say little.
    double ratio(CauseRole role) const {
        Mean now, old, earlier;
        for (const InstanceRows& r : m_rows) {
            if (r.service != m_service || r.role != role || r.peer >= 0 || r.instance.empty())
                continue;
            for (std::size_t i = 0; i < r.t.size(); ++i) {
                if (m_new.contains(r.instance) && r.t[i] >= m_first && r.t[i] <= m_until)
                    now.add(r.x[i]);
                else if (m_old.contains(r.instance) && r.t[i] >= m_first && r.t[i] <= m_until)
                    old.add(r.x[i]);
                if (r.t[i] < m_before)
                    earlier.add(r.x[i]);
            }
        }
        Mean base;
        base.add(old.value());
        base.add(earlier.value());
        const double out = std::log((now.value() + 5) / (base.value() + 5));
        return std::isfinite(out) ? out : 0;
    }

    /// Minutes in which new instances should have taken calls (as their old neighbours did), and did.
    void silence(ReleaseFeatures& out) const {
        const std::set<std::pair<std::string, long>> active = activeMinutes();
        std::set<long> minutes;
        for (const InstanceRows& r : m_rows)
            for (const double t : r.t)
                if (const long m = minuteOf(t);
                    60. * static_cast<double>(m) >= m_first + kReady && 60. * static_cast<double>(m) <= m_until)
                    minutes.insert(m);
        for (const long m : minutes) {
            const double at = 60. * static_cast<double>(m);
            Mean usual;
            for (const std::string& instance : m_old)
                if (const auto gone = m_gone.find(instance); gone == m_gone.end() || gone->second > at)
                    usual.add(active.contains({instance, m}) ? 1 : 0);
            for (const auto& [instance, since] : m_new) {
                if (at < since + kReady)
                    continue;
                out.activeMinutes += active.contains({instance, m}) ? 1 : 0;
                out.expectedMinutes += std::isnan(usual.value()) ? 0 : usual.value();
            }
        }
        out.silence = std::clamp(.9 * out.expectedMinutes + out.activeMinutes * std::log(.1), 0., 4.);
        out.isCompared = out.isCompared || out.expectedMinutes >= 1;
    }

private:
    static long minuteOf(double seconds) { return static_cast<long>(std::floor(seconds / 60)); }

    std::set<std::pair<std::string, long>> activeMinutes() const {
        std::set<std::pair<std::string, long>> out;
        for (const InstanceRows& r : m_rows) {
            if (r.service != m_service || r.peer >= 0 || r.instance.empty() || r.role == CauseRole::Cpu)
                continue;
            for (std::size_t i = 0; i < r.t.size(); ++i)
                if (r.role == CauseRole::Success || r.x[i] > 0)
                    out.insert({r.instance, minuteOf(r.t[i])});
        }
        return out;
    }

    const std::vector<InstanceRows>& m_rows;
    int m_service;
    double m_first;
    double m_until;
    double m_before;
    std::map<std::string, double> m_new;  ///< since when
    std::map<std::string, double> m_gone; ///< until when old ones count
    std::set<std::string> m_old;
};

} // namespace

double ReleaseFeatures::canary() const {
    return std::max({clampedNats(gap), silence, clampedNats(callGap)}) +
           std::min(std::max(std::abs(cpu) - .3, 0.) * 3, 2.) + std::min(std::max(latency - 1, 0.) * 1.5, 1.5);
}

double ReleaseFeatures::timing() const {
    return lag >= -1 ? -.25 * lag : lag + 1;
}

double ReleaseFeatures::place() const {
    return std::log(.2 + .8 * reach) + .5 * near;
}

DegradedCalls degradedCalls(const std::vector<InstanceRows>& rows, double start, double until) {
    std::map<std::pair<int, int>, std::map<long, Mean>> calls;
    for (const InstanceRows& r : rows) {
        if (r.role != CauseRole::Success)
            continue;
        auto& minutes = calls[{r.service, r.peer >= 0 ? r.peer : r.service}];
        for (std::size_t i = 0; i < r.t.size(); ++i)
            if (r.t[i] <= until)
                minutes[static_cast<long>(std::floor(r.t[i] / 60))].add(r.x[i]);
    }
    DegradedCalls out;
    for (const auto& [call, minutes] : calls) {
        Values before;
        for (const auto& [m, mean] : minutes)
            if (60. * static_cast<double>(m) < start - 60)
                before.push_back(mean.value());
        if (before.size() < 3)
            continue;
        double sum = 0;
        const double middle = mean(before);
        for (const double x : before)
            sum += (x - middle) * (x - middle);
        const double sigma = std::sqrt(sum / static_cast<double>(before.size() - 1));
        const double limit = middle - std::max(3 * std::max(sigma, .5), 2.);
        for (const auto& [m, mean] : minutes) {
            const double at = 60. * static_cast<double>(m);
            if (at >= start - 60 && mean.value() < limit) {
                out[call] = at + 30;
                break;
            }
        }
    }
    return out;
}

ReleaseFeatures releaseFeatures(const CauseCase& incident, const Rollout& rollout,
                                const std::vector<InstanceRows>& rows, const DegradedCalls& degraded, double alarm,
                                double before, Instant zero) {
    ReleaseFeatures out;
    const int service = incident.find(rollout.service);
    if (service < 0)
        return out;
    const Comparison comparison(service, rollout, rows, alarm, before, zero);
    comparison.gaps(out);
    comparison.silence(out);
    out.cpu = comparison.ratio(CauseRole::Cpu);
    out.latency = comparison.ratio(CauseRole::Latency);
    double onset = alarm;
    int reached = 0;
    int ends = 0;
    for (const auto& [call, at] : degraded) {
        onset = std::min(onset, at);
        const auto below = incident.calls.reach(call.first);
        reached += std::find(below.begin(), below.end(), service) != below.end();
        ends += call.first == service || call.second == service;
    }
    if (!degraded.empty()) {
        onset = std::min_element(degraded.begin(), degraded.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                })->second;
        out.reach = reached / static_cast<double>(degraded.size());
        out.near = ends / static_cast<double>(degraded.size());
    }
    out.lag = (onset - (rollout.done - zero).inSeconds()) / 60;
    return out;
}

} // namespace foreshock
