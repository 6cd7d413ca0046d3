// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/line_scan.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// A word of templates; kWildWord stands for a value, kStrangeWord for one that no template holds.
using WordId = std::uint32_t;
inline constexpr WordId kWildWord = 0;
inline constexpr WordId kStrangeWord = 0xFFFFFFFF;

/// The constant words of living templates, each once.
class WordBook {
public:
    WordBook() { clear(); }
    WordBook(WordBook&&) = default; // views stay: a moved deque keeps its elements where they are
    WordBook& operator=(WordBook&&) = default;
    WordId idOf(std::string_view word);
    WordId find(std::string_view word) const;
    const std::string& text(WordId word) const { return m_words[word].text; }
    /// Does it look like a word of a language (start, Start, IDLE), not like a name (nodeA, orders.db)?
    bool isPlain(WordId word) const { return m_words[word].isPlain; }
    bool isCapitalised(WordId word) const { return m_words[word].isCapitalised; }
    bool isState(WordId word) const { return m_words[word].isState; }
    std::size_t size() const { return m_words.size(); }
    void clear();

private:
    struct Word {
        std::string text;
        bool isPlain = false, isCapitalised = false, isState = false;
    };
    std::deque<Word> m_words;
    std::unordered_map<std::string_view, WordId> m_ids; ///< views into m_words
};

} // namespace foreshock
