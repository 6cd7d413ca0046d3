// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/wave_words.h"

#include "model/base/time_text.h"

namespace foreshock {

std::string waveTimeText(Instant t, Instant other, const Zone& zone) {
    const std::string day = dayText(t, zone);
    return (day == dayText(other, zone) ? std::string() : day + " ") + clockTextWithZone(t, zone);
}

std::string responseText(const WaveResponse& response, Instant other, const Zone& zone) {
    return std::string(response.isSure ? "a" : "perhaps a") + " response to the wave of " +
           waveTimeText(response.wave, other, zone);
}

std::string waveVerdictText(const AlarmWave& wave) {
    if (!wave.isRanked)
        return "not ranked";
    switch (wave.verdict) {
    case Verdict::Named:
        return "strong lead";
    case Verdict::Ranked:
        return "plausible";
    case Verdict::NotAChange:
        return "not a change";
    case Verdict::UnrecordedChange:
        return "unrecorded change";
    case Verdict::CannotTell:
        break;
    }
    return "can't tell";
}

} // namespace foreshock
