// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <cstdint>
#include <vector>

namespace foreshock {

struct SpecimenLine {
    std::int64_t number = 0; ///< 1-based
    std::string_view text;   ///< without its line end
};

/// The first lines of a specimen that are whole: one that the 64 KiB cut off is left out. If there is none, the first
/// line is a huge one: those at the file's end are taken instead, numbered as if they came second.
std::vector<SpecimenLine> wholeLines(const Specimen& specimen, std::size_t most);
/// Does the head hold the whole file?
bool isWhole(const Specimen& specimen);
/// The file name without its folder, in lower case.
std::string fileName(const Specimen& specimen);

} // namespace foreshock
