// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace foreshock {

/// Whether A–Z and a–z count as the same; other bytes are always compared as they are.
enum class LetterCase { Exact, Alike };

/// Finds one needle in long texts: sixteen places at a time are tested for its first and last byte, then compared
/// whole ("generic SIMD" of Muła, SIMD-friendly algorithms for substring searching). Immutable, for any thread.
class ByteSearch {
public:
    ByteSearch(std::string_view needle, LetterCase letters);

    /// Place of the first occurrence at or after `from`, or npos. An empty needle is found everywhere.
    std::size_t find(std::string_view text, std::size_t from = 0) const;
    const std::string& needle() const { return m_needle; }

private:
    bool isAt(const char* place) const;

    std::string m_needle; ///< folded where letters are alike
    LetterCase m_letters;
};

} // namespace foreshock
