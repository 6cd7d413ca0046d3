// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Logs of several containers in one stream, each line with the container's name in front: docker compose logs,
/// kubectl logs --prefix, stern. What stands behind the name is read by the text format that fits it, one for each
/// container; a line without a time goes on with that container's record.
std::unique_ptr<Importer> dockerComposeImporter();
std::unique_ptr<Importer> kubectlPrefixImporter();
std::unique_ptr<Importer> sternImporter();

} // namespace foreshock
