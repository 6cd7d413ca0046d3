// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/snapshot.h"
#include "model/store/sql/sql_question.h"

namespace foreshock::store {

/// Makes the public names on a connection: the virtual tables `logs` and `samples`, and temporary views `changes`,
/// `alarms`, `services`, `dependencies`, `notes`, `sources`, `issues`; and the functions rfc3339, ns and regexp.
/// Nothing is stored in the file. Before the first SqlQuestion.
Result<void> registerPublicSql(const Database& db, const Snapshot& snapshot);
/// These names with their columns, in the order in which people need them.
Result<std::vector<SqlSource>> publicTables(const Database& db);
/// Equal as long as nothing was written that these names show: inputs of analyses, and notes, which are none.
Result<std::string> publicRevision(const Database& db);

} // namespace foreshock::store
