// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/statement.h"

#include "model/store/sqlite_api.h"
#include <fmt/format.h>

#include <cerrno>
#include <sys/resource.h>

namespace foreshock::store {

Error noRoomError(int code, std::string_view where) {
    Error error{ErrorCode::Io, "the disk is full", std::string(where),
                "Free some space and try again; nothing that was stored before is lost"};
    if (code == EDQUOT) {
        error.message = "your share of the disk (quota) is used up";
    } else if (code == EFBIG) {
        error.message = "the incident file has reached the largest size that a file may have here";
        error.help = "Raise the limit (ulimit -f unlimited) and try again; nothing that was stored before is lost";
    }
    return error;
}

Error sqlError(sqlite3* db, std::string_view where) {
    Error error{ErrorCode::Sql, sqlite3_errmsg(db), std::string(where), ""};
    switch (sqlite3_errcode(db) & 0xFF) {
    case SQLITE_FULL:
        return noRoomError(ENOSPC, where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked, "another program is using the incident file", std::string(where),
                "Close the other Foreshock and try again"};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, "cancelled", std::string(where), ""};
    case SQLITE_READONLY:
        return {ErrorCode::Io, "the incident file can't be written", std::string(where),
                "Copy it to a folder that you may write to"};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io, "can't open the incident file", std::string(where),
                "Check that the path is right and that you may read it"};
    case SQLITE_CORRUPT:
        return {ErrorCode::Format, "the incident file is damaged", std::string(where),
                "Save what is whole into a new file: foreshock check --repair FILE"};
    case SQLITE_NOTADB:
        return {ErrorCode::Format, "this is not an incident file", std::string(where),
                "Import it instead: foreshock import PATH -o NEW.foreshock"};
    case SQLITE_IOERR:
        // SQLite calls only ENOSPC a full disk, and that not everywhere; what it does after a failed write to a journal
        // hides why it failed.
        if (const int code = sqlite3_system_errno(db); code == ENOSPC || code == EDQUOT || code == EFBIG)
            return noRoomError(code, where);
        if (rlimit most{}; sqlite3_extended_errcode(db) == SQLITE_IOERR_WRITE &&
                           ::getrlimit(RLIMIT_FSIZE, &most) == 0 && most.rlim_cur != RLIM_INFINITY)
            return noRoomError(EFBIG, where);
        error.code = ErrorCode::Io;
        error.help = "Check the disk and try again";
        return error;
    default:
        return error;
    }
}

Result<Statement> Statement::prepare(sqlite3* db, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        return sqlError(db, "");
    return Statement(statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

void Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(m_statement, index, value);
}
void Statement::bind(int index, double value) {
    sqlite3_bind_double(m_statement, index, value);
}
void Statement::bind(int index, std::nullopt_t) {
    sqlite3_bind_null(m_statement, index);
}
// data() of an empty view may be null, which SQLite would read as NULL.
void Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text64(m_statement, index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bind(int index, const Blob& blob) {
    sqlite3_bind_blob64(m_statement, index, blob.bytes.data() ? blob.bytes.data() : "", blob.bytes.size(),
                        SQLITE_TRANSIENT);
}

Statement::Step Statement::step() {
    const int code = sqlite3_step(m_statement);
    return code == SQLITE_ROW ? Step::Row : code == SQLITE_DONE ? Step::Done : Step::Error;
}

Result<void> Statement::run() {
    return each([] { return true; });
}

Error Statement::error() const {
    return sqlError(sqlite3_db_handle(m_statement), "");
}

void Statement::reset() {
    sqlite3_reset(m_statement);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}
bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

std::string_view Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string_view();
}

std::optional<Instant> Statement::maybeInstant(int column) const {
    if (isNull(column))
        return std::nullopt;
    return instant(column);
}

int Statement::columns() const {
    return sqlite3_column_count(m_statement);
}
std::string_view Statement::columnName(int column) const {
    return sqlite3_column_name(m_statement, column);
}
int Statement::columnType(int column) const {
    return sqlite3_column_type(m_statement, column);
}

} // namespace foreshock::store
