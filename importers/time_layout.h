// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/year_finder.h"
#include "model/base/time_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// How a log format writes its times: a name,
///
///   iso      2020-11-25T13:12:33.120Z, 2020/11/25 13:12:33,120 and kin
///   epoch    1606309953, 1606309953.120, or milli-, micro- or nanoseconds
///   clf      25/Nov/2020:13:12:33 +0000, of web servers
///   syslog   Nov 25 13:12:33, without a year
///   glog     1125 13:12:33.120456, without a year
///
/// or letters as strptime has them ("%y%m%d %H%M%S" reads 081109 203615):
///
///   %Y 2020   %y 20   %m 11   %b Nov   %d 25   %H 13   %I 01 with %p PM   %M 12   %S 33   %a Wed
///   %f .120456 or ,120: up to nine digits, or nothing     %L 120 or 7: milliseconds as a number
///   %z +0100, -08:00, Z, UTC, CET, or nothing             a blank: any number of them
///
/// Numbers may lack their leading zero where what follows is no digit. Immutable.
class TimeLayout {
public:
    /// By name or letters; null for letters that there are not.
    static std::optional<TimeLayout> of(std::string_view text);

    /// Reads a time; null if the text is none. `years` finds a year that is not written.
    std::optional<WrittenTime> read(std::string_view text, YearFinder& years) const;

private:
    enum class Kind { Iso, Epoch, Letters };
    Kind m_kind = Kind::Letters;
    std::string m_letters;
};

/// Hours from UTC of a zone's letters that mean one zone only ("UTC", "CEST", "PDT"); null for others ("IST", "CST").
std::optional<Duration> zoneLetters(std::string_view letters);

} // namespace foreshock
