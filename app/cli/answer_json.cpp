// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"

#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

Json seriesJson(const SeriesRef& series) {
    return series.isEmpty() ? Json() : Json(series.service.value + "/" + series.metric);
}

Json suspectJson(const Terminal& terminal, const Suspect& s) {
    Json evidence = Json::array(), checks = Json::array(), rests = Json::array();
    for (const Evidence& e : s.evidence)
        evidence.push_back({{"kind", nameOf(e.kind)},
                            {"state", nameOf(e.state)},
                            {"text", e.text},
                            {"weight", e.weight},
                            {"ref", refJson(terminal, e.ref)}});
    for (const Check& c : s.checks)
        checks.push_back({{"text", c.text}, {"series", c.series}, {"command", c.command}});
    for (const RestsOn& r : s.restsOn)
        rests.push_back({{"series", seriesJson(r.series)},
                         {"rank_without", r.rankWithout ? Json(r.rankWithout) : Json()},
                         {"probability_without", r.probabilityWithout},
                         {"text", r.text}});
    return {{"change", s.change.value},
            {"group", s.group},
            {"title", s.title},
            {"service", s.service.value},
            {"kind", s.kind},
            {"start", jsonTime(terminal, s.start)},
            {"end", jsonTime(terminal, s.end)},
            {"probability", s.probability},
            {"lag_s", s.lag.inSeconds()},
            {"strength", nameOf(s.strength)},
            {"after_first_alarm", s.isAfterFirstAlarm},
            {"evidence", std::move(evidence)},
            {"not_tested", s.notTested},
            {"checks", std::move(checks)},
            {"rests_on", std::move(rests)}};
}

} // namespace

Json refJson(const Terminal& terminal, const EvidenceRef& ref) {
    Json out = {{"series", seriesJson(ref.series)}, {"at", jsonTime(terminal, ref.at)}};
    out["from"] = ref.range ? jsonTime(terminal, ref.range->from) : Json();
    out["to"] = ref.range ? jsonTime(terminal, ref.range->to) : Json();
    out["level"] = ref.level ? Json(*ref.level) : Json();
    return out;
}

const char* signOf(EvidenceState state) {
    switch (state) {
    case EvidenceState::For:
        return "✓";
    case EvidenceState::Against:
        return "✗";
    case EvidenceState::DoesNotDecide:
        return "○";
    case EvidenceState::NotTested:
        return "–";
    }
    return " ";
}

Json answerJson(const Terminal& terminal, const Answer& a, int top) {
    Json alarms = Json::array(), suspects = Json::array(), leading = Json::array();
    for (const AlarmId& alarm : a.alarms)
        alarms.push_back(alarm.value);
    for (const Suspect& suspect : a.suspects)
        if (top <= 0 || static_cast<int>(suspects.size()) < top)
            suspects.push_back(suspectJson(terminal, suspect));
    for (const LeadingSeries& l : a.leadingSeries)
        leading.push_back({{"service", l.series.service.value}, {"metric", l.series.metric}, {"text", l.text}});
    const Coverage& c = a.coverage;
    return {{"alarms", std::move(alarms)},
            {"window", {{"from", jsonTime(terminal, a.window.from)}, {"to", jsonTime(terminal, a.window.to)}}},
            {"headline", a.headline},
            {"suspects", std::move(suspects)},
            {"none_probability", a.noneProbability},
            {"non_answers",
             {{"load", a.nonAnswers.load},
              {"other", a.nonAnswers.other},
              {"unrecorded", a.nonAnswers.unrecorded},
              {"cannot_tell", a.nonAnswers.cannotTell}}},
            {"leading_series", std::move(leading)},
            {"verdict", nameOf(a.verdict)},
            {"onset", jsonTime(terminal, a.onset)},
            {"other_groups", a.otherGroups},
            {"coverage",
             {{"changes", c.changes},
              {"change_feeds", c.changeFeeds},
              {"change_feed_from", c.changeFeed.isEmpty() ? Json() : jsonTime(terminal, c.changeFeed.from)},
              {"change_feed_to", c.changeFeed.isEmpty() ? Json() : jsonTime(terminal, c.changeFeed.to)},
              {"change_feed_gaps", c.changeFeedGaps},
              {"alarm_feed_gaps", c.alarmFeedGaps},
              {"changes_elsewhere", c.changesElsewhere},
              {"services_without_change_feed", c.servicesWithoutChangeFeed},
              {"series", c.series},
              {"series_without_data_at_onset", c.seriesWithoutDataAtOnset},
              {"services", c.services},
              {"edges", c.edges},
              {"unconfirmed_edges", c.unconfirmedEdges},
              {"looked_at", c.lookedAt},
              {"not_looked_at", c.notLookedAt}}}};
}

std::string answerText(const Answer& a, const Zone& zone, int top) {
    std::string out = a.headline + "\n";
    const auto list = [&](const char* head, const std::vector<std::string>& sentences) {
        if (!sentences.empty())
            out += fmt::format("{}{}\n", head, fmt::join(sentences, " · "));
    };
    list("Looked at: ", a.coverage.lookedAt);
    list("NOT looked at: ", a.coverage.notLookedAt);
    int rank = 0;
    for (const Suspect& s : a.suspects) {
        if (++rank > (top > 0 ? top : 5))
            break;
        const std::string when = s.end && *s.end != s.start
                                     ? clockText(s.start, zone) + "–" + clockTextWithZone(*s.end, zone)
                                     : clockTextWithZone(s.start, zone);
        out += fmt::format("\n{} {}, {}  [{}]\n   {} {}, {}\n", rank, s.title.empty() ? s.change.value : s.title,
                           s.service.value.empty() ? "a service without a name" : s.service.value, wordsFor(s.strength),
                           dayText(s.start, zone), when,
                           s.lag.ns >= 0 ? durationText(s.lag) + " before the first alarm"
                                         : durationText(-s.lag) + " after the first alarm");
        for (const Evidence& e : s.evidence)
            if (rank == 1 || e.state != EvidenceState::NotTested)
                out += fmt::format("   {} {}\n", signOf(e.state), e.text);
        for (const RestsOn& r : s.restsOn)
            out += "   " + r.text + "\n";
        for (const Check& c : s.checks)
            if (rank == 1)
                out += "   Would settle it: " + c.text + (c.command.empty() ? "" : "\n      " + c.command) + "\n";
    }
    for (const LeadingSeries& l : a.leadingSeries)
        out += "\nLed the trouble: " + l.text + "\n";
    return out;
}

} // namespace foreshock::cli
