// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// One importer for every format file of resources/formats, in the order of their names.
std::vector<std::unique_ptr<Importer>> textLogImporters();
/// The importer of one format file.
Result<std::unique_ptr<Importer>> textLogImporter(std::string_view formatJson);

} // namespace foreshock
