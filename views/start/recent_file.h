// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace foreshock {

/// An incident file that was open before.
struct RecentFile {
    QString path;
    QString opened;         ///< when, in this computer's zone with its name; empty: not known
    bool isMissing = false; ///< it is no longer there
};
using RecentFiles = std::vector<RecentFile>;

} // namespace foreshock
