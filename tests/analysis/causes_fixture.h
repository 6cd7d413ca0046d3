// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/evidence_ranking.h"
#include "model/analysis/causes/flow_ranking.h"
#include "model/analysis/causes/log_surge.h"
#include "model/domain/incident.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foreshock::test {

/// What the reference prototype says of one form of a case.
struct ExpectedCauses {
    using Scores = std::vector<std::pair<std::string, double>>;
    std::string name;
    std::vector<Dependency> map;
    bool isWithoutCounts = false;
    bool evidenceAbstains = false;
    Scores evidence; ///< services with a score above zero
    bool hasFlow = false;
    bool flowAbstains = false;
    Scores flow;
};

/// A part of a public data set, with its truth.
struct CausesCase {
    std::string name;
    std::vector<std::string> truth;
    Incident incident; ///< one alarm
    struct Message {
        ServiceId service;
        std::string text;
        long before;
        long now;
    };
    std::vector<Message> messages;
    std::vector<ExpectedCauses> answers;

    const Alarm& alarm() const { return incident.alarms.front(); }
    LogSurge logs() const;
    /// The incident as an answer saw it.
    Incident incidentFor(const ExpectedCauses& answer) const;
};

/// All of tests/data/analysis/causes.
const std::vector<CausesCase>& causesCases();

/// Both rankings of an incident with one alarm. The case points into the incident.
struct CausesRun {
    CauseCase asked;
    EvidenceRanking evidence;
    FlowRanking flow;
};
CausesRun rankCauses(const Incident& incident, const LogSurge& logs);

} // namespace foreshock::test
