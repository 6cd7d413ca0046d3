// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace foreshock {

/// Names what this program computes with: the linker's build id of the running executable (another line of code,
/// another id), the C library (its mathematics) and the zone database (texts). Empty where the executable has no build
/// id: then nothing can be told to be the same.
const std::string& buildId();

} // namespace foreshock
