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
    std::string file, at, service, metric, against, series, limit, above, below, holding, horizon = "6h";
    double add = 0;
};

// ----------------------------------------------------------------------------------------------------------- whatif

Json whatIfJson(const Terminal& terminal, const WhatIf& w) {
    return {{"service", w.series.service.value},
            {"metric", w.series.metric},
            {"unit", w.unit},
            {"against", w.against.metric},
            {"size_now", w.sizeNow},
            {"add", w.add},
            {"ceiling", w.limit.value},
            {"limit", limitJson(terminal, w.limit)},
            {"now", w.now},
            {"predicted", w.predicted},
            {"over_by", w.overBy()},
            {"largest_safe_add", w.largestSafeAdd ? Json(*w.largestSafeAdd) : Json()},
            {"fit", nameOf(w.fit)},
            {"per_unit", w.perUnit},
            {"levels", w.levels},
            {"from", w.from},
            {"to", w.to},
            {"checked", w.isChecked},
            {"error", w.error},
            {"extrapolated", w.isExtrapolated},
            {"reserve", w.reserve ? Json(*w.reserve) : Json()},
            {"watch_s", w.watch.length.inSeconds()},
            {"spread_s", w.watch.toldBy.value.empty() ? Json() : Json(w.watch.spread.inSeconds())},
            {"spread_told_by", w.watch.toldBy.value.empty() ? Json() : Json(w.watch.toldBy.value)}};
}

std::string watchText(const WatchWindow& watch) {
    if (watch.toldBy.value.empty())
        return fmt::format("   watch it for {} after it has spread; no earlier change says how long that takes\n",
                           durationText(watch.length));
    return fmt::format("   watch it for at least {} after the add: it spreads for up to {} ({}), and what follows may "
                       "alarm an hour later\n",
                       durationText(watch.length), durationText(watch.spread), shown(watch.toldBy.value));
}

std::string whatIfText(const WhatIf& w, const Zone& zone) {
    const std::string size = w.againstUnit.empty() ? w.against.metric : w.againstUnit;
    if (w.fit == WhatIf::Fit::None)
        return fmt::format("{}/{}: can't tell. {} was {} whenever it stood settled, so nothing says how it goes with "
                           "{}.\n   Now {} of {}, {}\n",
                           w.series.service.value, w.series.metric, w.against.metric, amountText(w.sizeNow, ""),
                           w.against.metric, amountText(w.now, ""), amountText(w.limit.value, w.unit),
                           limitText(w.limit, zone));
    std::string out = fmt::format("{}/{} with {:+} {}: {} {} {}, {}\n", w.series.service.value, w.series.metric, w.add,
                                  size, amountText(std::round(w.predicted * 100) / 100, ""), w.overBy() > 0 ? ">" : "≤",
                                  amountText(w.limit.value, w.unit),
                                  w.overBy() > 0 ? "over by " + amountText(w.overBy(), "")
                                                 : "with " + amountText(-w.overBy(), "") + " left");
    out += "   " + limitText(w.limit, zone) + "\n";
    out += fmt::format("   now {} at {} {}\n", amountText(w.now, w.unit), amountText(w.sizeNow, ""), size);
    if (w.largestSafeAdd)
        out += fmt::format("   largest add that fits: +{}\n", amountText(static_cast<double>(*w.largestSafeAdd), size));
    else
        out += fmt::format("   it does not grow with {}\n", w.against.metric);
    if (w.reserve)
        out += fmt::format("   reserve (N−k): it still fits with {} lost\n",
                           amountText(static_cast<double>(*w.reserve), size));
    else
        out += fmt::format("   reserve (N−k): losing {} does not raise it\n", size);
    out += fmt::format("   {} fit: {} for each one more, by {} at {} to {}{}\n", nameOf(w.fit),
                       amountText(w.perUnit, w.unit), countText(w.levels, "settled level", "settled levels"),
                       amountText(w.from, ""), amountText(w.to, size),
                       w.isChecked ? fmt::format("; it misses levels it did not see by {}", amountText(w.error, w.unit))
                                   : "; two levels only: a straight line is assumed");
    if (w.isExtrapolated)
        out += fmt::format("   EXTRAPOLATED: it was seen settled at {} to {} only\n", amountText(w.from, ""),
                           amountText(w.to, size));
    if (w.add > 0)
        out += watchText(w.watch);
    return out;
}

void whatif(Terminal& terminal, const Options& options) {
    std::optional<double> limit;
    if (!options.limit.empty() && !(limit = readNumber(terminal, options.limit, "--limit")))
        return;
    auto opened = openAt(terminal, options.file, options.at);
    if (!opened)
        return;
    const auto answers = askWhatIf(
        opened->session, {ServiceId(options.service), options.add, options.metric, options.against, limit, opened->at},
        terminal.stop);
    if (!answers)
        return terminal.fail(answers.error());
    if (terminal.isJson) {
        Json out = whatIfJson(terminal, answers->front());
        Json others = Json::array();
        for (std::size_t i = 1; i < answers->size(); ++i)
            others.push_back(whatIfJson(terminal, (*answers)[i]));
        out["others"] = std::move(others);
        return terminal.printJson(out);
    }
    std::string out;
    for (const WhatIf& w : *answers)
        out += (out.empty() ? "" : "\n") + whatIfText(w, opened->zone);
    terminal.print(out);
}

// --------------------------------------------------------------------------------------------------------- backtest

std::string backtestVerdict(const Backtest& b) {
    if (b.samples == 0)
        return "no value is recorded";
    if (b.isAlwaysBeyond)
        return "already exceeded all record";
    if (b.beyond == 0)
        return "never exceeded";
    const auto warned =
        std::count_if(b.warnings.begin(), b.warnings.end(), [](const auto& w) { return w.lead.has_value(); });
    if (b.warnings.empty())
        return "no incident to warn of";
    return warned > 0 ? "would have warned" : "would not have warned";
}

void printBacktest(Terminal& terminal, const Backtest& b, const ThresholdRequest& request, const Zone& zone) {
    const double share = b.samples > 0 ? static_cast<double>(b.beyond) / static_cast<double>(b.samples) : 0;
    if (terminal.isJson) {
        Json incidents = Json::array(), episodes = Json::array();
        for (const Backtest::Warning& w : b.warnings)
            incidents.push_back({{"alarm", w.alarm.value},
                                 {"time", jsonTime(terminal, w.time)},
                                 {"lead_s", w.lead ? Json(w.lead->inSeconds()) : Json()}});
        for (const Backtest::Episode& e : b.episodes)
            if (episodes.size() < 1000)
                episodes.push_back({{"from", jsonTime(terminal, e.range.from)},
                                    {"to", jsonTime(terminal, e.range.to)},
                                    {"false_alarm", e.isFalse}});
        return terminal.printJson({{"service", b.series.service.value},
                                   {"metric", b.series.metric},
                                   {"unit", b.unit},
                                   {"direction", b.isAbove ? "above" : "below"},
                                   {"threshold", b.threshold},
                                   {"holding_s", request.holding.inSeconds()},
                                   {"from", b.samples ? jsonTime(terminal, b.record.from) : Json()},
                                   {"to", b.samples ? jsonTime(terminal, b.record.to) : Json()},
                                   {"samples", b.samples},
                                   {"exceeded_share", share},
                                   {"verdict", backtestVerdict(b)},
                                   {"incidents", std::move(incidents)},
                                   {"false_alarms", b.falseAlarms},
                                   {"false_alarms_per_week", b.falsePerWeek},
                                   {"episodes_total", b.episodes.size()},
                                   {"episodes", std::move(episodes)}});
    }
    const std::string rule = fmt::format("{}/{} {} {}{}", b.series.service.value, b.series.metric,
                                         b.isAbove ? ">" : "<", amountText(b.threshold, b.unit),
                                         request.holding > Duration{} ? " for " + durationText(request.holding) : "");
    std::string out = rule + ": " + backtestVerdict(b) + "\n";
    if (b.samples == 0)
        return terminal.print(out);
    out += fmt::format("   record: {} to {}, {} values, {:.1f} % of them beyond\n", whenText(b.record.from, zone),
                       whenText(b.record.to, zone), numberText(static_cast<double>(b.samples)), 100 * share);
    if (b.isAlwaysBeyond)
        out += "   it would have fired at the first value and never ended: it warns of nothing, and the threshold is "
               "too late to be set now\n";
    for (const Backtest::Warning& w : b.warnings)
        if (!b.isAlwaysBeyond)
            out += fmt::format("   incident {} ({}): {}\n", whenText(w.time, zone), w.alarm.value,
                               w.lead ? durationText(*w.lead) + " earlier than its first alarm" : "no warning");
    if (!b.isAlwaysBeyond)
        out += fmt::format("   false alarms: {}{}\n", b.falseAlarms,
                           b.falseAlarms > 0 ? fmt::format(", {} a week", amountText(b.falsePerWeek, "")) : "");
    if (b.warnings.empty())
        out += "   no alarm of this service or of one that depends on it is recorded\n";
    terminal.print(out);
}

void backtest(Terminal& terminal, const Options& options) {
    if (options.above.empty() == options.below.empty())
        return terminal.fail({ErrorCode::Invalid, "give one threshold", "--above or --below", "Like --above 31000"},
                             kUsage);
    ThresholdRequest request;
    request.series = options.series;
    request.isAbove = !options.above.empty();
    request.threshold = request.isAbove ? options.above : options.below;
    if (!options.holding.empty()) {
        const auto holding = readDuration(terminal, options.holding, "--for");
        if (!holding)
            return;
        request.holding = *holding;
    }
    const auto horizon = readDuration(terminal, options.horizon, "--horizon");
    if (!horizon)
        return;
    request.horizon = *horizon;
    auto opened = openAt(terminal, options.file, options.at);
    if (!opened)
        return;
    const auto answer = testThreshold(opened->session, request, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    printBacktest(terminal, *answer, request, opened->zone);
}

} // namespace

void addWhatIfVerbs(CLI::App& app, Terminal& terminal) {
    {
        const auto [v, o] =
            addAskingVerb(app, terminal, "whatif", "Would a larger fleet, or more load, still fit?", whatif);
        v->add_option("--service", o->service, "whose fleet")->required();
        v->add_option("--add", o->add, "so many more (negative: fewer)")->required();
        v->add_option("--metric", o->metric, "only this resource");
        v->add_option("--against", o->against, "the series that is to grow (default: the fleet's size)");
        v->add_option("--limit", o->limit, "the limit, in place of a known one");
        v->add_option("--at", o->at, kAtHelp);
    }
    {
        const auto [v, o] = addAskingVerb(app, terminal, "backtest",
                                          "What an alarm at a threshold would have done over the record", backtest);
        v->add_option("--series", o->series, "metric, or service/metric")->required();
        v->add_option("--above", o->above, "threshold: a number, or a share of the limit like 95%");
        v->add_option("--below", o->below, "the same downwards");
        v->add_option("--for", o->holding, "it must hold so long before it fires: 5m");
        v->add_option("--horizon", o->horizon, "a warning counts so long before an incident");
    }
}

} // namespace foreshock::cli
