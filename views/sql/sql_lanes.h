// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/series.h"
#include "model/domain/sql_table.h"

#include <vector>

namespace foreshock {

/// An answer as lines over time: a column of times, a line for each column of figures, and where there are columns of
/// texts one for each of their values.
struct SqlLanes {
    struct Line {
        SeriesInfo info; ///< metric: the lane's name; its id is none of the file
        std::vector<Sample> samples;
    };
    std::vector<Line> lines;
    std::size_t leftOut = 0; ///< lines beyond kMost

    static constexpr std::size_t kMost = 24;

    /// Errors: Invalid, with the column that is missing.
    static Result<SqlLanes> of(const SqlTable& table);
    std::vector<SeriesInfo> infos() const;
    /// One span a pixel at the most. Where rows are missing the line is broken.
    static SeriesWindow window(const Line& line, TimeRange range, int pixels);
};

} // namespace foreshock
