// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/evidence.h"

#include <string>
#include <vector>

namespace foreshock {

enum class Verdict { Named, Ranked, NotAChange, UnrecordedChange, CannotTell };
enum class Strength { Strong, Plausible, Weak, CannotTell };

std::string_view nameOf(Verdict verdict);   ///< "named", "not_a_change"…
std::string_view nameOf(Strength strength); ///< "strong"…
/// For people: "Strong lead", "Plausible", "Weak", "Can't tell".
std::string_view wordsFor(Strength strength);

/// A look that would settle the question.
struct Check {
    std::string text;
    std::string series;  ///< "service/metric", may be empty
    std::string command; ///< to run elsewhere, may be empty
};

/// What the suspect's place depends on: the answer without that series.
struct RestsOn {
    SeriesRef series;
    int rankWithout = 0; ///< 1-based; 0: no longer ranked
    double probabilityWithout = 0;
    std::string text; ///< "thread series. Without it: second."
};

/// A change made while an earlier wave of alarms lasted: perhaps what was done against that one.
struct WaveResponse {
    Instant wave;        ///< that wave's first alarm
    bool isSure = false; ///< its kind says that it was a response (mitigation, rollback…)
};

/// A change that may explain the alarms, with all that speaks for and against it.
struct Suspect {
    ChangeId change;
    std::string group;
    std::string title;
    ServiceId service;
    std::string kind;
    Instant start;
    std::optional<Instant> end;
    double probability = 0;
    Duration lag; ///< the group's first alarm − change start
    Strength strength = Strength::Weak;
    std::vector<Evidence> evidence;
    std::vector<std::string> notTested;
    std::vector<Check> checks;
    std::vector<RestsOn> restsOn;
    bool isAfterFirstAlarm = false;       ///< a response, not the trigger of this wave
    std::optional<WaveResponse> response; ///< to an earlier wave; it may be the trigger of this one
};

struct NonAnswers {
    double load = 0;
    double other = 0; ///< hardware, expiry, provider, chance
    double unrecorded = 0;
    double cannotTell = 0;
    double sum() const { return load + other + unrecorded + cannotTell; }
};

/// A series that led the trouble where no change did.
struct LeadingSeries {
    SeriesRef series;
    std::string text;
};

/// What was looked at and what not, so that silence is never read as calm.
struct Coverage {
    int changes = 0;
    int changeFeeds = 0;
    TimeRange changeFeed;              ///< hull of the change feeds, empty if there is none
    int changesElsewhere = 0;          ///< of another environment without anything shared: no suspects
    int changeFeedGaps = 0;            ///< stretches before the alarm that no change feed covers
    int alarmFeedGaps = 0;             ///< the same for alarms
    int servicesWithoutChangeFeed = 0; ///< that no imported change names
    int series = 0;
    int seriesWithoutDataAtOnset = 0;
    int services = 0;
    int unconfirmedEdges = 0;
    int edges = 0;
    std::vector<std::string> lookedAt;    ///< sentences
    std::vector<std::string> notLookedAt; ///< sentences
};

/// Which change explains these alarms, or why none does.
struct Answer {
    std::vector<AlarmId> alarms; ///< the group that was ranked, in time order
    Instant firstAlarm;
    std::optional<Instant> onset;  ///< when the symptom began
    TimeRange window;              ///< what the answer read
    std::vector<Suspect> suspects; ///< most probable first
    double noneProbability = 0;
    NonAnswers nonAnswers;
    std::vector<LeadingSeries> leadingSeries;
    std::vector<std::string> explainedBy; ///< changes near the start of a load rise
    Verdict verdict = Verdict::CannotTell;
    std::string headline; ///< one sentence for people
    Coverage coverage;
    int otherGroups = 0; ///< alarm groups not ranked here
};

} // namespace foreshock
