// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/selection_stats.h"
#include "model/store/samples/series_reader.h"

#include <stop_token>
#include <vector>

namespace foreshock {

/// Log records by level within a range, and what these series did in it, before and after. The cost of a series is
/// three windows of 1,024 pixels, however many samples it has. Errors: Cancelled, those of reading.
Result<SelectionStats> selectionStats(const IncidentSession& session, store::SeriesReader& reader,
                                      const std::vector<SeriesInfo>& series, TimeRange range,
                                      std::stop_token stop = {});

} // namespace foreshock
