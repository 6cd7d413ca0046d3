// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/draw_map.h"

#include <string>

namespace foreshock {

/// The map at a moment in the language of Graphviz, for other tools: names as labels (whatever they contain), state as
/// colour and word, edge kinds as line styles.
std::string dotText(const MapOfIncident& map, Instant at);

} // namespace foreshock
