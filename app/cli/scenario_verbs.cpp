// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/workflows/scenario_import.h"
#include "model/scenario/scenario_check.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

namespace foreshock::cli {
namespace {

struct Options {
    std::string scenario, file, keep;
    std::uint64_t seed = 1;
    int scale = 1;
};

void build(Terminal& terminal, const Options& options) {
    const auto scenario = loadScenario(options.scenario);
    if (!scenario)
        return terminal.fail(scenario.error(), kInput);
    std::error_code ignored;
    if (std::filesystem::exists(options.file, ignored) && std::filesystem::file_size(options.file, ignored) > 0)
        return terminal.fail({ErrorCode::Invalid, "the file exists already", options.file,
                              "A scenario becomes a new incident file: choose another name"},
                             kFile);
    auto file = store::IncidentFile::openOrCreate(options.file);
    if (!file)
        return terminal.fail(file.error(), kFile);
    ScenarioRequest request{options.seed, options.scale, options.keep, scenario->end};
    const auto report = recordScenario(*file, *scenario, request, {}, terminal.stop);
    const auto closed = file->close();
    if (!report || !closed) {
        std::filesystem::remove(options.file, ignored);
        return terminal.fail(report ? closed.error() : report.error());
    }
    std::int64_t logs = 0, samples = 0, changes = 0, alarms = 0;
    for (const ImportedSource& source : report->sources) {
        if (source.problem)
            terminal.fail(*source.problem, kInput);
        logs += source.counts.stored.logs;
        samples += source.counts.stored.samples;
        changes += source.counts.stored.changes;
        alarms += source.counts.stored.alarms;
    }
    if (terminal.isJson)
        return terminal.printJson(
            Json{{"file", options.file},
                 {"scenario", scenario->id},
                 {"seed", options.seed},
                 {"scale", options.scale},
                 {"records", {{"logs", logs}, {"samples", samples}, {"changes", changes}, {"alarms", alarms}}},
                 {"seconds", report->seconds}});
    terminal.print(fmt::format("{}\n{} alarms, {} changes, {} samples, {} log records\n", scenario->title, alarms,
                               changes, samples, logs));
}

void check(Terminal& terminal, const std::string& path) {
    const auto scenario = loadScenario(path);
    if (!scenario)
        return terminal.fail(scenario.error(), kInput);
    Json out = Json::array();
    for (const ScenarioFinding& finding : checkScenario(*scenario)) {
        out.push_back({{"where", finding.where}, {"text", finding.text}});
        if (!terminal.isJson)
            terminal.print(finding.where + ": " + finding.text + "\n");
        terminal.exit = kFindings;
    }
    if (terminal.isJson)
        terminal.printJson(out);
    else if (terminal.exit == kDone)
        terminal.print("No findings.\n");
}

} // namespace

void addScenarioVerbs(CLI::App& app, Terminal& terminal) {
    CLI::App* group = app.add_subcommand("scenario", "Recorded incidents for practice");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* buildVerb = group->add_subcommand("build", "Turn a scenario into a recorded incident");
    buildVerb->add_option("SCENARIO", options->scenario, "a scenario file, or the id of a built-in one")->required();
    buildVerb->add_option("-o,--output", options->file, "the incident file to make")->required();
    buildVerb->add_option("--seed", options->seed, "noise, gaps and background logs follow from it");
    buildVerb->add_option("--scale", options->scale, "multiplies background log lines")->check(CLI::Range(1, 100000));
    buildVerb->add_option("--keep", options->keep, "leave the plain exchange files in this folder");
    buildVerb->callback([&terminal, options] { build(terminal, *options); });
    CLI::App* checkVerb =
        group->add_subcommand("check", "Look for contradictions in a scenario (exit 1 if there are any)");
    auto path = std::make_shared<std::string>();
    checkVerb->add_option("SCENARIO", *path, "a scenario file, or the id of a built-in one")->required();
    checkVerb->callback([&terminal, path] { check(terminal, *path); });
}

} // namespace foreshock::cli
