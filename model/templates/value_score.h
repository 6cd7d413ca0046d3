// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/miner_settings.h"
#include "model/templates/word_book.h"

#include <cstdint>
#include <span>
#include <vector>

namespace foreshock {

/// What differs between templates that are alike but for one place.
struct Difference {
    std::span<const std::uint8_t> places;            ///< of the first word that differs, a member each
    std::span<const std::uint64_t> counts;           ///< lines, a member each
    std::span<const std::span<const WordId>> values; ///< each distinct text once
    std::span<const WordId> words;                   ///< what they would become, with the wildcard
    std::size_t at = 0;                              ///< of the wildcard
};

/// Log-odds that what differs are the values of a variable, not words of different messages: a small logistic model.
/// `frequency`: in how many living templates a word stands.
double valueScore(const Difference& d, const WordBook& book, std::span<const std::uint32_t> frequency,
                  const MinerSettings& settings);

} // namespace foreshock
