// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/evidence_ranking.h"

#include "model/analysis/causes/cause_constants.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

using namespace cause_constants;

double weightOf(CauseKind kind) {
    switch (kind) {
    case CauseKind::Memory:
        return .8;
    case CauseKind::Io:
    case CauseKind::Network:
        return .4;
    case CauseKind::Quieter:
        return .6;
    case CauseKind::Unknown:
        return .3;
    default:
        return 1;
    }
}

/// May come from a callee; the rest is a service's own.
bool isPassedOn(CauseKind kind) {
    return kind == CauseKind::Latency || kind == CauseKind::Inbound || kind == CauseKind::Errors ||
           kind == CauseKind::Quieter || kind == CauseKind::Logs;
}

bool isOffTopic(CauseKind kind, CauseRole topic) {
    if (topic == CauseRole::Latency)
        return kind == CauseKind::Errors || kind == CauseKind::Quieter;
    if (topic == CauseRole::Errors || topic == CauseRole::Success)
        return kind == CauseKind::Latency || kind == CauseKind::Inbound || kind == CauseKind::Outbound;
    return false;
}

/// Sums kinds, fading; sets what each adds.
double combine(std::map<CauseKind, KindWeight>& kinds, CauseRole topic, bool withErrors = true) {
    std::vector<std::pair<double, KindWeight*>> order;
    for (auto& [kind, k] : kinds) {
        k.isOffTopic = isOffTopic(kind, topic);
        if (withErrors || kind != CauseKind::Errors)
            order.push_back({weightOf(kind) * k.found.nats * (k.isOffTopic ? kOffTopic : 1), &k});
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    double sum = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i].second->nats = i < std::size(kFade) ? kFade[i] * order[i].first : 0;
        sum += order[i].second->nats;
    }
    return sum;
}

class Ranking {
public:
    Ranking(const CauseCase& incident, const std::vector<JudgedSeries>& judged, const EvidenceTerms& terms)
        : m_case(incident)
        , m_terms(terms)
        , m_topic(terms.asksTopic ? topicOf(incident.alarmMetric) : CauseRole::Unknown) {
        for (const CauseSeries& s : incident.series)
            if (s.role == CauseRole::Latency || s.role == CauseRole::Errors || s.role == CauseRole::Success)
                m_has.insert({s.service, s.role == CauseRole::Latency ? CauseKind::Latency : CauseKind::Errors});
        Values steps;
        for (const JudgedSeries& j : judged)
            if (!std::isnan(j.step))
                steps.push_back(j.step);
        m_step = steps.empty() ? 1 : std::max(median(steps), 1e-6);
    }

    void start(const ServiceEvidence& evidence) {
        for (int s = 0; s < m_case.calls.size(); ++s) {
            EvidenceScore one;
            one.service = s;
            one.size = evidence.size[index(s)];
            for (const auto& [kind, f] : evidence.kinds[index(s)])
                if (std::find(m_terms.without.begin(), m_terms.without.end(), kind) == m_terms.without.end()) {
                    one.kinds[kind].found = f;
                    if (f.nats >= kTelling && f.first && (!one.onset || *f.first < *one.onset))
                        one.onset = f.first;
                }
            auto kinds = one.kinds;
            m_alone.push_back(combine(kinds, m_topic));
            m_scores.push_back(std::move(one));
        }
    }

    void explainAway() {
        for (EvidenceScore& one : m_scores) {
            double most = 0;
            int who = -1;
            for (const int c : m_case.calls.reach(one.service))
                if (c != one.service && m_alone[index(c)] > most) {
                    most = m_alone[index(c)];
                    who = c;
                }
            const double guilt = most - kChance;
            if (guilt <= 0)
                continue;
            one.explainedBy = who;
            const double away = kExplained * guilt / (guilt + kHalf);
            for (auto& [kind, k] : one.kinds)
                if (isPassedOn(kind))
                    k.found.nats *= 1 - away;
            one.explained = m_alone[index(one.service)] - combine(one.kinds, m_topic);
        }
    }

    /// Reads what is left at callers, writes copies: nobody inherits what was inherited.
    void inherit() {
        const auto left = m_scores;
        for (EvidenceScore& one : m_scores)
            for (const CauseKind kind : {CauseKind::Errors, CauseKind::Latency}) {
                const auto& callers = m_case.calls.callers(one.service);
                double sum = 0;
                for (const int caller : callers)
                    if (const auto at = left[index(caller)].kinds.find(kind); at != left[index(caller)].kinds.end())
                        sum += at->second.found.nats;
                if (sum <= 0 || m_has.contains({one.service, kind}))
                    continue;
                KindWeight& k = one.kinds[kind];
                k = {};
                k.isInherited = true;
                k.found.nats = kInherit * sum / static_cast<double>(callers.size());
            }
    }

    EvidenceRanking done() {
        std::optional<EpochMinute> first;
        for (const EvidenceScore& one : m_scores)
            if (one.onset && (!first || *one.onset < *first))
                first = one.onset;
        std::vector<bool> isReached(m_scores.size(), true);
        if (const auto reached =
                m_case.target >= 0 && m_terms.asksReach ? m_case.calls.reach(m_case.target) : std::vector<int>();
            reached.size() > 1) {
            isReached.assign(m_scores.size(), false);
            for (const int s : reached)
                isReached[index(s)] = true;
        }
        for (EvidenceScore& one : m_scores) {
            const auto scored = [&](bool withErrors) {
                const double factor = one.isReached ? 1 : kUnreached;
                const double sum = combine(one.kinds, m_topic, withErrors) * factor;
                return sum - std::min(sum, one.late);
            };
            one.isReached = isReached[index(one.service)];
            if (m_terms.asksOnset && one.onset)
                one.late = std::min(kLateCap, kLate * std::max(0.0, (*one.onset - *first) / m_step - 1));
            for (const int c : m_case.calls.callees(one.service))
                one.hasSilentCallee = one.hasSilentCallee || !m_has.contains({c, CauseKind::Errors});
            auto kinds = one.kinds;
            const double bare = combine(kinds, m_topic, false);
            one.score = scored(true);
            one.withoutErrors = std::min(one.score, bare);
        }
        EvidenceRanking out;
        out.services = std::move(m_scores);
        std::sort(out.services.begin(), out.services.end(), [](const EvidenceScore& a, const EvidenceScore& b) {
            return std::tuple(-a.score, -a.size, a.service) < std::tuple(-b.score, -b.size, b.service);
        });
        out.needed = kNameIt + std::log(std::max(static_cast<double>(out.services.size()), 2.0));
        return out;
    }

private:
    static std::size_t index(int service) { return static_cast<std::size_t>(service); }

    const CauseCase& m_case;
    const EvidenceTerms& m_terms;
    CauseRole m_topic;
    double m_step = 1;
    std::set<std::pair<int, CauseKind>> m_has; ///< which services report latency or errors at all
    std::vector<double> m_alone;               ///< sums before callees explain
    std::vector<EvidenceScore> m_scores;       ///< by service until done()
};

} // namespace

EvidenceRanking rankByEvidence(const CauseCase& incident, const std::vector<JudgedSeries>& judged,
                               const ServiceEvidence& evidence, const EvidenceTerms& terms) {
    Ranking ranking(incident, judged, terms);
    ranking.start(evidence);
    if (terms.explains)
        ranking.explainAway();
    if (terms.inherits)
        ranking.inherit();
    return ranking.done();
}

} // namespace foreshock
