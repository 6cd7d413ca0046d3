// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/template_trie.h"

namespace foreshock {
namespace {

std::uint64_t stepKey(std::uint32_t node, WordId word) {
    return static_cast<std::uint64_t>(node) << 32 | word;
}

} // namespace

void TemplateTrie::clear() {
    m_nodes.assign(1, {});
    m_steps.clear();
}

void TemplateTrie::add(std::span<const WordId> words, std::uint32_t id) {
    std::uint32_t node = 0;
    for (const WordId word : words) {
        const auto fresh = static_cast<std::uint32_t>(m_nodes.size());
        std::uint32_t next = 0;
        if (word == kWildWord) {
            if (m_nodes[node].wild == 0)
                m_nodes[node].wild = fresh;
            next = m_nodes[node].wild;
        } else {
            next = m_steps.try_emplace(stepKey(node, word), fresh).first->second;
        }
        if (next == fresh)
            m_nodes.emplace_back();
        node = next;
    }
    m_nodes[node].id = id;
}

std::uint32_t TemplateTrie::below(std::uint32_t node, WordId word) const {
    if (word == kWildWord)
        return m_nodes[node].wild;
    const auto step = m_steps.find(stepKey(node, word));
    return step == m_steps.end() ? 0 : step->second;
}

std::uint32_t TemplateTrie::walk(std::uint32_t node, std::span<const WordId> words, Walk& state) const {
    --state.left;
    if (words.empty() && m_nodes[node].id != 0 && m_nodes[node].id != state.butNot)
        return m_nodes[node].id;
    if (!words.empty() && state.left > 0)
        if (const std::uint32_t next = below(node, words.front()))
            if (const std::uint32_t found = walk(next, words.subspan(1), state))
                return found;
    const std::uint32_t wild = m_nodes[node].wild;
    if (wild != 0 && !words.empty() && state.left > 0)
        if (const std::uint32_t found = walk(wild, words.subspan(1), state))
            return found;
    return wild != 0 && state.left > 0 ? walk(wild, words, state) : 0;
}

std::uint32_t TemplateTrie::match(std::span<const WordId> words, int budget, std::uint32_t butNot) const {
    Walk state{budget, butNot};
    return m_nodes.size() > 1 ? walk(0, words, state) : 0;
}

} // namespace foreshock
