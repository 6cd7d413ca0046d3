// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/allowance.h"
#include "model/store/statement.h"

#include <memory>
#include <stop_token>
#include <string>

namespace foreshock::store {

/// One SQLite connection; used by one thread at a time.
class Database {
public:
    enum class Mode {
        Create,    ///< read and write, made if absent
        Write,     ///< read and write
        Read,      ///< read only
        Immutable, ///< read only, nobody writes: for read-only folders
        Memory,    ///< a scratch database
    };
    static Result<Database> open(const std::string& path, Mode mode);
    /// A connection that somebody else owns and closes (virtual tables get one).
    static Database borrow(sqlite3* db);

    Result<Statement> prepare(std::string_view sql) const { return Statement::prepare(m_db.get(), sql); }
    /// Runs a script of statements without parameters.
    Result<void> execute(const std::string& script) const;
    /// Prepares, binds and runs one statement.
    template<class... Values>
    Result<void> run(std::string_view sql, Values&&... values) const {
        auto statement = prepare(sql);
        if (!statement)
            return statement.error();
        return statement->bindAll(std::forward<Values>(values)...).run();
    }
    /// The first column of the first row; 0 if there is none.
    Result<std::int64_t> integer(std::string_view sql) const;

    /// From now on every transaction that changes a row raises the revision of kind 'inputs' (for incident files).
    void countInputs() { m_countsInputs = true; }
    bool countsInputs() const { return m_countsInputs; }

    /// Takes room on the disk for what the open transaction adds, so that once committed to the write-ahead log it can
    /// be folded into the file whatever others store meanwhile. Nothing without such a log. Errors: Io (no room).
    Result<void> reserve() const;
    /// Is another file, or none, where this one was when it was opened?
    bool hasMoved() const;
    std::int64_t lastInsertId() const;
    bool isInTransaction() const;
    bool isBorrowed() const { return !m_db.isOwned(); }
    sqlite3* handle() const { return m_db.get(); }
    /// From now on statements end with Cancelled once the token is stopped.
    void watch(std::stop_token stop);
    /// Read by the progress handler while statements run; a borrowed connection has one of its own that nobody reads.
    const std::shared_ptr<Allowance>& allowance() const { return m_allowance; }

private:
    /// Closes what we opened, leaves what we borrowed.
    class Handle {
    public:
        Handle() = default;
        Handle(sqlite3* db, bool isOwned)
            : m_db(db)
            , m_isOwned(isOwned) {}
        Handle(Handle&& other) noexcept
            : m_db(std::exchange(other.m_db, nullptr))
            , m_isOwned(other.m_isOwned) {}
        Handle& operator=(Handle&& other) noexcept;
        ~Handle();
        sqlite3* get() const { return m_db; }
        bool isOwned() const { return m_isOwned; }

    private:
        sqlite3* m_db = nullptr;
        bool m_isOwned = true;
    };
    std::shared_ptr<Allowance> m_allowance = std::make_shared<Allowance>(); ///< before the handle: dies after it
    Handle m_db;
    bool m_countsInputs = false;
};

/// Rolls back unless committed.
class Transaction {
public:
    static Result<Transaction> begin(const Database& db);
    Transaction(Transaction&& other) noexcept
        : m_db(std::exchange(other.m_db, nullptr))
        , m_changes(other.m_changes)
        , m_movesInputs(other.m_movesInputs) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// What it wrote is nothing that any analysis reads: answers kept so far stay good.
    void leaveInputs() { m_movesInputs = false; }
    /// On an error it is still open, and rolled back by the destructor.
    Result<void> commit();

private:
    Transaction(const Database* db, std::int64_t changes)
        : m_db(db)
        , m_changes(changes) {}
    const Database* m_db;
    std::int64_t m_changes; ///< rows that the connection had changed before
    bool m_movesInputs = true;
};

} // namespace foreshock::store
