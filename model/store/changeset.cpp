// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/changeset.h"

#include "model/store/sqlite_api.h"

#include <string>

namespace foreshock::store {

std::set<std::int64_t> rowsIn(std::string_view changeset, std::string_view table) {
    std::set<std::int64_t> rows;
    std::string bytes(changeset); // the iterator takes no constant
    sqlite3_changeset_iter* at = nullptr;
    if (sqlite3changeset_start(&at, static_cast<int>(bytes.size()), bytes.data()) != SQLITE_OK)
        return rows;
    while (sqlite3changeset_next(at) == SQLITE_ROW) {
        const char* name = nullptr;
        int columns = 0, operation = 0, isIndirect = 0;
        sqlite3_value* id = nullptr;
        if (sqlite3changeset_op(at, &name, &columns, &operation, &isIndirect) != SQLITE_OK || table != name)
            continue;
        const int found =
            operation == SQLITE_INSERT ? sqlite3changeset_new(at, 0, &id) : sqlite3changeset_old(at, 0, &id);
        if (found == SQLITE_OK && id)
            rows.insert(sqlite3_value_int64(id));
    }
    (void)sqlite3changeset_finalize(at);
    return rows;
}

bool touchesOnly(std::string_view changeset, const std::set<std::string_view>& tables) {
    std::string bytes(changeset);
    sqlite3_changeset_iter* at = nullptr;
    if (sqlite3changeset_start(&at, static_cast<int>(bytes.size()), bytes.data()) != SQLITE_OK)
        return false;
    int rows = 0, others = 0;
    while (sqlite3changeset_next(at) == SQLITE_ROW) {
        const char* name = nullptr;
        int columns = 0, operation = 0, isIndirect = 0;
        const bool isRead = sqlite3changeset_op(at, &name, &columns, &operation, &isIndirect) == SQLITE_OK;
        ++rows;
        others += !isRead || !tables.contains(name);
    }
    return sqlite3changeset_finalize(at) == SQLITE_OK && rows > 0 && others == 0;
}

} // namespace foreshock::store
