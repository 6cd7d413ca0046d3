// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/word_book.h"

#include "model/templates/state_words.h"

#include <algorithm>

namespace foreshock {
namespace {

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isSmall(char c) {
    return (c >= 'a' && c <= 'z') || c == '\'' || c == '-';
}

bool looksPlain(std::string_view word) {
    if (word.size() >= 2 && std::all_of(word.begin(), word.end(), isUpper))
        return true;
    return (isUpper(word.front()) || isSmall(word.front())) && std::all_of(word.begin() + 1, word.end(), isSmall);
}

} // namespace

void WordBook::clear() {
    m_ids.clear();
    m_words.clear();
    m_words.push_back({std::string(kWild), false, false, false});
    m_ids.emplace(m_words.back().text, kWildWord);
}

WordId WordBook::idOf(std::string_view word) {
    if (const auto known = m_ids.find(word); known != m_ids.end())
        return known->second;
    m_words.push_back({std::string(word), !word.empty() && looksPlain(word), !word.empty() && isUpper(word.front()),
                       isStateWord(word)});
    const auto id = static_cast<WordId>(m_words.size() - 1);
    m_ids.emplace(m_words.back().text, id);
    return id;
}

WordId WordBook::find(std::string_view word) const {
    const auto known = m_ids.find(word);
    return known == m_ids.end() ? kStrangeWord : known->second;
}

} // namespace foreshock
