// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <string>

namespace foreshock::test {

/// A map as a reader would write it: "web>api web>mail:soft tool>api:tooling lonely"; edges are hard, and a "?" behind
/// the kind is undocumented, a "!" confirmed.
Incident drawnMap(const std::string& text);
/// "a b c".
std::string listed(const std::vector<ServiceId>& names);

} // namespace foreshock::test
