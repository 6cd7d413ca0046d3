// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/alarm_groups.h"

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

using Edges = std::multimap<ServiceId, ServiceId>;

std::map<ServiceId, int> depths(const ServiceId& from, const Edges& edges) {
    std::map<ServiceId, int> depth{{from, 0}};
    for (std::vector<ServiceId> wave{from}; !wave.empty();) {
        std::vector<ServiceId> next;
        for (const ServiceId& s : wave)
            for (auto [e, end] = edges.equal_range(s); e != end; ++e)
                if (depth.emplace(e->second, depth[s] + 1).second)
                    next.push_back(e->second);
        wave = std::move(next);
    }
    return depth;
}

constexpr std::size_t kMostAsked = 200;

} // namespace

ServiceId commonUpstream(const std::vector<ServiceId>& services, const std::vector<Dependency>& dependencies) {
    std::map<ServiceId, std::pair<std::size_t, int>> reached; // how many come here, how far in sum
    const std::set<ServiceId> unique(services.begin(), services.end());
    if (unique.size() > kMostAsked) // hundreds of alarmed services have more in common than one service
        return {};
    Edges edges;
    for (const Dependency& d : dependencies)
        edges.emplace(d.from, d.to);
    for (const ServiceId& s : unique)
        for (const auto& [to, steps] : depths(s, edges)) {
            reached[to].first += 1;
            reached[to].second += steps;
        }
    ServiceId best;
    int nearest = 0;
    for (const auto& [service, count] : reached)
        if (count.first == unique.size() && (best.value.empty() || count.second < nearest)) {
            best = service;
            nearest = count.second;
        }
    return best;
}

static QString wordsFor(std::size_t count, const ServiceId& upstream) {
    QString text = count == 1 ? QStringLiteral("1 alarm") : QStringLiteral("%1 alarms, one group").arg(count);
    if (count > 1 && !upstream.value.empty())
        text += QStringLiteral(" upstream: ") + QString::fromStdString(upstream.value);
    return text;
}

QString groupText(const IncidentView& incident, const Answer& answer) {
    const std::set<AlarmId> group(answer.alarms.begin(), answer.alarms.end());
    std::vector<ServiceId> services;
    for (const Alarm& a : incident.alarms)
        if (group.contains(a.id))
            services.push_back(a.service);
    return wordsFor(answer.alarms.size(), commonUpstream(services, incident.dependencies));
}

AlarmGroups AlarmGroups::of(const IncidentView& incident, const Answer* answer, const AlarmStorms* storms) {
    AlarmGroups out;
    if (incident.alarms.empty() || incident.alarms.size() > kMostUnfolded)
        return out;
    std::map<AlarmId, std::size_t> index;
    std::map<ServiceId, std::size_t> row;
    for (std::size_t i = 0; i < incident.alarms.size(); ++i) {
        const Alarm& a = incident.alarms[i];
        index.emplace(a.id, i);
        const auto [at, isNew] = row.emplace(a.service, out.rows.size());
        if (isNew)
            out.rows.push_back({a.service, {}});
        out.rows[at->second].alarms.push_back(i);
    }
    out.groupOf.assign(incident.alarms.size(), -1);
    const auto add = [&](const std::vector<AlarmId>& ids, const QString& words, bool isRanked) {
        ShownGroup group;
        for (const AlarmId& id : ids)
            if (const auto at = index.find(id); at != index.end() && out.groupOf[at->second] < 0) {
                group.alarms.push_back(at->second);
                out.groupOf[at->second] = static_cast<int>(out.groups.size());
            }
        if (group.alarms.empty() || (group.alarms.size() == 1 && !isRanked)) {
            for (const std::size_t i : group.alarms)
                out.groupOf[i] = -1;
            return;
        }
        std::sort(group.alarms.begin(), group.alarms.end());
        group.first = group.last = incident.alarms[group.alarms.front()].start;
        for (const std::size_t i : group.alarms) {
            group.first = std::min(group.first, incident.alarms[i].start);
            group.last = std::max(group.last, incident.alarms[i].start);
        }
        group.words = words;
        group.isRanked = isRanked;
        out.groups.push_back(std::move(group));
    };
    if (answer && !answer->alarms.empty())
        add(answer->alarms, groupText(incident, *answer), true);
    if (storms)
        for (const AlarmStorm& storm : storms->storms) {
            std::vector<AlarmId> ids;
            for (const StormAlarm& a : storm.alarms)
                ids.push_back(a.id);
            add(ids, wordsFor(ids.size(), storm.candidate), false);
        }
    return out;
}

} // namespace foreshock
