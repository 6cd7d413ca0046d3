// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/selection_stats.h"
#include "views/timeline/timeline_values.h"

#include <QString>
#include <vector>

namespace foreshock {

struct Lane;

/// Two values of a series, and what lies between them.
struct ValuePair {
    std::optional<double> from, to;
};

/// "32,655 → 32,768 (+113)"; null where nothing was measured on either side.
QString pairWords(const ValuePair& pair);
/// The value that a window shows at an instant; none in a gap.
std::optional<double> valueIn(const SeriesWindow& window, Instant at);

/// "03:00 – 04:00 PST · 1 h · 1,203 log records: 12 errors, 40 warnings · 2 alarms · 1 change". What is still being
/// counted is told so.
QString selectionLine(const TimelineValues& values, TimeRange range, const SelectionStats* stats, const Zone& zone);
/// "04:00:00 → 05:12:30 PST · 1 h 12 min 30 s".
QString markLine(Instant from, Instant to, const Zone& zone);

/// The same and a row for each of these lanes' series, parted by tabs, to be pasted.
QString selectionText(const TimelineValues& values, TimeRange range, const SelectionStats* stats, const Zone& zone,
                      const std::vector<Lane>& lanes);
QString markText(const TimelineValues& values, Instant from, Instant to, const Zone& zone,
                 const std::vector<Lane>& lanes);

} // namespace foreshock
