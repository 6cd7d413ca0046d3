// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "tests/window/workbench.h"

#include <string>

namespace foreshock::test {

/// Feeds of a made-up incident in the plain exchange forms, gathered row by row and dropped on a window as a person
/// would. 2024-03-01 10:00 UTC is a good time to begin at.
class OddIncident {
public:
    static constexpr Instant kStart{1'709'287'200'000'000'000};

    OddIncident& log(Instant time, const std::string& service, const std::string& level, const std::string& message,
                     const std::string& host = "h1");
    OddIncident& alarm(Instant time, const std::string& service, const std::string& title);
    OddIncident& change(Instant time, const std::string& service, const std::string& title);
    OddIncident& sample(Instant time, const std::string& service, const std::string& metric, double value);
    OddIncident& call(const std::string& from, const std::string& to);
    /// Becomes a new incident file in the window's own folder, and is opened. Gives its path.
    std::string dropOn(Workbench& window) const;

private:
    std::string m_logs, m_alarms, m_changes, m_samples, m_calls;
    int m_changeCount = 0;
};

/// Goes through the window as somebody in a hurry would: all tabs, timeline by keys and wheel, the log from end to end.
/// Fails if something was told as an error.
void walkThrough(Workbench& window);

/// FORESHOCK_PICTURES=FOLDER: the window as it is, at 1280×720, light and dark, to be looked at.
void keepPicture(Workbench& window, const std::string& name);

} // namespace foreshock::test
