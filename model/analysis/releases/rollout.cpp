// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/releases/rollout.h"

#include "model/base/text.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace foreshock {
namespace {

std::set<std::string> namesAfter(std::string_view part, std::string_view word) {
    std::set<std::string> out;
    if (!part.starts_with(word))
        return out;
    for (const std::string_view name : split(part.substr(word.size()), ','))
        if (!trimmed(name).empty())
            out.insert(std::string(trimmed(name)));
    return out;
}

} // namespace

RolloutStep rolloutStep(const Change& change) {
    RolloutStep out;
    out.change = &change;
    out.done = change.endOrStart();
    for (const std::string_view part : split(change.scope, ';')) {
        out.added.merge(namesAfter(trimmed(part), "instances "));
        out.removed.merge(namesAfter(trimmed(part), "replaces "));
    }
    return out;
}

std::vector<Rollout> rolloutsOf(const Incident& incident, TimeRange range) {
    std::map<std::pair<ServiceId, std::string>, Rollout> groups;
    for (const Change& c : incident.changes) {
        if (!range.contains(c.start) || c.service.value.empty() || c.scope.find("instances ") == std::string::npos)
            continue;
        RolloutStep step = rolloutStep(c);
        if (step.added.empty())
            continue;
        const std::string& group = c.group.empty() ? c.id.value : c.group;
        Rollout& rollout = groups[{c.service, group}];
        rollout.service = c.service;
        rollout.group = group;
        rollout.steps.push_back(std::move(step));
    }
    std::vector<Rollout> out;
    for (auto& [key, rollout] : groups) {
        std::sort(rollout.steps.begin(), rollout.steps.end(), [](const RolloutStep& a, const RolloutStep& b) {
            return std::tie(a.change->start, a.change->id) < std::tie(b.change->start, b.change->id);
        });
        rollout.start = rollout.steps.front().change->start;
        rollout.done = rollout.steps.front().done;
        for (const RolloutStep& step : rollout.steps)
            rollout.done = std::min(rollout.done, step.done);
        out.push_back(std::move(rollout));
    }
    return out;
}

} // namespace foreshock
