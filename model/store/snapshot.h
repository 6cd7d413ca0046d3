// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

namespace foreshock::store {

/// Who asks: an exercise hides from participants what its facilitator sees.
enum class Audience { Everyone, Participant };

/// The one gate of reading: every read function takes one, so that nothing can be seen before it had arrived.
struct Snapshot {
    Instant asOf = Instant::latest(); ///< only what had arrived by then
    Audience audience = Audience::Everyone;
    bool showsLoading = false; ///< sources this very process is loading, as partial; a dead process's stay hidden

    bool isWhole() const { return asOf == Instant::latest(); }
    /// Had a record of this event time and arrival (none: assumed with the event) arrived?
    bool shows(Instant event, bool hasArrival, Instant arrived) const { return (hasArrival ? arrived : event) <= asOf; }
};

} // namespace foreshock::store
