// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/domain/detail.h"

#include <string>

namespace foreshock {

/// A node of the service map.
struct Service {
    ServiceId id;
    std::string name;             ///< for people; the id where the source gave none
    std::string role;             ///< free words
    bool isOnMapAtStart = true;   ///< false: an exercise hides it until it is found
    std::string basis;            ///< fact, derived, memory, invented, or empty
    Details details;              ///< owner, links… as the source names them
    std::string environment = {}; ///< see change.h
};

} // namespace foreshock
