// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/source_json.h"
#include "app/workflows/incident_session.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/repair/check.h"
#include "model/store/repair/salvage.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

namespace foreshock::cli {
namespace {

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

std::optional<Instant> shifted(std::optional<Instant> t, const SourceInfo& source) {
    return t ? std::optional(*t + source.offset) : std::nullopt;
}

/// Share of all records of moments whose arrival is only assumed, 0 to 1.
double assumedShare(const std::vector<SourceInfo>& sources) {
    double assumed = 0, timed = 0;
    for (const SourceInfo& s : sources) {
        const auto own = static_cast<double>(s.counts.stored.sum() - s.counts.stored.dependencies);
        timed += own;
        assumed += own * s.assumedShare();
    }
    return timed > 0 ? std::round(assumed / timed * 1e4) / 1e4 : 0;
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
        for (const SourceInfo& s : *sources) {
            Json row =
                Json({{"path", s.path},
                      {"format", s.format},
                      {"state", nameOf(s.state)},
                      {"read", s.counts.read},
                      {"stored", s.counts.stored.sum()},
                      {"rejected", s.counts.rejected},
                      {"duplicates", s.counts.duplicates},
                      {"outside", s.counts.outside},
                      {"folded", s.counts.folded},
                      {"covers_from", s.coverage.basis.empty() ? Json() : jsonTime(terminal, s.coverage.range.from)},
                      {"covers_to", s.coverage.basis.empty() ? Json() : jsonTime(terminal, s.coverage.range.to)},
                      {"covers_basis", s.coverage.basis.empty() ? Json() : Json(s.coverage.basis)},
                      {"first", jsonTime(terminal, shifted(s.first, s))},
                      {"last", jsonTime(terminal, shifted(s.last, s))}});
            addTimeFacts(row, s);
            list.push_back(std::move(row));
        }
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
                                       {"assumed_arrivals", assumedShare(*sources)},
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
                   s.first ? rfc3339(*shifted(s.first, s), *zone) : "",
                   s.last ? rfc3339(*shifted(s.last, s), *zone) : "",
                   s.zoneBasis.empty() ? "no times"
                                       : s.zone + " (" + s.zoneBasis + ")" +
                                             (s.isAdjusted() ? ", clock " + clockWords(s.offset, s.offsetError) : "")});
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

Json lossJson(const Terminal& terminal, const store::Loss& loss) {
    return {{"source", loss.source.empty() ? Json() : Json(loss.source)},
            {"kind", loss.kind},
            {"count", loss.count ? Json(*loss.count) : Json()},
            {"first_record", loss.records ? Json(loss.records->first) : Json()},
            {"last_record", loss.records ? Json(loss.records->end - 1) : Json()},
            {"from", loss.time ? jsonTime(terminal, loss.time->from) : Json()},
            {"to", loss.time ? jsonTime(terminal, loss.time->to) : Json()},
            {"text", loss.text()}};
}

/// NAME.foreshock → NAME.repaired.foreshock, beside it.
std::string repairedName(const std::string& path) {
    constexpr std::string_view kEnding = ".foreshock";
    const bool hasEnding = path.ends_with(kEnding);
    return path.substr(0, path.size() - (hasEnding ? kEnding.size() : 0)) + ".repaired.foreshock";
}

void repair(Terminal& terminal, const std::string& path, const std::vector<std::string>& damage) {
    const std::string to = repairedName(path);
    const auto report = store::salvage(path, to, terminal.stop);
    if (!report)
        return terminal.fail(report.error());
    if (!report->lost.empty())
        terminal.exit = kFindings;
    const RecordCounts& saved = report->saved;
    if (terminal.isJson) {
        Json lost = Json::array();
        for (const store::Loss& loss : report->lost)
            lost.push_back(lossJson(terminal, loss));
        return terminal.printJson(Json{{"file", path},
                                       {"repaired", to},
                                       {"ok", report->lost.empty()},
                                       {"sources", report->sources},
                                       {"saved",
                                        {{"logs", saved.logs},
                                         {"samples", saved.samples},
                                         {"changes", saved.changes},
                                         {"alarms", saved.alarms},
                                         {"dependencies", saved.dependencies},
                                         {"notes", saved.notes}}},
                                       {"lost", std::move(lost)},
                                       {"remade", report->remade},
                                       {"damage", damage}});
    }
    for (const std::string& remade : report->remade)
        terminal.print("Made good: " + remade + ".\n");
    for (const store::Loss& loss : report->lost)
        terminal.print("Lost: " + loss.text() + ".\n");
    terminal.print(fmt::format("Saved into {}: {} sources with {} log records, {} samples, {} changes, {} alarms, {} "
                               "services and dependencies, {} notes.\n",
                               to, count(report->sources), count(saved.logs), count(saved.samples),
                               count(saved.changes), count(saved.alarms), count(saved.dependencies),
                               count(saved.notes)));
    terminal.print(
        report->lost.empty()
            ? "Nothing was lost. " + path + " was not touched.\n"
            : fmt::format("{} was not touched. To fill the gaps, import the damaged sources again: foreshock "
                          "import PATH -o {}\n",
                          path, to));
}

void check(Terminal& terminal, const std::string& path, bool isRepair) {
    const auto found = [&]() -> Result<store::CheckReport> {
        const auto opened = store::openForReading(path, terminal.stop);
        return opened ? store::checkFile(*opened) : opened.error();
    }();
    const ErrorCode problem = found ? ErrorCode::Invalid : found.error().code;
    const bool mayBeDamage =
        !found && (problem == ErrorCode::Format || problem == ErrorCode::Sql || problem == ErrorCode::Io);
    std::error_code ignored;
    if (isRepair && mayBeDamage && std::filesystem::is_regular_file(path, ignored))
        return repair(terminal, path, {found.error().message});
    if (!found)
        return terminal.fail(found.error(), problem == ErrorCode::Cancelled ? kCancelled : kFile);
    if (isRepair && !found->damage.empty())
        return repair(terminal, path, found->damage);
    const store::CheckReport& report = *found;
    if (!report.damage.empty())
        terminal.exit = kFindings;
    if (terminal.isJson)
        return terminal.printJson(Json{{"file", path},
                                       {"ok", report.damage.empty()},
                                       {"blocks", report.blocks},
                                       {"chunks", report.chunks},
                                       {"damage", report.damage}});
    for (const std::string& damage : report.damage)
        terminal.print(damage + "\n");
    terminal.print(
        report.damage.empty()
            ? fmt::format("Sound: {} log blocks, {} sample chunks, all counts fit.\n", report.blocks, report.chunks)
            : fmt::format("{} findings. Save what is whole into a new file: foreshock check --repair {}\n",
                          report.damage.size(), path));
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
    CLI::App* verb = app.add_subcommand("check", "Check an incident file for damage (exit 1 if there is any)");
    auto file = std::make_shared<std::string>();
    auto isRepair = std::make_shared<bool>(false);
    verb->add_option("FILE", *file, "an incident file")->required();
    verb->add_flag("--repair", *isRepair,
                   "save what is whole into FILE.repaired.foreshock (exit 1 if anything is lost)");
    verb->callback([&terminal, file, isRepair] { check(terminal, *file, *isRepair); });
}

} // namespace foreshock::cli
