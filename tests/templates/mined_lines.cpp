// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/templates/mined_lines.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace foreshock::test {

std::vector<KnownLines> knownLines() {
    namespace fs = std::filesystem;
    std::vector<KnownLines> out;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(FORESHOCK_SOURCE_DIR) / "tests/data/templates")) {
        KnownLines known;
        known.name = entry.path().stem().string();
        std::ifstream in(entry.path());
        for (std::string row; std::getline(in, row);) {
            const std::size_t first = row.find('\t'), second = row.find('\t', first + 1);
            known.ids.push_back(static_cast<std::uint32_t>(std::stoul(row)));
            known.truth.push_back(static_cast<std::uint32_t>(std::stoul(row.substr(first + 1))));
            known.lines.push_back(row.substr(second + 1));
        }
        out.push_back(std::move(known));
    }
    std::sort(out.begin(), out.end(), [](const KnownLines& a, const KnownLines& b) { return a.name < b.name; });
    return out;
}

std::vector<std::uint32_t> mined(const std::vector<std::string>& lines, const MinerSettings& settings) {
    TemplateMiner miner(settings);
    std::vector<std::uint32_t> ids;
    ids.reserve(lines.size());
    for (const std::string& line : lines)
        ids.push_back(miner.add(line));
    miner.settle();
    for (std::uint32_t& id : ids)
        id = miner.resolved(id);
    return ids;
}

} // namespace foreshock::test
