// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

namespace foreshock {

/// An instant that is known to so much: the clock that it was read from may be off by plus or minus the error.
struct UncertainInstant {
    Instant time;
    Duration error;
};

enum class TimeOrder { Before, After, Same, Unknown };

/// Which of two came first? Unknown where the stretches that they may lie in overlap or touch; the same only if both
/// are known exactly.
constexpr TimeOrder orderOf(UncertainInstant a, UncertainInstant b) {
    const Duration apart = b.time - a.time;
    const Duration error = a.error + b.error;
    if (error.ns == 0 && apart.ns == 0)
        return TimeOrder::Same;
    if (apart.ns > error.ns)
        return TimeOrder::Before;
    if (-apart.ns > error.ns)
        return TimeOrder::After;
    return TimeOrder::Unknown;
}

} // namespace foreshock
