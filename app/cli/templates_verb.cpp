// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/kept_output.h"

#include "app/workflows/template_history.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/logs/log_reader.h"
#include "model/store/logs/template_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, since, until, around, change, window = "1h", service;
    bool hasAssignments = false, isAll = false;
};

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

std::string servicesText(const std::vector<ServiceId>& services) {
    constexpr std::size_t kMost = 3;
    std::string out;
    for (std::size_t i = 0; i < std::min(kMost, services.size()); ++i)
        out += (i ? ", " : "") + shown(services[i].value);
    return services.size() > kMost ? fmt::format("{} and {} more", out, services.size() - kMost) : out;
}

/// The instant that words mean; tells it.
Result<Instant> instantOf(Terminal& terminal, const IncidentSession& session, const std::string& words) {
    const auto context = session.timeContext(terminal.zoneName);
    if (!context)
        return context.error();
    const auto t = readTimeWords(words, *context);
    if (t)
        terminal.say(fmt::format("{} means {}", words, rfc3339(*t, context->zone)));
    return t;
}

Result<TimeRange> rangeOf(Terminal& terminal, const Options& options, const IncidentSession& session) {
    TimeRange range = TimeRange::everything();
    for (const auto& [words, into] : {std::pair{&options.since, &range.from}, std::pair{&options.until, &range.to}}) {
        if (words->empty())
            continue;
        const auto t = instantOf(terminal, session, *words);
        if (!t)
            return t.error();
        *into = *t;
    }
    if (range.isEmpty())
        return Error{ErrorCode::Invalid, "the range ends before it begins", options.since + " to " + options.until,
                     "Swap --since and --until"};
    return range;
}

void list(Terminal& terminal, const Options& options, IncidentSession& session, TimeRange range) {
    const auto log =
        store::readTemplates(session.database(), session.gate(), range, store::TemplateDetail::Totals, terminal.stop);
    if (!log)
        return terminal.fail(log.error());
    const auto zone = session.zone(terminal.zoneName);
    if (!zone)
        return terminal.fail(zone.error(), kUsage);
    Json out = Json::array();
    TextTable table({"template", "records", "first", "last", "services", "pattern"});
    for (const LogTemplate& t : log->templates) {
        if (!options.service.empty() && std::none_of(t.services.begin(), t.services.end(), [&](const ServiceId& s) {
                return globMatches(options.service, s.value);
            }))
            continue;
        Json services = Json::array();
        for (const ServiceId& service : t.services)
            services.push_back(shown(service.value));
        out.push_back({{"id", t.id},
                       {"pattern", t.pattern},
                       {"count", t.count},
                       {"first", jsonTime(terminal, t.first)},
                       {"last", jsonTime(terminal, t.last)},
                       {"services", std::move(services)}});
        table.add({std::to_string(t.id), count(t.count), rfc3339(t.first, *zone), rfc3339(t.last, *zone),
                   servicesText(t.services), t.pattern});
    }
    terminal.isJson ? terminal.printJson(out)
                    : terminal.print(log->templates.empty() ? "No log record has a template.\n" : table.text());
    if (log->withoutTemplate > 0)
        terminal.say(
            fmt::format("foreshock: {} log records were stored before templates were mined and have none. Import "
                        "their sources into a new file to have them counted",
                        count(log->withoutTemplate)));
}

/// source,line,template_id of every record.
void assignments(Terminal& terminal, const Options& options, IncidentSession& session, TimeRange range) {
    LogQuery query;
    if (!options.service.empty()) {
        query.root.kind = LogQuery::Kind::Service;
        query.root.text = options.service;
    }
    auto result = store::LogResult::open(session.database(), session.gate(), query, range);
    if (!result)
        return terminal.fail(result.error());
    terminal.print("source,line,template_id\r\n");
    constexpr std::size_t kBatch = 4096;
    const store::Allowance allowance{terminal.stop};
    for (store::LogResult::Place place;;) {
        const auto records = result->next(place, kBatch, allowance, {true, false});
        if (!records)
            return terminal.fail(records.error());
        if (records->empty())
            return;
        std::string rows;
        for (const LogRecord& r : *records)
            rows += fmt::format("{},{},{}\r\n", csvField(session.gate().path(r.source.value)), r.line,
                                r.templateId == 0 ? std::string() : std::to_string(r.templateId));
        terminal.print(rows);
    }
}

/// "new", "gone", "12 times as often", "a fifth as often" as a number.
std::string changeText(const TemplateChange& c) {
    if (c.kind == TemplateChangeKind::New || c.kind == TemplateChangeKind::Gone)
        return std::string(nameOf(c.kind));
    return fmt::format("{} × {}", nameOf(c.kind), numberText(c.ratio, 2));
}

void around(Terminal& terminal, const Options& options, IncidentSession& session, Instant at, Duration window) {
    const auto history = readTemplateHistory(session, at, window, terminal.stop);
    if (!history)
        return terminal.fail(history.error());
    std::vector<TemplateChange> changes = templateChanges(*history);
    if (!options.service.empty())
        std::erase_if(changes, [&](const TemplateChange& c) { return !globMatches(options.service, c.service.value); });
    const auto unsure = std::count_if(changes.begin(), changes.end(), [](const auto& c) { return !c.isSure; });
    if (!options.isAll)
        std::erase_if(changes, [](const TemplateChange& c) { return !c.isSure; });
    if (terminal.isJson) {
        Json rows = Json::array();
        for (const TemplateChange& c : changes)
            rows.push_back({{"id", c.templateId},
                            {"pattern", c.pattern},
                            {"service", shown(c.service.value)},
                            {"change", nameOf(c.kind)},
                            {"sure", c.isSure},
                            {"before", c.before},
                            {"before_s", c.beforeLength.inSeconds()},
                            {"after", c.after},
                            {"after_s", c.afterLength.inSeconds()},
                            {"ratio", c.ratio},
                            {"q", c.q},
                            {"first", jsonTime(terminal, c.first)},
                            {"last", jsonTime(terminal, c.last)}});
        return terminal.printJson(Json{{"around", jsonTime(terminal, at)},
                                       {"window_s", window.inSeconds()},
                                       {"changes", std::move(rows)},
                                       {"tested_and_not_sure", unsure}});
    }
    const auto zone = session.zone(terminal.zoneName);
    if (!zone)
        return terminal.fail(zone.error(), kUsage);
    TextTable table({"change", "before", "after", "first", "false discoveries", "service", "template", "pattern"});
    for (const TemplateChange& c : changes)
        table.add({changeText(c), count(c.before), count(c.after),
                   c.kind == TemplateChangeKind::Gone ? "last " + clockText(c.last, *zone) : clockText(c.first, *zone),
                   c.q < .001 ? "< 0.1 %" : fmt::format("{:.1f} %", 100 * c.q), shown(c.service.value),
                   std::to_string(c.templateId), c.pattern});
    terminal.print(changes.empty() ? fmt::format("No template began, ceased or changed its rate at {} for sure.\n",
                                                 rfc3339(at, *zone))
                                   : table.text());
    if (!options.isAll && unsure > 0)
        terminal.say(fmt::format("{} more are too rare or too steady to tell; --all lists them", count(unsure)));
}

void run(Terminal& terminal, const Options& options) {
    const bool isAround = !options.around.empty() || !options.change.empty();
    const bool hasRange = !options.since.empty() || !options.until.empty();
    if ((isAround && (hasRange || options.hasAssignments)) || (!options.around.empty() && !options.change.empty()) ||
        (options.hasAssignments && terminal.isJson))
        return terminal.fail(
            {ErrorCode::Invalid, "these options exclude each other", "templates",
             "Choose one of --around, --change, --assignments (CSV) and a range with --since and --until"},
            kUsage);
    const auto window = parseDuration(options.window);
    if (!window || *window < Duration::minutes(1))
        return terminal.fail({ErrorCode::Invalid, "\"" + options.window + "\" is no duration of a minute or more",
                              "--window", "Write it like 30m or 2h"},
                             kUsage);
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    if (!isAround) {
        const auto range = rangeOf(terminal, options, *session);
        if (!range)
            return terminal.fail(range.error(), kUsage);
        return options.hasAssignments ? assignments(terminal, options, *session, *range)
                                      : list(terminal, options, *session, *range);
    }
    if (!options.around.empty()) {
        const auto at = instantOf(terminal, *session, options.around);
        return at ? around(terminal, options, *session, *at, *window) : terminal.fail(at.error(), kUsage);
    }
    const auto incident = session->incident();
    if (!incident)
        return terminal.fail(incident.error());
    for (const Change& c : incident->changes)
        if (c.id.value == options.change)
            return around(terminal, options, *session, c.start, *window);
    terminal.fail({ErrorCode::Invalid, "there is no change \"" + options.change + "\"", "--change",
                   "List them: foreshock sql FILE 'SELECT id, start, title FROM changes'"},
                  kUsage);
}

} // namespace

void addTemplatesVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("templates", "Log templates: what messages are once their values are left out");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("--since", options->since, "records from this time on");
    verb->add_option("--until", options->until, "records up to, not including, this time");
    verb->add_option("--service", options->service, "those of services that fit this name (with * and ?)");
    verb->add_flag("--assignments", options->hasAssignments, "CSV: source, line and template of every record");
    verb->add_option("--around", options->around, "templates that began, ceased or changed their rate at this time");
    verb->add_option("--change", options->change, "the same at the start of this change");
    verb->add_option("--window", options->window, "so long before and after (1h)");
    verb->add_flag("--all", options->isAll, "with --around or --change: also what is too rare to tell");
    verb->callback(keptOrAsked(terminal, verb, [&terminal, options] { run(terminal, *options); }));
}

} // namespace foreshock::cli
