// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/evidence.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// How the services were ranked: by where the added time or the added failures arise, or by what each service's own
/// series say; None: nothing stands out.
enum class CauseRule { None, Flow, Evidence };

enum class CauseKind {
    Flow,
    Cpu,
    Memory,
    Saturation,
    Io,
    Network,
    Unknown,
    Latency,
    Errors,
    Inbound,  ///< its callers wait for it
    Outbound, ///< its calls are slow towards services that are quick for others
    Quieter,  ///< faster or less data than usual
    Logs,
    Explained, ///< what it calls is in trouble itself
    Path,
    Onset,
    Coverage
};

std::string_view nameOf(CauseRule rule); ///< "none", "flow", "evidence"
std::string_view nameOf(CauseKind kind); ///< "flow", "cpu"…

/// One thing that was measured about a service.
struct CauseEvidence {
    CauseKind kind = CauseKind::Unknown;
    EvidenceState state = EvidenceState::DoesNotDecide;
    std::string text;
    double weight = 0; ///< flow: share of what was added; else nats that it added to the score
    EvidenceRef ref;
};

/// A service where the trouble may have started.
struct CauseService {
    ServiceId service;
    double probability = 0;
    double score = 0; ///< flow: share of what was added; else nats
    std::optional<Instant> onset;
    std::vector<ServiceId> path; ///< from the alarmed service to this one along the map; empty if there is none
    std::vector<CauseEvidence> evidence;
};

/// Where an incident started, or that nothing stands out.
struct CauseAnswer {
    std::optional<AlarmId> alarm;
    ServiceId alarmService; ///< may be empty
    Instant at;
    CauseRule rule = CauseRule::None;
    std::vector<CauseService> services; ///< most probable first; empty: nothing stands out, `reason` says why
    std::vector<CauseService> nearest;  ///< the first few where nothing stands out: below the bar, not an answer
    bool isSure = false; ///< one service stands out from the others, by more than errors that its callees may share
    std::string headline;
    std::string reason;
    std::vector<std::string> notes; ///< what was missing, and what that means for the answer
};

} // namespace foreshock
