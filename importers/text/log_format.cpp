// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/log_format.h"

#include <nlohmann/json.hpp>

namespace foreshock {
namespace {

using Json = nlohmann::json;

Error bad(std::string message, const std::string& id) {
    return {ErrorCode::Format, std::move(message), id.empty() ? "log format" : "log format " + id,
            "The members of a format file are described in docs/own-formats.md"};
}

std::string text(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// One text or a list of texts; anything else gives nothing.
std::vector<std::string> texts(const Json& json, const char* key) {
    std::vector<std::string> out;
    const auto found = json.find(key);
    if (found != json.end() && found->is_string())
        out.push_back(found->get<std::string>());
    else if (found != json.end() && found->is_array())
        for (const Json& part : *found)
            out.push_back(part.is_string() ? part.get<std::string>() : std::string());
    return out;
}

/// Puts in what the short names stand for.
std::string expanded(std::string expression) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"%{LEVEL}",
         "(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|CRIT(?:ICAL)?|ALERT|EMERG|FATAL|SEVERE|PANIC)"},
        {"%{ISOTIME}", "\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?"}};
    for (const auto& [name, meaning] : kNames)
        for (std::size_t at = expression.find(name); at != std::string::npos; at = expression.find(name, at))
            expression.replace(at, name.size(), meaning);
    return expression;
}

/// A message that ends the line need not be matched byte by byte: "(?<body>.*)$" becomes "(?<body>)", and the reader
/// takes all from there on.
std::string withoutTail(std::string expression) {
    constexpr std::string_view kGroup = "(?<body>";
    constexpr std::string_view kTail = ".*)$";
    const std::size_t group = expression.rfind(kGroup);
    if (group == std::string::npos || !expression.ends_with(kTail))
        return expression;
    const std::string_view inner =
        std::string_view(expression).substr(group + kGroup.size(), expression.size() - group - kGroup.size() - 4);
    if (expression.size() < group + kGroup.size() + kTail.size() ||
        inner.find_first_of("()|\\") != std::string_view::npos)
        return expression;
    return expression.substr(0, expression.size() - kTail.size()) + ")";
}

Result<void> readLevels(const Json& json, LogFormat& format) {
    if (!json.contains("levels"))
        return {};
    if (!json["levels"].is_object())
        return bad("\"levels\" is an object such as {\"*\": \"info\"}", format.id);
    for (const auto& [word, name] : json["levels"].items()) {
        const std::optional<LogLevel> level = name.is_string() ? logLevel(name.get<std::string>()) : std::nullopt;
        if (!level)
            return bad("\"levels\": \"" + word + "\" is one of trace, debug, info, warning, error, fatal", format.id);
        format.levels.emplace_back(word, *level);
    }
    return {};
}

Result<void> readPatterns(const Json& json, LogFormat& format) {
    for (const std::string& part : texts(json, "pattern"))
        format.expression += part;
    format.expression = expanded(std::move(format.expression));
    Result<Pattern> pattern = Pattern::compile(format.expression); // as written, so that its problems are
    if (pattern)
        pattern = Pattern::compile(withoutTail(format.expression));
    if (!pattern)
        return bad(pattern.error().text(), format.id);
    format.pattern = *pattern;
    for (const auto& [name, group] : {std::pair{"time", &LogFormat::time}, std::pair{"fraction", &LogFormat::fraction},
                                      std::pair{"level", &LogFormat::level}, std::pair{"pri", &LogFormat::pri},
                                      std::pair{"service", &LogFormat::service}, std::pair{"host", &LogFormat::host},
                                      std::pair{"body", &LogFormat::body}})
        format.*group = format.pattern.group(name);
    if (format.time == 0)
        return bad("the pattern has no group named time", format.id);
    if (const std::string divider = text(json, "divider"); !divider.empty()) {
        Result<Pattern> compiled = Pattern::compile(divider);
        if (!compiled)
            return bad("\"divider\": " + compiled.error().text(), format.id);
        format.divider = *compiled;
    }
    return {};
}

Result<void> readSamples(const Json& json, LogFormat& format) {
    if (!json.contains("samples") || !json["samples"].is_array())
        return {};
    for (const Json& row : json["samples"]) {
        if (!row.is_object())
            return bad("a sample is an object", format.id);
        LogFormat::Sample sample;
        sample.text = text(row, "text");
        sample.time = text(row, "time");
        sample.level = text(row, "level");
        sample.service = text(row, "service");
        sample.host = text(row, "host");
        sample.message = text(row, "message");
        format.samples.push_back(std::move(sample));
    }
    return {};
}

} // namespace

std::optional<WrittenTime> LogFormat::timeOf(std::string_view words, YearFinder& years) const {
    for (const TimeLayout& layout : layouts)
        if (const std::optional<WrittenTime> read = layout.read(words, years))
            return read;
    return std::nullopt;
}

std::optional<std::string_view> LogFormat::bodyOf(const PatternMatcher& matcher, std::string_view line) const {
    if (body == 0)
        return line;
    const std::string_view found = matcher.group(body);
    if (found.data() == nullptr)
        return std::nullopt;
    return line.substr(static_cast<std::size_t>(found.data() - line.data()));
}

LogLevel LogFormat::levelOf(std::string_view word) const {
    for (const auto& [known, meaning] : levels)
        if (known == word)
            return meaning;
    return logLevel(word).value_or(LogLevel::Unknown);
}

Result<LogFormat> parseLogFormat(std::string_view bytes) {
    const Json json = Json::parse(bytes, nullptr, false);
    if (!json.is_object())
        return bad("not a JSON object", {});
    LogFormat format;
    format.id = text(json, "id");
    format.title = text(json, "title");
    format.begins = text(json, "begins");
    format.nil = text(json, "nil");
    if (format.id.empty() || format.title.empty() || format.begins.empty())
        return bad("\"id\", \"title\" and \"begins\" are needed", format.id);
    format.confidence =
        json.contains("confidence") && json["confidence"].is_number_integer() ? json["confidence"].get<int>() : 70;
    if (format.confidence < 1 || format.confidence > 100)
        return bad("\"confidence\" is a number from 1 to 100", format.id);
    for (const std::string& words : texts(json, "time")) {
        const std::optional<TimeLayout> layout = TimeLayout::of(words);
        if (!layout)
            return bad("\"time\" is iso, clf, syslog, glog, epoch, or letters such as %Y-%m-%d %H:%M:%S", format.id);
        format.layouts.push_back(*layout);
    }
    if (format.layouts.empty())
        return bad("\"time\" is needed: iso, clf, syslog, glog, epoch, or letters such as %Y-%m-%d %H:%M:%S",
                   format.id);
    if (const std::string lines = text(json, "lines"); !lines.empty() && lines != "single" && lines != "go on")
        return bad("\"lines\" is \"single\" or \"go on\"", format.id);
    format.isSingleLine = text(json, "lines") == "single";
    if (Result<void> read = readLevels(json, format); !read)
        return read.error();
    if (Result<void> read = readPatterns(json, format); !read)
        return read.error();
    if (Result<void> read = readSamples(json, format); !read)
        return read.error();
    return format;
}

} // namespace foreshock
