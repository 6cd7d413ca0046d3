// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "model/domain/limits.h"

#include <optional>

namespace foreshock {

/// How long to watch a service whose fleet is made larger: as long as such changes of it went on spreading, as their
/// records tell, and an hour more, for what follows has often alarmed as late as that.
/// `at`: what had begun by then tells; null: all.
WatchWindow watchWindow(const Incident& incident, const ServiceId& service, std::optional<Instant> at = std::nullopt);

} // namespace foreshock
