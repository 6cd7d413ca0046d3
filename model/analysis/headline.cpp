// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/headline.h"

#include "model/analysis/onset.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kLeadOdds = .05; ///< under these the rise explains too little to be shown

std::string alarmsText(const Ranking& r, const Wording& words) {
    const auto n = std::count_if(r.group.members.begin(), r.group.members.end(),
                                 [](const GroupMember& m) { return m.alarm >= 0; });
    if (r.group.members.front().alarm < 0)
        return fmt::format("Marked start {}{}.", words.time(r.first),
                           n > 0 ? ", " + countText(static_cast<int>(n), "alarm", "alarms") + " after it" : "");
    return fmt::format("{} from {}.", countText(static_cast<int>(n), "alarm", "alarms"),
                       words.time(r.group.members.front().time));
}

std::string suspectText(const Scene& scene, const Ranking& r, const Wording& words) {
    const GridChange& c = scene.change(r.changes.front().hypothesis.change);
    return fmt::format("{} on {}, {}", kindText(c.kind), words.service(c.service), words.fromFirstAlarm(c.start));
}

std::string ranked(const Scene& scene, const Ranking& r, const Wording& words) {
    const auto others =
        std::count_if(r.changes.begin() + 1, r.changes.end(), [](const RankedChange& c) { return c.p >= .1; });
    std::string out = fmt::format("Plausible, not confirmed: {}", suspectText(scene, r, words));
    if (others > 0)
        out += fmt::format("; {} as well", countText(static_cast<int>(others), "other change", "other changes"));
    return out + ".";
}

/// It is not for want of data that nothing is told.
bool isCrowd(const Ranking& r) {
    return r.hasSeries && r.nonAnswers.cannotTell < .1 && r.changes.size() > 1;
}

/// Why no series shows the trouble: none was there, or those of the alarmed services are as usual.
std::string blindText(const Scene& scene, const Ranking& r, const Wording& words) {
    std::vector<std::string> calm;
    for (const int service : r.group.services()) {
        const auto& own = scene.seriesOf(service);
        if (std::any_of(own.begin(), own.end(),
                        [&](int k) { return scene.at(k).isHarm && hasSamplesAround(scene.at(k), r.first); }))
            calm.push_back(words.service(service));
    }
    if (calm.empty())
        return "no metrics show the trouble";
    return fmt::format("the metrics of {} are as usual around {}; if they should not be, the clock of one source may "
                       "be off",
                       listText(calm), words.time(r.first));
}

} // namespace

std::vector<LeadingSeries> leadingSeriesOf(const Scene& scene, const Ranking& r, const Wording& words) {
    std::vector<LeadingSeries> out;
    if (r.load.lead && r.load.odds > kLeadOdds) {
        const TrafficRise& rise = *r.load.lead;
        const SeriesKey key = scene.key(rise.series);
        std::string text = fmt::format("{} at {} rose {}× from {}, {}", key.second, words.service(key.first),
                                       numberText(rise.ratio, 2), words.time(std::round(rise.start)),
                                       rise.start < r.first ? "before the first alarm" : "with the first alarm");
        if (r.load.explainedBy.empty()) {
            text += "; no recorded change starts there";
        } else {
            std::vector<std::string> names;
            for (const int c : r.load.explainedBy)
                names.push_back(scene.change(c).id.value);
            text += "; runs at its start: " + listText(names);
        }
        out.push_back({scene.grid().ref(key), std::move(text)});
    }
    if (r.step) {
        const SeriesKey key = scene.key(r.step->series);
        out.push_back(
            {scene.grid().ref(key), fmt::format("{} at {} left its level at {}; no recorded change ran there",
                                                key.second, words.service(key.first), words.time(r.step->minute))});
    }
    return out;
}

namespace {

std::string verdictText(const Scene& scene, const Ranking& r, const Wording& words) {
    std::string out = alarmsText(r, words) + " ";
    const bool isBlind = !r.hasSeries;
    if (scene.grid().changes.empty() && !scene.grid().hasStatedFeed && r.verdict != Verdict::NotAChange)
        return out + "No change data. Not the same as no changes.";
    switch (r.verdict) {
    case Verdict::Named:
        return out + "Strong lead, not confirmed: " + suspectText(scene, r, words) + ".";
    case Verdict::Ranked:
        out += ranked(scene, r, words);
        break;
    case Verdict::NotAChange:
        if (r.nonAnswers.load >= r.nonAnswers.other && r.load.lead) {
            const auto lead = leadingSeriesOf(scene, r, words);
            return out + "Probably not a change: " + (lead.empty() ? "load" : lead.front().text) + ".";
        }
        return out + "Probably not a change: no recorded one fits; hardware, a provider or something that expired is "
                     "likelier.";
    case Verdict::UnrecordedChange:
        out += "Probably a change that no feed holds: ";
        if (r.step)
            out += leadingSeriesOf(scene, r, words).back().text + ".";
        else
            out += "ask what was done by hand, by automation or by a provider.";
        return out;
    case Verdict::CannotTell:
        if (isCrowd(r))
            out += fmt::format("Can't tell: none of {} stands out.",
                               countText(static_cast<int>(r.changes.size()), "change", "changes"));
        else
            out += "Can't tell: too little to test.";
        if (!r.changes.empty() && r.changes.front().p >= .05)
            out += fmt::format(" First to look at: {}.", suspectText(scene, r, words));
        break;
    }
    if (isBlind)
        out += " Order and path only: " + blindText(scene, r, words) + ".";
    return out;
}

} // namespace

std::string headlineOf(const Scene& scene, const Ranking& r, const Wording& words) {
    const auto& changes = scene.grid().changes;
    const auto older = static_cast<int>(
        std::count_if(changes.begin(), changes.end(), [](const GridChange& c) { return !c.isSuspect; }));
    std::string out = verdictText(scene, r, words);
    if (older > 0 && r.verdict != Verdict::Named)
        out += fmt::format(" {} before the look-back asked for: widen it to have {} ranked.",
                           countText(older, "change", "changes"), older == 1 ? "it" : "them");
    return out;
}

} // namespace foreshock
