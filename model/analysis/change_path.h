// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/service_graph.h"

#include <map>

namespace foreshock {

/// Where the service that broke stands, seen from the changed one.
/// Operated: the changed one is a tool of it, so what was done with the tool was done to it.
enum class PathKind { SameService, Operated, Callee, Caller, TwoCallees, TwoCallers };

struct ChangePath {
    PathKind kind = PathKind::SameService;
    double weight = 1; ///< prior that a change there breaks a service here
};

/// Services within two edges of a changed service, nearest kind first.
std::map<int, ChangePath> pathsFrom(const ServiceGraph& graph, int service);

} // namespace foreshock
