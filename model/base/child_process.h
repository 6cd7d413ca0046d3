// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// Runs a program from PATH with an empty environment but PATH and LC_ALL=C, gives it all of `input` and takes all that
/// it prints, at most `kMostChildOutput` bytes; what it says on standard error is dropped. It is killed when the limit
/// is over or a stop is asked for. Errors: Unsupported (there is no such program), Cancelled, Invalid (it took too
/// long, failed, or printed too much), Io.
Result<std::string> runChild(const std::vector<std::string>& command, const std::string& input, Duration limit,
                             std::stop_token stop = {});

inline constexpr std::size_t kMostChildOutput = 256U << 20;

/// Did runChild() fail because the limit was over?
bool tookTooLong(const Error& error);

} // namespace foreshock
