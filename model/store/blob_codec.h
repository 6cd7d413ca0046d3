// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace foreshock::store {

/// Every blob of the incident file starts with one of these; each ever released stays readable.
enum class Codec : unsigned char { Plain = 1, Zstd = 2 };

/// Compresses at zstd level 1; stays plain where that is no shorter. `cuts`, rising, say where bytes of another kind
/// begin: each part gets statistics of its own.
std::string packed(std::string_view bytes, std::span<const std::size_t> cuts = {});
/// At most `limit` bytes come out. Errors: Format (unknown codec, damage).
Result<std::string> unpacked(std::string_view blob, std::size_t limit);

/// Upper bound of one unpacked block: 4,096 records of at most 64 KiB on average.
inline constexpr std::size_t kBlobLimit = std::size_t{512} << 20;

} // namespace foreshock::store
