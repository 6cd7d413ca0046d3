// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <optional>
#include <string>

namespace foreshock {

/// What somebody or something says that a resource may reach: a catalogue's row, a line of limits.conf, a quota.
struct DeclaredLimit {
    ServiceId service;  ///< empty: told for a machine or an account, not for a service
    std::string metric; ///< as the source names the resource: "threads", "nofile", "fs.file-max"
    double value = 0;
    std::string unit;
    std::string source;          ///< where it is written down; empty: not told
    std::optional<Instant> date; ///< of that writing; none: not told
    std::string scope;           ///< whom it holds for, in the source's words: "* soft", "us-east-1"

    /// Limits are changed, and catalogues grow old: without source and date one is a hint.
    bool isCertain() const { return !source.empty() && date.has_value(); }
};

} // namespace foreshock
