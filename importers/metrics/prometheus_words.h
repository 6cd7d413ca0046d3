// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace foreshock {

/// The words of a line behind its series: ` 17.25 1606309380.120 # {trace_id="6f"} 0.67`
struct PrometheusWords {
    std::string_view value;
    std::string_view time; ///< empty: none
    bool hasMore = false;  ///< words that are no exemplar
};
PrometheusWords prometheusWords(std::string_view text);

/// Why a line is no sample.
struct SampleFault {
    enum Kind { None, NoTime, Other };
    Kind kind = None;
    std::string reason; ///< with what to do, where there is something
};
SampleFault faultOf(const PrometheusWords& words);
/// Of a whole line that is no comment.
SampleFault faultOfLine(std::string_view line);

constexpr bool isBlank(char c) {
    return c == ' ' || c == '\t';
}
/// Cuts the next word off the text.
std::string_view nextWord(std::string_view& text);

} // namespace foreshock
