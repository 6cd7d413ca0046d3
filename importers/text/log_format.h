// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/text/pattern.h"
#include "importers/time_layout.h"

#include <string>
#include <vector>

namespace foreshock {

/// A text log format, read from a file of resources/formats:
///
///   {"id": "log4j",                     name for --format
///    "title": "log4j and logback",      for people
///    "begins": "a date, a time and a level",  completes "line 1 does not begin with …"
///    "confidence": 90,                  recognition score when the lines fit; the more specific, the higher
///    "time": "iso",                     layout of the group `time`: iso, clf, syslog, glog, epoch
///    "nil": "-",                        a group with this text has no value (optional)
///    "pattern": ["^(?<time>…)", "…"],   PCRE2 over the bytes of a record's first line; the parts are joined
///    "samples": [{"text": "…", "time": "…Z", "level": "error", "service": "", "host": "", "message": "…"}]}
///
/// Groups: time (needed), level, pri (syslog's <PRI>), service, host, body (the message, to the record's end).
/// A line that does not match belongs to the record before it.
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
    TimeLayout layout = TimeLayout::Iso;
    std::string nil;
    Pattern pattern;
    std::size_t time = 0; ///< numbers of the groups, 0: not in the pattern
    std::size_t level = 0;
    std::size_t pri = 0;
    std::size_t service = 0;
    std::size_t host = 0;
    std::size_t body = 0;
    std::vector<Sample> samples;
};

Result<LogFormat> parseLogFormat(std::string_view json);

} // namespace foreshock
