// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// How a folded name resembles a service's name.
struct NameLikeness {
    enum class Kind {
        Abbreviation, ///< kfe of kinesis-frontend
        Spelling,     ///< kinesys of kinesis
        Part          ///< frontend of kinesis-frontend
    };
    Kind kind;
    std::size_t distance = 0; ///< the less the nearer, within a kind
};

/// Null if it does not. Every word of an abbreviated name begins in the abbreviation. Cost: product of the lengths.
std::optional<NameLikeness> likenessOf(std::string_view folded, std::string_view service);
std::string wordsOf(const NameLikeness& likeness);
/// Insertions, deletions, replacements and swaps of neighbours between two texts; above `limit`: limit + 1.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);

} // namespace foreshock
