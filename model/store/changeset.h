// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string_view>

namespace foreshock::store {

/// Integer primary keys of the rows of one table that a changeset of SQLite's session extension touches. Of a damaged
/// one those that can be read.
std::set<std::int64_t> rowsIn(std::string_view changeset, std::string_view table);
/// Does it touch rows of those tables and of no other? Not so of a damaged one.
bool touchesOnly(std::string_view changeset, const std::set<std::string_view>& tables);
inline bool touchesOnly(std::string_view changeset, std::string_view table) {
    return touchesOnly(changeset, std::set<std::string_view>{table});
}

} // namespace foreshock::store
