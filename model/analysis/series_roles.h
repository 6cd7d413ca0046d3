// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/series_role.h"
#include "model/domain/incident.h"

#include <vector>

namespace foreshock {

/// The role of each series of an incident, in the order of Incident::series: a person's word, else the comparison of an
/// alarm (that fired, or is only set up) of its service, else its name, else its unit.
std::vector<SeriesRole> seriesRoles(const Incident& incident);

} // namespace foreshock
