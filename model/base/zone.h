// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace date {
class time_zone;
}

namespace foreshock {

/// An IANA time zone from the system's database (Howard Hinnant's date). A cheap value: it points into that database.
class Zone {
public:
    /// UTC.
    Zone();
    /// By IANA name ("America/Los_Angeles"), "UTC", or a fixed offset ("+02:00"). Errors: Invalid, with how to name
    /// one.
    static Result<Zone> find(std::string_view name);

    const std::string& name() const { return m_name; }
    /// Local time − UTC at that instant.
    Duration offsetAt(Instant t) const;
    /// "PST", "CEST", "UTC"; "UTC+02:00" for zones without letters.
    std::string abbreviationAt(Instant t) const;

    enum class Fit { Unique, Gap, Fold };
    struct LocalFit {
        Instant instant; ///< in a gap the instant at its end, in a fold the earlier one
        Fit fit;
        Instant second; ///< in a fold the later one
        Instant change; ///< of a gap or fold: when the clocks were changed
    };
    /// Which instant does a wall clock show as `local` (an Instant read as if it were UTC)?
    LocalFit toInstant(Instant local) const;

    bool operator==(const Zone& o) const { return m_name == o.m_name; }

private:
    std::string m_name = "UTC";
    const date::time_zone* m_zone = nullptr; ///< null: a fixed offset
    Duration m_fixed;
};

/// Which zone database the system has ("2024a"); empty if it does not say.
std::string zoneDataVersion();

/// The IANA names that the system knows, in order, UTC first.
std::vector<std::string> zoneNames();

} // namespace foreshock
