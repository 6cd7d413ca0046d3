// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/workflows/incident_session.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/logs/log_reader.h"

#include <fmt/format.h>

#include <map>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, query, since, until, histogram, columns;
    std::int64_t limit = -1;
    bool isCount = false;
    bool isCsv = false;
};

const std::vector<std::string> kColumns = {"time", "service", "host", "level", "template", "message", "source", "line"};

/// A field as JSON; null for a column that is not one of ours.
std::optional<Json> field(const Terminal& terminal, const IncidentSession& session, const LogRecord& r,
                          const std::string& column) {
    if (column == "time")
        return jsonTime(terminal, r.time);
    if (column == "service")
        return r.service.value;
    if (column == "host")
        return shown(r.host);
    if (column == "level")
        return std::string(nameOf(r.level));
    if (column == "template")
        return r.templateId == 0 ? Json() : Json(r.templateId);
    if (column == "message")
        return shown(r.message);
    if (column == "source")
        return session.gate().path(r.source.value);
    if (column == "line")
        return r.line;
    if (column == "raw")
        return shown(r.raw);
    if (column == "seq")
        return r.seq;
    return std::nullopt;
}

void histogram(Terminal& terminal, store::LogResult& result, Duration width) {
    std::map<std::int64_t, std::array<std::int64_t, 7>> cells;
    // Counts by second are exact for cells of whole seconds.
    const auto done = result.tally(
        width.ns % 1'000'000'000 == 0 ? width : Duration{},
        [&](Instant t, LogLevel level, const std::string&, std::int64_t records) {
            const std::int64_t cell = t.ns / width.ns - (t.ns % width.ns < 0 ? 1 : 0);
            cells[cell][static_cast<std::size_t>(level)] += records;
        },
        terminal.stop);
    if (!done)
        return terminal.fail(done.error());
    Json out = Json::array();
    TextTable table({"time", "records", "warnings", "errors", "fatal"});
    for (const auto& [cell, levels] : cells) {
        std::int64_t total = 0;
        Json byLevel = Json::object();
        for (std::size_t i = 0; i < levels.size(); ++i) {
            total += levels[i];
            if (levels[i] > 0)
                byLevel[i == 0 ? "unknown" : std::string(nameOf(static_cast<LogLevel>(i)))] = levels[i];
        }
        const Instant t{cell * width.ns};
        table.add({jsonTime(terminal, t).get<std::string>(), std::to_string(total), std::to_string(levels[4]),
                   std::to_string(levels[5]), std::to_string(levels[6])});
        out.push_back({{"time", jsonTime(terminal, t)}, {"count", total}, {"levels", std::move(byLevel)}});
    }
    terminal.isJson ? terminal.printJson(out) : terminal.print(table.text());
}

Result<TimeRange> rangeFrom(Terminal& terminal, const Options& options, const LogQuery& query,
                            const IncidentSession& session) {
    TimeRange range = TimeRange::everything();
    const std::string& since = options.since.empty() ? query.since : options.since;
    const std::string& until = options.until.empty() ? query.until : options.until;
    if (since.empty() && until.empty())
        return range;
    const auto context = session.timeContext(terminal.zoneName);
    if (!context)
        return context.error();
    for (const auto& [words, into] : {std::pair{&since, &range.from}, std::pair{&until, &range.to}}) {
        if (words->empty())
            continue;
        const auto t = readTimeWords(*words, *context);
        if (!t)
            return t.error();
        *into = *t;
        terminal.say(fmt::format("{} means {}", *words, rfc3339(*t, context->zone)));
    }
    if (range.isEmpty())
        return Error{ErrorCode::Invalid, "the range ends before it begins", since + " to " + until,
                     "Swap --since and --until"};
    return range;
}

void printRows(Terminal& terminal, const Options& options, const IncidentSession& session, store::LogResult& result) {
    std::vector<std::string> columns;
    for (const std::string_view name : split(options.columns, ','))
        if (!trimmed(name).empty())
            columns.emplace_back(trimmed(name));
    for (const std::string& column : columns)
        if (!field(terminal, session, LogRecord{}, column))
            return terminal.fail({ErrorCode::Invalid, "there is no column \"" + column + "\"", "--columns",
                                  "Columns: time, service, host, level, template, message, source, line, seq, raw"},
                                 kUsage);
    const bool isPlain = !terminal.isJson && !options.isCsv && columns.empty();
    if (columns.empty())
        columns = kColumns;
    const auto zone = session.zone(terminal.zoneName);
    if (!zone)
        return terminal.fail(zone.error(), kUsage);
    if (options.isCsv) {
        std::string head;
        for (const std::string& column : columns)
            head += (head.empty() ? "" : ",") + column;
        terminal.print(head + "\r\n");
    }
    std::int64_t printed = 0;
    if (terminal.isJson)
        terminal.print("[");
    const auto done = result.each(
        [&](const LogRecord& r) {
            if (options.limit >= 0 && printed >= options.limit)
                return false;
            if (isPlain) {
                terminal.print(fmt::format("{} {} {} {} {}\n", rfc3339(r.time, *zone), r.service.value, shown(r.host),
                                           r.level == LogLevel::Unknown ? "-" : nameOf(r.level), shown(r.message)));
            } else if (terminal.isJson) {
                Json row = Json::object();
                for (const std::string& column : columns)
                    row[column] = *field(terminal, session, r, column);
                terminal.print((printed ? ",\n" : "\n") + row.dump(-1, ' ', false, Json::error_handler_t::replace));
            } else {
                std::string line;
                for (std::size_t i = 0; i < columns.size(); ++i) {
                    const Json value = *field(terminal, session, r, columns[i]);
                    const std::string text = value.is_string() ? value.get<std::string>()
                                             : value.is_null() ? ""
                                                               : value.dump();
                    line += (i ? (options.isCsv ? "," : "\t") : "") + (options.isCsv ? csvField(text) : text);
                }
                terminal.print(line + (options.isCsv ? "\r\n" : "\n"));
            }
            ++printed;
            return options.limit < 0 || printed < options.limit;
        },
        terminal.stop);
    if (terminal.isJson)
        terminal.print(printed ? "\n]\n" : "]\n");
    if (!done)
        terminal.fail(done.error());
}

void run(Terminal& terminal, const Options& options) {
    if ((options.isCsv && terminal.isJson) || (options.isCount && !options.histogram.empty()))
        return terminal.fail({ErrorCode::Invalid, "these options exclude each other", "logs",
                              "Choose one of --csv and --json, one of --count and --histogram"},
                             kUsage);
    const auto query = parseLogQuery(options.query);
    if (!query)
        return terminal.fail(query.error(), kUsage);
    std::optional<Duration> width;
    if (!options.histogram.empty()) {
        width = parseDuration(options.histogram);
        if (!width || width->ns <= 0)
            return terminal.fail({ErrorCode::Invalid, "\"" + options.histogram + "\" is no duration", "--histogram",
                                  "Write it like 1m or 30s"},
                                 kUsage);
    }
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto range = rangeFrom(terminal, options, *query, *session);
    if (!range)
        return terminal.fail(range.error(), kUsage);
    auto result = store::LogResult::open(session->database(), session->gate(), *query, *range);
    if (!result)
        return terminal.fail(result.error());
    if (width)
        return histogram(terminal, *result, *width);
    if (options.isCount) {
        if (const auto counted = result->count(terminal.stop); !counted)
            return terminal.fail(counted.error());
        terminal.isJson ? terminal.printJson(Json{{"count", result->matching()}})
                        : terminal.print(fmt::format("{}\n", result->matching()));
    } else {
        printRows(terminal, options, *session, *result);
    }
    if (result->hitLimit())
        terminal.say(
            "foreshock: the expression was too costly on some records; they count as not matching. Make it more exact");
}

} // namespace

void addLogsVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("logs", "Search the logs");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("QUERY", options->query,
                     "e.g. 'level>=warning \"thread create\" -canary service:cognito /errno=\\d+/'");
    verb->add_option("--since", options->since, "from this time on");
    verb->add_option("--until", options->until, "up to, not including, this time");
    verb->add_option("--limit", options->limit, "at most so many records")->check(CLI::NonNegativeNumber);
    verb->add_flag("--count", options->isCount, "only how many");
    verb->add_option("--histogram", options->histogram, "counts by level in cells of this width (1m)");
    verb->add_option("--columns", options->columns,
                     "comma-separated: time,service,host,level,template,message,source,line,seq,raw");
    verb->add_flag("--csv", options->isCsv, "as CSV");
    verb->callback([&terminal, options] { run(terminal, *options); });
}

} // namespace foreshock::cli
