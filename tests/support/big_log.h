// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <string>

namespace foreshock::test {

/// big.jsonl: log records of 108 bytes that take about 14 bytes each when stored, so that an import can be met in its
/// middle.
inline std::string bigLog(const TemporaryFolder& place, int records = 300'000) {
    std::string text;
    for (int i = 0; i < records; ++i)
        text += R"({"time":"2024-03-01T10:)" + std::to_string(10 + i / 6000 % 50) + ":" + std::to_string(10 + i % 50) +
                R"(Z","service":"web","level":"INFO","message":"request )" + std::to_string(i) + " took " +
                std::to_string(static_cast<unsigned>(i) * 2654435761U) + " ns\"}\n";
    return place.file("big.jsonl", text);
}

} // namespace foreshock::test
