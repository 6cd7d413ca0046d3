// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/sql_question.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/sqlite_api.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr int kLongestValue = 128 << 20;

bool isOneOf(const char* name, std::initializer_list<std::string_view> names) {
    return name && std::find(names.begin(), names.end(), lowered(name)) != names.end();
}

/// Asked by SQLite about everything that a statement is going to do.
int readOnly(void*, int action, const char* first, const char* second, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION: // these reach out of the file, or take addresses for numbers
        return isOneOf(second, {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"}) ? SQLITE_DENY
                                                                                                      : SQLITE_OK;
    case SQLITE_PRAGMA: // what a describe-the-table question needs
        return isOneOf(first, {"table_info", "table_xinfo", "table_list", "function_list"}) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/// A join has columns of one name: as members of an object the second would hide the first.
std::string unusedName(const std::string& name, const std::vector<std::string>& taken) {
    std::string out = name;
    for (int n = 2; std::find(taken.begin(), taken.end(), out) != taken.end(); ++n)
        out = fmt::format("{}_{}", name, n);
    return out;
}

/// "$from", ":from", "?5" in their order; empty for a plain "?".
std::vector<std::string> parametersOf(sqlite3_stmt* statement) {
    std::vector<std::string> out;
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
        const char* name = sqlite3_bind_parameter_name(statement, i);
        out.emplace_back(name ? name : "");
    }
    return out;
}

/// As an editor counts: lines, and characters in the line.
std::string placeText(const std::string& sql, std::size_t place) {
    const std::string_view before = std::string_view(sql).substr(0, place);
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1: 0
    const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineStart), before.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return fmt::format("line {}, column {}", std::count(before.begin(), before.end(), '\n') + 1, column + 1);
}

void bindOne(Statement& statement, int index, const SqlValue& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        statement.bindAt(index, *n);
    else if (const auto* d = std::get_if<double>(&value))
        statement.bindAt(index, *d);
    else if (const auto* text = std::get_if<std::string>(&value))
        statement.bindAt(index, *text);
}

/// A parameter that nobody gives would be NULL, and the answer empty without a word.
Result<void> fill(Statement& statement, const std::vector<std::string>& parameters,
                  const SqlPlaceholders& placeholders) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const std::string& name = parameters[i];
        const auto given = name.empty() ? placeholders.end() : placeholders.find(name.substr(1));
        if (given != placeholders.end()) {
            bindOne(statement, static_cast<int>(i) + 1, given->second);
            continue;
        }
        std::string known;
        for (const auto& [other, value] : placeholders)
            known += (known.empty() ? "$" : ", $") + other;
        return Error{ErrorCode::Invalid, (name.empty() ? std::string("\"?\"") : name) + " stands for nothing here", "",
                     known.empty() ? "Write the value itself: 'kinesis-frontend', ns('2020-11-25T05:15:00-08:00')"
                                   : "What stands for something: " + known};
    }
    return {};
}

} // namespace

/// The limits in force from ask() to the question's end.
class SqlQuestion::Running {
public:
    Running(const Database& db, const SqlLimits& limits)
        : m_db(db.handle())
        , m_allowance(db.allowance())
        , m_limits(limits) {
        if (limits.time.ns > 0)
            m_allowance->deadline = Allowance::Clock::now() + std::chrono::nanoseconds(limits.time.ns);
        if (limits.memory > 0)
            m_heapBefore = sqlite3_hard_heap_limit64(limits.memory);
        for (const auto& [id, most] :
             {std::pair{SQLITE_LIMIT_LENGTH, kLongestValue}, std::pair{SQLITE_LIMIT_SQL_LENGTH, 1'000'000},
              std::pair{SQLITE_LIMIT_ATTACHED, 0}, std::pair{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1'000},
              std::pair{SQLITE_LIMIT_WORKER_THREADS, 0}})
            sqlite3_limit(m_db, id, most);
        sqlite3_set_authorizer(m_db, readOnly, nullptr);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        m_allowance->deadline = Allowance::Clock::time_point::max();
        if (m_limits.memory > 0)
            sqlite3_hard_heap_limit64(m_heapBefore);
    }

    /// SQLite's error with what the asker can do about it.
    Error inWords(Error error) const {
        const int code = sqlite3_errcode(m_db) & 0xFF;
        if (error.code == ErrorCode::Cancelled && !m_allowance->stop.stop_requested() && m_allowance->isLate())
            return {ErrorCode::Sql, "the question took longer than " + durationText(m_limits.time), "",
                    "Ask for less: a range of time_ns, a service or a level in WHERE, joins on them, LIMIT; or allow "
                    "more time (--timeout)"};
        if (code == SQLITE_NOMEM || error.message == "out of memory")
            return {ErrorCode::Sql,
                    m_limits.memory > 0
                        ? fmt::format("the question needs more than {} MB of memory", m_limits.memory / 1'000'000)
                        : std::string("there is not enough memory for the question"),
                    "", "Ask for less: fewer rows or columns, shorter texts; or allow more memory (--memory)"};
        if (code == SQLITE_TOOBIG)
            return {ErrorCode::Sql, fmt::format("a value grew over {} MiB", kLongestValue >> 20), "",
                    "Ask for shorter texts: substr(), a LIMIT within group_concat()"};
        if (error.message.find("function MATCH") != std::string::npos)
            error.help = "MATCH stands beside other conditions joined by AND, not under OR or NOT: these belong into "
                         "the query, as in logs MATCH 'a or -b'";
        else if (error.code == ErrorCode::Sql && error.help.empty() && error.message.starts_with("no such "))
            error.help = "Tables: logs, samples, changes, alarms, services, dependencies, notes, sources, issues";
        return error;
    }

private:
    sqlite3* m_db;
    std::shared_ptr<Allowance> m_allowance;
    SqlLimits m_limits;
    std::int64_t m_heapBefore = 0;
};

SqlQuestion::SqlQuestion(std::unique_ptr<Running> running, Statement statement)
    : m_running(std::move(running))
    , m_statement(std::move(statement)) {}

std::optional<std::size_t> SqlQuestion::placeOfError(const Database& db) {
    const int place = sqlite3_error_offset(db.handle());
    return place >= 0 ? std::optional(static_cast<std::size_t>(place)) : std::nullopt;
}

Result<SqlQuestion> SqlQuestion::ask(const Database& db, const std::string& sql, const SqlLimits& limits,
                                     const SqlPlaceholders& placeholders) {
    if (trimmed(sql).empty())
        return Error{ErrorCode::Invalid, "the question is empty", "", "Example: SELECT * FROM changes"};
    const auto notHere = [](const char* what) {
        return Error{ErrorCode::Invalid, what, "", "Start with SELECT or WITH"};
    };
    auto running = std::make_unique<Running>(db, limits);
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(db.handle(), sql.c_str(), static_cast<int>(sql.size()), &raw, &rest);
    const bool isQuestion = raw && sqlite3_stmt_readonly(raw) != 0 && sqlite3_column_count(raw) > 0;
    const std::vector<std::string> parameters = parametersOf(raw);
    sqlite3_finalize(raw);
    if (code == SQLITE_AUTH)
        return notHere("only questions are allowed here, nothing that writes, attaches or loads");
    if (code != SQLITE_OK) {
        Error error = running->inWords(sqlError(db.handle(), ""));
        if (const auto place = placeOfError(db))
            error.where = placeText(sql, *place);
        return error;
    }
    if (rest && !trimmed(rest).empty() && trimmed(rest) != ";")
        return Error{ErrorCode::Invalid, "one statement at a time", "", "Remove what follows the first semicolon"};
    if (!isQuestion)
        return notHere("only questions are allowed here");
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    if (const auto filled = fill(*statement, parameters, placeholders); !filled)
        return filled.error();
    SqlQuestion question(std::move(running), std::move(*statement));
    for (int i = 0; i < question.m_statement.columns(); ++i)
        question.m_columns.push_back(unusedName(std::string(question.m_statement.columnName(i)), question.m_columns));
    return question;
}

Result<std::optional<std::vector<SqlValue>>> SqlQuestion::next() {
    switch (m_statement.step()) {
    case Statement::Step::Error:
        return m_running->inWords(m_statement.error());
    case Statement::Step::Done:
        return std::optional<std::vector<SqlValue>>();
    case Statement::Step::Row:
        break;
    }
    std::vector<SqlValue> row;
    for (int i = 0; i < m_statement.columns(); ++i) {
        switch (m_statement.columnType(i)) {
        case SQLITE_INTEGER:
            row.emplace_back(m_statement.integer(i));
            break;
        case SQLITE_FLOAT:
            row.emplace_back(m_statement.real(i));
            break;
        case SQLITE_NULL:
            row.emplace_back();
            break;
        case SQLITE_BLOB: {
            std::string hex = "X'";
            for (const char c : m_statement.blob(i))
                hex += fmt::format("{:02X}", static_cast<unsigned char>(c));
            row.emplace_back(hex + "'");
            break;
        }
        default:
            row.emplace_back(m_statement.string(i));
        }
    }
    return std::optional(std::move(row));
}

} // namespace foreshock::store
