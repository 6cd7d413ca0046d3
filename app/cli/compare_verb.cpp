// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/kept_output.h"
#include "app/workflows/compare_ranges.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, a, b;
    int top = 20;
};

/// FROM/TO. Null if it is none, which was told.
std::optional<TimeRange> range(Terminal& terminal, const std::string& text, const char* option,
                               const TimeContext& context) {
    const std::size_t slash = text.find('/');
    if (slash != std::string::npos) {
        const auto from = readTimeWords(text.substr(0, slash), context);
        const auto to = readTimeWords(text.substr(slash + 1), context);
        if (from && to && *from < *to) {
            terminal.say(
                fmt::format("{} means {} to {}", option, rfc3339(*from, context.zone), rfc3339(*to, context.zone)));
            return TimeRange{*from, *to};
        }
    }
    terminal.fail({ErrorCode::Invalid, "\"" + text + "\" is no range of times", option,
                   "Write it like 04:00/05:00, the earlier time first"},
                  kUsage);
    return std::nullopt;
}

Json comparisonJson(const Terminal& terminal, const RangeComparison& c, int top) {
    Json series = Json::array(), logs = Json::array();
    for (const SeriesChange& s : c.series) {
        if (static_cast<int>(series.size()) == top)
            break;
        Json row = {{"service", s.series.service.value},
                    {"metric", s.series.metric},
                    {"unit", s.unit},
                    {"before", s.before},
                    {"after", s.after},
                    {"effect", s.effect},
                    {"share_of_time", s.share},
                    {"score", s.score},
                    {"p", s.p},
                    {"p_rhythm", s.rhythm},
                    {"p_level", s.level},
                    {"significant", s.isSignificant}};
        if (!s.instance.empty())
            row["instance"] = s.instance;
        series.push_back(std::move(row));
    }
    for (const AttributeChange& l : c.attributes) {
        if (static_cast<int>(logs.size()) == top)
            break;
        logs.push_back({{"attribute", l.attribute},
                        {"value", shown(l.value)},
                        {"before", l.before},
                        {"after", l.after},
                        {"share_before", l.shareBefore},
                        {"share_after", l.shareAfter},
                        {"lift", l.lift},
                        {"p", l.p},
                        {"significant", l.isSignificant}});
    }
    const auto rangeJson = [&](TimeRange r) {
        return Json{{"from", jsonTime(terminal, r.from)}, {"to", jsonTime(terminal, r.to)}};
    };
    return {{"a", rangeJson(c.a)},         {"b", rangeJson(c.b)},         {"series_compared", c.compared},
            {"series_skipped", c.skipped}, {"gone_silent", c.onlyBefore}, {"newly_there", c.onlyAfter},
            {"series", std::move(series)}, {"logs_a", c.logsBefore},      {"logs_b", c.logsAfter},
            {"logs", std::move(logs)}};
}

std::string comparisonText(const RangeComparison& c, int top) {
    std::string out;
    TextTable table({"series", "before", "after", "change", "of the time", "why"});
    int told = 0, significant = 0;
    for (const SeriesChange& s : c.series) {
        significant += s.isSignificant;
        if (!s.isSignificant || told == top)
            continue;
        ++told;
        table.add({shown(s.series.service.value + "/" + s.series.metric + (s.instance.empty() ? "" : " " + s.instance)),
                   amountText(s.before, ""), amountText(s.after, s.unit),
                   s.isFlatBefore ? "it never moved before" : fmt::format("{:+.1f} noise units", s.effect),
                   fmt::format("{:.0f} %", 100 * s.share), s.level <= s.rhythm ? "level" : "how it moves"});
    }
    if (c.compared == 0)
        out = "No series has enough samples in both ranges.\n";
    else if (significant == 0)
        out = fmt::format("None of {} changed by more than chance.\n", countText(c.compared, "series", "series"));
    else
        out = fmt::format("{} of {} changed by more than chance (at most one in twenty of them wrongly)\n\n{}",
                          numberText(significant), countText(c.compared, "series", "series"), table.text());
    if (significant > told)
        out += fmt::format("{} more: --top\n", significant - told);
    if (c.onlyBefore > 0)
        out += fmt::format("{} went silent: not a single value in the second range\n",
                           countText(c.onlyBefore, "series", "series"));
    if (c.onlyAfter > 0)
        out += fmt::format("{} began: no value in the first range\n", countText(c.onlyAfter, "series", "series"));
    if (c.skipped > 0)
        out += fmt::format("{} with under 8 values in one of the ranges not compared\n",
                           countText(c.skipped, "series", "series"));
    out += fmt::format("\nLogs: {} and {}\n", countText(c.logsBefore, "record", "records"),
                       countText(c.logsAfter, "record", "records"));
    TextTable logs({"attribute", "value", "before", "after", "lift"});
    told = 0;
    for (const AttributeChange& l : c.attributes)
        if (l.isSignificant && told < top) {
            ++told;
            logs.add({l.attribute, shown(l.value),
                      fmt::format("{} ({:.1f} %)", numberText(static_cast<double>(l.before), 15), 100 * l.shareBefore),
                      fmt::format("{} ({:.1f} %)", numberText(static_cast<double>(l.after), 15), 100 * l.shareAfter),
                      fmt::format("× {}", amountText(l.lift, ""))});
        }
    if (told > 0)
        out += logs.text();
    else if (c.logsBefore > 0 && c.logsAfter > 0)
        out += "No level, service, host or source became more or less common by more than chance.\n";
    return out;
}

void compare(Terminal& terminal, const Options& options) {
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto context = session->timeContext(terminal.zoneName);
    if (!context)
        return terminal.fail(context.error(), context.error().code == ErrorCode::Invalid ? kUsage : kFile);
    const auto a = range(terminal, options.a, "--a", *context);
    if (!a)
        return;
    const auto b = range(terminal, options.b, "--b", *context);
    if (!b)
        return;
    const auto answer = askComparison(*session, *a, *b, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    terminal.isJson ? terminal.printJson(comparisonJson(terminal, *answer, options.top))
                    : terminal.print(comparisonText(*answer, options.top));
}

} // namespace

void addCompareVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("compare", "What changed between two ranges of time");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("--a", options->a, "the usual range: FROM/TO, like 04:00/05:00")->required();
    verb->add_option("--b", options->b, "the range in question")->required();
    verb->add_option("--top", options->top, "at most so many rows of each kind")->check(CLI::PositiveNumber);
    verb->callback(keptOrAsked(terminal, verb, [&terminal, options] { compare(terminal, *options); }));
}

} // namespace foreshock::cli
