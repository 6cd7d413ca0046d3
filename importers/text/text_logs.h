// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/text/log_format.h"

namespace foreshock {

/// Every format file of resources/formats, in the order of their names.
const std::vector<std::shared_ptr<const LogFormat>>& builtInFormats();
/// One importer for every format file of resources/formats, in the order of their names.
std::vector<std::unique_ptr<Importer>> textLogImporters();
/// The format that an importer of text logs reads; null for other importers.
const LogFormat* formatOf(const Importer& importer);
/// The importer of one format file.
Result<std::unique_ptr<Importer>> textLogImporter(std::string_view formatJson);

} // namespace foreshock
