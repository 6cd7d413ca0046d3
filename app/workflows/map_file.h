// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/dependency.h"
#include "model/domain/service.h"

#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// Services and dependencies as one file tells them.
struct TopologyTold {
    std::vector<Service> services;
    std::vector<Dependency> dependencies;
};

/// Reads the map of an incident file, or of any file, folder or archive that importers know, without storing anything.
/// Errors: Io, Unsupported (nothing in it tells of services), those of reading.
Result<TopologyTold> readTopology(const std::string& path, std::stop_token stop = {});

} // namespace foreshock
