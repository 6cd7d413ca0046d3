// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/text/pattern.h"
#include "importers/time_layout.h"
#include "model/domain/log_record.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

/// A text log format, read from a file of resources/formats or of the user's own folder:
///
///   {"id": "log4j",                     name for --format
///    "title": "log4j and logback",      for people
///    "begins": "a date, a time and a level",  completes "line 1 does not begin with …"
///    "confidence": 90,                  recognition score when the lines fit; the more specific, the higher
///    "time": "iso",                     how the group `time` is written: a name or strptime's letters (time_layout.h);
///                                       a list: the first that reads it
///    "nil": "-",                        a group with this text has no value (optional)
///    "levels": {"*": "info"},           words of the group `level` that are not common ones (optional)
///    "lines": "single",                 a line that does not match is rejected; else it goes on with the record
///    "divider": "^-- ",                 such lines belong to no record and are rejected (optional)
///    "pattern": ["^(?<time>…)", "…"],   PCRE2 over the bytes of a record's first line; the parts are joined.
///                                       %{LEVEL} stands for the common level words, %{ISOTIME} for times as in `iso`
///    "samples": [{"text": "…", "time": "…Z", "level": "error", "service": "", "host": "", "message": "…"}]}
///
/// Groups: time (needed), fraction (digits after an epoch's second), level, pri (syslog's <PRI>), service, host, body
/// (the message, to the record's end; without it all of the record). A line that does not match belongs to the record
/// before it. resources/log-format.schema.json says the same to editors.
struct LogFormat {
    struct Sample {
        std::string text;
        std::string time; ///< RFC 3339
        std::string level;
        std::string service;
        std::string host;
        std::string message;
    };

    std::string id;
    std::string title;
    std::string begins;
    int confidence = 0;
    std::vector<TimeLayout> layouts;
    std::string nil;
    std::vector<std::pair<std::string, LogLevel>> levels;
    bool isSingleLine = false;
    std::optional<Pattern> divider;
    std::string expression; ///< as written, short names put in
    Pattern pattern;
    std::size_t time = 0; ///< numbers of the groups, 0: not in the pattern
    std::size_t fraction = 0;
    std::size_t level = 0;
    std::size_t pri = 0;
    std::size_t service = 0;
    std::size_t host = 0;
    std::size_t body = 0;
    std::vector<Sample> samples;

    /// By the first layout that reads it.
    std::optional<WrittenTime> timeOf(std::string_view text, YearFinder& years) const;
    LogLevel levelOf(std::string_view word) const;
    /// The message of a line that matched, to the line's end; null: it has none.
    std::optional<std::string_view> bodyOf(const PatternMatcher& matcher, std::string_view line) const;
};

Result<LogFormat> parseLogFormat(std::string_view json);

} // namespace foreshock
