// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/export.h"

#include "app/workflows/handover/exchange_rows.h"
#include "app/workflows/handover/export_folder.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/domain/board_notes.h"
#include "model/store/alarm_rules.h"
#include "model/store/board/board_reader.h"
#include "model/store/incident_reader.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/series_reader.h"
#include "model/store/series_roles.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::size_t kLogsAtOnce = 1024;

/// One run of the verb. Lives for one call.
class Exporter {
public:
    Exporter(IncidentSession& session, ExportFolder& folder, Pseudonymiser* pseudonyms, std::stop_token stop)
        : m_session(session)
        , m_folder(folder)
        , m_pseudonyms(pseudonyms)
        , m_stop(std::move(stop)) {}

    Result<void> read() {
        const auto take = [](auto& into, auto result) -> Result<void> {
            if (!result)
                return result.error();
            into = std::move(*result);
            return {};
        };
        store::Database& db = m_session.database();
        const store::Gate& gate = m_session.gate();
        for (const auto& done :
             {take(m_incident.title, store::fact(db, "title")), take(m_zone, store::fact(db, "zone")),
              take(m_incident.services, store::mappedServices(db, gate)),
              take(m_incident.dependencies, store::dependencies(db, gate)),
              take(m_incident.changes, store::changes(db, gate)), take(m_incident.alarms, store::alarms(db, gate)),
              take(m_incident.notes, store::notes(db, gate)), take(m_incident.limits, store::declaredLimits(db, gate)),
              take(m_series, store::seriesCatalogue(db, gate)),
              take(m_incident.alarmRules, store::alarmRules(db, gate)),
              take(m_incident.roleRules, store::roleRules(db))})
            if (!done)
                return done.error();
        // What people think travels as notes do.
        const auto board = store::board(db, gate);
        if (!board)
            return board.error();
        for (Note& note : notesOf(*board))
            m_incident.notes.push_back(std::move(note));
        return {};
    }

    Result<void> learn() {
        const auto all = [&](const auto& list) {
            for (const auto& each : list)
                m_pseudonyms->learn(each);
        };
        // Services first: what names a service and something else is told as a service.
        all(m_incident.services);
        all(m_incident.dependencies);
        all(m_incident.limits);
        all(m_series);
        all(m_incident.changes);
        all(m_incident.alarms);
        all(m_incident.notes);
        m_pseudonyms->learnText(m_incident.title);
        return eachLog([&](LogRecord& record, std::optional<Instant>) -> Result<void> {
            m_pseudonyms->learn(record);
            return {};
        });
    }

    Result<void> write() {
        if (m_pseudonyms) {
            m_incident.title = m_pseudonyms->text(m_incident.title);
            veil(m_incident.services);
            veil(m_incident.dependencies);
            veil(m_incident.limits);
            veil(m_incident.changes);
            veil(m_incident.alarms);
            veil(m_incident.notes);
            // In order of their new names: that of the old ones would tell of them.
            std::sort(m_incident.services.begin(), m_incident.services.end(),
                      [](const Service& a, const Service& b) { return a.id.value < b.id.value; });
        }
        for (const auto& done : {writeMap(), writeRows("alarms.jsonl", m_incident.alarms, m_report.records.alarms),
                                 writeRows("changes.jsonl", m_incident.changes, m_report.records.changes),
                                 writeRows("notes.jsonl", m_incident.notes, m_report.records.notes)})
            if (!done)
                return done;
        if (const auto done = writeLimits(); !done)
            return done;
        if (const auto done = writeSeries(); !done)
            return done;
        if (const auto done = m_folder.write(
                "incident.json", exchangeFacts(m_incident.title, Zone::find(m_zone) ? m_zone : "", m_series,
                                               m_pseudonyms ? std::vector<AlarmRule>() : m_incident.alarmRules,
                                               m_pseudonyms ? std::vector<RoleRule>() : m_incident.roleRules) +
                                     "\n");
            !done)
            return done;
        return writeLogs();
    }

    ExportReport& report() { return m_report; }

private:
    template<class List>
    void veil(List& list) {
        for (auto& each : list)
            each = m_pseudonyms->veiled(std::move(each));
    }

    Result<void> stopped() const {
        return m_stop.stop_requested() ? Result<void>(Error{ErrorCode::Cancelled, "cancelled", m_folder.path(), ""})
                                       : Result<void>();
    }

    Result<void> writeMap() {
        if (m_incident.services.empty() && m_incident.dependencies.empty())
            return {};
        const auto list = [&](const char* name, const auto& rows) -> Result<void> {
            Result<void> done = m_folder.write("topology.json", std::string("\"") + name + "\":[");
            const char* before = "\n";
            for (const auto& row : rows) {
                if (!done)
                    return done;
                done = m_folder.write("topology.json", before + exchangeRow(row));
                before = ",\n";
                ++m_report.records.dependencies;
            }
            return done ? m_folder.write("topology.json", "]") : done;
        };
        if (const auto done = m_folder.write("topology.json", "{"); !done)
            return done;
        if (const auto done = list("services", m_incident.services); !done)
            return done;
        if (const auto done = m_folder.write("topology.json", ",\n"); !done)
            return done;
        if (const auto done = list("dependencies", m_incident.dependencies); !done)
            return done;
        return m_folder.write("topology.json", "}\n");
    }

    template<class List>
    Result<void> writeRows(const char* file, const List& list, std::int64_t& count) {
        for (const auto& each : list) {
            if (const auto done = m_folder.write(file, exchangeRow(each) + "\n"); !done)
                return done;
            ++count;
        }
        return stopped();
    }

    Result<void> writeLimits() {
        if (m_incident.limits.empty())
            return {};
        if (const auto done = m_folder.write("limits.csv", std::string(limitsHeader()) + "\n"); !done)
            return done;
        return writeRows("limits.csv", m_incident.limits, m_report.records.dependencies);
    }

    Result<void> writeSeries() {
        if (m_pseudonyms) {
            veil(m_series);
            const auto key = [](const SeriesInfo& s) {
                return std::tie(s.service.value, s.metric, s.instance, s.id.value);
            };
            std::sort(m_series.begin(), m_series.end(),
                      [&](const SeriesInfo& a, const SeriesInfo& b) { return key(a) < key(b); });
        }
        for (const MetricsForm form : {MetricsForm::Services, MetricsForm::Instances})
            for (const SeriesInfo& info : m_series)
                if ((info.instance.empty() && info.version.empty()) == (form == MetricsForm::Services))
                    if (const auto done = writeSamples(info, form); !done)
                        return done;
        return {};
    }

    Result<void> writeSamples(const SeriesInfo& info, MetricsForm form) {
        const char* file = form == MetricsForm::Services ? "metrics.csv" : "metrics_instances.csv";
        const SeriesCells cells = seriesCells(info, form);
        store::SampleCache none(0);
        store::SeriesReader reader(m_session.database(), m_session.gate(), none);
        return reader.eachStretch(info.id, [&](const std::vector<Sample>& samples) -> Result<void> {
            if (info.metric.empty()) {
                m_report.unnamedSamples += static_cast<std::int64_t>(samples.size());
                return {};
            }
            std::string rows;
            if (const auto& files = m_folder.files();
                !samples.empty() && std::find(files.begin(), files.end(), file) == files.end())
                rows = metricsHeader(form);
            for (std::size_t i = 0; i < samples.size(); ++i) {
                rows += rfc3339(samples[i].time);
                rows += cells.before;
                rows += valueCell(samples[i].value);
                rows += cells.behind;
                if (rows.size() < std::size_t{64} << 10 && i + 1 < samples.size())
                    continue;
                if (const auto done = m_folder.write(file, rows); !done)
                    return done;
                rows.clear();
            }
            m_report.records.samples += static_cast<std::int64_t>(samples.size());
            return stopped();
        });
    }

    Result<void> eachLog(const std::function<Result<void>(LogRecord&, std::optional<Instant>)>& visit) {
        const auto query = parseLogQuery("");
        if (!query)
            return query.error();
        auto result = store::LogResult::open(m_session.database(), m_session.gate(), *query, TimeRange::everything());
        if (!result)
            return result.error();
        store::LogResult::Place place;
        for (;;) {
            auto records = result->next(place, kLogsAtOnce, m_stop);
            if (!records)
                return records.error();
            if (records->empty())
                return {};
            for (std::size_t i = 0; i < records->size(); ++i)
                if (const auto done = visit((*records)[i], result->arrivals()[i]); !done)
                    return done;
        }
    }

    Result<void> writeLogs() {
        return eachLog([&](LogRecord& record, std::optional<Instant> arrivedAt) -> Result<void> {
            if (m_pseudonyms)
                record = m_pseudonyms->veiled(std::move(record));
            std::string row = exchangeRow(record, arrivedAt);
            m_report.cutMessages += row.size() > kLongestRow;
            while (row.size() > kLongestRow) {
                record.message = std::string(clipped(record.message, record.message.size() / 2));
                row = exchangeRow(record, arrivedAt);
            }
            ++m_report.records.logs;
            return m_folder.write("logs.jsonl", row + "\n");
        });
    }

    IncidentSession& m_session;
    ExportFolder& m_folder;
    Pseudonymiser* m_pseudonyms;
    std::stop_token m_stop;
    Incident m_incident;
    std::string m_zone;
    std::vector<SeriesInfo> m_series;
    ExportReport m_report;
};

/// For its owner's eyes only. Under its own name when it is whole.
Result<void> writeReplacements(const std::string& path, const std::string& text) {
    const std::string part = path + ".part";
    (void)::unlink(part.c_str());
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return writeError(part, errno);
    Result<void> done = writeAll(descriptor, text, part);
    if (done && ::fsync(descriptor) != 0)
        done = writeError(part, errno);
    if (::close(descriptor) != 0 && done)
        done = writeError(part, errno);
    if (done && ::rename(part.c_str(), path.c_str()) != 0)
        done = writeError(path, errno);
    if (!done)
        (void)::unlink(part.c_str());
    return done;
}

} // namespace

Result<ExportReport> exportIncident(IncidentSession& session, const ExportRequest& request, std::stop_token stop) {
    const auto begun = std::chrono::steady_clock::now();
    auto folder = ExportFolder::make(request.folder);
    if (!folder)
        return folder.error();
    const std::string list = folder->path() + ".replacements.csv";
    std::error_code ignored;
    if (request.pseudonyms && std::filesystem::exists(list, ignored))
        return Error{ErrorCode::Io, "the replacements of an earlier export are there", list,
                     "Move them away, or choose another folder with -o"};
    const auto pseudonyms = request.pseudonyms ? std::make_unique<Pseudonymiser>(*request.pseudonyms) : nullptr;
    Exporter exporter(session, *folder, pseudonyms.get(), stop);
    if (const auto done = exporter.read(); !done)
        return done.error();
    if (pseudonyms)
        if (const auto done = exporter.learn(); !done)
            return done.error();
    if (const auto done = exporter.write(); !done)
        return done.error();
    if (const auto done = folder->close(); !done)
        return done.error();
    ExportReport report = std::move(exporter.report());
    report.files = folder->files();
    std::sort(report.files.begin(), report.files.end());
    if (pseudonyms) {
        auto leaks = scanForLeaks(folder->part(), report.files, *pseudonyms, stop);
        if (!leaks)
            return leaks.error();
        report.leaks = std::move(*leaks);
        report.replacements = pseudonyms->replacements();
        report.namesBeyond = pseudonyms->namesBeyond();
        report.replacementsPath = list;
        if (const auto done = writeReplacements(list, pseudonyms->replacementsCsv()); !done)
            return done.error();
    }
    if (const auto done = folder->commit(); !done) {
        if (pseudonyms)
            (void)::unlink(list.c_str());
        return done.error();
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace foreshock
