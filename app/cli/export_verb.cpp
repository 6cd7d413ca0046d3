// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/workflows/handover/export.h"
#include "model/base/text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file;
    ExportRequest request;
    PseudonymRequest pseudonyms;
    std::uint64_t seed = 0;
    bool isPseudonymised = false;
    CLI::Option* seedOption = nullptr;
};

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

Json reportJson(const ExportRequest& request, const ExportReport& report) {
    const RecordCounts& r = report.records;
    Json out = {{"folder", request.folder},
                {"files", report.files},
                {"records",
                 {{"logs", r.logs},
                  {"samples", r.samples},
                  {"changes", r.changes},
                  {"alarms", r.alarms},
                  {"dependencies", r.dependencies},
                  {"notes", r.notes}}},
                {"cut_messages", report.cutMessages},
                {"unnamed_samples", report.unnamedSamples}};
    if (request.pseudonyms) {
        Json findings = Json::array();
        for (const LeakFinding& f : report.leaks.findings)
            findings.push_back({{"file", f.file}, {"line", f.line}, {"kind", f.kind}, {"text", f.text}});
        out["replacements"] = {{"file", report.replacementsPath}, {"count", report.replacements}};
        out["names_not_looked_for"] = report.namesBeyond;
        out["findings"] = {{"count", report.leaks.count}, {"first", std::move(findings)}};
    }
    out["seconds"] = report.seconds;
    return out;
}

void printForPeople(const Terminal& terminal, const ExportRequest& request, const ExportReport& report) {
    const std::string written = recordsText(report.records);
    terminal.print(fmt::format("{}: {}\n", request.folder, written.empty() ? "no records" : written));
    if (report.cutMessages > 0)
        terminal.print(counted(report.cutMessages, "message was", "messages were") + " cut: a row holds 8 MiB\n");
    if (report.unnamedSamples > 0)
        terminal.print(counted(report.unnamedSamples, "sample", "samples") +
                       " of series without a metric name left out\n");
    if (!request.pseudonyms)
        return;
    terminal.print(fmt::format("{} listed in {}: keep it to yourself\n",
                               counted(report.replacements, "replacement is", "replacements are"),
                               report.replacementsPath));
    if (report.namesBeyond > 0)
        terminal.print(fmt::format("{} beyond the first {} replaced in fields, not looked for in texts\n",
                                   counted(report.namesBeyond, "name", "names"), count(NameBook::kMost)));
    if (report.leaks.count == 0) {
        terminal.print("Nothing that was written looks like an address, a key or a known name.\n");
        return;
    }
    TextTable table({"file", "line", "looks like", "text"});
    for (const LeakFinding& f : report.leaks.findings)
        table.add({f.file, f.line > 0 ? std::to_string(f.line) : "", f.kind, f.text});
    terminal.print(table.text());
    terminal.print(fmt::format("{} give something away. Look before you hand the folder on; --hide WORD replaces a "
                               "word, --keep NAME says that it may stay\n",
                               counted(report.leaks.count, "stretch may", "stretches may")));
}

void run(Terminal& terminal, Options& options) {
    if (!options.isPseudonymised &&
        (!options.pseudonyms.keep.empty() || !options.pseudonyms.hide.empty() || options.seedOption->count() > 0))
        return terminal.fail({ErrorCode::Invalid, "--keep, --hide and --seed say how to pseudonymise", "export",
                              "Add --pseudonymise, or leave them out"},
                             kUsage);
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    ExportRequest request = options.request;
    if (options.isPseudonymised) {
        request.pseudonyms = options.pseudonyms;
        if (options.seedOption->count() > 0)
            request.pseudonyms->seed = options.seed;
    }
    const auto report = exportIncident(*session, request, terminal.stop);
    if (!report)
        return terminal.fail(report.error());
    terminal.isJson ? terminal.printJson(reportJson(request, *report)) : printForPeople(terminal, request, *report);
    if (report->leaks.count > 0 || report->namesBeyond > 0)
        terminal.exit = kFindings;
}

} // namespace

void addExportVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("export", "Write an incident as plain files, to hand it on");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("-o,--output", options->request.folder, "the folder to make")->required();
    verb->add_flag(
        "--pseudonymise", options->isPseudonymised,
        "give services, hosts, people, addresses, accounts and keys other names (exit 1 if some may be left)");
    verb->add_option("--keep", options->pseudonyms.keep, "a name that stays (* and ?)")->allow_extra_args(false);
    verb->add_option("--hide", options->pseudonyms.hide, "a word to replace, too")->allow_extra_args(false);
    options->seedOption = verb->add_option("--seed", options->seed, "the same names each time");
    verb->callback([&terminal, options] { run(terminal, *options); });
}

} // namespace foreshock::cli
