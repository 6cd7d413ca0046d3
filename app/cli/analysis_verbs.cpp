// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/answer_json.h"
#include "app/cli/asked_file.h"
#include "app/cli/kept_output.h"
#include "app/cli/rank_words.h"
#include "app/cli/waves_words.h"
#include "app/workflows/change_point_book.h"
#include "app/workflows/recall.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <cmath>

namespace foreshock::cli {
namespace {

void changepoints(Terminal& terminal, const std::string& path, const std::string& glob) {
    auto opened = openToAsk(terminal, path);
    if (!opened)
        return;
    const auto incident = opened->session.incident();
    if (!incident)
        return terminal.fail(incident.error());
    ChangePointBook book = ChangePointBook::open(opened->session);
    Json out = Json::array();
    TextTable table({"series", "time", "from", "to", "confidence"});
    for (const SeriesData& series : incident->series) {
        const SeriesInfo& info = series.info;
        if (!glob.empty() && !globMatches(glob, info.metric) &&
            !globMatches(glob, info.service.value + "/" + info.metric))
            continue;
        const auto points = book.points(opened->session, info, TimeRange::everything(), terminal.stop);
        if (!points)
            return terminal.fail(points.error());
        Json list = Json::array();
        for (const ChangePoint& p : *points) {
            list.push_back({{"index", p.index},
                            {"time", jsonTime(terminal, p.time)},
                            {"before", p.before},
                            {"after", p.after},
                            {"confidence", p.confidence},
                            {"lo", p.lo},
                            {"hi", p.hi},
                            {"type", nameOf(p.type)}});
            table.add({info.service.value + "/" + info.metric, rfc3339(p.time, opened->zone), numberText(p.before),
                       numberText(p.after), fmt::format("{:.3f}", p.confidence)});
        }
        Json row = {{"service", info.service.value}, {"metric", info.metric}, {"points", std::move(list)}};
        if (!info.instance.empty())
            row["instance"] = info.instance;
        out.push_back(std::move(row));
    }
    if (glob.empty()) // a round over all series
        terminal.alsoKeep(book.endRound());
    terminal.isJson ? terminal.printJson(out) : terminal.print(table.text());
}

struct SuspectOptions {
    std::string file, alarm, at, window;
    int top = 0;
};

void suspects(Terminal& terminal, const SuspectOptions& options) {
    auto opened = openToAsk(terminal, options.file);
    if (!opened)
        return;
    auto asked = rankRequest(terminal, opened->session, options.alarm, options.at);
    if (!asked)
        return;
    if (!options.window.empty()) {
        asked->window = parseDuration(options.window);
        if (!asked->window)
            return terminal.fail({ErrorCode::Invalid, "\"" + options.window + "\" is no duration", "--window",
                                  "Write it like 12h or 7d"},
                                 kUsage);
    }
    const auto version = store::inputsVersion(opened->session.database());
    if (!version)
        return terminal.fail(version.error());
    const auto incident = opened->session.incident();
    if (!incident)
        return terminal.fail(incident.error());
    auto found = recallOrRank(opened->session, *incident, *version, *asked, terminal.stop);
    if (!found)
        return terminal.fail(found.error());
    terminal.alsoKeep(std::move(found->toKeep));
    const Answer& answer = found->found;
    auto beside = recallOrRankWaves(opened->session, *incident, *version, *asked, answer, terminal.stop);
    if (!beside)
        return terminal.fail(beside.error());
    terminal.alsoKeep(std::move(beside->toKeep));
    const AlarmWaves& waves = beside->found;
    if (terminal.isJson) {
        Json out = answerJson(terminal, answer, options.top);
        out["waves"] = wavesJson(terminal, waves, answer);
        return terminal.printJson(out);
    }
    terminal.print(answerText(answer, opened->zone, options.top) + wavesText(waves, answer, opened->zone));
}

} // namespace

void addAnalysisVerbs(CLI::App& app, Terminal& terminal) {
    CLI::App* points = app.add_subcommand("changepoints", "Where series moved to another level or slope");
    auto file = std::make_shared<std::string>();
    auto glob = std::make_shared<std::string>();
    points->add_option("FILE", *file, "an incident file")->required();
    points->add_option("--series", *glob, "only series whose name, or service/name, matches (* and ?)");
    points->callback(keptOrAsked(terminal, points, [&terminal, file, glob] { changepoints(terminal, *file, *glob); }));

    const auto [verb, options] =
        addAskingVerb(app, terminal, "suspects", "Which change explains the alarms, with the reasons", suspects);
    verb->add_option("--alarm", options->alarm, "the group that holds this alarm (default: the largest)");
    verb->add_option("--at", options->at, "where it started, if no alarm says so: 05:15, -30m, RFC 3339");
    verb->add_option("--window", options->window, "only changes up to so long before: 12h, 7d");
    verb->add_option("--top", options->top, "at most so many suspects")->check(CLI::PositiveNumber);
}

} // namespace foreshock::cli
