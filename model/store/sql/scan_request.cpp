// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/scan_request.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/sql/required_text.h"
#include "model/store/sql/time_text_range.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace foreshock::store {
namespace {

using Kind = LogQuery::Kind;

constexpr int kIn = -1; ///< an = whose list is handed over whole
constexpr std::size_t kMostAlternatives = 256;

struct Operator {
    int code;
    std::string_view sign;
};
constexpr Operator kOperators[] = {
    {SQLITE_INDEX_CONSTRAINT_EQ, "="},
    {SQLITE_INDEX_CONSTRAINT_NE, "<>"},
    {SQLITE_INDEX_CONSTRAINT_GT, ">"},
    {SQLITE_INDEX_CONSTRAINT_GE, ">="},
    {SQLITE_INDEX_CONSTRAINT_LT, "<"},
    {SQLITE_INDEX_CONSTRAINT_LE, "<="},
    {SQLITE_INDEX_CONSTRAINT_GLOB, " glob"},
    {SQLITE_INDEX_CONSTRAINT_LIKE, " like"},
    {SQLITE_INDEX_CONSTRAINT_MATCH, " match"},
    {SQLITE_INDEX_CONSTRAINT_REGEXP, " regexp"},
    {kIn, " in"},
};

bool narrows(ColumnKind kind, int op) {
    switch (kind) {
    case ColumnKind::TimeText:
    case ColumnKind::TimeNs:
        return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_GT ||
               op == SQLITE_INDEX_CONSTRAINT_GE || op == SQLITE_INDEX_CONSTRAINT_LT || op == SQLITE_INDEX_CONSTRAINT_LE;
    case ColumnKind::Name:
        return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_GLOB;
    case ColumnKind::Level:
        return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_NE;
    case ColumnKind::Template:
        return op == SQLITE_INDEX_CONSTRAINT_EQ;
    case ColumnKind::Message:
        return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_LIKE ||
               op == SQLITE_INDEX_CONSTRAINT_GLOB || op == SQLITE_INDEX_CONSTRAINT_REGEXP ||
               op == SQLITE_INDEX_CONSTRAINT_MATCH;
    case ColumnKind::Query:
        return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_MATCH;
    case ColumnKind::Other:
        return false;
    }
    return false;
}

/// Only the scan itself can answer it: nothing is left for SQLite to compare.
bool isLogQuery(ColumnKind kind, int op) {
    return kind == ColumnKind::Query || (kind == ColumnKind::Message && op == SQLITE_INDEX_CONSTRAINT_MATCH);
}

std::string_view textOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string_view();
}

/// LIKE and GLOB read a pattern up to its first NUL.
std::string_view patternOf(sqlite3_value* value) {
    const std::string_view text = textOf(value);
    return text.substr(0, text.find('\0'));
}

bool isNumber(sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

LogQuery::Node node(Kind kind, std::string text) {
    LogQuery::Node out;
    out.kind = kind;
    out.text = std::move(text);
    return out;
}

void narrow(TimeRange& range, TimeRange by) {
    range.from = std::max(range.from, by.from);
    range.to = std::min(range.to, by.to);
}

/// The range of times that may compare so with a number of nanoseconds.
TimeRange rangeOfNumber(int op, sqlite3_value* value) {
    std::int64_t low = 0, high = 0; // the whole numbers around it
    if (sqlite3_value_numeric_type(value) == SQLITE_INTEGER) {
        low = high = sqlite3_value_int64(value);
    } else {
        const double number = sqlite3_value_double(value);
        if (!(std::abs(number) < 9.2e18))
            return TimeRange::everything();
        low = static_cast<std::int64_t>(std::floor(number));
        high = static_cast<std::int64_t>(std::ceil(number));
    }
    const Instant after = high == Instant::latest().ns ? Instant::latest() : Instant{high + 1};
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return {Instant{low}, after};
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
        return {Instant{low}, Instant::latest()};
    default:
        return {Instant::earliest(), after};
    }
}

TextCompare textCompare(int op) {
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_GT:
        return TextCompare::Greater;
    case SQLITE_INDEX_CONSTRAINT_GE:
        return TextCompare::GreaterEqual;
    case SQLITE_INDEX_CONSTRAINT_LT:
        return TextCompare::Less;
    case SQLITE_INDEX_CONSTRAINT_LE:
        return TextCompare::LessEqual;
    default:
        return TextCompare::Equal;
    }
}

void readTime(ScanRequest& request, ColumnKind kind, int op, sqlite3_value* value) {
    const int type = kind == ColumnKind::TimeText ? sqlite3_value_type(value) : sqlite3_value_numeric_type(value);
    if (kind == ColumnKind::TimeText && type == SQLITE_TEXT)
        narrow(request.range, rangeOfTimeText(textCompare(op), textOf(value)));
    else if (kind == ColumnKind::TimeNs && (type == SQLITE_INTEGER || type == SQLITE_FLOAT))
        narrow(request.range, rangeOfNumber(op, value));
}

/// The values of an = or of a whole IN list, without NULL; null where there are too many or SQLite would compare
/// them as numbers.
std::optional<std::vector<std::string>> alternatives(int op, sqlite3_value* value) {
    std::vector<std::string> out;
    if (op != kIn) {
        if (isNumber(value))
            return std::nullopt;
        out.emplace_back(textOf(value));
        return out;
    }
    sqlite3_value* each = nullptr;
    int code = sqlite3_vtab_in_first(value, &each);
    for (; code == SQLITE_OK && each; code = sqlite3_vtab_in_next(value, &each)) {
        if (sqlite3_value_type(each) == SQLITE_NULL)
            continue;
        if (isNumber(each) || out.size() >= kMostAlternatives)
            return std::nullopt;
        out.emplace_back(textOf(each));
    }
    return code == SQLITE_OK || code == SQLITE_DONE ? std::optional(std::move(out)) : std::nullopt;
}

void readName(ScanRequest& request, std::size_t column, int op, sqlite3_value* value) {
    if (op == SQLITE_INDEX_CONSTRAINT_GLOB) {
        request.names.push_back({column, {loosened(patternOf(value))}});
        return;
    }
    auto names = alternatives(op, value);
    if (!names)
        return;
    // A name shown with an escape is stored as other bytes.
    if (std::any_of(names->begin(), names->end(), [](const std::string& s) { return s.find('\\') != s.npos; }))
        return;
    request.isImpossible = request.isImpossible || names->empty();
    request.names.push_back({column, std::move(*names)});
}

void readLevel(ScanRequest& request, int op, sqlite3_value* value) {
    const auto names = alternatives(op, value);
    if (!names)
        return;
    std::vector<LogQuery::Node> levels;
    for (const LogLevel level : {LogLevel::Unknown, LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warning,
                                 LogLevel::Error, LogLevel::Fatal})
        if (std::find(names->begin(), names->end(), nameOf(level)) != names->end()) {
            levels.push_back(node(Kind::Level, ""));
            levels.back().level = level;
        }
    if (op == SQLITE_INDEX_CONSTRAINT_NE) {
        if (!levels.empty()) {
            request.nodes.push_back(node(Kind::Not, ""));
            request.nodes.back().parts = std::move(levels);
        }
        return;
    }
    request.isImpossible = request.isImpossible || levels.empty();
    if (!levels.empty()) {
        request.nodes.push_back(node(Kind::Or, ""));
        request.nodes.back().parts = std::move(levels);
    }
}

void readTemplate(ScanRequest& request, sqlite3_value* value) {
    if (sqlite3_value_numeric_type(value) != SQLITE_INTEGER)
        return;
    const std::int64_t id = sqlite3_value_int64(value);
    request.isImpossible = request.isImpossible || id <= 0 || id > UINT32_MAX;
    request.nodes.push_back(node(Kind::Template, ""));
    request.nodes.back().templateId = static_cast<std::uint32_t>(id);
}

void readMessage(ScanRequest& request, int op, sqlite3_value* value) {
    if (op == SQLITE_INDEX_CONSTRAINT_EQ && isNumber(value))
        return;
    const auto required = op == SQLITE_INDEX_CONSTRAINT_LIKE   ? requiredByLike(patternOf(value))
                          : op == SQLITE_INDEX_CONSTRAINT_GLOB ? requiredByGlob(patternOf(value))
                          : op == SQLITE_INDEX_CONSTRAINT_EQ   ? requiredByText(textOf(value))
                                                               : requiredByRegex(textOf(value));
    for (const std::string& text : required)
        request.nodes.push_back(node(op == SQLITE_INDEX_CONSTRAINT_LIKE ? Kind::Word : Kind::Literal, text));
}

Result<void> readLogQuery(ScanRequest& request, sqlite3_value* value) {
    auto query = parseLogQuery(textOf(value));
    if (!query)
        return query.error();
    for (const auto& [words, isFrom] : {std::pair{&query->since, true}, std::pair{&query->until, false}}) {
        if (words->empty())
            continue;
        const auto time = parseTime(*words);
        if (!time || !time->hasOffset)
            return Error{ErrorCode::Invalid, "\"" + *words + "\" is no full time", isFrom ? "since:" : "until:",
                         "In SQL write day and offset, since:2020-11-25T13:15:00Z, or compare time_ns"};
        narrow(request.range,
               isFrom ? TimeRange{time->instant, Instant::latest()} : TimeRange{Instant::earliest(), time->instant});
    }
    if (!query->isEmpty())
        request.nodes.push_back(std::move(query->root));
    return {};
}

} // namespace

int chooseScan(sqlite3_index_info* info, std::span<const ScanColumn> columns, double rows) {
    std::string plan;
    int arguments = 0;
    double share = 1;          // of the rows that are looked at
    int timeBounds = 0;        // 1 for each side
    bool isOneInstant = false; // an = on a time
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto& constraint = info->aConstraint[i];
        if (constraint.iColumn < 0 || static_cast<std::size_t>(constraint.iColumn) >= columns.size())
            continue;
        const ScanColumn& column = columns[static_cast<std::size_t>(constraint.iColumn)];
        int op = constraint.op;
        if (!narrows(column.kind, op))
            continue;
        const bool isExact = isLogQuery(column.kind, op);
        if (!constraint.usable) {
            if (isExact)
                return SQLITE_CONSTRAINT; // another order of the tables may do
            continue;
        }
        // Under NOCASE or RTRIM other texts are equal.
        if (!isExact && std::string_view(sqlite3_vtab_collation(info, i)) != "BINARY")
            continue;
        const bool isList = column.kind == ColumnKind::Name || column.kind == ColumnKind::Level;
        if (isList && op == SQLITE_INDEX_CONSTRAINT_EQ && sqlite3_vtab_in(info, i, 1))
            op = kIn;
        const auto sign = std::find_if(std::begin(kOperators), std::end(kOperators),
                                       [op](const Operator& o) { return o.code == op; });
        if (!plan.empty())
            plan += ',';
        plan.append(column.name).append(sign->sign);
        info->aConstraintUsage[i].argvIndex = ++arguments;
        info->aConstraintUsage[i].omit = isExact ? 1 : 0;
        if (column.kind == ColumnKind::TimeText || column.kind == ColumnKind::TimeNs) {
            ++timeBounds;
            isOneInstant = isOneInstant || op == SQLITE_INDEX_CONSTRAINT_EQ;
        } else {
            share *= op == SQLITE_INDEX_CONSTRAINT_EQ ? column.selectivity : std::sqrt(column.selectivity);
        }
    }
    const double inRange = rows * (isOneInstant ? 1e-5 : timeBounds >= 2 ? .005 : timeBounds == 1 ? .25 : 1);
    info->estimatedRows = std::max<sqlite3_int64>(1, static_cast<sqlite3_int64>(inRange * share));
    // Opening a scan reads the headers; a record that is only looked at costs less than one that is handed over.
    info->estimatedCost = 3000 + 5 * inRange * (.2 + .8 * share);
    info->idxNum = static_cast<int>(info->colUsed & 0x7FFFFFFF);
    info->idxStr = sqlite3_mprintf("%s", plan.c_str());
    info->needToFreeIdxStr = 1;
    return info->idxStr ? SQLITE_OK : SQLITE_NOMEM;
}

Result<ScanRequest> readScan(const char* plan, std::span<sqlite3_value*> values, std::span<const ScanColumn> columns) {
    ScanRequest request;
    if (values.empty())
        return request;
    const auto terms = split(plan, ',');
    for (std::size_t i = 0; i < values.size() && i < terms.size(); ++i) {
        const std::size_t end = terms[i].find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
        const std::string_view name = terms[i].substr(0, end), sign = terms[i].substr(end);
        const auto column =
            std::find_if(columns.begin(), columns.end(), [&](const ScanColumn& c) { return c.name == name; });
        const int op = std::find_if(std::begin(kOperators), std::end(kOperators), [&](const Operator& o) {
                           return o.sign == sign;
                       })->code;
        if (op != kIn && sqlite3_value_type(values[i]) == SQLITE_NULL) {
            request.isImpossible = true;
            continue;
        }
        if (isLogQuery(column->kind, op)) {
            if (const auto read = readLogQuery(request, values[i]); !read)
                return read.error();
        } else if (column->kind == ColumnKind::Name) {
            readName(request, static_cast<std::size_t>(column - columns.begin()), op, values[i]);
        } else if (column->kind == ColumnKind::Template) {
            readTemplate(request, values[i]);
        } else if (column->kind == ColumnKind::Level) {
            readLevel(request, op, values[i]);
        } else if (column->kind == ColumnKind::Message) {
            readMessage(request, op, values[i]);
        } else {
            readTime(request, column->kind, op, values[i]);
        }
    }
    return request;
}

} // namespace foreshock::store
