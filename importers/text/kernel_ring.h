// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// The kernel's ring buffer as dmesg prints it: times count from the boot. When that was is told by --start or by the
/// line in which the kernel sets its clock; without either the records are rejected, because any time would be made up.
std::unique_ptr<Importer> kernelRingImporter();

} // namespace foreshock
