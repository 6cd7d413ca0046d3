// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// foreshock_sqlite.so: the public names for any SQLite program.
//   sqlite3 -readonly incident.foreshock -cmd '.load ./foreshock_sqlite' 'SELECT * FROM changes'
// Compiled with FORESHOCK_SQLITE_EXTENSION only: calls go through the pointers that the host hands over.
#include "model/store/schema.h"
#include "model/store/sql/public_sql.h"
#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT1

namespace {

using namespace foreshock;
using namespace foreshock::store;

/// Makes the public names for the host's main database, if that is an incident file.
Result<void> registerFor(sqlite3* host) {
    if (sqlite3_libversion_number() < 3038000)
        return Error{ErrorCode::Unsupported, "this SQLite is too old", sqlite3_libversion(),
                     "Use SQLite 3.38 or newer, or ask with: foreshock sql FILE 'SELECT ...'"};
    const Database db = Database::borrow(host);
    const char* path = sqlite3_db_filename(host, "main");
    const std::string where = path ? path : "";
    if (const auto ok = checkSchema(db, where); !ok) {
        if (ok.error().code == ErrorCode::Format && where.empty())
            return Error{ErrorCode::Format, "no incident file is open", "",
                         "Open one first: sqlite3 incident.foreshock -cmd '.load foreshock_sqlite'"};
        return ok;
    }
    return registerPublicSql(db, {});
}

} // namespace

/// SQLite looks for this name first, whatever the file is called.
extern "C" __attribute__((visibility("default"))) int sqlite3_extension_init(sqlite3* host, char** words,
                                                                             const sqlite3_api_routines* api) {
    SQLITE_EXTENSION_INIT2(api);
    const auto done = registerFor(host);
    if (done)
        return SQLITE_OK;
    *words = sqlite3_mprintf("%s", done.error().text().c_str());
    return SQLITE_ERROR;
}
