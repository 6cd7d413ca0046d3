// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_histogram.h"
#include "model/domain/log_record.h"
#include "views/plot/time_axis.h"

#include <array>
#include <optional>
#include <vector>

namespace foreshock {

/// How levels are drawn together: from the base of a bar upwards.
enum class LevelGroup { Error, Warning, Info, Rest };
constexpr std::size_t kLevelGroups = 4;
LevelGroup groupOf(LogLevel level);

/// The bars of the level histogram: one a cell, the worst level at the base. Heights go by counts, but what holds one
/// error or warning shows two pixels of it: a single one must not vanish under a thousand others. Pure geometry.
struct LevelStripLayout {
    struct Bar {
        double left = 0, width = 0;
        std::array<double, kLevelGroups> heights{}; ///< by LevelGroup
        std::array<std::int64_t, kLevelGroups> counts{};
        std::int64_t total = 0;
    };
    std::vector<Bar> bars;
    std::int64_t most = 0; ///< records in the fullest cell

    static LevelStripLayout of(const LogHistogram& histogram, const TimeAxis& axis, double height);
    std::optional<std::size_t> barAt(double x) const;
};

} // namespace foreshock
