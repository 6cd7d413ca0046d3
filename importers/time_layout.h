// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time_text.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// How a log format writes its times.
enum class TimeLayout {
    Iso,    ///< 2020-11-25T13:12:33.120Z, 2020/11/25 13:12:33 and kin
    Clf,    ///< 25/Nov/2020:13:12:33 +0000, of web servers
    Syslog, ///< Nov 25 13:12:33, without a year
    Glog,   ///< 1125 13:12:33.120456, without a year
    Epoch   ///< 1606309953.120
};

std::optional<TimeLayout> timeLayout(std::string_view name); ///< "iso", "clf", "syslog", "glog", "epoch"
/// Reads one; null if it is none. A year that is not written is the last one that does not lie after the file's time.
std::optional<WrittenTime> writtenTime(TimeLayout layout, std::string_view text, Instant fileTime);

} // namespace foreshock
