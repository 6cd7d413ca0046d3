// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <optional>

namespace foreshock {

/// Finds the year of wall clocks that were written without one ("Jun 14 15:16:01"). One per reader.
/// By the file's time: the latest year that puts the clock at most a day after it (clocks and zones differ).
/// By a given year: that is the first record's; January after December is the next year.
class YearFinder {
public:
    explicit YearFinder(Instant fileTime, std::optional<int> firstYear = {});

    /// The wall clock read as UTC; null for a day that there is not (29 February of a given year).
    std::optional<Instant> find(int month, int day, Duration ofDay);

private:
    Instant m_latest;
    int m_latestYear = 0;
    std::optional<int> m_year; ///< of the last record, where the first one's was given
    int m_lastMonth = 0;
};

/// Midnight of a day of the calendar, read as UTC; null if there is no such day.
std::optional<Instant> midnight(int year, int month, int day);

} // namespace foreshock
