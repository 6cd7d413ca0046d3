// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/sql_table.h"
#include "model/store/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace foreshock::store {

using foreshock::SqlValue;

/// What a question may cost; zero: as much as it takes.
struct SqlLimits {
    Duration time;           ///< from ask() on
    std::int64_t memory = 0; ///< bytes of SQLite's heap. SQLite counts for the whole process: while the question lives,
                             ///< other connections draw on the same sum
};

/// One read-only question on a connection with the public names; whatever would write, attach, load or change settings
/// is refused by an authorizer. One at a time a connection: it sets the connection's allowance.
class SqlQuestion {
public:
    /// Errors: Sql (with SQLite's words), Invalid (more than one statement, none, one that writes, or a placeholder
    /// that stands for nothing).
    static Result<SqlQuestion> ask(const Database& db, const std::string& sql, const SqlLimits& limits = {},
                                   const SqlPlaceholders& placeholders = {});
    /// Where in its text the question that ask() refused just now is wrong, in bytes; null: SQLite can't say.
    static std::optional<std::size_t> placeOfError(const Database& db);
    const std::vector<std::string>& columns() const { return m_columns; }
    /// The next row, or null at the end. Blobs come as X'…' text. Errors: Sql (limits included), Cancelled.
    Result<std::optional<std::vector<SqlValue>>> next();

private:
    class Running;
    explicit SqlQuestion(std::unique_ptr<Running> running, Statement statement);

    std::shared_ptr<Running> m_running; ///< dies after the statement
    Statement m_statement;
    std::vector<std::string> m_columns;
};

} // namespace foreshock::store
