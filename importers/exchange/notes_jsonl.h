// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Notes as JSON lines, the plain exchange form `notes.jsonl`.
std::unique_ptr<Importer> notesJsonlImporter();

} // namespace foreshock
