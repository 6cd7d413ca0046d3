// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <optional>
#include <string>

namespace foreshock {

/// Full: the answer with all its reasons. Outline: which changes and how likely, for one line.
enum class RankDetail { Full, Outline };

/// What is asked of the ranking. By default: the heaviest alarm group, all changes.
struct RankOptions {
    std::optional<AlarmId> alarm;   ///< rank the group that holds it
    std::optional<Instant> at;      ///< take this as the first alarm; alarms before it are left out
    std::optional<Duration> window; ///< changes that ended longer before the first alarm are no suspects
    int top = 0;                    ///< suspects in the answer; 0: all
    std::string displayZone;        ///< IANA name for texts; empty: the incident's
    RankDetail detail = RankDetail::Full;
};

} // namespace foreshock
