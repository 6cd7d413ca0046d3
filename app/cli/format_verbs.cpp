// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/format_test_verb.h"
#include "app/cli/verbs.h"

#include "app/workflows/input_files.h"
#include "app/workflows/user_formats.h"
#include "importers/registry.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

void detect(Terminal& terminal, const std::vector<std::string>& paths) {
    const InputList inputs = listInputs(paths);
    Json out = Json::array();
    for (const auto& problem : inputs.problems)
        terminal.fail(problem.error, kInput);
    for (const InputFile& file : inputs.files) {
        const auto bytes = readSpecimen(file.path);
        if (!bytes) {
            terminal.fail(bytes.error(), kInput);
            continue;
        }
        Json candidates = Json::array();
        TextTable table({"score", "format", "why"});
        for (const Candidate& candidate : recognise(bytes->specimen(file.label))) {
            const Recognition& r = candidate.recognition;
            candidates.push_back({{"format", candidate.importer->id()}, {"score", r.score}, {"reason", r.reason}});
            table.add({std::to_string(r.score), candidate.importer->id(), r.reason});
        }
        if (candidates.empty() || candidates[0]["score"] < kRecognised)
            terminal.exit = kInput;
        if (!terminal.isJson)
            terminal.print(file.label + "\n" + table.text() + "\n");
        out.push_back({{"path", file.label}, {"candidates", std::move(candidates)}});
    }
    if (terminal.isJson)
        terminal.printJson(out);
}

void formats(Terminal& terminal) {
    Json out = Json::array();
    TextTable table({"id", "kinds", "what it reads"});
    for (const auto& importer : importers()) {
        out.push_back({{"id", importer->id()}, {"kinds", importer->kinds()}, {"title", importer->title()}});
        table.add({importer->id(), importer->kinds(), importer->title()});
    }
    if (terminal.isJson)
        return terminal.printJson(out);
    terminal.print(table.text() + "Kinds: L logs, M metrics, C changes, A alarms, D dependencies, T traces, N notes\n");
}

} // namespace

void addConfigOption(CLI::App& app, Terminal& terminal) {
    auto config = std::make_shared<std::string>(configFolder());
    app.add_option("--config", *config, "the folder of your own formats (default: $XDG_CONFIG_HOME/foreshock)");
    app.parse_complete_callback([&terminal, config] {
        for (const Error& problem : loadUserFormats(*config))
            terminal.say("foreshock: " + problem.text());
    });
}

void addFormatVerbs(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("detect", "Say what each file would be read as, and why");
    auto paths = std::make_shared<std::vector<std::string>>();
    verb->add_option("PATH", *paths, "files or folders")->required();
    verb->callback([&terminal, paths] { detect(terminal, *paths); });
    CLI::App* list = app.add_subcommand("formats", "List the formats that can be imported");
    list->require_subcommand(0, 1);
    addFormatTest(*list, terminal);
    list->callback([&terminal, list] {
        if (list->get_subcommands().empty())
            formats(terminal);
    });
}

} // namespace foreshock::cli
