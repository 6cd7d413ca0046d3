// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/word_book.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// Widened templates by their words. A wildcard stands for one word or none (a masked value).
class TemplateTrie {
public:
    void clear();
    void add(std::span<const WordId> words, std::uint32_t id);
    /// The template that fits these words: exact steps before wildcards, at most `budget` nodes visited; never
    /// `butNot`; 0: none.
    std::uint32_t match(std::span<const WordId> words, int budget, std::uint32_t butNot = 0) const;

private:
    struct Node {
        std::uint32_t wild = 0; ///< the node below by a wildcard
        std::uint32_t id = 0;   ///< the template that ends here
    };
    std::uint32_t below(std::uint32_t node, WordId word) const;
    struct Walk {
        int left; ///< nodes that may still be visited
        std::uint32_t butNot;
    };
    std::uint32_t walk(std::uint32_t node, std::span<const WordId> words, Walk& state) const;

    std::vector<Node> m_nodes{1};
    std::unordered_map<std::uint64_t, std::uint32_t> m_steps; ///< by node and word
};

} // namespace foreshock
