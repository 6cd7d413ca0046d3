// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/amounts.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <cmath>

namespace foreshock::cli {

std::string amountText(double value, std::string_view unit) {
    const bool isBare = unit.empty() || unit == "1" || unit == "ratio" || unit == "count";
    return (std::abs(value) >= 100 ? numberText(std::round(value)) : numberText(value, 3)) +
           (isBare ? std::string() : " " + std::string(unit));
}

std::string countText(long long n, std::string_view one, std::string_view many) {
    return numberText(static_cast<double>(n), 15) + " " + std::string(n == 1 ? one : many);
}

std::string lagText(Duration lag, Duration error) {
    return (lag == Duration{} ? "0 min" : durationText(lag)) + " ± " + durationText(error);
}

} // namespace foreshock::cli
