// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <memory>

namespace foreshock {

std::unique_ptr<Importer> limitsCsvImporter();  ///< the limit catalogue, our own form
std::unique_ptr<Importer> quotaCsvImporter();   ///< quotas as cloud consoles and OpenStack list them
std::unique_ptr<Importer> limitsConfImporter(); ///< /etc/security/limits.conf
std::unique_ptr<Importer> sysctlImporter();     ///< sysctl -a

} // namespace foreshock
