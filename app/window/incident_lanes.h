// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "model/domain/incident.h"

#include <vector>

namespace foreshock {

/// Which series get a lane, in which order: those that the suspects' evidence cites (leading suspect first, plateaus
/// before shifts), then those that led a load rise, then series of alarmed services, then the rest by name.
std::vector<SeriesInfo> laneOrder(const Incident& incident, const Answer* answer);

} // namespace foreshock
