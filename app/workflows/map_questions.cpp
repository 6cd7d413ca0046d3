// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/map_questions.h"

#include "app/workflows/each_log.h"
#include "app/workflows/map_file.h"
#include "app/workflows/map_ground.h"
#include "model/analysis/map/blast_radius.h"
#include "model/analysis/map/co_failure.h"
#include "model/analysis/map/dependency_audit.h"
#include "model/analysis/map/map_difference.h"
#include "model/analysis/map/name_mentions.h"
#include "model/base/text.h"
#include "model/store/known_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

constexpr Duration kWitnessBefore = Duration::minutes(10);
constexpr Duration kWitnessAfter = Duration::minutes(15);

bool isTroubled(LogLevel level) {
    return level == LogLevel::Warning || level == LogLevel::Error || level == LogLevel::Fatal;
}

/// The log records that show services in trouble as they broke: the first error of each, else the first warning.
class Witnesses {
public:
    Witnesses(const std::vector<EdgeSuggestion>& suggestions) {
        for (const EdgeSuggestion& s : suggestions)
            m_wanted[s.from] = {s.time - kWitnessBefore, s.time + kWitnessAfter};
    }
    void add(const LogRecord& record) {
        const auto wanted = m_wanted.find(record.service);
        if (wanted == m_wanted.end() || !isTroubled(record.level) || !wanted->second.contains(record.time))
            return;
        const auto [at, isNew] = m_found.try_emplace(record.service, record);
        if (!isNew && at->second.level == LogLevel::Warning && record.level != LogLevel::Warning)
            at->second = record;
    }
    const LogRecord* of(const ServiceId& service) const {
        const auto found = m_found.find(service);
        return found == m_found.end() ? nullptr : &found->second;
    }

private:
    std::map<ServiceId, TimeRange> m_wanted;
    std::map<ServiceId, LogRecord> m_found;
};

/// Every name that means a service that is known.
Result<std::vector<std::pair<std::string, ServiceId>>> namesOf(IncidentSession& session, const ServiceMap& map) {
    std::vector<std::pair<std::string, ServiceId>> out;
    for (int i = 0; i < map.size(); ++i)
        out.emplace_back(map.id(i).value, map.id(i));
    const auto uses = store::nameUses(session.database(), session.gate());
    if (!uses)
        return uses.error();
    std::vector<std::int64_t> ids;
    for (const store::NameUses& use : *uses)
        ids.push_back(use.id);
    const auto rows = store::nameRows(session.database(), ids);
    if (!rows)
        return rows.error();
    for (const store::NameRow& row : *rows)
        if (map.indexOf(ServiceId(row.service)) >= 0)
            out.emplace_back(row.text, ServiceId(row.service));
    return out;
}

} // namespace

Result<BlastRadius> askBlastRadius(IncidentSession& session, const ServiceId& service, std::stop_token stop) {
    const auto ground = MapGround::of(session, stop);
    if (!ground)
        return ground.error();
    const ServiceMap map(ground->incident.services, ground->incident.dependencies);
    const int node = map.indexOf(service);
    if (node < 0)
        return noSuchService(map, service);
    return blastRadius(ground->incident, map, ground->breaks, node);
}

Result<MapDifference> compareMaps(const std::string& before, const std::string& after, std::stop_token stop) {
    const auto old = readTopology(before, stop);
    if (!old)
        return old.error();
    const auto now = readTopology(after, stop);
    if (!now)
        return now.error();
    return differenceOf(ServiceMap(old->services, old->dependencies), ServiceMap(now->services, now->dependencies));
}

Result<EdgeReport> askEdges(IncidentSession& session, std::stop_token stop) {
    const auto ground = MapGround::of(session, stop);
    if (!ground)
        return ground.error();
    const Incident& incident = ground->incident;
    const ServiceMap map(incident.services, incident.dependencies);
    EdgeReport out;
    out.lags = edgeLags(map, ground->breaks);
    std::vector<EdgeSuggestion> failures = coFailures(map, ground->breaks);
    const auto names = namesOf(session, map);
    if (!names)
        return names.error();
    NameMentions mentions(*names);
    Witnesses witnesses(failures);
    if (const auto read = eachLog(session, stop,
                                  [&](const LogRecord& record) {
                                      mentions.add(record);
                                      witnesses.add(record);
                                  });
        !read)
        return read.error();
    const auto isTold = [&](const ServiceId& from, const ServiceId& to) {
        return std::any_of(map.edges().begin(), map.edges().end(), [&](const ServiceMap::Edge& e) {
            return (e.told->from == from && e.told->to == to) || (e.told->from == to && e.told->to == from);
        });
    };
    for (EdgeSuggestion& s : mentions.take())
        if (!isTold(s.from, s.to)) {
            s.source = session.gate().path(mentions.sourceOf(s).value);
            out.suggested.push_back(std::move(s));
        }
    for (EdgeSuggestion& s : failures) {
        if (const LogRecord* witness = witnesses.of(s.from)) {
            s.excerpt = shown(clipped(witness->message, 200));
            s.source = session.gate().path(witness->source.value);
            s.line = witness->line;
            s.time = witness->time;
        }
        out.suggested.push_back(std::move(s));
    }
    std::set<ServiceId> onMap;
    for (const Service& s : incident.services)
        if (!s.isOnMapAtStart)
            out.notOnMap.push_back(s.id);
    for (const ServiceMap::Edge& e : map.edges()) {
        onMap.insert(e.told->from);
        onMap.insert(e.told->to);
        if (!e.told->isDocumented)
            out.undocumented.push_back(*e.told);
        else if (e.told->basis == "observed")
            out.observedOnly.push_back(*e.told);
    }
    if (!map.edges().empty())
        for (const SeriesData& s : incident.series)
            if (!s.info.service.value.empty() && !onMap.contains(s.info.service) &&
                std::find(out.notOnMap.begin(), out.notOnMap.end(), s.info.service) == out.notOnMap.end())
                out.notOnMap.push_back(s.info.service);
    return out;
}

Result<DependencyAudit> askAudit(IncidentSession& session, std::stop_token stop) {
    const auto ground = MapGround::of(session, stop);
    if (!ground)
        return ground.error();
    return auditOf(ground->incident, ServiceMap(ground->incident.services, ground->incident.dependencies),
                   ground->breaks);
}

} // namespace foreshock
