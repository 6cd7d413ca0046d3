// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/limits_report.h"

#include "model/analysis/alarm_group.h"
#include "model/analysis/limits/limit_match.h"
#include "model/analysis/limits/outlook_plan.h"
#include "model/analysis/limits/plateau_search.h"
#include "model/analysis/limits/recovery.h"
#include "model/analysis/recording.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace foreshock {
namespace {

constexpr int kNow = 15;                              ///< minutes that tell how things stand
constexpr Minute kMomentsBack = 24 * 60;              ///< how far back a plateau is sought
constexpr Duration kAfterRun = Duration::minutes(90); ///< a sample so long after a run tells what it left
constexpr double kTight = .1;
constexpr std::size_t kMostRuns = 40; ///< the latest ones

bool isShare(std::string_view unit) {
    return trimmed(unit).starts_with('%');
}

/// A resource with a limit of its own, as opposed to harm, load or dose.
bool isResource(const SceneSeries& s) {
    return s.isLimited() || s.is(Role::Backlog);
}

/// Moments before which a plateau may have stood: first alarms, then every hour of the last day.
std::vector<Minute> momentsOf(const Scene& scene) {
    std::vector<Minute> out;
    for (const AlarmGroup& group : alarmGroups(scene))
        out.push_back(group.first());
    const Minute end = scene.grid().minutes - 1;
    for (Minute m = end; m >= 60 && m > end - kMomentsBack; m -= 60)
        out.push_back(m);
    std::sort(out.begin(), out.end());
    return out;
}

class Finder {
public:
    Finder(const Incident& incident, const Scene& scene)
        : m_incident(incident)
        , m_scene(scene)
        , m_moments(momentsOf(scene)) {}

    std::optional<ResourceLimit> limitOf(const SceneSeries& s) const {
        SeriesInfo info;
        info.service = m_scene.grid().services[static_cast<std::size_t>(s.service())];
        info.metric = s.data->metric;
        info.unit = s.data->unit;
        if (const DeclaredLimit* told = limitFor(m_incident.limits, info))
            return ResourceLimit{told->value,  LimitBasis::Declared, told->isCertain() && !told->service.value.empty(),
                                 told->source, told->date,           std::nullopt};
        if (!isResource(s))
            return std::nullopt;
        const bool isPercent = isShare(s.data->unit) && !(highest(s.y()) > 100.5);
        if (s.isUp())
            if (const auto found = findPlateau(s.y(), m_moments))
                return ResourceLimit{found->level, LimitBasis::Plateau, false,
                                     "",           std::nullopt,        m_scene.grid().at(found->since)};
        if (isPercent && s.isUp() && !s.is(Role::Unknown))
            return ResourceLimit{100, LimitBasis::Unit, true, "", std::nullopt, std::nullopt};
        return std::nullopt;
    }

private:
    const Incident& m_incident;
    const Scene& m_scene;
    std::vector<Minute> m_moments;
};

LimitRow rowOf(const Scene& scene, int series, const ResourceLimit& limit) {
    const SceneSeries& s = scene.at(series);
    LimitRow row;
    row.series = scene.grid().ref(scene.key(series));
    row.unit = s.data->unit;
    row.limit = limit;
    int last = static_cast<int>(s.y().size()) - 1;
    while (last >= 0 && std::isnan(s.y()[static_cast<std::size_t>(last)]))
        --last;
    row.now = median(cut(s.y(), last - kNow + 1, last + 1));
    row.nowAt = scene.grid().at(last);
    const auto top = std::max_element(s.y().begin(), s.y().end(),
                                      [](double a, double b) { return std::isnan(a) ? !std::isnan(b) : a < b; });
    row.highest = *top;
    row.highestAt = scene.grid().at(static_cast<Minute>(top - s.y().begin()));
    const double noise = stepNoise(s.y());
    row.noise = std::isfinite(noise) ? noise : 0;
    return row;
}

/// What each earlier change of a kind that ran more than once left of the headroom; the sample soonest after its end.
void addEarlierRuns(const Incident& incident, SampleSource& samples, Instant until, LimitRow& row) {
    const auto data = std::find_if(incident.series.begin(), incident.series.end(), [&](const SeriesData& s) {
        return s.info.service == row.series.service && s.info.metric == row.series.metric && s.info.instance.empty();
    });
    if (data == incident.series.end())
        return;
    for (auto change = incident.changes.rbegin(); change != incident.changes.rend(); ++change) {
        const Change& c = *change;
        if (row.earlier.size() == kMostRuns)
            break;
        if (c.service != row.series.service || c.endOrStart() > until)
            continue;
        const Instant end = c.endOrStart();
        const auto after = samples.samples(*data, {end - Duration::minutes(1), end + kAfterRun});
        const auto found =
            std::find_if(after.begin(), after.end(), [](const Sample& s) { return isMeasured(s.value); });
        if (found != after.end())
            row.earlier.push_back({c.id, c.kind, c.title, end, found->value, row.limit.value - found->value});
    }
    // One run of a kind has no earlier one to be compared with.
    std::erase_if(row.earlier, [&](const RunHeadroom& run) {
        return std::count_if(row.earlier.begin(), row.earlier.end(),
                             [&](const RunHeadroom& other) { return other.kind == run.kind; }) < 2;
    });
    std::stable_sort(row.earlier.begin(), row.earlier.end(),
                     [](const RunHeadroom& a, const RunHeadroom& b) { return a.end < b.end; });
}

/// What a recovery is on its way to: the fleet's size where it counts what the fleet counts, else the best it has been.
std::pair<double, std::string> targetOf(const Scene& scene, const SceneSeries& s, std::optional<double> given) {
    if (given)
        return {*given, "given"};
    if (s.is(Role::Backlog))
        return {0, "empty"};
    if (isShare(s.data->unit) && s.isDown())
        return {100, "100 %"};
    for (const int k : scene.seriesOf(s.service())) {
        const SceneSeries& fleet = scene.at(k);
        if (&fleet == &s || !fleet.is(Role::Fleet) || fleet.data->unit != s.data->unit)
            continue;
        const Values sizes = present(fleet.y());
        if (!sizes.empty())
            return {median(View(sizes).last(std::min<std::size_t>(sizes.size(), kNow))), "fleet size"};
    }
    if (!s.isDown()) { // errors, delays: they come back down
        const Values all = present(s.y());
        return {all.empty() ? 0 : *std::min_element(all.begin(), all.end()), "lowest seen"};
    }
    return {highest(s.y()), "highest seen"};
}

/// A series as it was sampled; where only its instances are known, as the grid holds it.
std::vector<Sample> samplesOf(const Incident& incident, SampleSource& samples, const Scene& scene, int series,
                              TimeRange range) {
    const SeriesRef ref = scene.grid().ref(scene.key(series));
    for (const SeriesData& s : incident.series)
        if (s.info.service == ref.service && s.info.metric == ref.metric && s.info.instance.empty()) {
            const auto read = samples.samples(s, range);
            return {read.begin(), read.end()};
        }
    std::vector<Sample> out;
    const View y = scene.at(series).y();
    for (std::size_t m = 0; m < y.size(); ++m)
        out.push_back({scene.grid().at(static_cast<Minute>(m)), y[m]});
    return out;
}

bool isWanted(const Scene& scene, int series, const std::string& glob) {
    const SceneSeries& s = scene.at(series);
    if (glob.empty())
        return s.is(Role::Progress);
    const SeriesRef ref = scene.grid().ref(scene.key(series));
    return globMatches(glob, ref.metric) || globMatches(glob, ref.service.value + "/" + ref.metric);
}

} // namespace

std::optional<LimitsReport> limitsReport(const Incident& incident, SampleSource& samples, const LimitsRequest& request,
                                         std::stop_token stop) {
    LimitsReport out;
    const auto plan = outlookPlan(incident, samples, request.at);
    if (!plan) {
        out.unmatched = incident.limits;
        return out;
    }
    const IncidentGrid grid = gridOf(incident, samples, *plan);
    const Scene scene(grid);
    const Finder finder(incident, scene);
    const auto groups = alarmGroups(scene);
    for (std::size_t k = 0; k < scene.series().size(); ++k) {
        if (stop.stop_requested())
            return std::nullopt;
        const SceneSeries& s = scene.series()[k];
        const int series = static_cast<int>(k);
        out.resources += isResource(s);
        if (const auto limit = finder.limitOf(s)) {
            LimitRow row = rowOf(scene, series, *limit);
            addEarlierRuns(incident, samples, plan->range.to, row);
            if (limit->since && !groups.empty())
                if (const Instant first = grid.at(groups.front().first()); *limit->since < first)
                    row.beforeFirstAlarm = first - *limit->since;
            out.rows.push_back(std::move(row));
        } else {
            out.seriesWithoutLimit += isResource(s);
        }
        if (!isWanted(scene, series, request.series))
            continue;
        const auto [target, from] = targetOf(scene, s, request.target);
        const std::vector<Sample> values = samplesOf(incident, samples, scene, series, plan->range);
        if (auto recovery = recoveryOf(values, target)) {
            recovery->series = grid.ref(scene.key(series));
            recovery->unit = s.data->unit;
            recovery->targetFrom = from;
            out.recoveries.push_back(std::move(*recovery));
        } else {
            ++out.notComingBack;
        }
    }
    for (const DeclaredLimit& limit : incident.limits)
        if (std::none_of(scene.series().begin(), scene.series().end(), [&](const SceneSeries& s) {
                SeriesInfo info;
                info.service = grid.services[static_cast<std::size_t>(s.service())];
                info.metric = s.data->metric;
                info.unit = s.data->unit;
                return holdsFor(limit, info);
            }))
            out.unmatched.push_back(limit);
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const LimitRow& a, const LimitRow& b) {
        return std::tuple(a.headroomShare() >= kTight, a.headroomShare(), a.series.service, a.series.metric) <
               std::tuple(b.headroomShare() >= kTight, b.headroomShare(), b.series.service, b.series.metric);
    });
    return out;
}

std::optional<ResourceLimit> limitIn(const LimitsReport& report, const SeriesRef& series) {
    for (const LimitRow& row : report.rows)
        if (row.series == series)
            return row.limit;
    return std::nullopt;
}

} // namespace foreshock
