// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/cause_words.h"

#include "model/analysis/causes/cause_constants.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace foreshock {
namespace {

using namespace cause_constants;

constexpr double kShown = .5;       ///< nats from which a row is told
constexpr double kBelowShown = .05; ///< part of a service's excess that its callees must have to be told
constexpr std::size_t kNamed = 4;

std::string percent(double share) {
    return fmt::format("{:.0f} %", 100 * share);
}

/// What is added up over calls.
std::string_view addedThing(CauseRole role) {
    if (role == CauseRole::Latency)
        return "time";
    return role == CauseRole::Success || role == CauseRole::Errors ? "failures" : "excess";
}

std::string listed(std::vector<std::string> names) {
    const std::size_t size = names.size();
    if (size > kNamed) {
        names.resize(kNamed);
        return fmt::format("{} and {} more", fmt::join(names, ", "), size - kNamed);
    }
    if (size < 2)
        return names.empty() ? "" : names.front();
    const std::string last = names.back();
    names.pop_back();
    return fmt::format("{} and {}", fmt::join(names, ", "), last);
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string asSentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace

std::string CauseWords::time(EpochMinute m) const {
    return clockTextWithZone(atEpochMinute(m), m_zone);
}

std::string CauseWords::amount(double value, const CauseSeries& series) const {
    const std::string& unit = series.data->info.unit;
    return numberText(value, 3) + (unit.empty() || unit == "1" || unit == "count" ? "" : " " + unit);
}

/// "cpu_usage_rate 7.6 times its usual: 1.2 % → 9.1 %, from 04:45 UTC".
std::string CauseWords::moved(const Found& f) const {
    const CauseSeries& s = m_case.series[static_cast<std::size_t>(f.series)];
    const double ratio = f.before > 0 && f.during >= 0 ? f.during / f.before : std::nan("");
    std::string how;
    if (s.role == CauseRole::Success || s.role == CauseRole::Errors || !(std::abs(std::log(ratio)) < 20))
        how = "moved";
    else if (ratio >= 1.995)
        how = numberText(ratio, 2) + " times its usual";
    else
        how = ratio >= 1 ? fmt::format("{:.0f} % above its usual", 100 * (ratio - 1))
                         : fmt::format("{:.0f} % below its usual", 100 * (1 - ratio));
    const std::string instance = s.data->info.instance.empty() ? "" : " of " + s.data->info.instance;
    return fmt::format("{}{} {}: {} → {}{}", s.metric(), instance, how, amount(f.before, s), amount(f.during, s),
                       f.first ? ", from " + time(*f.first) : "");
}

std::string CauseWords::kindText(CauseKind kind, const EvidenceScore& score, const KindWeight& weight) const {
    const std::string_view noun = kind == CauseKind::Errors ? "errors" : "latency";
    if (weight.isInherited)
        return fmt::format("it reports no {} itself; those that call it show {}", noun, noun);
    const Found& f = weight.found;
    if (f.series < 0)
        return f.text;
    const CauseSeries& s = m_case.series[static_cast<std::size_t>(f.series)];
    std::string text = moved(f);
    if (kind == CauseKind::Inbound)
        text = s.service == score.service ? "the way to it got slow: " + text
                                          : "its callers wait for it: " + name(s.service) + "'s " + text;
    else if (kind == CauseKind::Outbound)
        text = "its calls got slow towards services that are quick for others: " + text;
    else if (kind == CauseKind::Quieter)
        text = "it does less than usual: " + text;
    if (weight.isOffTopic)
        text += "; not what the alarm is about, counts less";
    return text;
}

CauseEvidence CauseWords::flowRow(const FlowShare& share) const {
    const CauseSeries& series = m_flow.series[static_cast<std::size_t>(share.service)];
    const std::string_view thing = addedThing(series.role);
    CauseEvidence row;
    row.kind = CauseKind::Flow;
    row.weight = share.score;
    row.ref.series = {m_case.id(share.service), series.metric()};
    row.ref.range = TimeRange{atEpochMinute(m_flow.times.front()), atEpochMinute(m_flow.times.back())};
    if (share.firstRow >= 0)
        row.ref.at = atEpochMinute(m_flow.times[static_cast<std::size_t>(share.firstRow)]);
    row.state = share.z >= kFlowNoise && share.share >= kFlowShare ? EvidenceState::For : EvidenceState::Against;
    if (row.state == EvidenceState::Against) {
        row.text = share.z < kFlowNoise
                       ? fmt::format("what was added inside it is no more than its usual noise (z {:.1f})", share.z)
                       : fmt::format("only {} of the added {} is inside it", percent(share.share), thing);
        return row;
    }
    const std::string part = share.share >= .995 ? "all" : percent(share.share);
    const double below = share.excess > 0 ? share.below / share.excess : 0;
    const bool isAlone = below < kBelowShown;
    const std::string_view did = thing == "time" ? "slow" : thing == "failures" ? "fail more" : "add to it";
    if (!share.isReached) {
        row.text =
            fmt::format("what was added at {} would account for {} of the added {}, if {} depends on it: the map "
                        "shows no path",
                        name(share.service), part, thing, name(m_case.target));
        return row;
    }
    if (m_case.calls.callees(share.service).empty() && share.service == m_case.target) {
        row.text =
            fmt::format("{} of the added {} is inside {}, as far as the map goes: it shows nothing that {} calls", part,
                        thing, name(share.service), name(share.service));
        return row;
    }
    row.text = fmt::format("{} of the added {} is inside {}; ", part, thing, name(share.service)) +
               (isAlone ? fmt::format("what it calls did not {}", did)
                        : fmt::format("of its own {} more, {} come from what it calls", amount(share.excess, series),
                                      amount(share.below, series)));
    return row;
}

std::vector<CauseEvidence> CauseWords::evidence(const EvidenceScore& score, const FlowShare* flow) const {
    std::vector<CauseEvidence> out;
    if (flow)
        out.push_back(flowRow(*flow));
    const double scale = flow ? kPerNat : 1;
    std::vector<std::pair<CauseKind, const KindWeight*>> kinds;
    for (const auto& [kind, weight] : score.kinds)
        if (weight.found.nats >= kShown)
            kinds.push_back({kind, &weight});
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.second->nats > b.second->nats; });
    for (const auto& [kind, weight] : kinds) {
        CauseEvidence row;
        row.kind = kind;
        row.state = weight->nats > 0 ? EvidenceState::For : EvidenceState::DoesNotDecide;
        row.text = kindText(kind, score, *weight);
        row.weight = scale * weight->nats;
        if (const Found& f = weight->found; f.series >= 0) {
            const CauseSeries& s = m_case.series[static_cast<std::size_t>(f.series)];
            row.ref.series = {s.data->info.service, s.metric()};
            row.ref.level = f.during;
            if (f.first)
                row.ref.at = atEpochMinute(*f.first);
        }
        out.push_back(std::move(row));
    }
    const auto add = [&](CauseKind kind, EvidenceState state, double weight, std::string text) {
        out.push_back({kind, state, std::move(text), scale * weight, {}});
    };
    if (score.explained >= kShown)
        add(CauseKind::Explained, EvidenceState::Against, -score.explained,
            fmt::format("it depends on {}, which is in trouble itself: part of this may come from there",
                        name(score.explainedBy)));
    if (score.hasSilentCallee && score.kinds.contains(CauseKind::Errors) && score.score - score.withoutErrors >= kShown)
        add(CauseKind::Errors, EvidenceState::DoesNotDecide, 0,
            "something that it calls reports no errors: its errors may be theirs");
    if (!score.isReached)
        add(CauseKind::Path, EvidenceState::Against, 0,
            fmt::format("no path on the map from {}: counts {}", name(m_case.target), percent(kUnreached)));
    if (score.late > 0)
        add(CauseKind::Onset, EvidenceState::Against, -score.late, "others were in trouble before it");
    if (out.empty())
        add(CauseKind::Coverage, EvidenceState::NotTested, 0, "none of its series stands out");
    return out;
}

std::optional<EpochMinute> CauseWords::onset(const EvidenceScore& score, const FlowShare* flow) const {
    std::optional<EpochMinute> out = score.onset;
    if (flow && flow->firstRow >= 0 && flow->z >= kFlowNoise) {
        const EpochMinute row = m_flow.times[static_cast<std::size_t>(flow->firstRow)];
        out = std::min(out.value_or(row), row);
    }
    return out;
}

std::vector<std::string> CauseWords::notes(bool isFlow, std::size_t judgedSeries, bool isWithoutLogs) const {
    std::vector<std::string> out;
    const auto names = [&](const std::vector<int>& services) {
        std::vector<std::string> list;
        for (const int s : services)
            list.push_back(name(s));
        return listed(std::move(list));
    };
    if (m_case.target < 0)
        out.push_back("The alarm names no service: nothing is said about paths, and all services count alike.");
    if (!m_case.hasMap)
        out.push_back("No map: what a service's callees explain of its trouble can't be taken off. Import one, or "
                      "traces, for a better answer.");
    else if (m_case.target >= 0 && m_case.calls.callees(m_case.target).empty())
        out.push_back(m_case.calls.callers(m_case.target).empty()
                          ? name(m_case.target) + " is not on the map: nothing is said about paths from it."
                          : name(m_case.target) + " calls nobody on the map: if that is wrong, so may be the answer.");
    if (isFlow) {
        if (!m_flow.steppedOver.empty())
            out.push_back(fmt::format("{} {} not report {} and {} stepped over: {}.",
                                      counted(m_flow.steppedOver.size(), "service", "services"),
                                      m_flow.steppedOver.size() == 1 ? "does" : "do", m_case.alarmMetric,
                                      m_flow.steppedOver.size() == 1 ? "is" : "are", names(m_flow.steppedOver)));
        if (m_flow.isAssumed)
            out.push_back(
                "Too few request counts: each call is taken to make one call of each callee. Import requests by "
                "service and minute for a surer answer.");
        else if (!m_flow.uncounted.empty())
            out.push_back(fmt::format("No request counts of {}: one call for each of its callers' is assumed.",
                                      names(m_flow.uncounted)));
        return out;
    }
    switch (m_flow.fit) {
    case FlowFit::Fits:
        out.push_back("What was added to " + m_case.alarmMetric +
                      " can't be told from its usual noise: judged by each service's own series.");
        break;
    case FlowFit::NoMetric:
        out.push_back(m_case.alarmMetric.empty()
                          ? "The alarm names no metric: judged by each service's own series, not by where time flows."
                          : "No series \"" + m_case.alarmMetric +
                                "\" of the alarmed service: judged by each service's own series.");
        break;
    case FlowFit::NotAdditive:
        out.push_back(m_case.alarmMetric +
                      " can't be added up over calls: judged by each service's own series. An average would allow "
                      "more.");
        break;
    case FlowFit::TooFewServices:
        out.push_back("Fewer than three services report " + m_case.alarmMetric +
                      ": judged by each service's own series, not by where time flows.");
        break;
    case FlowFit::TooLittlePast:
        out.push_back("Too few samples before or after the alarm to say where time flows: judged by each service's "
                      "own series.");
        break;
    }
    std::set<int> seen;
    for (const CauseSeries& s : m_case.series)
        seen.insert(s.service);
    std::vector<int> silent;
    for (int s = 0; s < m_case.calls.size(); ++s)
        if (!seen.contains(s))
            silent.push_back(s);
    if (!silent.empty())
        out.push_back(
            fmt::format("{} without any series: {}.", counted(silent.size(), "service", "services"), names(silent)));
    if (judgedSeries < m_case.series.size())
        out.push_back(fmt::format("{} of {} without samples both before and around {}: not judged.",
                                  m_case.series.size() - judgedSeries,
                                  counted(m_case.series.size(), "series", "series"), time(m_case.alarm())));
    if (isWithoutLogs)
        out.push_back("No log records around the alarm.");
    return out;
}

void CauseWords::conclude(CauseAnswer& answer, AlarmSight sight, const std::optional<EarlierTrouble>& earlier) const {
    const std::string when = time(m_case.alarm());
    if (answer.rule == CauseRule::None) {
        if (earlier) {
            answer.headline = "Nothing new stands out around " + when + ".";
            answer.reason = fmt::format(
                "{} has a weight of {:.1f}, but had {:.1f} from {} to {}, before the alarm: what is left of "
                "that, not the start of something. If the alarm is about it, ask with an earlier time.",
                name(earlier->service), m_ranking.services.front().score, earlier->score, time(earlier->from),
                time(earlier->to));
            return;
        }
        answer.headline = "Nothing stands out around " + when + ".";
        if (sight == AlarmSight::Calm) {
            answer.reason =
                fmt::format("{} of {}, which the alarm is about, is as usual around {}: there is nothing to "
                            "explain. If that is wrong, the clock of one source may be off.",
                            m_case.alarmMetric, name(m_case.target), when);
            return;
        }
        const bool isBlind =
            m_ranking.services.empty() || std::all_of(m_ranking.services.begin(), m_ranking.services.end(),
                                                      [](const EvidenceScore& s) { return s.size <= 0; });
        if (m_case.series.empty())
            answer.reason = "No series to judge: import metrics of the services around the alarm.";
        else if (isBlind && answer.nearest.empty())
            answer.reason = "No series has samples both before and around " + when + ".";
        else
            answer.reason =
                fmt::format("{} of {} would stand out from a weight of {:.1f} on; the best, {}, has {:.1f}.", "One",
                            counted(m_ranking.services.size(), "service", "services"), m_ranking.needed,
                            name(m_ranking.services.front().service), m_ranking.services.front().score);
        return;
    }
    const CauseService& first = answer.services.front();
    const std::string why = first.evidence.front().text;
    if (answer.isSure)
        answer.headline =
            fmt::format("Likely started at {} ({}): {}.", first.service.value, percent(first.probability), why);
    else if (answer.rule == CauseRule::Evidence && m_ranking.standsOut())
        answer.headline =
            fmt::format("Errors stand out at {}, but something that it calls reports none: there or below. "
                        "{}.",
                        first.service.value, asSentence(why));
    else
        answer.headline =
            fmt::format("No service stands out from the others; {} comes nearest: {}.", first.service.value, why);
}

} // namespace foreshock
