// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"

#include <QString>
#include <string>

namespace foreshock {

/// What an import stored, for one line of the window.
struct ImportWords {
    QString text;
    bool hasRejected = false;
};
/// "Stored 2 alarms, 41 log records from 3 files in 0.4 s · 12 rows could not be read: see Sources".
ImportWords importWords(const ImportReport& report);
/// "Importing kfe.log · 120 MB/s · 40 s left".
std::string importProgressText(const ImportProgress& progress, double seconds);

} // namespace foreshock
