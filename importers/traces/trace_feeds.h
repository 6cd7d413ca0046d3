// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Traces, and what OpenTelemetry exports beside them; each is read in the file of its name.
std::unique_ptr<Importer> otlpImporter();
std::unique_ptr<Importer> jaegerTracesImporter();
std::unique_ptr<Importer> zipkinTracesImporter();

} // namespace foreshock
