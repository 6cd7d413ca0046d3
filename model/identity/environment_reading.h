// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <set>
#include <string>
#include <string_view>

namespace foreshock {

/// The environment that a service's own name tells: what its shell says ("staging/cart", an ARN, a domain name), or
/// "cart@staging". A word at an end ("cart-stg", "test-runner") is only a hint, read where a service of the bare name
/// stands beside it. `folded`: all services' names, see foldedName. Empty: it tells none.
std::string environmentOfService(std::string_view service, const std::set<std::string>& folded);

/// Fills in what labels left open: services from their names, changes, alarms and series from their services.
void tellEnvironments(Incident& incident);

} // namespace foreshock
