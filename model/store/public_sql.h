// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/snapshot.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace foreshock::store {

/// Makes the public names on a connection: the virtual tables `logs` and `samples`, and temporary views `changes`,
/// `alarms`, `services`, `dependencies`, `notes`, `sources`, `issues`. Nothing is stored in the file.
Result<void> registerPublicSql(const Database& db, const Snapshot& snapshot);

using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One read-only question; whatever would write, attach or change settings is refused by an authorizer.
class SqlQuestion {
public:
    /// Errors: Sql (with SQLite's words), Invalid (more than one statement, or none).
    static Result<SqlQuestion> ask(const Database& db, const std::string& sql);
    const std::vector<std::string>& columns() const { return m_columns; }
    /// The next row, or null at the end. Blobs come as X'…' text. Errors: Sql, Cancelled.
    Result<std::optional<std::vector<SqlValue>>> next();

private:
    explicit SqlQuestion(Statement statement)
        : m_statement(std::move(statement)) {}
    Statement m_statement;
    std::vector<std::string> m_columns;
};

} // namespace foreshock::store
