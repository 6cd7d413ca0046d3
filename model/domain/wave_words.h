// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/alarm_wave.h"

#include <string>

namespace foreshock {

/// "23:51 PDT", with its day where that is not the one of `other`.
std::string waveTimeText(Instant t, Instant other, const Zone& zone);
/// "a response to the wave of 23:51 PDT", "perhaps a response to the wave of 19 Oct 2025 23:51 PDT".
std::string responseText(const WaveResponse& response, Instant other, const Zone& zone);
/// "strong lead", "plausible", "not a change", "unrecorded change", "can't tell", "not ranked": a verdict in a line.
std::string waveVerdictText(const AlarmWave& wave);

} // namespace foreshock
