// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/handover/export.h"
#include "app/workflows/import.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/incident_reader.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/series_reader.h"
#include "model/store/source_writer.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace foreshock::test {

inline std::string timeOrNone(std::optional<Instant> t) {
    return t ? rfc3339(*t) : "-";
}

inline std::string toldDetails(const Details& details) {
    std::string out;
    for (const Detail& d : details)
        out += fmt::format(" {}={}", d.name, d.value);
    return out;
}

/// Everything that an incident file says, a record a line, in the order in which readers give it.
inline std::string told(const std::string& path) {
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto incident = session->incident();
    REQUIRE(incident);
    std::string out = fmt::format("{} in {}\n", incident->title, incident->zone);
    for (const AlarmRule& r : incident->alarmRules)
        out += fmt::format("rule {} {} | {} | {} | {} {} | {} s | {}\n", r.name, r.service.value, r.metric, r.text,
                           r.op, r.threshold.value_or(-1), static_cast<double>(r.wait.ns) / 1e9, r.severity);
    for (const RoleRule& r : incident->roleRules)
        out += fmt::format("role {}/{} {} {}\n", r.service, r.metric, nameOf(r.role), nameOf(r.bad));
    for (const Service& s : incident->services)
        out += fmt::format("service {} | {} | {} | {} | {} |{}\n", s.id.value, s.name, s.role, s.isOnMapAtStart,
                           s.basis, toldDetails(s.details));
    for (const Dependency& d : incident->dependencies)
        out += fmt::format("{} needs {} | {} {} {} | {} | {}\n", d.from.value, d.to.value, nameOf(d.kind),
                           d.isDocumented, d.isConfirmed, d.why, d.basis);
    for (const DeclaredLimit& l : incident->limits)
        out += fmt::format("limit {}/{} {} {} by {} at {} for {}\n", l.service.value, l.metric, l.value, l.unit,
                           l.source, timeOrNone(l.date), l.scope);
    for (const Change& c : incident->changes)
        out += fmt::format("change {} {}..{} {} | {} | {} | {} | {} | {} | {} | {} | seen {} |{}\n", c.id.value,
                           rfc3339(c.start), timeOrNone(c.end), c.service.value, c.kind, c.title, c.actor, c.ref,
                           c.group, c.scope, c.basis, timeOrNone(c.arrivedAt), toldDetails(c.details));
    for (const Alarm& a : incident->alarms)
        out += fmt::format("alarm {} {}..{} {} | {} | {} | {} | {} {} | {} | seen {} |{}\n", a.id.value,
                           rfc3339(a.start), timeOrNone(a.end), a.service.value, a.metric, a.title, a.rule, a.severity,
                           static_cast<int>(a.state), a.basis, timeOrNone(a.arrivedAt), toldDetails(a.details));
    for (const Note& n : incident->notes)
        out += fmt::format("note {} {} | {} | {} | {}\n", rfc3339(n.time), n.service.value, n.kind, n.text, n.basis);
    for (const SeriesData& series : incident->series) {
        const SeriesInfo& info = series.info;
        out += fmt::format("series {} | {} | {} | {} | {} | via {}\n", info.service.value, info.instance, info.version,
                           info.metric, info.unit, info.seenVia);
        const auto samples = store::samples(session->database(), session->gate(), info.id, TimeRange::everything());
        REQUIRE(samples);
        for (const Sample& sample : *samples)
            out += fmt::format("  {} {}\n", sample.time.ns, sample.value);
    }
    auto logs =
        store::LogResult::open(session->database(), session->gate(), *parseLogQuery(""), TimeRange::everything());
    REQUIRE(logs);
    store::LogResult::Place place;
    for (;;) {
        const auto records = logs->next(place, 100);
        REQUIRE(records);
        if (records->empty())
            break;
        for (std::size_t i = 0; i < records->size(); ++i) {
            const LogRecord& r = (*records)[i];
            out += fmt::format("log {} {} {} {} seen {} {}\n", r.time.ns, nameOf(r.level), r.service.value, r.host,
                               timeOrNone(logs->arrivals()[i]), shown(r.message));
        }
    }
    return out;
}

inline ExportReport exported(const std::string& path, const ExportRequest& request) {
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto report = exportIncident(*session, request);
    if (!report)
        FAIL(report.error().text());
    return *report;
}

inline ImportReport imported(const std::string& folder, const std::string& path) {
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    ImportRequest request;
    request.paths = {folder};
    request.now = parseTime("2024-01-01T00:00:00Z")->instant;
    const auto report = importPaths(&*file, request);
    REQUIRE(report);
    for (const ImportedSource& source : report->sources) {
        INFO(source.path << " as " << source.format << ": " << (source.problem ? source.problem->text() : ""));
        CHECK_FALSE(source.problem);
        CHECK(source.counts.rejected == 0);
        CHECK(source.counts.duplicates == 0);
    }
    REQUIRE(file->close());
    return *report;
}

} // namespace foreshock::test
