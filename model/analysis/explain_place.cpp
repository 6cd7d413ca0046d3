// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows about a suspect's place: where it broke, how far that is, whom it reaches, what history says, what is not
// known.
#include "model/analysis/explain_terms.h"

#include "model/analysis/rank_constants.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock {

using namespace rank_constants;

void ExplainTerms::origin() {
    if (!m_story)
        return;
    int shown = -1; // the series that broke first there
    for (const int k : m_scene.seriesOf(m_story->origin)) {
        const auto& onset = m.ranking.onsets[static_cast<std::size_t>(k)];
        if (onset && (shown < 0 || onset->minute < m.ranking.onsets[static_cast<std::size_t>(shown)]->minute))
            shown = k;
    }
    const std::string what = shown < 0
                                 ? "no series of it shows how"
                                 : fmt::format("{} left its usual band at {}", m_words.metric(shown),
                                               m_words.time(m.ranking.onsets[static_cast<std::size_t>(shown)]->minute));
    const double p = m_story->originP;
    Evidence& row = add(EvidenceKind::Path,
                        p >= .5  ? EvidenceState::For
                        : p < .1 ? EvidenceState::Against
                                 : EvidenceState::DoesNotDecide,
                        std::log(p + 1e-9),
                        fmt::format("it {} first in {} ({}; {})", p >= .5 ? "most likely broke" : "may have broken",
                                    m_words.service(m_story->origin), percentText(p), what));
    refer(row, shown, m_story->onset - 30, m_story->onset + 30, m_story->onset);
}

void ExplainTerms::environment() {
    const Hypothesis& h = m_suspect.hypothesis;
    if (!h.isElsewhere)
        return;
    std::vector<std::string> shared;
    for (const int s : h.shared)
        if (!m_story || s == m_story->origin)
            shared.push_back(m_words.service(s));
    add(EvidenceKind::Path, EvidenceState::Against, 0,
        fmt::format("made in {}, not where it alarmed: it can only come over what both depend on ({})",
                    environmentKind(m_change.environment), listText(shared)));
}

void ExplainTerms::plan() {
    const PlannedRun& plan = m_change.plan;
    if (plan.kind == PlannedRun::Kind::Open) {
        add(EvidenceKind::Coverage, EvidenceState::DoesNotDecide, 0, "planned; no feed says that it ran");
        return;
    }
    if (plan.kind != PlannedRun::Kind::Run)
        return;
    std::string text = "planned for " + m_words.span(plan.from, plan.to);
    EvidenceState state = EvidenceState::DoesNotDecide;
    const Minute over = m_change.end - plan.to;
    if (plan.to > plan.from && m_change.end > m_change.start && over >= 1) {
        text += fmt::format("; it ended {} after its planned end", m_words.length(over));
        state = EvidenceState::For;
    }
    if (const Minute off = m_change.start - plan.from; std::abs(off) >= 5)
        text += fmt::format("; it began {} {} than planned", m_words.length(off), off < 0 ? "earlier" : "later");
    Evidence& row = add(EvidenceKind::Scope, state, 0, std::move(text));
    refer(row, -1, plan.from, std::max(plan.to, m_change.end), plan.to);
}

void ExplainTerms::path() {
    const std::string own = m_words.service(m_change.service);
    if (!m_story) {
        if (m_scene.grid().services[static_cast<std::size_t>(m_change.service)].value.empty())
            add(EvidenceKind::Path, EvidenceState::DoesNotDecide, std::log(kFar),
                "it is not told which service it changed: no path is judged");
        else if (m.ranking.origins.empty())
            add(EvidenceKind::Path, EvidenceState::DoesNotDecide, std::log(kFar),
                "nothing shows what broke: no path is judged");
        else
            add(EvidenceKind::Path, EvidenceState::Against, std::log(kFar),
                fmt::format("no known path from {} to what broke", own));
        return;
    }
    const std::string broke = m_words.service(m_story->origin);
    std::string text;
    switch (m_story->path.kind) {
    case PathKind::SameService:
        text = fmt::format("changed {} itself, where it broke", own);
        break;
    case PathKind::Operated:
        text = fmt::format("{} is a tool that operates {}, which broke: what it did was done there", own, broke);
        break;
    case PathKind::Callee:
        text = fmt::format("{} depends on {}, which broke", own, broke);
        break;
    case PathKind::Caller:
        text = fmt::format("{}, which broke, depends on {}", broke, own);
        break;
    case PathKind::TwoCallees:
        text = fmt::format("{} depends on {}, which broke, over one service between", own, broke);
        break;
    case PathKind::TwoCallers:
        text = fmt::format("{}, which broke, depends on {} over one service between", broke, own);
        break;
    }
    add(EvidenceKind::Path, m_story->path.weight >= .3 ? EvidenceState::For : EvidenceState::DoesNotDecide,
        std::log(std::max(m_story->path.weight, 1e-3)), std::move(text));
}

void ExplainTerms::reach() {
    const auto& members = m.ranking.group.members;
    const auto alarms = static_cast<int>(
        std::count_if(members.begin(), members.end(), [](const GroupMember& x) { return x.service >= 0; }));
    if (!m_story || alarms == 0 || m_scene.grid().edges.empty())
        return; // without a map nobody knows whom it reaches
    const int reached = m.rivals.reachOf(*m_story);
    const int others = m.rivals.withReach(reached, m_suspect);
    // Its weight lies in the origin's: every alarm out of reach halved it.
    add(EvidenceKind::Reach, reached == alarms && others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide, 0,
        fmt::format("reaches {} of {}; {}", reached, countText(alarms, "alarm", "alarms"),
                    sharedText(others, "no other suspect does")));
    int listed = 0;
    for (const GroupMember& x : members) {
        if (x.service < 0 || m_scene.graph().reaches(x.service, m_story->origin))
            continue;
        if (++listed > 3)
            continue;
        const GridAlarm& alarm = m_scene.grid().alarms[static_cast<std::size_t>(x.alarm)];
        const std::string what =
            fmt::format("{} on {} ({})", alarm.rule.empty() ? "an alarm" : "alarm \"" + alarm.rule + "\"",
                        m_words.service(x.service), m_words.time(x.time));
        const bool isOnMap = !m_scene.graph().callees(x.service).empty() || !m_scene.graph().callers(x.service).empty();
        Evidence& row = isOnMap ? add(EvidenceKind::Reach, EvidenceState::Against, 0,
                                      fmt::format("{} not explained by it: no known path to {}", what,
                                                  m_words.service(m_story->origin)))
                                : add(EvidenceKind::Reach, EvidenceState::DoesNotDecide, 0,
                                      fmt::format("whether it explains {} is not known: {} has no edge on the map",
                                                  what, m_words.service(x.service)));
        refer(row, -1, x.time, x.time + 1, x.time);
    }
    if (listed > 3)
        add(EvidenceKind::Reach, EvidenceState::Against, 0,
            fmt::format("{} more not explained by it", countText(listed - 3, "alarm", "alarms")));
}

void ExplainTerms::earlierRuns() {
    if (!m_story)
        return;
    const Headroom& h = m_suspect.headroom;
    if (h.runs > 0 && h.hadMore) {
        std::vector<std::string> room;
        for (const double r : h.room)
            room.push_back(numberText(std::round(r * 100) / 100));
        std::string list;
        for (std::size_t i = room.size() > 8 ? room.size() - 8 : 0; i < room.size(); ++i)
            list += (list.empty() ? "" : ", ") + room[i];
        Evidence& row =
            add(EvidenceKind::EarlierRuns, EvidenceState::DoesNotDecide, 0,
                fmt::format("{} of this kind {} fine but had more headroom: {}",
                            countText(h.runs, "earlier run", "earlier runs"), h.runs == 1 ? "was" : "were", list));
        row.ref.series = m_scene.grid().ref(m_scene.key(m_story->reached->series));
    } else if (h.runs > 0) {
        const double nats =
            -std::max(0.0, kFine * std::log(1 + std::min(h.runs, kFineMost)) + std::log(m_story->groupWeight));
        add(EvidenceKind::EarlierRuns, nats < 0 ? EvidenceState::Against : EvidenceState::DoesNotDecide, nats,
            fmt::format("{} of this kind {} fine", countText(h.runs, "earlier run", "earlier runs"),
                        h.runs == 1 ? "was" : "were"));
    }
    if (m_story->groupWeight < 1)
        add(EvidenceKind::EarlierRuns, EvidenceState::Against, std::log(m_story->groupWeight),
            fmt::format("one of a rhythm: usually {} apart, so one of them is always near",
                        m_words.length(m_story->groupWeight * kPriorSpan)));
}

void ExplainTerms::notTested() {
    if (!m_story)
        return;
    const Minute onset = m.ranking.onset;
    std::vector<std::string> gone;
    const auto isClose = [&](int service) { return service == m_change.service || service == m_story->origin; };
    const auto name = [&](const SeriesKey& key) {
        std::string out = key.second;
        for (const SeriesData& s : m.incident.series)
            if (!s.info.seenVia.empty() && s.info.metric == key.second &&
                s.info.service == m_scene.grid().services[static_cast<std::size_t>(key.first)])
                return out + " (seen through " + s.info.seenVia + ")";
        return out;
    };
    for (const SeriesKey& key : m_scene.grid().silent)
        if (isClose(key.first))
            gone.push_back(name(key));
    for (const int k : m_scene.seriesOf(m_story->origin))
        if (countPresent(cut(m_scene.at(k).y(), onset - 30, onset + 15)) < 5)
            gone.push_back(name(m_scene.key(k)));
    if (!gone.empty())
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            "not tested, no samples around the onset: " + listText(gone, 6));
    const auto& own = m_scene.seriesOf(m_story->origin);
    const std::string broke = m_words.service(m_story->origin);
    const auto& silent = m_scene.grid().silent;
    const bool isSilent =
        std::any_of(silent.begin(), silent.end(), [&](const SeriesKey& k) { return k.first == m_story->origin; });
    if (own.empty())
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: {}",
                        isSilent ? "no series of " + broke + " has samples then" : broke + " has no series at all"));
    else if (std::none_of(own.begin(), own.end(), [&](int k) { return m_scene.at(k).is(Role::Saturation); }))
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: limits of {} (no series of threads, connections, memory or queues)", broke));
    // Threads are what a larger fleet fills, and nobody hears of it.
    const auto& changed = m_scene.seriesOf(m_change.service);
    const bool isOfSize =
        m_change.kind.find("capacity") != std::string::npos || m_change.kind.find("scal") != std::string::npos;
    if (isOfSize && !changed.empty() && std::none_of(changed.begin(), changed.end(), [&](int k) {
            return lowered(m_words.metric(k) + m_scene.at(k).data->unit).find("thread") != std::string::npos;
        }))
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: thread count not available (no series of threads of {})",
                        m_words.service(m_change.service)));
    if (!m_story->isTested && m_change.start > 0)
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: what {} did at the change ({})", m_words.service(m_change.service),
                        m_scene.seriesOf(m_change.service).empty() ? "no series" : "too few samples before the onset"));
    else if (m_change.start <= 0)
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: what moved at the change ({})",
                        m_scene.series().empty() ? "no series has samples there" : "the recording begins after it"));
}

} // namespace foreshock
