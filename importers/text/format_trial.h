// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/text/log_format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What one line is to a format, and where it stops to be it. For people who write a format file.
struct TrialLine {
    enum class Kind { Record, NoTime, NoMatch };
    Kind kind = Kind::NoMatch;
    std::string time; ///< as written
    std::string level, service, host, body;
    std::optional<Instant> instant; ///< of a record; read as UTC where it names no zone
    std::size_t matched = 0;        ///< NoMatch: bytes of the line that the pattern could read…
    std::string piece;              ///< …and the first part of it that could not go on
};

/// Tries a format on lines. Holds the pattern's beginnings, compiled, to find where a line fails.
class FormatTrial {
public:
    FormatTrial(const LogFormat& format, Instant fileTime);

    TrialLine tryLine(std::string_view line);

private:
    void explain(std::string_view line, TrialLine& out) const;

    const LogFormat* m_format;
    PatternMatcher m_matcher;
    YearFinder m_years;
    struct Beginning {
        Pattern pattern;
        std::string next; ///< the piece that comes after it
    };
    std::vector<Beginning> m_beginnings; ///< the longest first
};

/// Why a sample of a format does not read as it says; empty: it does.
std::string sampleProblem(const LogFormat& format, const LogFormat::Sample& sample);

} // namespace foreshock
