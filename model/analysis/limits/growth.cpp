// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/growth.h"

#include "model/analysis/limits/limits_report.h"
#include "model/analysis/limits/settled_levels.h"
#include "model/analysis/limits/what_if.h"
#include "model/analysis/series_role.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace foreshock {
namespace {

using SeriesList = std::vector<const SeriesData*>;

SeriesList seriesOf(const Incident& incident, const ServiceId& service) {
    SeriesList out;
    for (const SeriesData& s : incident.series)
        if (s.info.service == service && s.info.instance.empty())
            out.push_back(&s);
    return out;
}

std::string namesOf(const SeriesList& list) {
    std::string out;
    for (std::size_t i = 0; i < list.size() && i < 8; ++i)
        out += (i == 0 ? "" : ", ") + list[i]->info.metric;
    return list.size() > 8 ? out + "…" : out;
}

std::vector<WatchRule> rulesOf(const Incident& incident, const ServiceId& service) {
    std::vector<WatchRule> out;
    for (const Alarm& a : incident.alarms)
        if (a.service == service)
            out.push_back({a.ruleText(), a.metric});
    return out;
}

Error invalid(std::string message, std::string where, std::string help) {
    return {ErrorCode::Invalid, std::move(message), std::move(where), std::move(help)};
}

} // namespace

Result<std::vector<WhatIf>> whatIfGrown(const Incident& incident, SampleSource& samples, const GrowthRequest& request) {
    const SeriesList own = seriesOf(incident, request.service);
    if (own.empty()) {
        const bool isKnown = std::any_of(incident.services.begin(), incident.services.end(),
                                         [&](const Service& s) { return s.id == request.service; });
        return invalid(isKnown ? "no series of this service is recorded" : "no such service", request.service.value,
                       isKnown ? "Import its metrics first" : "foreshock services FILE lists them");
    }
    const auto rules = rulesOf(incident, request.service);
    SeriesList sizes, resources;
    for (const SeriesData* s : own) {
        const Role role =
            seriesRole(request.service.value, s->info.metric, s->info.unit, rules, incident.roleRules).role;
        if (request.against.empty() ? role == Role::Fleet : s->info.metric == request.against)
            sizes.push_back(s);
        else if (request.metric.empty() || s->info.metric == request.metric)
            resources.push_back(s);
    }
    if (sizes.empty())
        return invalid(request.against.empty() ? "no series tells the size of this service's fleet"
                                               : "no such series: " + request.against,
                       request.service.value, "Name the size or load with --against; its series: " + namesOf(own));
    if (resources.empty())
        return invalid("no such series: " + request.metric, request.service.value, "Its series: " + namesOf(own));

    const TimeRange until{Instant::earliest(), request.at ? *request.at + Duration{1} : Instant::latest()};
    // A plateau that shows only later than `at` is a limit all the same.
    const LimitsReport known =
        request.limit ? LimitsReport{} : limitsReport(incident, samples, {}).value_or(LimitsReport{});
    std::vector<WhatIf> out;
    int withLimit = 0;
    for (const SeriesData* resource : resources) {
        std::optional<ResourceLimit> limit;
        if (request.limit)
            limit = ResourceLimit{*request.limit, LimitBasis::Declared, true, "--limit", std::nullopt, std::nullopt};
        else
            limit = limitIn(known, {request.service, resource->info.metric});
        if (!limit)
            continue;
        ++withLimit;
        const auto read = samples.samples(*resource, until);
        const std::vector<Sample> level(read.begin(), read.end());
        std::optional<WhatIf> best;
        for (const SeriesData* size : sizes) {
            const auto sizeRead = samples.samples(*size, until);
            const auto levels =
                settledLevels(std::vector<Sample>(sizeRead.begin(), sizeRead.end()), level, limit->value);
            if (levels.empty())
                continue;
            WhatIf one = whatIf(fitToSize(levels), levels.back(), *limit, request.add);
            one.series = {request.service, resource->info.metric};
            one.unit = resource->info.unit;
            one.against = {request.service, size->info.metric};
            one.againstUnit = size->info.unit;
            if (!best || std::tuple(best->isChecked, best->levels) < std::tuple(one.isChecked, one.levels))
                best = std::move(one);
        }
        if (best)
            out.push_back(std::move(*best));
    }
    if (withLimit == 0)
        return invalid("no limit is known of any of its resources", request.service.value,
                       "Import a limit catalogue (service,metric,limit,unit,source,date), or give --metric and "
                       "--limit; its series: " +
                           namesOf(resources));
    if (out.empty())
        return invalid(fmt::format("no resource was seen settled while {} stood still", sizes.front()->info.metric),
                       request.service.value, "More history is needed: import earlier days of both series");
    const auto room = [](const WhatIf& w) {
        return std::tuple(!w.largestSafeAdd.has_value(), w.largestSafeAdd.value_or(0), w.series.metric);
    };
    std::stable_sort(out.begin(), out.end(), [&](const WhatIf& a, const WhatIf& b) { return room(a) < room(b); });
    return out;
}

} // namespace foreshock
