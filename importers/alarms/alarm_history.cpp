// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_history.h"

#include <algorithm>
#include <optional>

namespace foreshock {

void AlarmHistory::add(std::string rule, Alarm alarm, RecordPlace place) {
    const auto [known, isNew] = m_byName.emplace(rule, m_rules.size());
    if (isNew)
        m_rules.push_back({std::move(rule), {}});
    m_rules[known->second].second.push_back(Step{std::move(alarm), place});
}

Result<void> AlarmHistory::handOver(RecordDesk& desk) {
    for (auto& [rule, steps] : m_rules)
        if (Result<void> done = handOver(steps, desk); !done)
            return done;
    return {};
}

Result<void> AlarmHistory::handOver(std::vector<Step>& steps, RecordDesk& desk) {
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.alarm.start < b.alarm.start; });
    std::optional<Step> open;
    const auto close = [&]() -> Result<void> {
        desk.open(open->place, {});
        Result<void> done = desk.alarm(std::move(open->alarm));
        open.reset();
        return done;
    };
    for (Step& step : steps) {
        const AlarmState state = step.alarm.state;
        desk.open(step.place, {});
        if (open && open->alarm.state == state) { // it says again what is known
            open->alarm.severity = std::min(open->alarm.severity, step.alarm.severity);
            if (Result<void> done = desk.joined(); !done)
                return done;
            continue;
        }
        if (!open && state == AlarmState::Resolved) {
            if (Result<void> done = desk.leftOut(); !done)
                return done;
            continue;
        }
        if (open) {
            open->alarm.end = step.alarm.start;
            if (open->alarm.state == AlarmState::Firing) {
                open->alarm.state = AlarmState::Resolved;
                if (state == AlarmState::NoData)
                    open->alarm.details.push_back({"ended by", "no data"});
            }
            if (Result<void> done = close(); !done)
                return done;
            if (state == AlarmState::Resolved) {
                desk.open(step.place, {});
                if (Result<void> done = desk.joined(); !done)
                    return done;
                continue;
            }
        }
        open = std::move(step);
    }
    return open ? close() : Result<void>();
}

} // namespace foreshock
