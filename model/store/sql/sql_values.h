// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/sqlite_api.h"

#include <string_view>

namespace foreshock::store {

/// Gives a text that is known to be valid UTF-8 to SQLite.
void resultText(sqlite3_context* result, std::string_view text);
/// The same for bytes of any kind: NUL and broken bytes become \xNN.
void resultShown(sqlite3_context* result, std::string_view bytes);
void resultBlob(sqlite3_context* result, std::string_view bytes);

/// rfc3339(ns), ns(text) and regexp(pattern, text) with which X REGEXP Y is written. Returns SQLite's code.
int registerSqlFunctions(sqlite3* db);

} // namespace foreshock::store
