// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace foreshock {

enum class TemplateChangeKind { New, Gone, Surging, Fading };
std::string_view nameOf(TemplateChangeKind kind); ///< "new", "gone", "surging", "fading"

/// How one template of one service was logged before and after some moment.
struct TemplateChange {
    std::uint32_t templateId = 0;
    std::string pattern;
    ServiceId service;
    TemplateChangeKind kind = TemplateChangeKind::New;
    std::int64_t before = 0, after = 0; ///< records
    Duration beforeLength, afterLength; ///< of the stretches that they were counted in, as far as they are recorded
    double ratio = 1;                   ///< of the rates, after to before; half a record is added to each side
    double q = 1;        ///< share of false discoveries among all that are at most this (Benjamini-Hochberg)
    bool isSure = false; ///< q under 5 %, and new, gone or at least twice or half as often
    Instant first, last; ///< of its records: the first after the moment; of one that is gone the last before it
};

} // namespace foreshock
