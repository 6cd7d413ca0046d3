// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/format_test_verb.h"

#include "app/workflows/input_files.h"
#include "importers/registry.h"
#include "importers/specimen_lines.h"
#include "importers/text/format_trial.h"
#include "importers/text/text_logs.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace foreshock::cli {
namespace {

struct Options {
    std::string file, format;
    std::size_t lines = 100;
};

/// A format that is asked for by id, or stands in a file of its own; without either the nearest one.
Result<LogFormat> formatFor(const Options& options, const Specimen& specimen) {
    std::error_code ignored;
    if (!options.format.empty() && std::filesystem::is_regular_file(options.format, ignored)) {
        std::ifstream file(options.format, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        return parseLogFormat(bytes.str());
    }
    if (!options.format.empty()) {
        const Importer* importer = importerById(options.format);
        const LogFormat* format = importer ? formatOf(*importer) : nullptr;
        if (format)
            return *format;
        return Error{ErrorCode::Invalid,
                     importer ? "\"" + options.format + "\" is no format of text lines, so there is nothing to try"
                              : "there is no format \"" + options.format + "\" and no such file",
                     "--format", "foreshock formats lists them; or name a format file"};
    }
    for (const Candidate& candidate : recognise(specimen))
        if (const LogFormat* format = formatOf(*candidate.importer); format && candidate.recognition.score > 0)
            return *format;
    return Error{ErrorCode::Invalid, "no format of text lines fits any line of it", options.file,
                 "Name one with --format ID, or a format file of your own"};
}

Json jsonOf(const Terminal& terminal, const SpecimenLine& line, const TrialLine& tried, bool isMore) {
    Json out = {{"line", line.number}};
    switch (tried.kind) {
    case TrialLine::Kind::Record:
        out["is"] = "record";
        out["time"] = jsonTime(terminal, tried.instant);
        out["level"] = tried.level;
        out["service"] = tried.service;
        out["host"] = tried.host;
        out["message"] = shown(tried.body);
        return out;
    case TrialLine::Kind::NoTime:
        out["is"] = "no time";
        out["time"] = tried.time;
        return out;
    case TrialLine::Kind::NoMatch:
        out["is"] = isMore ? "goes on" : "no match";
        out["byte"] = tried.matched + 1;
        out["wants"] = tried.piece;
    }
    return out;
}

std::string textOf(const SpecimenLine& line, const TrialLine& tried, std::int64_t record) {
    const auto quoted = [](std::string_view text) { return "\"" + shown(clipped(text, 60)) + "\""; };
    const std::string where = fmt::format("line {:<4} ", line.number);
    if (tried.kind == TrialLine::Kind::NoTime)
        return where + "no time      it matches, but \"time\" does not say how to read " + quoted(tried.time) + "\n";
    if (tried.kind == TrialLine::Kind::NoMatch) {
        const std::string stop =
            fmt::format("stops at byte {}, {}, where the pattern wants {}\n", tried.matched + 1,
                        tried.matched >= line.text.size() ? "the line's end" : quoted(line.text.substr(tried.matched)),
                        tried.piece);
        return where +
               (record > 0 ? fmt::format("goes on      with line {}; as a first line it ", record)
                           : std::string("no match     ")) +
               stop;
    }
    std::string out = where + "record       " + rfc3339(*tried.instant);
    for (const auto& [name, value] :
         {std::pair{"level", &tried.level}, std::pair{"service", &tried.service}, std::pair{"host", &tried.host}})
        if (!value->empty())
            out += fmt::format(" {}={}", name, shown(*value));
    return out + "  " + shown(clipped(tried.body, 100)) + "\n";
}

void test(Terminal& terminal, const Options& options) {
    const auto bytes = oneSpecimen(options.file, terminal.stop);
    if (!bytes)
        return terminal.fail(bytes.error(), kInput);
    const Specimen specimen = bytes->specimen();
    const Result<LogFormat> format = formatFor(options, specimen);
    if (!format)
        return terminal.fail(format.error(), kUsage);
    Json out = {{"format", format->id}, {"samples", Json::array()}, {"lines", Json::array()}};
    std::string text = fmt::format("{}: {}\n", format->id, format->title);
    for (std::size_t i = 0; i < format->samples.size(); ++i)
        if (const std::string problem = sampleProblem(*format, format->samples[i]); !problem.empty()) {
            terminal.exit = kFindings;
            out["samples"].push_back({{"sample", i + 1}, {"problem", shown(problem)}});
            text += fmt::format("sample {}   {}\n", i + 1, shown(problem));
        }
    FormatTrial trial(*format, bytes->modified);
    std::int64_t record = 0; // the line that the one in hand may go on with
    int read = 0;
    int records = 0;
    for (const SpecimenLine& line : wholeLines(specimen, options.lines)) {
        if (trimmed(line.text).empty())
            continue;
        ++read;
        const TrialLine tried = trial.tryLine(line.text);
        if (tried.kind != TrialLine::Kind::NoMatch)
            record = format->isSingleLine ? 0 : line.number;
        records += tried.kind == TrialLine::Kind::Record ? 1 : 0;
        out["lines"].push_back(jsonOf(terminal, line, tried, record > 0));
        text += textOf(line, tried, record);
    }
    text += fmt::format("{} of {} lines begin a record\n", records, read);
    if (records == 0)
        terminal.exit = kFindings;
    if (terminal.isJson)
        return terminal.printJson(out);
    terminal.print(text);
}

} // namespace

void addFormatTest(CLI::App& formats, Terminal& terminal) {
    CLI::App* verb =
        formats.add_subcommand("test", "Say what a text log format makes of each line, and where it fails");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "a log")->required();
    verb->add_option("--format", options->format, "a format's id, or a format file; else the nearest one");
    verb->add_option("--lines", options->lines, "how many lines to try (100)");
    verb->callback([&terminal, options] { test(terminal, *options); });
}

} // namespace foreshock::cli
