// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/sql_values.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/query/log_matcher.h"

namespace foreshock::store {
namespace {

std::string_view textOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string_view();
}

void failWith(sqlite3_context* context, const Error& error) {
    const std::string text = error.text();
    sqlite3_result_error(context, text.data(), static_cast<int>(text.size()));
}

bool isNull(sqlite3_value* value) {
    return sqlite3_value_type(value) == SQLITE_NULL;
}

/// rfc3339(1606310100000000000) is '2020-11-25T13:15:00Z'.
void timeText(sqlite3_context* context, int, sqlite3_value** values) {
    if (isNull(values[0]))
        return sqlite3_result_null(context);
    resultText(context, rfc3339(Instant{sqlite3_value_int64(values[0])}));
}

/// ns('2020-11-25T05:15:00-08:00') is 1606310100000000000, ns('15m') is 900000000000.
void nanoseconds(sqlite3_context* context, int, sqlite3_value** values) {
    if (isNull(values[0]))
        return sqlite3_result_null(context);
    const std::string_view text = textOf(values[0]);
    const auto time = parseTime(text);
    if (time && time->hasOffset)
        return sqlite3_result_int64(context, time->instant.ns);
    if (const auto duration = parseDuration(text))
        return sqlite3_result_int64(context, duration->ns);
    failWith(context, {ErrorCode::Invalid, "\"" + std::string(text) + "\" is no time with an offset and no duration",
                       "ns()", "Write it like 2020-11-25T13:15:00Z or 15m"});
}

void deleteMatcher(void* matcher) {
    delete static_cast<LogMatcher*>(matcher);
}

/// regexp(pattern, text): the log view's expressions, PCRE2 under a match limit.
void regexp(sqlite3_context* context, int, sqlite3_value** values) {
    if (isNull(values[0]) || isNull(values[1]))
        return sqlite3_result_null(context);
    auto* matcher = static_cast<LogMatcher*>(sqlite3_get_auxdata(context, 0));
    if (!matcher) {
        LogQuery query;
        query.root.kind = LogQuery::Kind::Regex;
        query.root.text = std::string(textOf(values[0]));
        auto made = LogMatcher::create(query);
        if (!made)
            return failWith(context, made.error());
        sqlite3_set_auxdata(context, 0, new LogMatcher(std::move(*made)), deleteMatcher);
        matcher = static_cast<LogMatcher*>(sqlite3_get_auxdata(context, 0)); // null: dropped for want of memory
        if (!matcher)
            return sqlite3_result_error_nomem(context);
    }
    LogFields fields;
    fields.raw = fields.message = textOf(values[1]);
    const bool isFound = matcher->matches(fields);
    if (matcher->hitLimit())
        return failWith(context, {ErrorCode::Invalid, "the expression is too costly for one of the texts", "",
                                  "Make it more exact: fewer stars within each other"});
    sqlite3_result_int(context, isFound ? 1 : 0);
}

} // namespace

void resultText(sqlite3_context* result, std::string_view text) {
    sqlite3_result_text64(result, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void resultShown(sqlite3_context* result, std::string_view bytes) {
    for (const char c : bytes)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
            return resultText(result, shown(bytes));
    resultText(result, bytes);
}

void resultBlob(sqlite3_context* result, std::string_view bytes) {
    sqlite3_result_blob64(result, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
}

int registerSqlFunctions(sqlite3* db) {
    struct Function {
        const char* name;
        int arguments;
        void (*run)(sqlite3_context*, int, sqlite3_value**);
    };
    for (const Function& f : {Function{"rfc3339", 1, timeText}, {"ns", 1, nanoseconds}, {"regexp", 2, regexp}})
        if (const int code =
                sqlite3_create_function(db, f.name, f.arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                        nullptr, f.run, nullptr, nullptr);
            code != SQLITE_OK)
            return code;
    return SQLITE_OK;
}

} // namespace foreshock::store
