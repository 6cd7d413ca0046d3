// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace foreshock {

/// How well typed words fit a text, and which of its letters they stand for.
struct FuzzyHit {
    int score = 0; ///< higher fits better
    std::vector<int> letters;
};

/// Every word must be found, in any order: at the start of a word of the text, within one, or else as its letters in
/// their order ("thdk" in "Theme › Dark"), near together and from the start of a word on. Case does not matter.
/// No words: fits, with nothing marked. Costs text length times words, times word starts for scattered letters.
std::optional<FuzzyHit> fuzzyMatch(const QString& words, const QString& text);

} // namespace foreshock
