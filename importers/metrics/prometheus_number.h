// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// The number of a sample: "12.5", "1e+06", "NaN", "+Inf". Null: no number; NaN, infinities are null samples (NaN).
/// A decimal of up to 15 digits is exact by one division (Clinger, "How to read floating point numbers accurately",
/// 1990): a third of the time of std::from_chars, which reads all others.
std::optional<double> sampleValue(std::string_view text);

/// A time since 1970: OpenMetrics writes seconds with a fraction, Prometheus whole milliseconds; both are told by
/// magnitude. Digits after the point are kept to the nanosecond. Null: no number, or before 3 March 1973.
std::optional<Instant> sampleTime(std::string_view text);

} // namespace foreshock
