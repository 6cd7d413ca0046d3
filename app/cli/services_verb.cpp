// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/workflows/service_list.h"
#include "model/base/clock.h"
#include "model/base/text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file;
    std::vector<std::string> maps;
    std::int64_t limit = 20;
};

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

Json recordsJson(const store::NameUses& uses) {
    return {{"logs", uses.logs}, {"series", uses.series}, {"changes", uses.changes}, {"alarms", uses.alarms}};
}

Json nameJson(const ServiceName& name) {
    return {{"name", shown(name.name.text)},
            {"environment", name.environment},
            {"rule", name.name.rule.empty() ? "exact" : name.name.rule},
            {"sureness", name.name.sureness.empty() ? "certain" : name.name.sureness},
            {"records", recordsJson(name.uses)}};
}

void printJson(Terminal& terminal, const Options& options, const ServiceList& list) {
    Json services = Json::array(), unresolved = Json::array();
    for (const NamedService& service : list.services) {
        Json names = Json::array();
        for (const ServiceName& name : service.top)
            names.push_back(nameJson(name));
        services.push_back({{"service", shown(service.service)},
                            {"environment", service.environment},
                            {"on_map", service.isOnMap},
                            {"records", recordsJson(service.uses)},
                            {"names_total", service.names},
                            {"names", std::move(names)}});
    }
    for (const UnresolvedName& one : list.unresolved) {
        Json suggestions = Json::array();
        for (const NameSuggestion& suggestion : one.suggestions)
            suggestions.push_back({{"service", shown(suggestion.service)}, {"why", suggestion.why}});
        unresolved.push_back({{"name", shown(one.name.name.text)},
                              {"environment", one.name.environment},
                              {"records", recordsJson(one.name.uses)},
                              {"suggestions", std::move(suggestions)}});
    }
    terminal.printJson(Json{{"file", options.file},
                            {"services", std::move(services)},
                            {"unresolved_total", list.unresolvedTotal},
                            {"unresolved", std::move(unresolved)}});
}

std::vector<std::string> countCells(const store::NameUses& uses) {
    return {count(uses.logs), count(uses.series), count(uses.changes), count(uses.alarms)};
}

std::vector<std::string> row(std::vector<std::string> front, const store::NameUses& uses,
                             std::vector<std::string> back) {
    const std::vector<std::string> counts = countCells(uses);
    front.insert(front.end(), counts.begin(), counts.end());
    front.insert(front.end(), back.begin(), back.end());
    return front;
}

/// "the pod's name without its hashes (likely)".
std::string ruleText(const store::NameRow& name) {
    const auto rule = nameRule(name.rule);
    return rule ? fmt::format("{} ({})", wordsOf(*rule), name.sureness) : "its own name";
}

void printForPeople(Terminal& terminal, const ServiceList& list) {
    TextTable services({"service", "name", "environment", "logs", "series", "changes", "alarms", "by"});
    for (const NamedService& service : list.services) {
        bool isFirst = true;
        for (const ServiceName& name : service.top) {
            services.add(row({isFirst ? shown(service.service) : "", shown(name.name.text), name.environment},
                             name.uses, {ruleText(name.name)}));
            isFirst = false;
        }
        if (const auto more = service.names - static_cast<std::int64_t>(service.top.size()); more > 0)
            services.add(
                row({isFirst ? shown(service.service) : "", "… " + counted(more, "more name", "more names"), ""},
                    service.uses, {"all names together"}));
    }
    std::string out =
        list.services.empty() ? "No service is known: no map, no change and no alarm names one.\n" : services.text();
    if (list.unresolvedTotal == 0)
        return terminal.print(out + "\nEvery name is resolved.\n");
    TextTable open({"unresolved", "environment", "logs", "series", "changes", "alarms", "may mean"});
    for (const UnresolvedName& one : list.unresolved) {
        std::string words;
        for (const NameSuggestion& suggestion : one.suggestions)
            words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", shown(suggestion.service), suggestion.why);
        open.add(row({shown(one.name.name.text), one.name.environment}, one.name.uses, {words}));
    }
    out += fmt::format("\n{} {} no known service", count(list.unresolvedTotal),
                       list.unresolvedTotal == 1 ? "name means" : "names mean");
    const auto hidden = list.unresolvedTotal - static_cast<std::int64_t>(list.unresolved.size());
    out += hidden > 0 ? fmt::format("; {} are not listed (--limit).\n", count(hidden)) : std::string(".\n");
    terminal.print(out + open.text() + "Say what a name means: foreshock services FILE --map NAME=SERVICE\n");
}

/// False if it failed, which was told.
bool map(Terminal& terminal, const Options& options) {
    std::vector<std::pair<std::string, std::string>> mappings;
    for (const std::string& text : options.maps) {
        const std::size_t equals = text.rfind('=');
        if (equals == std::string::npos || equals == 0) {
            terminal.fail({ErrorCode::Invalid, "\"" + text + "\" is no mapping", "--map",
                           "Write it like kfe-0417=kinesis-frontend; kfe-0417= leaves the name to the rules again"},
                          kUsage);
            return false;
        }
        mappings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    auto file = store::IncidentFile::open(options.file);
    if (!file) {
        terminal.fail(file.error(), kFile);
        return false;
    }
    const auto done = mapServiceNames(*file, mappings, systemNow());
    const auto closed = file->close();
    if (!done)
        terminal.fail(done.error());
    else if (!closed)
        terminal.fail(closed.error(), kFile);
    return done && closed;
}

void run(Terminal& terminal, const Options& options) {
    if (!options.maps.empty() && !map(terminal, options))
        return;
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto list = listServices(*session, options.limit);
    if (!list)
        return terminal.fail(list.error());
    if (terminal.isJson)
        return printJson(terminal, options, *list);
    printForPeople(terminal, *list);
}

} // namespace

void addServicesVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("services", "Services, the names that mean them, and names that nobody knows");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("--map", options->maps, "NAME=SERVICE: what a name means, for all that is stored (repeatable)")
        ->allow_extra_args(false);
    verb->add_option("--limit", options->limit, "at most so many names of a service, and unresolved ones; -1: all");
    verb->callback([&terminal, options] { run(terminal, *options); });
}

} // namespace foreshock::cli
