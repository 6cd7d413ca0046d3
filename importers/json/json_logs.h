// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Log records as JSON lines with any keys; `logs.jsonl` of the plain exchange forms among them.
std::unique_ptr<Importer> jsonLogsImporter();

} // namespace foreshock
