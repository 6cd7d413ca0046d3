// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/sql_table.h"
#include "model/store/database.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace foreshock {

/// A connection that takes questions in SQL about one incident file, over and over; for one thread.
class SqlSession {
public:
    static Result<SqlSession> open(const std::string& path);

    /// How much of an answer is held, and what the question may cost.
    struct Limits {
        std::int64_t rows = 100'000;
        std::int64_t bytes = 64'000'000;
        Duration time; ///< zero: until it is stopped
        /// Of SQLite in the whole process while the question runs: what one question may take before it is refused,
        /// instead of the machine.
        std::int64_t memory = 2'000'000'000;
    };
    struct Asked {
        std::string sql;
        SqlPlaceholders placeholders;
    };
    /// What was wrong with it, and where in its text, in bytes.
    struct Refused {
        Error error;
        std::optional<std::size_t> place;
    };
    using Progress = std::function<void(std::int64_t rows)>;
    /// The table, or in `refused` why not. Cancelled once it is stopped.
    std::optional<SqlTable> ask(const Asked& asked, const Limits& limits, const Progress& progress, Refused& refused,
                                std::stop_token stop);
    /// What can be asked.
    Result<std::vector<SqlSource>> sources();
    /// Equal as long as nothing was written to what questions read.
    Result<std::string> revision();

private:
    explicit SqlSession(store::Database db)
        : m_db(std::move(db)) {}
    store::Database m_db;
};

} // namespace foreshock
