// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/source_json.h"
#include "app/workflows/column_maps.h"
#include "app/workflows/incident_session.h"
#include "app/workflows/reread.h"
#include "app/workflows/source_clock.h"
#include "app/workflows/time_words.h"
#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/edits.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file;
    std::int64_t source = 0;
    std::string offset, error, service, format, map, anchor, start;
    int year = 0;
    bool isUndo = false, isRedo = false, isDefault = false;
    /// Which were given at all: an empty service or zone leaves it to the default again.
    bool hasOffset = false, hasError = false, hasService = false, hasFormat = false, hasMap = false, hasYear = false,
         hasStart = false, hasAnchor = false;

    bool corrects(const Terminal& terminal) const { return rereads(terminal) || hasOffset || hasError || hasAnchor; }
    bool rereads(const Terminal& terminal) const {
        return hasService || hasFormat || hasMap || hasYear || hasStart || isDefault || !terminal.zoneName.empty();
    }
};

std::string count(std::int64_t n) {
    return numberText(static_cast<double>(n), 15);
}

void list(Terminal& terminal, const Options& options) {
    auto session = IncidentSession::open(options.file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const store::Database& db = session->database();
    const auto sources = store::sources(db, {});
    const auto undo = store::undoTitle(db);
    const auto redo = store::redoTitle(db);
    // With --source, --zone is the zone that it was read in anew, not one to print in.
    const auto zone = session->zone(options.source == 0 ? terminal.zoneName : "");
    for (const Error* error : {sources ? nullptr : &sources.error(), undo ? nullptr : &undo.error(),
                               redo ? nullptr : &redo.error(), zone ? nullptr : &zone.error()})
        if (error)
            return terminal.fail(*error);
    Json rows = Json::array();
    TextTable table({"id", "source", "format", "stored", "from", "to", "zone", "clock", "earlier readings"});
    for (const SourceInfo& s : *sources) {
        const auto earlier = store::hiddenReadings(db, s.id);
        if (!earlier)
            return terminal.fail(earlier.error());
        Json row = {{"id", s.id.value}, {"path", s.path},     {"format", s.format},
                    {"score", s.score}, {"reason", s.reason}, {"state", nameOf(s.state)}};
        row["read"] = s.counts.read;
        row["stored"] = s.counts.stored.sum();
        row["rejected"] = s.counts.rejected;
        row["duplicates"] = s.counts.duplicates;
        row["outside"] = s.counts.outside;
        row["folded"] = s.counts.folded;
        row["first"] = jsonTime(terminal, s.first ? std::optional(*s.first + s.offset) : std::nullopt);
        row["last"] = jsonTime(terminal, s.last ? std::optional(*s.last + s.offset) : std::nullopt);
        addTimeFacts(row, s);
        const Json settings = Json::parse(s.settings, nullptr, false);
        row["settings"] = settings.is_object() ? settings : Json::object();
        row["version_of"] = s.versionOf ? Json(s.versionOf->value) : Json();
        row["earlier_readings"] = *earlier;
        rows.push_back(std::move(row));
        const auto time = [&](const std::optional<Instant>& t) { return t ? rfc3339(*t + s.offset, *zone) : ""; };
        table.add({std::to_string(s.id.value), s.path, s.format, count(s.counts.stored.sum()), time(s.first),
                   time(s.last), s.zoneBasis.empty() ? "no times" : s.zone + " (" + s.zoneBasis + ")",
                   clockWords(s.offset, s.offsetError), count(*earlier)});
    }
    if (terminal.isJson)
        return terminal.printJson(Json{{"file", options.file},
                                       {"sources", std::move(rows)},
                                       {"undo", *undo ? Json(**undo) : Json()},
                                       {"redo", *redo ? Json(**redo) : Json()}});
    std::string out = sources->empty() ? "No source: nothing was imported yet.\n" : table.text();
    if (*undo)
        out += "Last edit: " + **undo + " (take it back: --undo)\n";
    if (*redo)
        out += "Taken back: " + **redo + " (bring it back: --redo)\n";
    terminal.print(out);
}

Error notADuration(const std::string& text, const char* option) {
    return {ErrorCode::Invalid, "\"" + text + "\" is no duration", option, "Write it like +90s, -2m or 250ms"};
}

/// What the options say of the clock. Errors: Invalid.
Result<ClockWish> clockWish(const store::Database& db, SourceId source, const Options& options) {
    ClockWish wish{source, {}, {}};
    if (options.hasAnchor) {
        const std::size_t equals = options.anchor.find('=');
        std::int64_t line = 0;
        const bool isNumber = equals != std::string::npos && equals > 0 && equals < 19 &&
                              options.anchor.substr(0, equals).find_first_not_of("0123456789") == std::string::npos;
        if (!isNumber)
            return Error{ErrorCode::Invalid, "\"" + options.anchor + "\" is no anchor", "--anchor",
                         "Write the record's line and its true time: --anchor 17=2020-11-25T05:15:03-08:00"};
        line = std::stoll(options.anchor.substr(0, equals));
        const std::string words = options.anchor.substr(equals + 1);
        auto session = IncidentSession::open(options.file);
        if (!session)
            return session.error();
        const auto context = session->timeContext("");
        if (!context)
            return context.error();
        const auto time = readTimeWords(words, *context);
        if (!time)
            return time.error();
        const auto anchored = clockFromAnchor(db, {wish.source, line, *time, writtenPrecision(words)});
        if (!anchored)
            return anchored.error();
        wish = *anchored;
    }
    for (const auto& [text, isGiven, into, name] :
         {std::tuple{&options.offset, options.hasOffset, &wish.offset, "--offset"},
          std::tuple{&options.error, options.hasError, &wish.error, "--error"}}) {
        if (!isGiven)
            continue;
        const auto duration = *text == "0" ? std::optional(Duration{}) : parseDuration(*text);
        if (!duration)
            return notADuration(*text, name);
        *into = *duration;
    }
    return wish;
}

Result<SourceSettings> settingsOf(const SourceInfo& source, const Options& options, const Terminal& terminal) {
    SourceSettings out = options.isDefault ? SourceSettings() : SourceSettings::of(source.settings);
    if (!terminal.zoneName.empty()) {
        const auto zone = Zone::find(terminal.zoneName);
        if (!zone)
            return zone.error();
        out.zone = zone->name();
    }
    if (options.hasService)
        out.service = options.service;
    if (options.hasFormat)
        out.format = options.format;
    if (options.hasYear)
        out.year = options.year == 0 ? std::nullopt : std::optional(options.year);
    if (options.hasStart) {
        out.start.reset();
        if (!options.start.empty()) {
            const auto written = parseTime(options.start);
            if (!written || !written->hasOffset)
                return Error{ErrorCode::Invalid, "\"" + options.start + "\" is no time with an offset", "--start",
                             "Write it like 2020-11-25T05:02:11Z"};
            out.start = written->instant;
        }
    }
    if (options.hasMap) {
        out.map.clear();
        if (!options.map.empty()) {
            const auto map = readMap(options.map);
            if (!map)
                return Error{ErrorCode::Invalid, map.error().message, map.error().where, map.error().help};
            out.map = columnMapJson(map->map);
            out.format = importerOf(map->map);
        }
    }
    return out;
}

/// False if it failed, which was told.
bool correct(Terminal& terminal, const Options& options, store::IncidentFile& file) {
    const auto failed = [&](const Error& error) {
        terminal.fail(error, error.code == ErrorCode::Invalid       ? kUsage
                             : error.code == ErrorCode::Unsupported ? kInput
                             : error.code == ErrorCode::Cancelled   ? kCancelled
                                                                    : kFile);
        return false;
    };
    const auto seen = store::seenReading(file.database(), SourceId(options.source));
    if (!seen)
        return failed(seen.error());
    const SourceId source = *seen;
    const auto known = store::knownSource(file.database(), source);
    if (!known)
        return failed(known.error());
    if (!*known)
        return failed({ErrorCode::Invalid, fmt::format("there is no source {}", options.source), options.file,
                       "foreshock sources FILE lists them with their ids"});
    // What can't be understood is told before anything is done.
    const auto settings = settingsOf((*known)->info, options, terminal);
    if (!settings)
        return failed(settings.error());
    auto wish = clockWish(file.database(), source, options);
    if (!wish)
        return failed(wish.error());
    if (options.rereads(terminal)) {
        RereadRequest request{source, *settings};
        request.now = systemNow();
        const auto report = rereadSource(file, request, {}, terminal.stop);
        if (!report)
            return failed(report.error());
        terminal.say(report->title);
        for (const RereadSource& s : report->sources) {
            terminal.say(fmt::format("read again from {}: {} of {} records stored, {} rejected", s.from,
                                     count(s.counts.stored.sum()), count(s.counts.read), count(s.counts.rejected)));
            if (!s.missing.empty())
                terminal.say("foreshock: " + s.missing +
                             " could not be read again: the file is gone, and only records' texts are kept");
            if (s.doubtfulTimes > 0)
                terminal.say(doubtText(s.path, s.doubtfulTimes, s.zone));
            if (s.before == source)
                wish->source = s.after;
        }
    }
    if (!wish->offset && !wish->error)
        return true;
    const auto title = correctClock(file, *wish, systemNow());
    if (!title)
        return failed(title.error());
    terminal.say(*title);
    return true;
}

bool undoOrRedo(Terminal& terminal, const Options& options, store::IncidentFile& file) {
    store::Edits edits(file.database());
    const auto done = options.isUndo ? edits.undo() : edits.redo();
    if (!done) {
        terminal.fail(done.error(), done.error().code == ErrorCode::Invalid ? kUsage : kFile);
        return false;
    }
    terminal.say(*done ? (options.isUndo ? "taken back: " : "brought back: ") + **done
                       : std::string(options.isUndo ? "nothing to take back" : "nothing to bring back"));
    return true;
}

void run(Terminal& terminal, const Options& options) {
    const bool isEdit = options.isUndo || options.isRedo;
    if (options.source == 0 &&
        (options.hasOffset || options.hasError || options.hasAnchor || options.hasService || options.hasFormat ||
         options.hasMap || options.hasYear || options.hasStart || options.isDefault))
        return terminal.fail({ErrorCode::Invalid, "which source?", "--source", "Name it by its id: --source 3"},
                             kUsage);
    if (isEdit || (options.source != 0 && options.corrects(terminal))) {
        auto file = store::IncidentFile::open(options.file);
        if (!file)
            return terminal.fail(file.error(), kFile);
        const bool isDone = isEdit ? undoOrRedo(terminal, options, *file) : correct(terminal, options, *file);
        const auto closed = file->close();
        if (!isDone)
            return;
        if (!closed)
            return terminal.fail(closed.error(), kFile);
    }
    list(terminal, options);
}

} // namespace

void addSourcesVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand(
        "sources", "List sources; correct the zone (--zone), clock, year, service or format of one; undo");
    auto o = std::make_shared<Options>();
    verb->add_option("FILE", o->file, "an incident file")->required();
    verb->add_option("--source", o->source, "the source to correct, by its id")->check(CLI::PositiveNumber);
    const auto option = [&](const char* name, auto& into, bool Options::*isGiven, const char* what) {
        CLI::Option* added = verb->add_option(name, into, what);
        added->each([o, isGiven](const std::string&) { (*o).*isGiven = true; });
        return added;
    };
    option("--offset", o->offset, &Options::hasOffset, "add this to its times: +90s, -2m");
    option("--error", o->error, &Options::hasError, "plus or minus of that: 2s");
    option("--anchor", o->anchor, &Options::hasAnchor, "LINE=TIME: the true time of the record on that line");
    option("--service", o->service, &Options::hasService, "read again: the service of its records");
    option("--format", o->format, &Options::hasFormat, "read again as this format (foreshock formats)");
    option("--year", o->year, &Options::hasYear, "read again: the year of the first record (0: by the file's time)");
    option("--start", o->start, &Options::hasStart, "read again: when it began, where times count from a start");
    option("--map", o->map, &Options::hasMap, "read again by this column map");
    verb->add_flag("--default", o->isDefault, "read again without what was said of it before");
    CLI::Option* undo = verb->add_flag("--undo", o->isUndo, "take the last edit back");
    verb->add_flag("--redo", o->isRedo, "bring it back")->excludes(undo);
    verb->callback([&terminal, o] { run(terminal, *o); });
}

} // namespace foreshock::cli
