// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/grid_builder.h"

#include "model/analysis/plan_pairs.h"
#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr Duration kLeastBefore = Duration::minutes(300);
constexpr Duration kMostBefore = Duration::hours(14 * 24);
constexpr Duration kMostAfter = Duration::hours(24);
constexpr std::int64_t kMinute = Duration::minutes(1).ns;

Instant wholeMinute(Instant t) {
    const std::int64_t rest = ((t.ns % kMinute) + kMinute) % kMinute;
    return Instant{t.ns - rest};
}

std::vector<ServiceId> servicesOf(const Incident& incident) {
    std::vector<ServiceId> out;
    for (const Service& s : incident.services)
        out.push_back(s.id);
    for (const Dependency& d : incident.dependencies) {
        out.push_back(d.from);
        out.push_back(d.to);
    }
    for (const Change& c : incident.changes)
        out.push_back(c.service);
    for (const Alarm& a : incident.alarms)
        out.push_back(a.service);
    for (const SeriesData& s : incident.series)
        out.push_back(s.info.service);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Sources of one series: the whole service's where there is one, else its instances'.
using Sources = std::map<SeriesKey, std::vector<const SeriesData*>>;

Sources sourcesOf(const Incident& incident, SampleSource& samples, const IncidentGrid& grid) {
    Sources out;
    for (const SeriesData& s : incident.series)
        out[{grid.serviceIndex(s.info.service), s.info.metric}].push_back(&s);
    for (auto& [key, list] : out) {
        const auto isWhole = [&](const SeriesData* s) { return s->info.instance.empty() && samples.hasSamples(*s); };
        if (std::any_of(list.begin(), list.end(), isWhole))
            std::erase_if(list, [&](const SeriesData* s) { return !isWhole(s); });
        std::stable_sort(list.begin(), list.end(),
                         [](const SeriesData* a, const SeriesData* b) { return a->info.id < b->info.id; });
    }
    return out;
}

Values averaged(const std::vector<const SeriesData*>& list, SampleSource& source, Instant start, int minutes) {
    Values out = source.minutes(*list.front(), start, minutes);
    if (list.size() == 1)
        return out;
    std::vector<int> n(out.size(), 0);
    Values sum(out.size(), 0.0);
    for (const SeriesData* s : list) {
        const Values y = source.minutes(*s, start, minutes);
        for (std::size_t i = 0; i < y.size(); ++i)
            if (!std::isnan(y[i])) {
                sum[i] += y[i];
                ++n[i];
            }
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = n[i] > 0 ? sum[i] / n[i] : std::nan("");
    return out;
}

/// Samples before the grid that were taken soon after a change of the service ended.
std::vector<EarlyValue> earlyValues(const IncidentGrid& grid, SampleSource& source, int service,
                                    const SeriesData& series) {
    std::vector<EarlyValue> out;
    for (const GridChange& c : grid.changes) {
        if (c.service != service || c.end >= 0)
            continue;
        const Instant from = grid.at(c.end - 1);
        const Instant to = std::min(grid.start, grid.at(c.end + rank_constants::kHeadroomWithin));
        if (from >= to)
            continue;
        const auto samples = source.samples(series, {from, to});
        const auto found =
            std::find_if(samples.begin(), samples.end(), [](const Sample& s) { return isMeasured(s.value); });
        if (found != samples.end())
            out.push_back({grid.minuteOf(found->time), found->value});
    }
    return out;
}

/// Share of the look-back that the change feeds with a stated reach say they missed; nothing stated: nothing known
/// missing.
double feedGapOf(const Incident& incident, Instant first) {
    const TimeRange back{first - Duration::ofMinutes(rank_constants::kPriorSpan), first};
    std::vector<TimeRange> stated;
    for (const FeedCoverage& feed : incident.feeds)
        if (feed.kind == "changes" && !feed.isAssumed)
            stated.push_back(feed.range);
    if (stated.empty())
        return 0;
    for (TimeRange& r : stated)
        r = {std::max(r.from, back.from), std::min(r.to, back.to)};
    std::sort(stated.begin(), stated.end(), [](const TimeRange& a, const TimeRange& b) { return a.from < b.from; });
    Duration covered;
    Instant done = back.from;
    for (const TimeRange& r : stated)
        if (!r.isEmpty() && done < r.to) {
            covered = covered + (r.to - std::max(done, r.from));
            done = r.to;
        }
    return std::clamp(1 - covered.inMinutes() / back.length().inMinutes(), 0.0, 1.0);
}

void addHappenings(const Incident& incident, const GridPlan& plan, IncidentGrid& grid) {
    for (const Dependency& d : incident.dependencies)
        grid.edges.push_back({grid.serviceIndex(d.from), grid.serviceIndex(d.to), d.kind});
    for (const Change& c : incident.changes) {
        const bool isSuspect =
            !plan.lookBack || grid.minuteOf(plan.first) - grid.minuteOf(c.endOrStart()) <= plan.lookBack->inMinutes();
        grid.changes.push_back(
            {c.id,
             grid.serviceIndex(c.service),
             c.kind,
             !c.group.empty() ? c.group : c.service.value + "/" + c.kind,
             grid.minuteOf(c.start),
             grid.minuteOf(std::max(c.start, c.endOrStart())),
             isSuspect,
             c.error.inMinutes(),
             !c.environment.empty() ? c.environment : grid.environmentOf(grid.serviceIndex(c.service)),
             {}});
        if (c.isPlanned())
            grid.changes.back().plan.kind = PlannedRun::Kind::Open;
    }
    for (const PlanPair& pair : planPairs(incident.changes)) {
        const Change& planned = incident.changes[pair.plan];
        grid.changes[pair.plan].plan = {PlannedRun::Kind::Done, incident.changes[pair.run].id, 0, 0};
        grid.changes[pair.run].plan = {PlannedRun::Kind::Run, planned.id, grid.minuteOf(planned.start),
                                       grid.minuteOf(std::max(planned.start, planned.endOrStart()))};
    }
    for (const Alarm& a : incident.alarms) {
        if (a.state == AlarmState::NoData)
            continue;
        GridAlarm alarm{a.id,
                        grid.serviceIndex(a.service),
                        grid.minuteOf(a.start),
                        std::nullopt,
                        a.ruleText(),
                        !plan.alarms.contains(a.start),
                        a.error.inMinutes(),
                        !a.environment.empty() ? a.environment : grid.environmentOf(grid.serviceIndex(a.service)),
                        a.metric};
        if (a.end)
            alarm.end = grid.minuteOf(*a.end);
        grid.alarms.push_back(std::move(alarm));
    }
}

} // namespace

TimeRange gridRange(const std::vector<TimeRange>& recordings, Instant first, Instant last) {
    TimeRange out{first - kLeastBefore, last + Duration::minutes(1)};
    auto own = std::find_if(recordings.begin(), recordings.end(), [&](const TimeRange& r) { return first < r.to; });
    if (own != recordings.end() && own->from <= first) {
        out.to = std::max(out.to, own->to);
        while (own != recordings.begin() && (own - 1)->to > first - kLeastBefore)
            --own;
        out.from = own->from;
    }
    out.from = std::max(out.from, first - kMostBefore);
    out.to = std::min(out.to, last + kMostAfter);
    return out;
}

IncidentGrid gridOf(const Incident& incident, SampleSource& samples, const GridPlan& plan) {
    IncidentGrid grid;
    grid.services = servicesOf(incident);
    grid.start = wholeMinute(plan.range.from);
    grid.minutes = static_cast<int>((plan.range.to - grid.start).ns / kMinute) + 1;
    grid.environments.resize(grid.services.size());
    for (const Service& service : incident.services)
        if (const int s = grid.serviceIndex(service.id); s >= 0)
            grid.environments[static_cast<std::size_t>(s)] = service.environment;
    grid.roleRules = incident.roleRules;
    for (const AlarmRule& rule : incident.alarmRules)
        if (const int s = grid.serviceIndex(rule.service); s >= 0 || rule.service.value.empty())
            grid.rules.push_back({s, rule.text.empty() ? rule.name : rule.text, rule.metric});
    addHappenings(incident, plan, grid);
    for (const auto& [key, list] : sourcesOf(incident, samples, grid)) {
        Values y = averaged(list, samples, grid.start, grid.minutes);
        if (countPresent(y) == 0)
            grid.silent.push_back(key);
        else
            grid.series.push_back({key.first, key.second, list.front()->info.unit, std::move(y)});
        if (auto early = earlyValues(grid, samples, key.first, *list.front()); !early.empty())
            grid.early[key] = std::move(early);
    }
    grid.feedGap = feedGapOf(incident, plan.first);
    grid.hasStatedFeed =
        grid.feedGap < 1 && std::any_of(incident.feeds.begin(), incident.feeds.end(),
                                        [](const auto& f) { return f.kind == "changes" && !f.isAssumed; });
    grid.sort();
    // One alarm, or change, that is written twice is one.
    const auto isSame = [](const auto& x, const auto& y) { return x.id == y.id && x.service == y.service; };
    grid.alarms.erase(std::unique(grid.alarms.begin(), grid.alarms.end(),
                                  [&](const auto& x, const auto& y) { return isSame(x, y) && x.time == y.time; }),
                      grid.alarms.end());
    grid.changes.erase(std::unique(grid.changes.begin(), grid.changes.end(),
                                   [&](const auto& x, const auto& y) { return isSame(x, y) && x.start == y.start; }),
                       grid.changes.end());
    return grid;
}

} // namespace foreshock
