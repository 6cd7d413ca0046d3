// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/health_history.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace foreshock {
namespace {

constexpr Instant kNever{std::numeric_limits<std::int64_t>::max()};

Health healthOf(const Alarm& alarm) {
    return alarm.state == AlarmState::NoData ? Health::Unknown
           : alarm.severity <= 1             ? Health::Failing
                                             : Health::Degraded;
}

/// The worst of what speaks at once: failing, degraded, then unknown.
Health worst(const std::array<int, 4>& running) {
    for (const Health h : {Health::Failing, Health::Degraded, Health::Unknown})
        if (running[static_cast<std::size_t>(h)] > 0)
            return h;
    return Health::Fine;
}

struct Spell {
    Instant from, to;
    Health health;
};

} // namespace

HealthHistory::HealthHistory(const std::vector<Alarm>& alarms, const std::map<ServiceId, ServiceBreak>& breaks,
                             std::set<ServiceId> measured)
    : m_measured(std::move(measured)) {
    std::unordered_map<ServiceId, std::vector<Spell>> spells;
    std::unordered_map<ServiceId, std::vector<Instant>> firings;
    Instant last{std::numeric_limits<std::int64_t>::min()};
    for (const Alarm& a : alarms) {
        m_measured.insert(a.service);
        last = std::max(last, a.end.value_or(kNever));
        if (a.state != AlarmState::Resolved || a.end)
            spells[a.service].push_back({a.start, a.end.value_or(kNever), healthOf(a)});
        if (a.state != AlarmState::NoData) {
            m_firings.emplace_back(a.start, a.service);
            firings[a.service].push_back(a.start);
        }
    }
    std::sort(m_firings.begin(), m_firings.end());
    for (const auto& [service, broke] : breaks) {
        const auto own = firings.find(service);
        Instant until = last;
        if (own != firings.end())
            for (const Instant start : own->second)
                if (broke.at <= start)
                    until = std::min(until, start);
        if (broke.at < until)
            spells[service].push_back({broke.at, until, Health::Degraded});
    }
    for (const auto& [service, all] : spells) {
        std::map<Instant, std::array<int, 4>> turns;
        for (const Spell& s : all) {
            ++turns[s.from][static_cast<std::size_t>(s.health)];
            --turns[s.to][static_cast<std::size_t>(s.health)];
        }
        std::vector<Step>& steps = m_steps[service];
        std::array<int, 4> running{};
        for (const auto& [at, turn] : turns) {
            for (std::size_t i = 0; i < running.size(); ++i)
                running[i] += turn[i];
            if (const Health now = worst(running); steps.empty() ? now != Health::Fine : now != steps.back().health)
                steps.push_back({at, now});
        }
    }
}

HealthHistory::At HealthHistory::at(const ServiceId& service, Instant moment) const {
    if (!m_measured.contains(service))
        return {};
    const auto found = m_steps.find(service);
    if (found == m_steps.end())
        return {Health::Fine, std::nullopt};
    const auto& steps = found->second;
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), moment, [](Instant t, const Step& s) { return t < s.from; });
    if (after == steps.begin())
        return {Health::Fine, std::nullopt};
    return {std::prev(after)->health, std::prev(after)->from};
}

std::vector<ServiceId> HealthHistory::order(TimeRange range) const {
    std::vector<ServiceId> out;
    std::set<ServiceId> seen;
    auto firing = std::lower_bound(m_firings.begin(), m_firings.end(), range.from,
                                   [](const auto& f, Instant from) { return f.first < from; });
    for (; firing != m_firings.end() && firing->first < range.to; ++firing)
        if (seen.insert(firing->second).second)
            out.push_back(firing->second);
    return out;
}

} // namespace foreshock
