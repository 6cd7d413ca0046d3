// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/asked_file.h"
#include "app/workflows/series_list.h"
#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, pattern;
    std::vector<std::string> roles;
    bool isUndo = false;
};

std::string_view wordsOf(BadDirection bad) {
    return bad == BadDirection::Up ? "up" : bad == BadDirection::Down ? "down" : "both (tested both ways)";
}

Json orNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json seriesJson(const Terminal& terminal, const ListedSeries& s) {
    return {{"service", s.info.service.value},
            {"metric", s.info.metric},
            {"instance", orNull(s.info.instance)},
            {"version", orNull(s.info.version)},
            {"role", nameOf(s.role.role)},
            {"direction", nameOf(s.role.bad)},
            {"basis", nameOf(s.role.basis)},
            {"watched", s.role.isWatched},
            {"unit", s.info.unit},
            {"first", s.range.isEmpty() ? Json() : jsonTime(terminal, s.range.from)},
            {"last", s.range.isEmpty() ? Json() : jsonTime(terminal, s.range.to - Duration{1})},
            {"samples", s.samples},
            {"gaps", s.gaps},
            {"environment", orNull(s.info.environment)},
            {"region", orNull(s.place.region)},
            {"zone", orNull(s.place.zone)},
            {"cluster", orNull(s.place.cluster)},
            {"account", orNull(s.place.account)}};
}

/// False if it failed, which was told.
bool edit(Terminal& terminal, const Options& options) {
    std::vector<RoleWord> words;
    for (const std::string& text : options.roles) {
        auto word = parseRoleWord(text);
        if (!word) {
            terminal.fail(word.error(), kUsage);
            return false;
        }
        words.push_back(std::move(*word));
    }
    auto file = store::IncidentFile::open(options.file);
    if (!file) {
        terminal.fail(file.error(), kFile);
        return false;
    }
    Result<void> done;
    if (options.isUndo) {
        const auto title = undoRoles(*file);
        if (title)
            terminal.say("Took back: " + *title);
        else
            done = title.error();
    }
    if (done && !words.empty())
        done = sayRoles(*file, words, systemNow());
    const auto closed = file->close();
    if (!done)
        terminal.fail(done.error());
    else if (!closed)
        terminal.fail(closed.error(), kFile);
    return done && closed;
}

void run(Terminal& terminal, const Options& options) {
    if ((options.isUndo || !options.roles.empty()) && !edit(terminal, options))
        return;
    auto opened = openToAsk(terminal, options.file);
    if (!opened)
        return;
    const auto list = listSeries(opened->session, options.pattern, terminal.stop);
    if (!list)
        return terminal.fail(list.error());
    if (terminal.isJson) {
        Json out = Json::array();
        for (const ListedSeries& s : *list)
            out.push_back(seriesJson(terminal, s));
        return terminal.printJson(out);
    }
    if (list->empty())
        return terminal.print(options.pattern.empty() ? "No series is stored.\n"
                                                      : "No series of that name. All: foreshock series FILE\n");
    TextTable table({"series", "role", "bad", "by", "unit", "first", "last", "samples", "gaps"});
    for (const ListedSeries& s : *list) {
        std::string name = shown(s.info.service.value) + "/" + shown(s.info.metric);
        if (!s.info.instance.empty())
            name += " of " + shown(s.info.instance);
        table.add({name, std::string(nameOf(s.role.role)), std::string(wordsOf(s.role.bad)),
                   std::string(foreshock::wordsOf(s.role.basis)), shown(s.info.unit),
                   rfc3339(s.range.from, opened->zone), rfc3339(s.range.to - Duration{1}, opened->zone),
                   numberText(static_cast<double>(s.samples), 15), numberText(static_cast<double>(s.gaps), 15)});
    }
    terminal.print(table.text());
}

} // namespace

void addSeriesVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("series", "Series with what they measure and in which direction they are bad");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("--series", options->pattern, "only series whose name, or service/name, matches (* and ?)");
    verb->add_option("--role", options->roles,
                     "SERVICE/METRIC=ROLE[:up|down|both]: what they mean, for good (repeatable; * and ?)")
        ->allow_extra_args(false);
    verb->add_flag("--undo", options->isUndo, "take the last such word back");
    verb->callback([&terminal, options] { run(terminal, *options); });
}

} // namespace foreshock::cli
