// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace foreshock::cli {

/// "32,768 threads/server", "4.2 %", "0.98": whole numbers from a hundred on, else three digits.
std::string amountText(double value, std::string_view unit);
/// "1 alarm", "10 alarms".
std::string countText(long long n, std::string_view one, std::string_view many);

} // namespace foreshock::cli
