// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "model/domain/detail.h"

#include <optional>
#include <string>

namespace foreshock {

/// Something that somebody or something did to a service: deploy, config, capacity add, flag, automation…
struct Change {
    ChangeId id; ///< as the source gave it; "id@feed" after a clash, a hash where it gave none
    ServiceId service;
    std::string kind;
    std::string title;
    Instant start;
    std::optional<Instant> end; ///< none: a moment, or not known
    std::string actor;
    std::string ref;                  ///< address of the ticket, commit or run
    std::string group;                ///< the rollout that this is a step of
    std::string scope;                ///< what part of the fleet, in the source's words
    std::string basis;                ///< fact, derived, memory, invented, planned, or empty
    std::optional<Instant> arrivedAt; ///< when it could be seen; none: assumed with the event
    Details details;                  ///< image, revision, approver… as the source names them
    Duration error = {};              ///< plus or minus of its times: what its source's clock is known to
    std::string environment = {};     ///< production, staging…, as labels or names tell; empty: not told

    /// Said by a calendar: it was meant to happen; whether it ran is another record's to say.
    bool isPlanned() const { return basis == "planned"; }
    Instant endOrStart() const { return end ? *end : start; }
};

} // namespace foreshock
