// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <string>

namespace foreshock::bench {

/// Writes a log of about so many bytes in the text format that a file of resources/formats describes: its own samples
/// again and again, each followed by as many bytes of random words and numbers: text that packs alike in all formats.
/// Errors: Io, Format.
Result<void> writeFormatFile(const std::string& format, const std::string& path, std::uint64_t bytes);

} // namespace foreshock::bench
