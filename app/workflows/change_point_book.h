// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/recall.h"
#include "model/domain/change_point.h"
#include "model/domain/series.h"

#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// Change points that were found before, by the hash of the samples that they were found in: they are the same for the
/// same samples, whatever else of the incident changed. What takes seconds for hundreds of series is done again only
/// for series with new samples. One thread. Memory: some 100 B a series and 80 B a change point.
class ChangePointBook {
public:
    /// With what the file holds of an earlier book.
    static ChangePointBook open(const IncidentSession& session);

    /// Where a series moved within a range. Errors: Cancelled, those of reading.
    Result<std::vector<ChangePoint>> points(IncidentSession& session, const SeriesInfo& series, TimeRange range,
                                            std::stop_token stop = {});
    /// Ends a round over all series: what was not asked for in it is forgotten. What the file should keep, if that is
    /// not what it holds.
    std::optional<ToKeep> endRound();
    int computed() const { return m_computed; } ///< series that were not known, in this round

private:
    using Pages = std::map<std::string, std::vector<ChangePoint>>;
    Pages m_known;
    Pages m_asked; ///< in this round
    int m_computed = 0;
    std::string m_program;
};

} // namespace foreshock
