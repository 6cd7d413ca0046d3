// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Changes as JSON lines, the plain exchange form `changes.jsonl`.
std::unique_ptr<Importer> changesJsonlImporter();

} // namespace foreshock
