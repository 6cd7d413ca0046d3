// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// What people wrote elsewhere, as notes; each is read in the file of its name.
std::unique_ptr<Importer> slackExportImporter();
std::unique_ptr<Importer> markdownTimelineImporter();

} // namespace foreshock
