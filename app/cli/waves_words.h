// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "model/domain/alarm_wave.h"

namespace foreshock::cli {

/// The waves beside the answer's own, in time order.
Json wavesJson(const Terminal& terminal, const AlarmWaves& waves, const Answer& answer);
/// One line a wave beside the answer's own, how to rank each, and what is in none; empty where there is nothing to say.
std::string wavesText(const AlarmWaves& waves, const Answer& answer, const Zone& zone);

} // namespace foreshock::cli
