// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Constants of the ranking, measured on simulated incidents (docs/evaluation.md, docs/decisions/0013 and 0014) and on
/// recorded scenarios. Times in minutes, odds as plain factors. Thresholds that only one detector of a single series
/// reads stand beside their use.
namespace foreshock::rank_constants {

inline constexpr double kSkew = 3.0;   ///< clock uncertainty between sources
inline constexpr double kPrompt = 8.0; ///< mean delay with which a prompt fault shows
inline constexpr double kPriorSpan =
    400.0; ///< a change group has prior weight 1 over this span: more history adds none
inline constexpr double kLagShortest = 20.0; ///< slow faults: log-uniform lag from here…
inline constexpr double kLagLongest =
    14400.0;                             ///< …to here (ten days); beyond it the text says "outside measured range"
inline constexpr double kRecency = 10.0; ///< odds of a change that runs at the onset, had it shown at once: the law
                                         ///< alone says kPriorSpan / kPrompt, but changes come in flocks
inline constexpr double kWaitShare = .6; ///< share of faults that do not show at once

/// From the changed service to the one that broke.
inline constexpr double kSameService = 1.0;
inline constexpr double kOperated = .50;   ///< the changed service is a tool that operates it
inline constexpr double kCaller = .30;     ///< the changed service calls it
inline constexpr double kCallee = .10;     ///< it calls the changed service
inline constexpr double kTwoCallers = .05; ///< the same, two calls away
inline constexpr double kTwoCallees = .03;
inline constexpr double kFar = .004; ///< no path known

inline constexpr double kCalm = .2;       ///< a caller's change while calls to what broke did not grow…
inline constexpr double kCalmRatio = 1.2; ///< …by more than this
inline constexpr double kTouched = .2;    ///< part of the way to path weight 1 if the neighbour visibly moved with it

inline constexpr double kRemoved = .7;     ///< part of a callee's excess taken off its caller
inline constexpr double kSilent = .5;      ///< a service without such a series inherits this of its callers' own excess
inline constexpr double kUncovered = .5;   ///< for each alarmed service that an origin cannot reach…
inline constexpr int kUncoveredMost = 3;   ///< …at most so many times
inline constexpr double kTooEarly = 20.0;  ///< unalarmed and broke over 10 min before the alarmed ones: e^(−Δ/this)
inline constexpr double kTooLate = 8.0;    ///< broke later than the first: e^(−Δ/this)
inline constexpr double kSameOnset = 12.0; ///< onsets of one service this near are one

inline constexpr double kCeilingOdds = 100.0;    ///< odds of dose × ceiling
inline constexpr double kCallsOdds = 100.0;      ///< odds of a change that made its service call more often
inline constexpr double kClimbNext = 1.0;        ///< a neighbour's change against the own, as what began a climb…
inline constexpr double kClimbFar = .3;          ///< …two edges away
inline constexpr double kLimitPrior = .2;        ///< prior of "a limit was reached later" without a ceiling
inline constexpr double kLimitPriorCeiling = .7; ///< with one

/// Chance of a visible effect on a series, for a culprit and for a decoy.
inline constexpr double kHarmCulprit = .6; ///< in the harmful direction
inline constexpr double kHarmDecoy = .2;
inline constexpr double kMoveCulprit = .2; ///< in any other
inline constexpr double kMoveDecoy = .4;

inline constexpr double kProfileShare = .8; ///< share of the random ramps' log likelihood taken off
inline constexpr double kProfileLeast = -4.0;
inline constexpr double kProfileMost = 3.0;
inline constexpr double kProfileMostSymptom = 1.5; ///< any onset may fall together with an innocent run

inline constexpr int kRivals = 8;     ///< other changes in one dose regression
inline constexpr double kRivalP = .2; ///< each with a placebo p of its own below this

inline constexpr double kFine = .7;  ///< nats × ln(1 + n) for n earlier fine runs of the kind…
inline constexpr int kFineMost = 24; ///< …of which so many count

inline constexpr double kHeadroomWithin = 120.0; ///< a value this soon after a run's end tells the headroom it left

inline constexpr double kOther = .7;           ///< odds: hardware, provider, expiry, chance
inline constexpr double kUnrecorded = .55;     ///< odds: a change that no feed holds
inline constexpr double kUnrecordedDose = 6.0; ///< + for a ceiling that no recorded change accounts for
inline constexpr double kUnrecordedStep = 2.0; ///< + for a fleet step without a recorded change
inline constexpr double kFeedGap = 1.0;   ///< + for the share of the last kPriorSpan that a change feed says it missed
inline constexpr double kLoad = .2;       ///< odds: load without a traffic rise
inline constexpr double kLoadOdds = 60.0; ///< × for a rise that leads the onset at the map's edge
inline constexpr double kLoadHalf = 1.35; ///< its half-way ratio
inline constexpr double kLoadExplained = 40.0; ///< ÷ if a recorded change runs at its start
inline constexpr double kBlind = 1.2; ///< "can't tell": × the share of the origin whose symptom no series shows

inline constexpr double kNameAt = .8;
inline constexpr double kRankAt = .10;

} // namespace foreshock::rank_constants
