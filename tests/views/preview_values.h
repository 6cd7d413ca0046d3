// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/input_preview.h"

#include <string>
#include <vector>

namespace foreshock::previews {

/// What a look into seven dropped files found: alarms, a log in local time, a table of its own columns, rejected rows,
/// a large log, one that was imported before, and one that nobody reads.
std::vector<InputPreview> night();
InputPreview alarms();
InputPreview localLog(); ///< no zone: UTC assumed
InputPreview table();    ///< columns without known names
InputPreview rejected(); ///< 4 rows can't be read
InputPreview large();    ///< looked at in parts
InputPreview known();    ///< the same bytes were imported before
InputPreview nobodys();  ///< not recognised
ReadOptions options();

} // namespace foreshock::previews
