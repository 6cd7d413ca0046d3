// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// Where the time from the trouble to a person went; what could not be measured is none.
struct AlarmDelay {
    std::string series;                    ///< that the rule speaks of; empty: none recorded
    std::optional<double> threshold;       ///< as the rule tells it
    std::optional<Instant> onset;          ///< the series left its usual band
    std::optional<Instant> breach;         ///< its first value beyond the threshold, of those that led to the alarm
    std::optional<Duration> toBreach;      ///< onset → breach: the threshold's share
    std::optional<Duration> toAlarm;       ///< breach → alarm: evaluation
    std::optional<Duration> ownDelay;      ///< of that, what the rule itself asks for ("for 3 of 5 min")
    std::optional<Duration> toNotice;      ///< alarm → notification
    std::optional<Duration> toAcknowledge; ///< notification (else alarm) → somebody took it
};

struct StormAlarm {
    AlarmId id;
    ServiceId service;
    std::string title;
    Instant time;
    int severity = 2;
    double support = 1; ///< 1 own series broke, .4 nothing to look at, .1 looked and calm
    AlarmDelay delay;
};

/// Alarms of one incident with the service that most of them have in common.
struct AlarmStorm {
    std::vector<StormAlarm> alarms; ///< in time order
    std::vector<ServiceId> services;
    ServiceId candidate;      ///< empty: nothing is common to them
    int candidateReaches = 0; ///< alarmed services that are it or depend on it
    bool candidateAlarmed = false;
    std::string candidateWhy;          ///< one sentence
    std::vector<ServiceId> alsoCommon; ///< services that as many depend on
    Instant first() const { return alarms.front().time; }
    Instant last() const { return alarms.back().time; }
};

struct AlarmStorms {
    std::vector<AlarmStorm> storms; ///< heaviest first
    int alarms = 0;
    int chronic = 0; ///< rules that fire all the time: they start no group
};

} // namespace foreshock
