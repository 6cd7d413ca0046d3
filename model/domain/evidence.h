// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

enum class EvidenceKind {
    Precedes,
    Path,
    Reach,
    Shift,
    Ceiling,
    Dose,
    Profile,
    Neighbour,
    Scope,
    LogTemplate,
    EarlierRuns,
    Veto,
    Coverage
};
enum class EvidenceState { For, Against, DoesNotDecide, NotTested };

std::string_view nameOf(EvidenceKind kind);   ///< "precedes", "log_template"…
std::string_view nameOf(EvidenceState state); ///< "for", "does_not_decide"…

/// A series named as people name it.
struct SeriesRef {
    ServiceId service;
    std::string metric;
    bool operator==(const SeriesRef&) const = default;
    bool isEmpty() const { return metric.empty(); }
};

/// Where in the incident the evidence can be seen.
struct EvidenceRef {
    SeriesRef series;               ///< may be empty
    std::optional<TimeRange> range; ///< the stretch to look at
    std::optional<Instant> at;      ///< its most telling moment
    std::optional<double> level;    ///< a plateau's value
};

/// One thing that was measured about a suspect.
struct Evidence {
    EvidenceKind kind = EvidenceKind::Precedes;
    EvidenceState state = EvidenceState::DoesNotDecide;
    std::string text;
    double weight = 0; ///< nats it added to the score
    EvidenceRef ref;
};

} // namespace foreshock
