// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/clock.h"

#include <chrono>

namespace foreshock {

Instant systemNow() {
    return Instant{
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count()};
}

} // namespace foreshock
