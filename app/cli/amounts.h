// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <string>
#include <string_view>

namespace foreshock::cli {

/// "32,768 threads/server", "4.2 %", "0.98": whole numbers from a hundred on, else three digits.
std::string amountText(double value, std::string_view unit);
/// "1 alarm", "10 alarms".
std::string countText(long long n, std::string_view one, std::string_view many);

/// "40 min ± 2 min"; no time at all is "0 min".
std::string lagText(Duration lag, Duration error);

} // namespace foreshock::cli
