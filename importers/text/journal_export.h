// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// systemd's journal export format, `journalctl -o export`.
std::unique_ptr<Importer> journalExportImporter();

} // namespace foreshock
