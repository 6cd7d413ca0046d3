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

Result<SqlQuestion> SqlQuestion::ask(const Database& db, const std::string& sql, const SqlLimits& limits) {
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
    sqlite3_finalize(raw);
    if (code == SQLITE_AUTH)
        return notHere("only questions are allowed here, nothing that writes, attaches or loads");
    if (code != SQLITE_OK)
        return running->inWords(sqlError(db.handle(), ""));
    if (rest && !trimmed(rest).empty() && trimmed(rest) != ";")
        return Error{ErrorCode::Invalid, "one statement at a time", "", "Remove what follows the first semicolon"};
    if (!isQuestion)
        return notHere("only questions are allowed here");
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
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
