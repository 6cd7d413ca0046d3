// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace foreshock {

/// One cell of an answer; monostate is NULL.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;
/// What the placeholders of a question stand for, without their '$'.
using SqlPlaceholders = std::map<std::string, SqlValue>;

/// The answer to a question in SQL, as far as it was fetched.
struct SqlTable {
    std::vector<std::string> columns;
    std::vector<std::vector<SqlValue>> rows;
    std::int64_t bytes = 0; ///< that the rows take, about
    bool isCut = false;     ///< there are more rows, which were not fetched
};

/// A table that can be asked, with its columns in their order.
struct SqlSource {
    std::string name;
    std::vector<std::string> columns;
};

/// NULL is empty; the shortest digits that read as the same number.
std::string textOf(const SqlValue& value);
/// An RFC 3339 text, one cut after its day, hours or minutes (UTC), or in a column whose name ends in _ns a count of
/// nanoseconds since 1970. Null for anything else.
std::optional<Instant> timeOf(const SqlValue& value, std::string_view column);
/// NULL, numbers, texts: as SQLite sorts them; texts by bytes.
bool isBefore(const SqlValue& a, const SqlValue& b);
/// What a row takes in memory, about.
std::int64_t bytesOf(const std::vector<SqlValue>& row);

} // namespace foreshock
