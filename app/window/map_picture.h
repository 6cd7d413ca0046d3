// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/draw_map.h"
#include "model/base/zone.h"

#include <string>

namespace foreshock {

/// Paints a map at a moment into a .png or .svg, as large as it is, with its legend; needs no display. `theme`: light
/// or dark. Errors: Invalid (another ending, nothing to draw), Io.
Result<void> writeMapPicture(const MapOfIncident& map, Instant at, const Zone& zone, const std::string& theme,
                             const std::string& path);

} // namespace foreshock
