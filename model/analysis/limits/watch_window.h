// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "model/domain/limits.h"

namespace foreshock {

/// How long to watch a service whose fleet is made larger: as long as such changes of it went on spreading, as their
/// records tell, and an hour more, for what follows has often alarmed as late as that.
WatchWindow watchWindow(const Incident& incident, const ServiceId& service);

} // namespace foreshock
