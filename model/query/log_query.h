// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/log_record.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// The log query language, parsed:
///   level>=warning service:cognito "thread create" -canary /errno=\d+/ since:05:00 (a or b)
/// A bare word is searched with letters alike, a quoted one exactly as written (a literal), /…/ is a PCRE2 expression;
/// all look at the record's raw text and at its message. Terms side by side must all hold; `or`, `-` or `not`, and
/// parentheses as usual. Fields: level (with : = >= <= > <), service, host, source (with * and ?), template (its
/// number), since, until.
struct LogQuery {
    enum class Kind { All, And, Or, Not, Word, Literal, Regex, Level, Service, Host, Source, Template };
    enum class Compare { Equal, AtLeast, AtMost, Above, Below };
    struct Node {
        Kind kind = Kind::All;
        std::string text;
        LogLevel level = LogLevel::Unknown;
        Compare compare = Compare::Equal;
        std::uint32_t templateId = 0;
        std::vector<Node> parts;
    };
    Node root;
    std::string since; ///< as written; the caller knows the day and zone
    std::string until;

    bool isEmpty() const { return root.kind == Kind::All; }
};

/// Errors: Invalid, with the place and what was expected there.
Result<LogQuery> parseLogQuery(std::string_view text);

/// Does a level fulfil a comparison of the language? No level at all is neither below nor above any.
bool levelFits(LogLevel level, LogQuery::Compare compare, LogLevel to);
/// Does a source's path fit a glob, whole or from any folder on?
bool sourceFits(std::string_view glob, std::string_view path);

/// The words and literals a reader would like to see marked in a matching line.
std::vector<std::string> highlights(const LogQuery& query);

} // namespace foreshock
