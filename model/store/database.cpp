// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/database.h"

#include "model/store/sqlite_api.h"

#include <cerrno>
#include <sys/resource.h>

namespace foreshock::store {
namespace {

/// A path as an SQLite URI: '?', '#' and '%' would else end the name.
std::string uriOf(const std::string& path, const char* options) {
    std::string out = "file:";
    for (const char c : path) {
        if (c == '?' || c == '#' || c == '%') {
            static const char* kHex = "0123456789ABCDEF";
            out += '%';
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    return out + options;
}

int isSpent(void* allowance) {
    return static_cast<const Allowance*>(allowance)->isSpent() ? 1 : 0;
}

} // namespace

Database::Handle& Database::Handle::operator=(Handle&& other) noexcept {
    std::swap(m_db, other.m_db);
    std::swap(m_isOwned, other.m_isOwned);
    return *this;
}

Database::Handle::~Handle() {
    if (m_isOwned)
        sqlite3_close_v2(m_db);
}

Database Database::borrow(sqlite3* db) {
    Database out;
    out.m_db = Handle(db, false);
    return out;
}

Result<Database> Database::open(const std::string& path, Mode mode) {
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    std::string name = uriOf(path, "");
    switch (mode) {
    case Mode::Create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case Mode::Write:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Mode::Read:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Mode::Immutable:
        flags |= SQLITE_OPEN_READONLY;
        name = uriOf(path, "?immutable=1");
        break;
    case Mode::Memory:
        flags |= SQLITE_OPEN_READWRITE;
        name = ":memory:";
        break;
    }
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
    Database db;
    db.m_db = Handle(raw, true);
    if (code != SQLITE_OK)
        return sqlError(raw, path);
    sqlite3_busy_timeout(raw, 5000);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_progress_handler(raw, 4000, isSpent, db.m_allowance.get());
    return db;
}

Result<void> Database::execute(const std::string& script) const {
    if (sqlite3_exec(m_db.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqlError(m_db.get(), "");
    return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    std::int64_t value = 0;
    const auto done = statement->each([&] {
        value = statement->integer(0);
        return false;
    });
    if (!done)
        return done.error();
    return value;
}

Result<void> Database::reserve() const {
    // Without a write-ahead log a commit writes into the file itself; and a new file must stay empty until then, so
    // that a kill leaves nothing in its place.
    auto mode = prepare("PRAGMA journal_mode");
    if (!mode)
        return mode.error();
    bool hasLog = false;
    if (const auto asked = mode->each([&] {
            hasLog = mode->text(0) == "wal";
            return false;
        });
        !asked || !hasLog)
        return asked;
    const auto pages = integer("PRAGMA page_count");
    if (!pages)
        return pages.error();
    const auto pageSize = integer("PRAGMA page_size");
    if (!pageSize)
        return pageSize.error();
    // SQLite takes the room itself, on its own descriptor: another one, once closed, would drop its locks. Without a
    // chunk size it would not; with one of a page, cutting the file at a checkpoint stays exact.
    int chunk = static_cast<int>(*pageSize);
    std::int64_t size = *pages * *pageSize;
    sqlite3_file_control(m_db.get(), "main", SQLITE_FCNTL_CHUNK_SIZE, &chunk);
    const int code = sqlite3_file_control(m_db.get(), "main", SQLITE_FCNTL_SIZE_HINT, &size);
    if (code == SQLITE_OK || code == SQLITE_NOTFOUND)
        return {};
    rlimit most{};
    const bool isLimited = ::getrlimit(RLIMIT_FSIZE, &most) == 0 && most.rlim_cur != RLIM_INFINITY &&
                           static_cast<rlim_t>(*pages * *pageSize) > most.rlim_cur;
    return noRoomError(isLimited ? EFBIG : ENOSPC, "");
}

bool Database::hasMoved() const {
    int moved = 0;
    return sqlite3_file_control(m_db.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_db.get());
}
bool Database::isInTransaction() const {
    return sqlite3_get_autocommit(m_db.get()) == 0;
}

void Database::watch(std::stop_token stop) {
    m_allowance->stop = std::move(stop);
}

Result<Transaction> Transaction::begin(const Database& db) {
    // What is written into a file without a name is lost without a word.
    if (db.hasMoved())
        return Error{ErrorCode::Io, "the incident file is not where it was, so nothing was written",
                     sqlite3_db_filename(db.handle(), "main"),
                     "It was moved, removed or replaced while it was open. Put it back, or open what is there now"};
    if (const auto begun = db.execute("BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(&db, sqlite3_total_changes64(db.handle()));
}

Transaction::~Transaction() {
    // A failed statement may have rolled back already (full disk): then there is nothing left to do.
    if (m_db && m_db->isInTransaction())
        (void)m_db->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
    // Here and nowhere else, so that no writer can forget it: an answer from older inputs is never taken for today's.
    if (m_movesInputs && m_db->countsInputs() && sqlite3_total_changes64(m_db->handle()) != m_changes)
        if (const auto raised = m_db->run("INSERT INTO revision (kind, n) VALUES ('inputs', 1) "
                                          "ON CONFLICT (kind) DO UPDATE SET n = n + 1");
            !raised)
            return raised;
    if (const auto reserved = m_db->reserve(); !reserved)
        return reserved;
    const auto done = m_db->execute("COMMIT");
    if (done)
        m_db = nullptr;
    return done;
}

} // namespace foreshock::store
