// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/source.h"

#include <optional>
#include <string>

namespace foreshock {

/// What a person says about a source; what is null stays as it is. An empty text leaves it to the default again.
struct SourceCorrection {
    SourceId source;
    std::optional<std::string> zone, service, format; ///< read again under these
    std::optional<Duration> offset, error;            ///< of its clock: nothing is read again

    bool isEmpty() const { return !zone && !service && !format && !offset && !error; }
};

} // namespace foreshock
