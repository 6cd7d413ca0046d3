// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace foreshock::store {

/// The Error of the connection's last failed call, in words: full disk, lock, cancel, damage.
Error sqlError(sqlite3* db, std::string_view where);
/// No room: on the disk (ENOSPC), in a quota (EDQUOT), or under the limit that a session sets for files (EFBIG).
Error noRoomError(int code, std::string_view where);

/// One prepared statement; lives on its connection's thread and dies before it.
class Statement {
public:
    static Result<Statement> prepare(sqlite3* db, std::string_view sql);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    /// Binds all parameters from 1 on; resets the statement first.
    template<class... Values>
    Statement& bindAll(Values&&... values) {
        reset();
        int index = 0;
        (bind(++index, std::forward<Values>(values)), ...);
        return *this;
    }

    /// Binds one parameter, after a reset().
    template<class Value>
    void bindAt(int index, const Value& value) {
        bind(index, value);
    }

    enum class Step { Row, Done, Error };
    Step step();
    /// Steps to the end, ignoring rows, and resets.
    Result<void> run();
    /// Calls `visit()` for every row; its bool result says whether to go on. "No more rows" and "error" differ.
    template<class Visit>
    Result<void> each(Visit&& visit) {
        for (;;) {
            const Step step = this->step();
            if (step == Step::Error)
                return error();
            if (step == Step::Done || !visit()) {
                reset();
                return {};
            }
        }
    }
    Error error() const;
    void reset();

    std::int64_t integer(int column) const;
    double real(int column) const;
    bool isNull(int column) const;
    std::string_view text(int column) const; ///< valid until the next step
    std::string_view blob(int column) const; ///< valid until the next step
    std::string string(int column) const { return std::string(text(column)); }
    Instant instant(int column) const { return Instant{integer(column)}; }
    std::optional<Instant> maybeInstant(int column) const;
    int columns() const;
    std::string_view columnName(int column) const;
    int columnType(int column) const;

private:
    explicit Statement(sqlite3_stmt* statement)
        : m_statement(statement) {}
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    void bind(int index, std::string_view text);
    void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
    void bind(int index, const char* text) { bind(index, std::string_view(text)); }
    void bind(int index, Instant t) { bind(index, t.ns); }
    void bind(int index, std::nullopt_t);
    template<class T>
    void bind(int index, const std::optional<T>& value) {
        if (value)
            bind(index, *value);
        else
            bind(index, std::nullopt);
    }
    void bind(int index, const struct Blob& blob);

    sqlite3_stmt* m_statement = nullptr;
};

/// Marks bytes to be bound as a BLOB instead of TEXT.
struct Blob {
    std::string_view bytes;
};

} // namespace foreshock::store
