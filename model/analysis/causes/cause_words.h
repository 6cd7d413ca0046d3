// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/earlier_trouble.h"
#include "model/analysis/causes/evidence_ranking.h"
#include "model/analysis/causes/flow_ranking.h"
#include "model/base/zone.h"
#include "model/domain/cause_answer.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// Puts a ranking of services into words: numbers with units, times with their zone, which rule chose, what was
/// missing. What it is made from must outlive it.
class CauseWords {
public:
    CauseWords(const CauseCase& incident, const EvidenceRanking& ranking, const FlowRanking& flow, Zone zone)
        : m_case(incident)
        , m_ranking(ranking)
        , m_flow(flow)
        , m_zone(std::move(zone)) {}

    /// For a service: its share of the flow (null: flow did not choose), then its kinds, then what speaks against it.
    std::vector<CauseEvidence> evidence(const EvidenceScore& score, const FlowShare* flow) const;
    std::optional<EpochMinute> onset(const EvidenceScore& score, const FlowShare* flow) const;
    std::vector<std::string> notes(bool isFlow, std::size_t judgedSeries, bool isWithoutLogs) const;
    /// Headline, and the reason where the answer is empty.
    void conclude(CauseAnswer& answer, AlarmSight sight, const std::optional<EarlierTrouble>& earlier) const;

private:
    std::string time(EpochMinute m) const;
    std::string amount(double value, const CauseSeries& series) const;
    std::string moved(const Found& f) const;
    std::string kindText(CauseKind kind, const EvidenceScore& score, const KindWeight& weight) const;
    CauseEvidence flowRow(const FlowShare& share) const;
    const std::string& name(int service) const { return m_case.id(service).value; }

    const CauseCase& m_case;
    const EvidenceRanking& m_ranking;
    const FlowRanking& m_flow;
    Zone m_zone;
};

} // namespace foreshock
