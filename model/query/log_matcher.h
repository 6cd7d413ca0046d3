// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/query/log_query.h"

#include <memory>
#include <string_view>

namespace foreshock {

/// What a query looks at.
struct LogFields {
    LogLevel level = LogLevel::Unknown;
    std::string_view service;
    std::string_view host;
    std::string_view source; ///< path
    std::string_view message;
    std::string_view raw;
    std::uint32_t templateId = 0; ///< the one that it became part of
};

/// A query made ready to run; for one thread. Expressions run under a match limit: a text on which one is too costly
/// (some milliseconds) counts as no match and is told by hitLimit(). After 200 such texts the query is given up:
/// isTooCostly(), and nothing matches any more.
class LogMatcher {
public:
    /// Errors: Invalid (a broken expression, with its place).
    static Result<LogMatcher> create(const LogQuery& query);
    LogMatcher(LogMatcher&&) noexcept;
    LogMatcher& operator=(LogMatcher&&) noexcept;
    ~LogMatcher();

    bool matches(const LogFields& record) const;
    bool isEverything() const;
    bool hitLimit() const;
    bool isTooCostly() const;
    /// What to tell then. Invalid.
    static Error tooCostlyError();

private:
    struct Impl;
    explicit LogMatcher(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace foreshock
