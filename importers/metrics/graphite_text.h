// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Graphite's plaintext protocol.
std::unique_ptr<Importer> graphiteTextImporter();

} // namespace foreshock
