// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm_wave.h"
#include "model/domain/change_point.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Change points of a series, beside the hash of the samples that they were found in.
struct HashedPoints {
    std::string hash;
    std::vector<ChangePoint> points;
};

/// Values as bytes, all fields in order, numbers as they lie in memory: to be read by this very build only
/// (kept_answers.h sees to it).
std::string recordOf(const Answer& answer);
std::string recordOf(const AlarmWaves& waves);
std::string recordOf(const std::vector<HashedPoints>& series);
/// Null if the bytes are not such a record.
std::optional<Answer> answerFrom(std::string_view record);
std::optional<AlarmWaves> wavesFrom(std::string_view record);
std::optional<std::vector<HashedPoints>> pointsFrom(std::string_view record);

} // namespace foreshock
