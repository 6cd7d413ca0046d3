// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/workflows/incident_session.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/check.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

void info(Terminal& terminal, const std::string& path) {
    auto session = IncidentSession::open(path, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto incident = session->incident();
    const auto extent = session->extent();
    const auto sources = store::sources(session->database(), {});
    const auto version = session->database().integer("PRAGMA user_version");
    const auto zone = session->zone(terminal.zoneName);
    for (const Error* error :
         {incident ? nullptr : &incident.error(), extent ? nullptr : &extent.error(),
          sources ? nullptr : &sources.error(), version ? nullptr : &version.error(), zone ? nullptr : &zone.error()})
        if (error)
            return terminal.fail(*error);
    RecordCounts all;
    std::int64_t rejected = 0;
    for (const SourceInfo& s : *sources) {
        const RecordCounts& c = s.counts.stored;
        all = {all.logs + c.logs,     all.samples + c.samples,           all.changes + c.changes,
               all.alarms + c.alarms, all.dependencies + c.dependencies, all.notes + c.notes};
        rejected += s.counts.rejected;
    }
    const std::optional<Instant> first = extent->isEmpty() ? std::nullopt : std::optional(extent->from);
    const std::optional<Instant> last = extent->isEmpty() ? std::nullopt : std::optional(extent->to - Duration{1});
    const std::optional<Instant> alarm =
        incident->alarms.empty() ? std::nullopt : std::optional(incident->alarms.front().start);
    if (terminal.isJson) {
        Json list = Json::array();
        for (const SourceInfo& s : *sources)
            list.push_back({{"path", s.path},
                            {"format", s.format},
                            {"state", nameOf(s.state)},
                            {"read", s.counts.read},
                            {"stored", s.counts.stored.sum()},
                            {"rejected", s.counts.rejected},
                            {"duplicates", s.counts.duplicates},
                            {"outside", s.counts.outside},
                            {"folded", s.counts.folded},
                            {"first", jsonTime(terminal, s.first)},
                            {"last", jsonTime(terminal, s.last)},
                            {"zone", s.zone},
                            {"zone_basis", s.zoneBasis}});
        return terminal.printJson(Json{{"file", path},
                                       {"title", incident->title},
                                       {"zone", incident->zone},
                                       {"version", *version},
                                       {"first", jsonTime(terminal, first)},
                                       {"last", jsonTime(terminal, last)},
                                       {"first_alarm", jsonTime(terminal, alarm)},
                                       {"records",
                                        {{"logs", all.logs},
                                         {"samples", all.samples},
                                         {"changes", all.changes},
                                         {"alarms", all.alarms},
                                         {"dependencies", all.dependencies},
                                         {"notes", all.notes}}},
                                       {"services", incident->services.size()},
                                       {"series", incident->series.size()},
                                       {"rejected", rejected},
                                       {"sources", std::move(list)}});
    }
    std::string out = incident->title.empty() ? path + "\n" : incident->title + "\n" + path + "\n";
    if (first)
        out += fmt::format("{} {} to {} {}\n", dayText(*first, *zone), clockTextWithZone(*first, *zone),
                           dayText(*last, *zone), clockTextWithZone(*last, *zone));
    if (alarm)
        out += fmt::format("first alarm {} {}\n", dayText(*alarm, *zone), clockTextWithZone(*alarm, *zone));
    out += fmt::format(
        "{} log records, {} samples in {} series, {} changes, {} alarms, {} services, {} dependencies, {} notes\n\n",
        count(all.logs), count(all.samples), count(static_cast<std::int64_t>(incident->series.size())),
        count(all.changes), count(all.alarms), count(static_cast<std::int64_t>(incident->services.size())),
        count(static_cast<std::int64_t>(incident->dependencies.size())), count(all.notes));
    TextTable table({"source", "format", "stored", "rejected", "from", "to", "zone"});
    for (const SourceInfo& s : *sources)
        table.add({s.path, s.format, count(s.counts.stored.sum()), count(s.counts.rejected),
                   s.first ? rfc3339(*s.first, *zone) : "", s.last ? rfc3339(*s.last, *zone) : "",
                   s.zoneBasis.empty() ? "no times" : s.zone + " (" + s.zoneBasis + ")"});
    terminal.print(out + table.text());
}

void issues(Terminal& terminal, const std::string& path) {
    auto session = IncidentSession::open(path, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto list = store::importIssues(session->database(), {}, SourceId(0), -1);
    if (!list)
        return terminal.fail(list.error());
    Json out = Json::array();
    TextTable table({"kind", "source", "line", "byte", "reason", "row"});
    for (const ImportIssue& i : *list) {
        out.push_back({{"kind", i.isRemark ? "remark" : "rejected"},
                       {"source", i.source},
                       {"line", i.line},
                       {"offset", i.offset},
                       {"reason", i.reason},
                       {"excerpt", i.excerpt}});
        table.add({i.isRemark ? "remark" : "rejected", i.source, std::to_string(i.line), std::to_string(i.offset),
                   i.reason, std::string(clipped(i.excerpt, 80))});
    }
    if (terminal.isJson)
        return terminal.printJson(out);
    terminal.print(list->empty() ? "Every row was read.\n" : table.text());
}

void check(Terminal& terminal, const std::string& path) {
    const auto db = store::openForReading(path, terminal.stop);
    if (!db)
        return terminal.fail(db.error(), kFile);
    const auto report = store::checkFile(*db);
    if (!report)
        return terminal.fail(report.error());
    if (!report->damage.empty())
        terminal.exit = kFindings;
    if (terminal.isJson)
        return terminal.printJson(Json{{"file", path},
                                       {"ok", report->damage.empty()},
                                       {"blocks", report->blocks},
                                       {"chunks", report->chunks},
                                       {"damage", report->damage}});
    for (const std::string& damage : report->damage)
        terminal.print(damage + "\n");
    terminal.print(
        report->damage.empty()
            ? fmt::format("Sound: {} log blocks, {} sample chunks, all counts fit.\n", report->blocks, report->chunks)
            : fmt::format("{} findings. Import the damaged sources again into a new file.\n", report->damage.size()));
}

} // namespace

void addFileVerbs(CLI::App& app, Terminal& terminal) {
    const auto add = [&](const char* name, const char* what, void (*run)(Terminal&, const std::string&)) {
        CLI::App* verb = app.add_subcommand(name, what);
        auto file = std::make_shared<std::string>();
        verb->add_option("FILE", *file, "an incident file")->required();
        verb->callback([&terminal, file, run] { run(terminal, *file); });
    };
    add("info", "What an incident file holds", info);
    add("issues", "Rows that could not be read, with place and reason", issues);
    add("check", "Check an incident file for damage (exit 1 if there is any)", check);
}

} // namespace foreshock::cli
