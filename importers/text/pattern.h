// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct pcre2_real_code_8;

namespace foreshock {

/// A compiled regular expression over bytes (PCRE2 with its JIT). Immutable; may be shared between threads.
class Pattern {
public:
    static Result<Pattern> compile(std::string_view expression);

    /// The number of a named group; 0 if there is none.
    std::size_t group(const char* name) const;

private:
    friend class PatternMatcher;
    std::shared_ptr<pcre2_real_code_8> m_code;
};

/// Runs one pattern; lives in its reader, on its thread. Bounded: at most 200,000 steps and 1 MiB of stack a line.
class PatternMatcher {
public:
    explicit PatternMatcher(const Pattern& pattern);
    ~PatternMatcher();
    PatternMatcher(const PatternMatcher&) = delete;
    PatternMatcher& operator=(const PatternMatcher&) = delete;

    /// Does the text match? The views of group() then live as long as the text.
    bool match(std::string_view text);
    enum class Found { Yes, No, GaveUp };
    /// The first match at or after `from`, which sees what stands before it. GaveUp: too costly to tell.
    Found find(std::string_view text, std::size_t from);
    /// Where a group of the last match begins; npos if it took no part. Group 0 is the whole match.
    std::size_t start(std::size_t number) const;
    /// Where the last match ended.
    std::size_t end() const;
    /// What a group matched; empty if it took no part, or for group 0.
    std::string_view group(std::size_t number) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::string_view m_text;
};

} // namespace foreshock
