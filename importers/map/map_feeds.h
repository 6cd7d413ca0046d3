// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Services and dependencies as other tools write them; each is read in the file of its name.
std::unique_ptr<Importer> kialiGraphImporter();
std::unique_ptr<Importer> jaegerDependenciesImporter();
std::unique_ptr<Importer> backstageYamlImporter();
std::unique_ptr<Importer> composeYamlImporter();
std::unique_ptr<Importer> topologyYamlImporter();
std::unique_ptr<Importer> graphvizDotImporter();
std::unique_ptr<Importer> graphmlImporter();
std::unique_ptr<Importer> mermaidImporter();

} // namespace foreshock
