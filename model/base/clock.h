// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

namespace foreshock {

/// What this machine's clock shows.
Instant systemNow();

} // namespace foreshock
