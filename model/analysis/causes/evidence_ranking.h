// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/service_evidence.h"

#include <optional>
#include <vector>

namespace foreshock {

/// What one kind of evidence adds to a service's score, after all factors.
struct KindWeight {
    Found found;
    double nats = 0;          ///< added to the score
    bool isOffTopic = false;  ///< a symptom that the alarm is not about
    bool isInherited = false; ///< the service has no such series; its callers show it
};

struct EvidenceScore {
    int service = 0;
    double score = 0;
    double withoutErrors = 0; ///< the sum if errors are left out, never above the score
    double size = 0;
    std::map<CauseKind, KindWeight> kinds;
    std::optional<EpochMinute> onset;
    double late = 0;              ///< nats taken because other services were in trouble first
    bool isReached = true;        ///< the alarmed service depends on it, or is it
    int explainedBy = -1;         ///< the callee in most trouble, where it explains some of this one's
    double explained = 0;         ///< nats taken for that
    bool hasSilentCallee = false; ///< one that it calls reports no errors: these may be its
};

struct EvidenceRanking {
    std::vector<EvidenceScore> services; ///< all, best first
    double needed = 0;                   ///< a score from which something stands out

    bool standsOut() const { return !services.empty() && services.front().score >= needed; }
    /// Stands out by more than errors that may be a silent callee's.
    bool names() const { return standsOut() && top() >= needed; }
    double top() const {
        return services.front().hasSilentCallee ? services.front().withoutErrors : services.front().score;
    }
};

/// Terms that can be left out, to measure what they are worth.
struct EvidenceTerms {
    std::vector<CauseKind> without;
    bool explains = true;
    bool inherits = true;
    bool asksReach = true;
    bool asksOnset = true;
    bool asksTopic = true;
};

/// Ranks services by what speaks for them: the best kind and parts of the second and third; trouble that a callee's
/// own trouble explains is taken away (latency, errors, logs… — resources and outbound calls are a service's own);
/// a service that can't tell inherits part of what is left at its callers; less without a path from the alarmed service
/// and for those in trouble later. Tolerates cycles and wrong maps.
EvidenceRanking rankByEvidence(const CauseCase& incident, const std::vector<JudgedSeries>& judged,
                               const ServiceEvidence& evidence, const EvidenceTerms& terms = {});

} // namespace foreshock
