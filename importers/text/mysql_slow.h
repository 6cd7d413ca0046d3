// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// The slow query log of MySQL, MariaDB and Percona: blocks of comment lines and SQL, one a query.
std::unique_ptr<Importer> mysqlSlowImporter();

} // namespace foreshock
