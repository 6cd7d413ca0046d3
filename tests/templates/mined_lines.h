// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/template_miner.h"

#include <string>
#include <vector>

namespace foreshock::test {

/// Lines of one made-up system: the reference prototype's id, the number of the format string, the message. Drawn once
/// by the prototype's generator.
struct KnownLines {
    std::string name;
    std::vector<std::uint32_t> ids, truth;
    std::vector<std::string> lines;
};
std::vector<KnownLines> knownLines();

/// The id of each line once all is mined.
std::vector<std::uint32_t> mined(const std::vector<std::string>& lines, const MinerSettings& settings = {});

} // namespace foreshock::test
