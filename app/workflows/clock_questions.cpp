// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/clock_questions.h"

#include "app/workflows/each_log.h"
#include "app/workflows/stored_samples.h"
#include "model/analysis/clock/clock_report.h"
#include "model/analysis/clock/shared_ids.h"
#include "model/analysis/limits/outlook_plan.h"
#include "model/analysis/series_grid.h"
#include "model/analysis/series_role.h"
#include "model/store/samples/series_catalogue.h"

#include <algorithm>
#include <map>

namespace foreshock {
namespace {

constexpr std::size_t kMostEvents = 300000; ///< of one clock
constexpr std::size_t kMostIds = 200000;    ///< of one clock
constexpr std::int64_t kLeastRecords = 20;

/// One clock a source; a source into which several services write has one for each.
class Clocks {
public:
    void add(const LogRecord& record) {
        if (m_start == Instant{})
            m_start = record.time;
        ClockEvidence& e = of(record.source, record.service);
        ++e.records;
        const double seconds = (record.time - m_start).inSeconds();
        if (e.events.size() < kMostEvents)
            e.events.push_back(seconds);
        if (e.traces.size() < kMostIds)
            eachSharedId(record.raw, [&](std::uint64_t id) { e.traces.try_emplace(id, seconds); });
    }
    ClockEvidence& of(SourceId source, const ServiceId& service) {
        ClockEvidence& e = m_all[{source, service}];
        e.node.source = source;
        e.node.service = service;
        return e;
    }
    std::vector<ClockEvidence> take(const store::Gate& gate) {
        std::map<SourceId, int> services;
        std::vector<ClockEvidence> out;
        for (auto& [key, e] : m_all)
            if (e.records >= kLeastRecords || !e.traffic.empty())
                out.push_back(std::move(e));
        for (const ClockEvidence& e : out)
            ++services[e.node.source];
        for (ClockEvidence& e : out) {
            e.node.path = gate.path(e.node.source.value);
            if (services[e.node.source] == 1)
                e.node.service = ServiceId();
        }
        return out;
    }

private:
    Instant m_start;
    std::map<std::pair<SourceId, ServiceId>, ClockEvidence> m_all;
};

/// Request rates of services whose series come from one source each, on the minutes around the alarms.
Result<std::map<ServiceId, SourceId>> readTraffic(IncidentSession& session, const Incident& incident, Clocks& clocks,
                                                  const std::stop_token& stop) {
    const auto sources = store::seriesSources(session.database(), session.gate());
    if (!sources)
        return sources.error();
    StoredSamples samples(session, stop);
    const auto plan = outlookPlan(incident, samples, std::nullopt);
    std::map<ServiceId, SourceId> out;
    for (const SeriesData& s : incident.series) {
        const auto from = sources->find(s.info.id);
        if (!plan || !s.info.instance.empty() || from == sources->end() || from->second.size() != 1 ||
            out.contains(s.info.service) || seriesRole(s.info.metric, s.info.unit, {}).role != Role::Traffic)
            continue;
        const int minutes = static_cast<int>(plan->range.length().inMinutes()) + 1;
        Values y = onMinutes(samples.samples(s, plan->range), plan->range.from, minutes);
        if (countPresent(y) < 60)
            continue;
        clocks.of(from->second.front(), s.info.service).traffic = std::move(y);
        out.emplace(s.info.service, from->second.front());
    }
    if (samples.error())
        return *samples.error();
    return out;
}

} // namespace

Result<ClockReport> askClocks(IncidentSession& session, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    Clocks clocks;
    if (const auto read = eachLog(session, stop, [&](const LogRecord& record) { clocks.add(record); }); !read)
        return read.error();
    const auto traffic = readTraffic(session, *incident, clocks, stop);
    if (!traffic)
        return traffic.error();
    // Callers and callees whose rates two sources told.
    std::vector<std::pair<std::pair<SourceId, ServiceId>, std::pair<SourceId, ServiceId>>> calls;
    for (const Dependency& d : incident->dependencies) {
        const auto from = traffic->find(d.from);
        const auto to = traffic->find(d.to);
        if (from != traffic->end() && to != traffic->end() && from->second != to->second)
            calls.push_back({{from->second, d.from}, {to->second, d.to}});
    }
    std::vector<ClockEvidence> all = clocks.take(session.gate());
    const auto placeOf = [&](const std::pair<SourceId, ServiceId>& key) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const ClockEvidence& e) {
            return e.node.source == key.first && (e.node.service == key.second || e.node.service.value.empty());
        });
        return found == all.end() ? -1 : static_cast<int>(found - all.begin());
    };
    std::vector<std::pair<int, int>> numbered;
    for (const auto& [from, to] : calls)
        if (const int a = placeOf(from), b = placeOf(to); a >= 0 && b >= 0)
            numbered.emplace_back(a, b);
    auto report = clockReport(std::move(all), numbered, std::move(stop));
    if (!report)
        return Error{ErrorCode::Cancelled, "cancelled", "", ""};
    return std::move(*report);
}

} // namespace foreshock
