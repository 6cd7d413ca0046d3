// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/rank_options.h"
#include "model/analysis/sample_source.h"
#include "model/domain/alarm_wave.h"
#include "model/domain/incident.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// All waves of alarms beside the one that an answer is about, each ranked as rankChanges() ranks it when its first
/// alarm is asked for, by what came before its own first alarm: what was done against an earlier wave is a candidate
/// for a later one. Beside the answer's the eight heaviest (production first, the later of equals); a wave in which
/// nothing of its services moved, or whose rules fire over and over, is listed and not ranked. With a marked start only
/// what alarmed from there on. Null if stopped. Cost: one ranking a wave, and one small grid a stretch of alarms.
std::optional<AlarmWaves> rankWaves(const Incident& incident, SampleSource& samples, const RankOptions& options,
                                    const Answer& answer, std::stop_token stop = {});
/// The same for an incident that holds its samples.
std::optional<AlarmWaves> rankWaves(const Incident& incident, const RankOptions& options, const Answer& answer,
                                    std::stop_token stop = {});

} // namespace foreshock
