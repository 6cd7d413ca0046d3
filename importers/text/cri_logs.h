// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Container logs as kubelet keeps them (/var/log/pods, /var/log/containers). A record of 16 KiB or more is cut into
/// parts by the runtime; the parts of one stream are joined.
std::unique_ptr<Importer> criLogsImporter();

} // namespace foreshock
