// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/year_finder.h"
#include "model/base/time_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// Turns the times of one source into instants: an offset in the record decides, else the zone of the settings.
/// Lives in its reader. Wall clocks that a change of the clocks skipped or repeated are kept and told of. Of an hour
/// that was shown twice the first is taken, unless the record before stands later in it: a log that steps back by more
/// than half an hour there has come to the second.
class RecordClock {
public:
    RecordClock(const ReadSettings& settings, RecordSink& sink);

    /// RFC 3339 and its kin, or digits, perhaps with a fraction: an epoch. Null if it is neither.
    std::optional<Instant> read(std::string_view text, RecordPlace place);
    std::optional<Instant> readEpoch(std::int64_t number);
    std::optional<Instant> readEpoch(double number);
    Instant resolve(const WrittenTime& written, RecordPlace place);
    /// The same by the clocks of another zone, which the record names.
    Instant resolveIn(const Zone& zone, const WrittenTime& written, RecordPlace place);
    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told by magnitude; null before 1973.
    static std::optional<Instant> epoch(std::int64_t number);
    static std::optional<Instant> epoch(double number);
    /// "in the record", "given", "assumed UTC", or empty before the first time.
    std::string basis() const;
    Instant fileTime() const { return m_fileTime; }
    /// For times without a year.
    YearFinder& years() { return m_years; }

private:
    Instant settle(const Zone& zone, Instant wall, const Zone::LocalFit& fit, RecordPlace place);

    RecordSink* m_sink;
    Zone m_zone;
    bool m_isZoneGiven;
    Instant m_fileTime;
    YearFinder m_years;
    bool m_hasRead = false;
    bool m_hasAssumed = false;
    int m_doubts = 0; ///< times that were skipped or shown twice
    std::optional<Instant> m_last;
    TimeRange m_hour;       ///< wall-clock hour without a change of the clocks…
    Duration m_hourOffset;  ///< …and what to take from it
    std::string m_lastText; ///< metric files repeat their times
    Instant m_lastTime;
};

} // namespace foreshock
