// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/source_json.h"
#include "app/workflows/import.h"
#include "app/workflows/import_context.h"
#include "app/workflows/incident_session.h"
#include "importers/registry.h"
#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/incident_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace foreshock::cli {
namespace {

struct Options {
    std::vector<std::string> paths;
    std::string file, since, until, format, service, offset, map, start, covers;
    int year = 0;
    bool isDryRun = false;
};

Json sourceJson(const Terminal& terminal, const ImportedSource& s) {
    const RecordCounts& stored = s.counts.stored;
    Json out = {{"path", s.path},
                {"format", s.format.empty() ? Json() : Json(s.format)},
                {"score", s.score},
                {"reason", s.reason},
                {"read", s.counts.read},
                {"records",
                 {{"logs", stored.logs},
                  {"samples", stored.samples},
                  {"changes", stored.changes},
                  {"alarms", stored.alarms},
                  {"dependencies", stored.dependencies},
                  {"notes", stored.notes}}},
                {"rejected", s.counts.rejected},
                {"duplicates", s.counts.duplicates},
                {"outside", s.counts.outside},
                {"folded", s.counts.folded},
                {"first", jsonTime(terminal, s.first)},
                {"last", jsonTime(terminal, s.last)},
                {"zone", s.zone},
                {"zone_basis", s.zoneBasis},
                {"offset_ms", s.offset.ns / 1'000'000}};
    if (s.problem)
        out["problem"] = s.problem->text();
    return out;
}

std::string storedText(const RecordCounts& stored, const std::string& format) {
    const Importer* importer = importerById(format);
    const bool isLimits = importer && importer->kinds() == "R" && stored.dependencies > 0;
    const std::string out =
        isLimits ? counted(stored.dependencies, "declared limit", "declared limits") : recordsText(stored);
    return out.empty() ? "nothing new" : out;
}

void printForPeople(Terminal& terminal, const Options& options, const ImportReport& report) {
    TextTable table({"source", "format", "stored", "rejected", "known", "zone"});
    RecordCounts all;
    std::int64_t rejected = 0;
    for (const ImportedSource& s : report.sources) {
        if (s.problem)
            continue;
        const RecordCounts& c = s.counts.stored;
        all = {all.logs + c.logs,     all.samples + c.samples,           all.changes + c.changes,
               all.alarms + c.alarms, all.dependencies + c.dependencies, all.notes + c.notes};
        rejected += s.counts.rejected;
        const bool isFactsOnly = c.sum() == 0 && s.counts.folded > 0;
        table.add({s.path, s.format,
                   s.isKnown     ? "imported before: nothing added"
                   : isFactsOnly ? "facts of the incident"
                                 : storedText(c, s.format),
                   std::to_string(s.counts.rejected), std::to_string(s.counts.duplicates),
                   s.zoneBasis.empty() ? "no times" : s.zone + " (" + s.zoneBasis + ")"});
    }
    if (report.sources.size() >
        static_cast<std::size_t>(std::count_if(report.sources.begin(), report.sources.end(),
                                               [](const ImportedSource& s) { return s.problem.has_value(); })))
        terminal.print(table.text());
    terminal.print(fmt::format("{}{} in {:.2f} s\n", options.isDryRun ? "Would store " : "Stored ",
                               storedText(all, report.sources.size() == 1 ? report.sources.front().format : ""),
                               report.seconds));
    if (rejected > 0 && !options.isDryRun)
        terminal.print(fmt::format("{} could not be read; see: foreshock issues {}\n", counted(rejected, "row", "rows"),
                                   options.file));
}

/// A bar on a terminal, nothing in a pipe.
ImportObserver progressOn(const Terminal& terminal) {
    if (terminal.isQuiet || terminal.isJson || !isatty(2))
        return {};
    return [last = std::chrono::steady_clock::time_point(),
            begun = std::chrono::steady_clock::now()](const ImportProgress& p) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - last < std::chrono::milliseconds(200) || p.total == 0)
            return;
        last = now;
        const double seconds = std::chrono::duration<double>(now - begun).count();
        const double share = static_cast<double>(p.done) / static_cast<double>(p.total);
        fmt::print(
            stderr, "\r{:3.0f} %  {:.0f} MB/s  {} left  {}\x1B[K", share * 100,
            static_cast<double>(p.done) / 1e6 / std::max(seconds, .01),
            durationText(Duration{static_cast<std::int64_t>(seconds * (1 - share) / std::max(share, .001) * 1e9)}),
            screenText(p.path));
        if (p.done >= p.total)
            fmt::print(stderr, "\r\x1B[K");
        std::fflush(stderr);
    };
}

Result<ImportRequest> requestFrom(const Options& options, Terminal& terminal) {
    ImportRequest request;
    request.paths = options.paths;
    request.format = options.format;
    request.service = options.service;
    request.mapPath = options.map;
    request.isDryRun = options.isDryRun;
    request.now = systemNow();
    TimeContext context{Zone(), request.now, request.now};
    if (!terminal.zoneName.empty()) {
        const auto zone = Zone::find(terminal.zoneName);
        if (!zone)
            return zone.error();
        request.zone = *zone;
        context.zone = *zone;
    }
    if (!options.since.empty() || !options.until.empty() || !options.covers.empty()) {
        // What the file knows already decides, else what is about to be imported.
        const auto session = IncidentSession::open(options.file);
        const auto known = session ? session->timeContext(terminal.zoneName) : Result<TimeContext>(session.error());
        if (known && known->day != Instant{})
            context = {known->zone, known->day, request.now};
        else
            context = contextOfInputs(request, context, terminal.stop);
    }
    if (!options.offset.empty()) {
        const auto offset = parseDuration(options.offset);
        if (!offset)
            return Error{ErrorCode::Invalid, "\"" + options.offset + "\" is no duration", "--offset",
                         "Write it like +90s or -2m"};
        request.offset = *offset;
    }
    if (options.year != 0)
        request.year = options.year;
    if (!options.start.empty()) {
        const auto start = readTimeWords(options.start, context);
        if (!start)
            return start.error();
        request.start = *start;
    }
    if (!options.covers.empty()) {
        const std::size_t slash = options.covers.find('/');
        const auto from = readTimeWords(options.covers.substr(0, slash), context);
        const auto to = slash == std::string::npos
                            ? Result<Instant>(Error{ErrorCode::Invalid, "no FROM/TO", "--covers", ""})
                            : readTimeWords(options.covers.substr(slash + 1), context);
        if (!from || !to || !(*from < *to))
            return Error{ErrorCode::Invalid, "\"" + options.covers + "\" is no stretch of time", "--covers",
                         "Write it like 2020-11-25T00:00:00Z/2020-11-25T14:00:00Z, the earlier time first"};
        request.covers = TimeRange{*from, *to};
        terminal.say(fmt::format("--covers means {} to {}", rfc3339(*from, context.zone), rfc3339(*to, context.zone)));
    }
    for (const auto& [words, into] :
         {std::pair{&options.since, &request.accept.from}, std::pair{&options.until, &request.accept.to}}) {
        if (words->empty())
            continue;
        const auto t = readTimeWords(*words, context);
        if (!t)
            return t.error();
        *into = *t;
        terminal.say(fmt::format("{} means {}", *words, rfc3339(*t, context.zone)));
    }
    return request;
}

void run(Terminal& terminal, const Options& options) {
    const auto request = requestFrom(options, terminal);
    if (!request)
        return terminal.fail(request.error(), kUsage);
    std::optional<store::IncidentFile> file;
    std::error_code ignored;
    const bool isNew = !std::filesystem::exists(options.file, ignored);
    if (!options.isDryRun) {
        auto opened = store::IncidentFile::openOrCreate(options.file);
        if (!opened)
            return terminal.fail(opened.error(), kFile);
        file.emplace(std::move(*opened));
    }
    const auto report = importPaths(file ? &*file : nullptr, *request, progressOn(terminal), terminal.stop);
    if (!report) {
        // A new file that holds nothing does not stay behind.
        if (isNew && file && file->database().integer("SELECT count(*) FROM source").value() == 0) {
            (void)file->close();
            std::filesystem::remove(options.file, ignored);
        }
        const int code = report.error().code == ErrorCode::Cancelled ? kCancelled
                         : report.error().code == ErrorCode::Invalid ? kUsage
                                                                     : kFile;
        return terminal.fail(report.error(), code);
    }
    std::int64_t recognised = 0;
    for (const ImportedSource& source : report->sources)
        recognised += source.recognised();
    if (file) {
        if (const auto closed = file->close(); !closed)
            return terminal.fail(closed.error(), kFile);
        if (isNew && recognised == 0)
            std::filesystem::remove(options.file, ignored); // no empty incident file stays behind
    }
    // What makes the exit code is an error, which speaks whatever --quiet says; the rest are remarks.
    const auto tell = [&](const Error& problem) {
        if (report->hasUnreadableInput)
            terminal.fail(problem, kInput);
        else
            terminal.say("foreshock: " + problem.text());
    };
    for (const Error& problem : report->problems)
        tell(problem);
    for (const ImportedSource& source : report->sources)
        if (source.problem)
            tell({source.problem->code, source.problem->message, source.path, source.problem->help});
    for (const ImportedSource& source : report->sources)
        if (source.counts.outside > 0 && source.counts.outside == source.counts.read)
            terminal.say("foreshock: " + source.path + ": all its records lie outside --since and --until");
    for (const ImportedSource& source : report->sources)
        if (source.doubtfulTimes > 0)
            terminal.say(doubtText(source.path, source.doubtfulTimes, source.zone));
    if (report->sources.empty() && report->problems.empty())
        tell({ErrorCode::Io, "no file in it", options.paths.front(), "Name files, or a folder that holds some"});
    if (terminal.isJson) {
        Json out = {{"file", options.isDryRun ? Json() : Json(options.file)},
                    {"sources", Json::array()},
                    {"seconds", report->seconds}};
        for (const ImportedSource& source : report->sources)
            out["sources"].push_back(sourceJson(terminal, source));
        terminal.printJson(out);
    } else {
        printForPeople(terminal, options, *report);
    }
    if (report->hasUnreadableInput)
        terminal.exit = kInput;
}

} // namespace

void addImportVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("import", "Import files, folders or standard input (-) into an incident file");
    auto options = std::make_shared<Options>();
    verb->add_option("PATH", options->paths, "files, folders, or - for standard input")->required();
    CLI::Option* file = verb->add_option("-o,--output", options->file, "the incident file, made if absent");
    verb->add_option("--since", options->since, "leave out what ended before this time");
    verb->add_option("--until", options->until, "leave out what began at or after this time");
    verb->add_option("--format", options->format, "read everything as this format (foreshock formats)");
    verb->add_option("--service", options->service, "the service of records that name none");
    verb->add_option("--offset", options->offset, "correct the sources' clock: +90s, -2m");
    verb->add_option("--map", options->map, "how the columns of a table are read (foreshock detect FILE --map)");
    verb->add_option("--covers", options->covers,
                     "FROM/TO: the stretch that the sources speak for; without it, first to last record is assumed");
    verb->add_option("--year", options->year, "the year of the first record, where a log writes none")
        ->check(CLI::Range(1970, 2261));
    verb->add_option("--start", options->start, "when it began, where times count from a start (dmesg: the boot)");
    CLI::Option* dry = verb->add_flag("--dry-run", options->isDryRun, "say what would be stored, store nothing");
    verb->callback([&terminal, options, file, dry] {
        if (file->count() == 0 && dry->count() == 0)
            return terminal.fail(
                {ErrorCode::Invalid, "no incident file named", "import", "Add -o FILE.foreshock, or --dry-run"},
                kUsage);
        run(terminal, *options);
    });
}

} // namespace foreshock::cli
