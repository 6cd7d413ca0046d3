// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace foreshock {

/// Visits the hashes of what looks like an id that several logs may share: words of ≥ 16 hexadecimal digits, dashes
/// aside, with letters and digits among them (trace ids, UUIDs). Linear.
void eachSharedId(std::string_view text, const std::function<void(std::uint64_t)>& visit);

} // namespace foreshock
