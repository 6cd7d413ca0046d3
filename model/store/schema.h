// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

namespace foreshock::store {

inline constexpr std::int32_t kApplicationId = 0x46534B31; // "FSK1"

/// The newest schema version this program knows: the number of migration files.
int newestSchemaVersion();
/// A scratch database with the tables of a version, laid out page by page as in a new incident file.
Result<Database> scratchOfVersion(int version);
/// Makes an empty database an incident file, or brings an older one up to date; each migration is one transaction.
Result<void> migrate(const Database& db, const std::string& path);
/// Is this an incident file of a version we can read, with exactly the migrations' objects in it?
/// Errors: Format (foreign file, or objects added or missing), SchemaTooNew.
Result<void> checkSchema(const Database& db, const std::string& path);

} // namespace foreshock::store
