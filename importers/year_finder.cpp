// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/year_finder.h"

#include <date/date.h>

namespace foreshock {

YearFinder::YearFinder(Instant fileTime, std::optional<int> firstYear)
    : m_latest(fileTime + Duration::hours(24))
    , m_year(firstYear) {
    const date::year_month_day day{
        date::floor<date::days>(date::sys_time<std::chrono::nanoseconds>{std::chrono::nanoseconds{m_latest.ns}})};
    m_latestYear = static_cast<int>(day.year());
}

std::optional<Instant> YearFinder::find(int month, int day, Duration ofDay) {
    if (m_year) {
        if (m_lastMonth == 12 && month == 1)
            ++*m_year;
        else if (m_lastMonth == 1 && month == 12) // the lines around midnight are not always in order
            --*m_year;
        m_lastMonth = month;
        const std::optional<Instant> start = midnight(*m_year, month, day);
        return start ? std::optional(*start + ofDay) : std::nullopt;
    }
    for (int back = 0; back <= 8; ++back) // 29 February: up to eight years
        if (const std::optional<Instant> start = midnight(m_latestYear - back, month, day);
            start && *start + ofDay <= m_latest)
            return *start + ofDay;
    return std::nullopt;
}

std::optional<Instant> midnight(int year, int month, int day) {
    if (year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1)
        return std::nullopt;
    const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                   date::day{static_cast<unsigned>(day)}};
    if (!ymd.ok())
        return std::nullopt;
    return Instant{date::sys_days{ymd}.time_since_epoch().count() * 86'400'000'000'000};
}

} // namespace foreshock
