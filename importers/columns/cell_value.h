// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// What a unit within a cell stands for: "GiB" is 1,073,741,824 "B", "ms" is 0.001 "s", "K" a thousand of nothing.
struct CellUnit {
    double factor = 1;
    std::string unit;
};
/// Null: no unit that we know.
std::optional<CellUnit> cellUnit(std::string_view word);

enum class DecimalMark { Point, Comma };

/// "12.51 °C", "1.2 GiB", "350 ms", "12%", "1,234.5", "-3e4", with a decimal comma "1.234,5". A cell's unit is turned
/// into its base unit, because one column has "350 ms" above "1.2 s". An empty cell, NaN, null, "-" and infinities are
/// NaN.
struct CellValue {
    double value = 0;
    std::string unit; ///< base unit; empty: the cell names none
};
std::optional<CellValue> cellValue(std::string_view text, DecimalMark mark = DecimalMark::Point);

} // namespace foreshock
