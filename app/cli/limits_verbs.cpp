// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/asked_file.h"
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/kept_output.h"
#include "app/cli/limits_words.h"
#include "app/workflows/outlook.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, at, series, target;
};

Json numberJson(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

// ------------------------------------------------------------------------------------------------ limits, recovery

Json recoveryJson(const Terminal& terminal, const Recovery& r) {
    return {{"service", r.series.service.value},
            {"metric", r.series.metric},
            {"unit", r.unit},
            {"from", jsonTime(terminal, r.begun)},
            {"to", jsonTime(terminal, r.last)},
            {"value", r.value},
            {"target", r.target},
            {"target_from", r.targetFrom},
            {"per_hour", r.perHour},
            {"done", jsonTime(terminal, r.done)},
            {"eta", jsonTime(terminal, r.eta)},
            {"eta_earliest", jsonTime(terminal, r.earliest)},
            {"eta_latest", jsonTime(terminal, r.latest)},
            {"falls", r.falls},
            {"sawtooth", r.isSawtooth},
            {"lost_share", r.lostShare},
            {"method", "median of pairwise slopes"}};
}

std::string recoveryText(const Recovery& r, const Zone& zone) {
    std::string out =
        fmt::format("{}/{}: {} of {} ({}) at {}\n", r.series.service.value, r.series.metric, amountText(r.value, ""),
                    amountText(r.target, r.unit), r.targetFrom, whenText(r.last, zone));
    out += fmt::format("   {} an hour since {} (median of pairwise slopes)\n", amountText(r.perHour, r.unit),
                       whenText(r.begun, zone));
    if (r.done)
        out += fmt::format("   done {}, after {}\n", whenText(*r.done, zone), durationText(*r.done - r.begun));
    else if (r.eta)
        out += fmt::format("   done about {}{}\n", whenText(*r.eta, zone),
                           r.earliest && r.latest && *r.latest - *r.earliest >= Duration::minutes(2)
                               ? fmt::format("; between {} and {} by its faster and slower stretches",
                                             whenText(*r.earliest, zone), whenText(*r.latest, zone))
                               : std::string());
    else
        out += "   no time can be told: it does not come nearer\n";
    if (r.isSawtooth)
        out += fmt::format("   sawtooth: {} setbacks took back {:.0f} % of what was gained; find out what falls out "
                           "again before you trust the time\n",
                           r.falls, 100 * r.lostShare);
    return out;
}

Json rowJson(const Terminal& terminal, const LimitRow& row) {
    Json earlier = Json::array();
    for (const RunHeadroom& run : row.earlier)
        earlier.push_back({{"change", run.change.value},
                           {"kind", run.kind},
                           {"title", run.title},
                           {"end", jsonTime(terminal, run.end)},
                           {"value", run.value},
                           {"headroom", run.headroom}});
    return {{"service", row.series.service.value},
            {"metric", row.series.metric},
            {"unit", row.unit},
            {"ceiling", row.limit.value},
            {"limit", limitJson(terminal, row.limit)},
            {"now", row.now},
            {"now_at", jsonTime(terminal, row.nowAt)},
            {"headroom", row.headroom()},
            {"headroom_percent", numberJson(100 * row.headroomShare())},
            {"headroom_noise_units", row.noise > 0 ? Json(row.headroom() / row.noise) : Json()},
            {"highest", row.highest},
            {"highest_at", jsonTime(terminal, row.highestAt)},
            {"before_first_alarm_s", row.beforeFirstAlarm ? Json(row.beforeFirstAlarm->inSeconds()) : Json()},
            {"earlier_runs", std::move(earlier)}};
}

std::string clippedTitle(const std::string& title) {
    const std::string_view start = clipped(title, 60);
    return std::string(start) + (start.size() < title.size() ? "…" : "");
}

std::string rowText(const LimitRow& row, const Zone& zone) {
    std::string out = fmt::format(
        "{}/{}: {} of {}, {:.1f} % {}{}\n", row.series.service.value, row.series.metric, amountText(row.now, ""),
        amountText(row.limit.value, row.unit), 100 * std::abs(row.headroomShare()),
        row.headroom() < 0 ? "OVER" : "left",
        row.noise > 0 ? fmt::format(" ({} noise units)", amountText(row.headroom() / row.noise, "")) : std::string());
    out += "   " + limitText(row.limit, zone) + "\n";
    if (row.beforeFirstAlarm)
        out += "   it stood there " + durationText(*row.beforeFirstAlarm) + " before the first alarm\n";
    if (row.highest >= row.limit.value && row.now < row.limit.value)
        out += "   it touched its limit at " + whenText(row.highestAt, zone) + "\n";
    if (!row.earlier.empty()) {
        out += "   what earlier changes left:\n";
        for (const RunHeadroom& run : row.earlier)
            out += fmt::format("      {}  {} {}: {}, {} left\n", whenText(run.end, zone), run.kind,
                               shown(run.title.empty() ? run.change.value : clippedTitle(run.title)),
                               amountText(run.value, ""), amountText(run.headroom, row.unit));
        out += "   that earlier runs were fine says nothing about the next one: look at what is left\n";
    }
    return out;
}

void limits(Terminal& terminal, const Options& options) {
    auto opened = openAt(terminal, options.file, options.at);
    if (!opened)
        return;
    const auto report = findLimits(opened->session, {opened->at, std::nullopt, ""}, terminal.stop);
    if (!report)
        return terminal.fail(report.error());
    if (terminal.isJson) {
        Json rows = Json::array(), recoveries = Json::array(), unmatched = Json::array();
        for (const LimitRow& row : report->rows)
            rows.push_back(rowJson(terminal, row));
        for (const Recovery& r : report->recoveries)
            recoveries.push_back(recoveryJson(terminal, r));
        for (const DeclaredLimit& l : report->unmatched)
            unmatched.push_back({{"service", l.service.value},
                                 {"metric", l.metric},
                                 {"limit", l.value},
                                 {"unit", l.unit},
                                 {"source", l.source},
                                 {"date", jsonTime(terminal, l.date)}});
        return terminal.printJson({{"limits", std::move(rows)},
                                   {"resources", report->resources},
                                   {"without_limit", report->seriesWithoutLimit},
                                   {"declared_without_series", std::move(unmatched)},
                                   {"recoveries", std::move(recoveries)}});
    }
    std::string out;
    bool isTight = false;
    for (const LimitRow& row : report->rows) {
        if (row.headroomShare() < .1 && !isTight)
            out += "Under 10 % left\n\n";
        else if (row.headroomShare() >= .1 && (isTight || out.empty()))
            out += fmt::format("{}More room\n\n", out.empty() ? "" : "\n");
        isTight = row.headroomShare() < .1;
        out += rowText(row, opened->zone);
    }
    if (report->rows.empty())
        out = report->resources == 0 ? "No series is a resource that could have a limit.\n"
                                     : "No resource has a limit that is known.\n";
    if (report->seriesWithoutLimit > 0)
        out +=
            fmt::format("\nOf {} no limit is known: import a limit catalogue (service,metric,limit,unit,source,date), "
                        "limits.conf, sysctl -a or a quota list.\n",
                        countText(report->seriesWithoutLimit, "resource", "resources"));
    for (const DeclaredLimit& l : report->unmatched)
        out += fmt::format("Declared, but no series shows its use: {}{} {}\n",
                           l.service.value.empty() ? "" : l.service.value + "/", l.metric, amountText(l.value, l.unit));
    if (!report->recoveries.empty())
        out += "\nComing back\n\n";
    for (const Recovery& r : report->recoveries)
        out += recoveryText(r, opened->zone);
    terminal.print(out);
}

void recovery(Terminal& terminal, const Options& options) {
    std::optional<double> target;
    if (!options.target.empty() && !(target = readNumber(terminal, options.target, "--target")))
        return;
    auto opened = openAt(terminal, options.file, options.at);
    if (!opened)
        return;
    const auto report = findLimits(opened->session, {opened->at, target, options.series}, terminal.stop);
    if (!report)
        return terminal.fail(report.error());
    Json out = Json::array();
    std::string text;
    for (const Recovery& r : report->recoveries) {
        out.push_back(recoveryJson(terminal, r));
        text += recoveryText(r, opened->zone);
    }
    if (text.empty())
        text = options.series.empty() ? "No series counts what has come back; name one with --series.\n"
                                      : "No such series comes back: they stand, waver, or go the other way.\n";
    else if (!options.series.empty() && report->notComingBack > 0)
        text += report->notComingBack == 1
                    ? "Also 1 series that stands, wavers, or goes the other way.\n"
                    : fmt::format("Also {} series that stand, waver, or go the other way.\n", report->notComingBack);
    terminal.isJson ? terminal.printJson(out) : terminal.print(text);
}

} // namespace

void addLimitsVerbs(CLI::App& app, Terminal& terminal) {
    {
        const auto [v, o] =
            addAskingVerb(app, terminal, "limits", "Resources beside their limits, tightest first", limits);
        v->add_option("--at", o->at, kAtHelp);
    }
    {
        const auto [v, o] = addAskingVerb(app, terminal, "recovery",
                                          "How fast something comes back, and when it will be there", recovery);
        v->add_option("--series", o->series, "only series whose name, or service/name, matches (* and ?)");
        v->add_option("--target", o->target, "where it is going (default: the fleet's size, 100 %, or empty)");
        v->add_option("--at", o->at, kAtHelp);
    }
}

} // namespace foreshock::cli
