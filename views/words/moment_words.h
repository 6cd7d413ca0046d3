// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"

#include <QString>
#include <optional>

namespace foreshock {

/// A moment to the minute, told beside another: "05:40 PST" on the same day, "26 Nov 05:40 PST" in the same year, else
/// with the year. Without another: with its day.
QString momentText(Instant at, std::optional<Instant> beside, const Zone& zone);

} // namespace foreshock
