// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/template_miner.h"

#include <cstdlib>

using namespace foreshock;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

/// Each line of the input is a message. What holds for any: the same line gets the same template at once and later, and
/// a miner that goes on from what another kept gives the ids that the other would.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    MinerSettings settings;
    settings.mergeEvery = 8;
    settings.mostTemplates = 32;
    settings.mostLeaves = 64;
    settings.mostRows = 256;
    TemplateMiner miner(settings);
    std::vector<std::pair<std::string_view, std::uint32_t>> lines;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const std::uint32_t id = miner.add(line);
        require(id >= 1 && id <= miner.size());
        require(miner.resolved(miner.add(line)) == miner.resolved(id));
        require(miner.pattern(id).size() <= 2048);
        lines.emplace_back(line, id);
    }
    miner.settle();
    require(miner.size() <= settings.mostRows);
    TemplateMiner second(settings);
    for (const TemplateState& state : miner.takeChanges())
        second.restore(state);
    for (const LeafTable::Leaf& leaf : miner.takeLeafChanges().leaves)
        second.restoreLeaf(leaf.key, leaf.id);
    second.finishRestoring();
    require(second.size() == miner.size());
    if (!lines.empty())
        require(second.add(lines.back().first) == miner.resolved(lines.back().second));
    return 0;
}
