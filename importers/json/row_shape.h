// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <string_view>
#include <vector>

namespace foreshock {

/// How the rows of one JSON lines form look, for recognition by content.
struct RowShape {
    std::string_view file;                 ///< usual file name, worth a few points
    std::vector<std::string_view> needed;  ///< every row has all of them
    std::vector<std::string_view> typical; ///< every row has at least one of them, unless the file is named so
    std::vector<std::string_view> foreign; ///< rows with one of these are of another form
};

/// Reads the first rows of the specimen: 90 if all have the shape, 60 if half have, else 0 with the first misfit.
Recognition recogniseRows(const Specimen& specimen, const RowShape& shape);

} // namespace foreshock
