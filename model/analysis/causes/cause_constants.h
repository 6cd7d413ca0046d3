// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Constants of the root-cause service ranking, as measured with the reference prototype. Times in samples of at least
/// a minute, evidence in nats, effects in log units.
namespace foreshock::cause_constants {

inline constexpr double kBefore = 2, kAfter = 4; ///< window around the alarm
inline constexpr double kGuard = 1;              ///< gap between it and the past
inline constexpr double kPast = 60;              ///< reach of the past: older levels drift with the day
inline constexpr int kShort = 6; ///< with less past, noise = how differently the metric changed at other services
inline constexpr int kSure = 8;  ///< from so many samples on, noise has 3 degrees of freedom (heavy tails), else 2
inline constexpr double kTroubled = 5;       ///< noise units that mark a past minute as an earlier incident
inline constexpr int kCalm = 4;              ///< past samples that must remain without those
inline constexpr int kMost = 4;              ///< samples of the window looked at together
inline constexpr double kFresh = .7;         ///< what each further one adds
inline constexpr double kLeastFailing = .01; ///< share of failures that counts as none
inline constexpr double kPool = .5;          ///< noise is at least this part of what is usual for the metric elsewhere
inline constexpr double kPoolUnknown = .5;   ///< noise of a metric with little past that few services have
inline constexpr double kCap = 6;            ///< most that one series is worth, before its size
inline constexpr double kFull = .6931471805599453; ///< effects below a doubling count in part
inline constexpr double kSize = .6, kSizeCap = 2;  ///< bonus per e-fold above, and the most of it

inline constexpr double kFade[] = {1, .5, .25};     ///< first, second, third kind of evidence; the rest counts nothing
inline constexpr double kExplained = .8, kHalf = 3; ///< most that callees explain; nats at which half of that
inline constexpr double kChance = 1.5;              ///< nats that some callee has by chance
inline constexpr double kInherit = .5;   ///< of its callers' unexplained trouble goes to a service without such series
inline constexpr double kOffTopic = .7;  ///< factor of symptoms that the alarm is not about
inline constexpr double kUnreached = .6; ///< factor without a path from the alarmed service
inline constexpr double kLate = .25, kLateCap = 1; ///< cost per sample after the first onset (one is free), at most
inline constexpr double kTelling = 2;              ///< nats from which a piece of evidence has an onset
inline constexpr double kCalmNoise = 2;            ///< noise units below which the alarm's own series is as usual
inline constexpr double kWeakLead = 1;             ///< score worth telling where the alarm is seen in its own series
inline constexpr double kNameIt = 1;               ///< nothing stands out below this + ln(services)

/// What stood out this many times as much just before the alarm is left from then. Anywhere from 1.35 to 2 no right
/// answer is lost, neither of 336 cuts of 7 recordings of Nezha nor of 700 made ones, 200 of them with alarms 3 to 8
/// minutes late (at 1, half of those are); from 1.5 on more of what slowly recovers passes for news.
inline constexpr double kReceding = 1.35;

inline constexpr double kFlowCounted = .5; ///< part of the services with the alarm's metric that have request counts
inline constexpr double kFlowBack = 2, kFlowOn = 6; ///< flow window around the alarm
inline constexpr int kFlowLate = 12;                ///< further back if the alarm came late
inline constexpr double kFlowCalm = .25; ///< part of the target's worst excess below which it does not hurt yet
inline constexpr double kPerNat = .002;  ///< what a nat of evidence adds to a share: it settles ties, never overrules
inline constexpr double kFlowUnreached = .7; ///< maps miss edges more often than flows agree by chance
inline constexpr double kFlowShare = .2, kFlowNoise = 3, kFlowChance = .05; ///< what one of the first three must have

} // namespace foreshock::cause_constants
