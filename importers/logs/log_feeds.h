// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Log records as log stores answer and export them, JSON; each is read in the file of its name.
std::unique_ptr<Importer> cloudwatchLogsImporter();
std::unique_ptr<Importer> lokiImporter();
std::unique_ptr<Importer> elasticsearchHitsImporter();
std::unique_ptr<Importer> datadogLogsImporter();
std::unique_ptr<Importer> splunkImporter();
std::unique_ptr<Importer> gcpLogsImporter();
std::unique_ptr<Importer> azureLogsImporter();

} // namespace foreshock
