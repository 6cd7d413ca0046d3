// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/word_book.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// A template as the miner holds it. Ids start at 1 and are never given twice; a widened template keeps its id, a
/// merged one names the one that it became part of.
struct MinedTemplate {
    std::vector<WordId> words;        ///< constant words and wildcards; empty once it is frozen or merged
    std::vector<std::uint8_t> places; ///< of each word: WordPlace
    std::string shown;                ///< tokens of its first line, see LineScan::shown(); once frozen, its pattern
    std::uint32_t mergedInto = 0;
    bool isLive = true; ///< may still widen or merge
};

/// What is counted of a template while lines go by.
struct TemplateTally {
    std::uint64_t count = 0;
    std::uint64_t lastLine = 0; ///< number of the last line
    std::int64_t firstNs = INT64_MAX;
    std::int64_t lastNs = INT64_MIN;
    bool isChanged = false; ///< since it was stored
};

} // namespace foreshock
