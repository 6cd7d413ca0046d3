// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <chrono>
#include <stop_token>

namespace foreshock::store {

/// What may still be spent on a connection's statements: until when, and whether somebody stopped them. Owned by the
/// connection; read by its progress handler and, since that one does not run inside them, by virtual tables' cursors.
struct Allowance {
    using Clock = std::chrono::steady_clock;

    std::stop_token stop;
    Clock::time_point deadline = Clock::time_point::max();

    bool isLate() const { return deadline != Clock::time_point::max() && Clock::now() >= deadline; }
    bool isSpent() const { return stop.stop_requested() || isLate(); }
    /// Errors: Cancelled; whoever set the deadline knows better words.
    Result<void> check() const {
        return isSpent() ? Result<void>(Error{ErrorCode::Cancelled, "cancelled", "", ""}) : Result<void>();
    }
};

} // namespace foreshock::store
