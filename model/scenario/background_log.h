// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/log_words.h"
#include "model/scenario/scenario.h"
#include "model/scenario/scenario_random.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// Invented lines of one service over a range, in the order of time: a given number of them, spread uniformly at
/// random. Routine is mostly INFO with rare warnings and errors; trouble is what a service writes while its alarm is
/// active. Names only dependencies that are documented.
class BackgroundLog {
public:
    enum class Mood { Routine, Trouble };

    BackgroundLog(const Scenario& scenario, const ServiceId& service, Mood mood, const TimeRange& range,
                  std::int64_t count, std::uint64_t seed);

    /// Of the next line; null: no more.
    std::optional<Instant> time() const { return m_time; }
    /// The next line.
    ScenarioLog take();

private:
    void advance();
    std::string filled(std::string_view pattern);
    std::string_view patternOf(LogMood mood);
    const std::string& oneOf(const std::vector<std::string>& words);

    ServiceId m_service;
    Mood m_mood;
    Instant m_reached; ///< spread so far, before rounding to milliseconds
    Instant m_end;
    std::int64_t m_left;
    std::optional<Instant> m_time;
    LogVoice m_voice;
    std::vector<std::string> m_hosts;
    std::vector<std::string> m_dependencies;
    ScenarioRandom m_random;
};

} // namespace foreshock
