// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/environment_word.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace foreshock {

std::string_view environmentOfWord(std::string_view word) {
    using Word = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Word, 16> kWords{{{"prod", "production"},
                                                  {"prd", "production"},
                                                  {"production", "production"},
                                                  {"staging", "staging"},
                                                  {"stage", "staging"},
                                                  {"stg", "staging"},
                                                  {"preprod", "staging"},
                                                  {"preproduction", "staging"},
                                                  {"uat", "staging"},
                                                  {"dev", "development"},
                                                  {"devel", "development"},
                                                  {"development", "development"},
                                                  {"test", "test"},
                                                  {"testing", "test"},
                                                  {"qa", "test"},
                                                  {"sandbox", "sandbox"}}};
    if (word.size() < 2 || word.size() > 13)
        return {};
    for (const auto& [known, environment] : kWords)
        if (known.size() == word.size() && startsWithNoCase(word, known))
            return environment;
    return {};
}

std::string environmentOfLabel(std::string_view label) {
    std::string_view found;
    for (std::size_t at = 0; at < label.size();) {
        const std::size_t end = std::min(label.find_first_of("-_./: ", at), label.size());
        const std::string_view told = environmentOfWord(label.substr(at, end - at));
        if (!told.empty() && !found.empty() && told != found)
            return {};
        if (!told.empty())
            found = told;
        at = end + 1;
    }
    return std::string(found);
}

} // namespace foreshock
