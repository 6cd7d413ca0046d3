// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <map>

namespace foreshock {

/// The declared limit to believe for each series that one holds for. O(series · limits).
std::map<SeriesId, DeclaredLimit> declaredLimits(const Incident& incident);

} // namespace foreshock
