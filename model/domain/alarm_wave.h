// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

#include <algorithm>

namespace foreshock {

/// One of a wave's first suspects, as far as one line needs it.
struct WaveSuspect {
    ChangeId change;
    std::string title;
    std::string kind;
    ServiceId service;
    double probability = 0;
    Strength strength = Strength::Weak;
    std::optional<WaveResponse> response;
};

/// A group of alarms with what its ranking says in one line.
struct AlarmWave {
    AlarmId alarm; ///< its first; ranks this wave when it is asked for
    Instant first;
    int alarms = 0;
    ServiceId service;    ///< alarmed first
    bool isRanked = true; ///< false: nothing of its services moved, or its rules fire over and over
    Verdict verdict = Verdict::CannotTell;
    std::vector<WaveSuspect> suspects; ///< the first three, without what came after its first alarm

    bool isOf(const Answer& answer) const {
        return std::find(answer.alarms.begin(), answer.alarms.end(), alarm) != answer.alarms.end();
    }
};

/// All waves of an incident, the one that an answer is about among them.
struct AlarmWaves {
    std::vector<AlarmWave> waves; ///< in time order; beside the answer's own the eight heaviest
    int more = 0;                 ///< lighter waves, not ranked
    int leftOut = 0; ///< alarms of no wave: their rules fire over and over, or nothing of their service moved
};

} // namespace foreshock
