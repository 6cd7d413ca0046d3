// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/format_test_verb.h"
#include "app/cli/verbs.h"

#include "app/workflows/column_maps.h"
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
    const auto look = [&](const SpecimenBytes& bytes) {
        if (bytes.problem)
            return terminal.fail(*bytes.problem, kInput);
        Json candidates = Json::array();
        TextTable table({"score", "format", "why"});
        for (const Candidate& candidate : recognise(bytes.specimen())) {
            const Recognition& r = candidate.recognition;
            candidates.push_back({{"format", candidate.importer->id()}, {"score", r.score}, {"reason", r.reason}});
            table.add({std::to_string(r.score), candidate.importer->id(), r.reason});
        }
        if (candidates.empty() || candidates[0]["score"] < kRecognised)
            terminal.fail({ErrorCode::Format, "no format recognises it", bytes.file.label,
                           "foreshock formats lists them; foreshock formats test says why one does not match"},
                          kInput);
        if (!terminal.isJson)
            terminal.print(bytes.file.label + "\n" + table.text() + "\n");
        out.push_back({{"path", bytes.file.label}, {"candidates", std::move(candidates)}});
    };
    if (const auto looked = eachSpecimen(inputs, look, terminal.stop); !looked)
        return terminal.fail(looked.error());
    if (terminal.isJson)
        terminal.printJson(out);
}

/// What the columns of a table seem to be: for people a preview, as JSON the map itself, to be corrected and given
/// back.
void showMap(Terminal& terminal, const std::vector<std::string>& paths, const std::string& saveAs) {
    if (paths.size() != 1)
        return terminal.fail({ErrorCode::Invalid, "a map is of one file", "--map", "Name one file"}, kUsage);
    const auto bytes = oneSpecimen(paths.front(), terminal.stop);
    if (!bytes)
        return terminal.fail(bytes.error(), kInput);
    const ColumnGuess guess = guessMap(bytes->specimen());
    if (guess.map.header.empty())
        return terminal.fail({ErrorCode::Format, guess.reason, paths.front(),
                              "A map is for tables with a header (CSV, TSV) and for JSON lines"},
                             kInput);
    if (!saveAs.empty()) {
        const auto saved = saveMap(saveAs, guess.map);
        if (!saved)
            return terminal.fail(saved.error(), kUsage);
        terminal.say("saved as " + *saved);
    }
    if (terminal.isJson)
        return terminal.print(columnMapJson(guess.map));
    TextTable table({"column", "read as"});
    for (const std::string& column : guess.map.header) {
        std::string role = guess.map.kind == RowKind::Series ? "a series" : "nothing";
        for (std::size_t i = 0; i < kColumnRoles; ++i)
            if (guess.map.columns[i] == column)
                role = nameOf(static_cast<ColumnRole>(i));
        table.add({column, role});
    }
    terminal.print(fmt::format("rows are {}, times {}, score {}: {}\n", nameOf(guess.map.kind), nameOf(guess.map.time),
                               guess.score, guess.reason) +
                   table.text() +
                   "To correct it: foreshock detect FILE --map --json > map.json, edit, foreshock import FILE --map "
                   "map.json\n");
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
    terminal.print(table.text() +
                   "Kinds: L logs, M metrics, C changes, A alarms, D dependencies, T traces, N notes, R limits\n");
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
    auto isMap = std::make_shared<bool>(false);
    auto saveAs = std::make_shared<std::string>();
    CLI::Option* map =
        verb->add_flag("--map", *isMap, "say what the columns of a table seem to be; with --json the map");
    verb->add_option("--save", *saveAs, "keep that map for files with the same header, under this name")->needs(map);
    verb->callback(
        [&terminal, paths, isMap, saveAs] { *isMap ? showMap(terminal, *paths, *saveAs) : detect(terminal, *paths); });
    CLI::App* list = app.add_subcommand("formats", "List the formats that can be imported");
    list->require_subcommand(0, 1);
    addFormatTest(*list, terminal);
    list->callback([&terminal, list] {
        if (list->get_subcommands().empty())
            formats(terminal);
    });
}

} // namespace foreshock::cli
