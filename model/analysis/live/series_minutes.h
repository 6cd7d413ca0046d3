// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"
#include "model/domain/series.h"

#include <map>
#include <span>

namespace foreshock {

/// One series on whole minutes that is carried on instead of made anew: the same as onMinutes() over all its samples.
/// Cost: the samples and minutes that are new. Made anew where the grid begins elsewhere, or where new samples change
/// how long one holds.
class SeriesMinutes {
public:
    /// `samples`: all of the series, in time order; those of the last call and then new ones, unless forget() came in
    /// between.
    const Values& on(std::span<const Sample> samples, Instant start, int minutes);
    /// Samples were put in elsewhere than at the end.
    void forget() { m_isKnown = false; }

private:
    void anew(std::span<const Sample> samples, Instant start, int minutes);
    void countGaps(std::span<const Sample> samples, std::size_t to);
    int held() const;

    bool m_isKnown = false;
    Instant m_start;
    std::size_t m_first = 0; ///< first sample on the grid
    std::size_t m_end = 0;   ///< first one behind it
    int m_held = 1;
    std::map<std::int64_t, std::size_t> m_gaps; ///< how often each distance between samples came
    std::size_t m_gapCount = 0;
    Values m_y;
};

} // namespace foreshock
