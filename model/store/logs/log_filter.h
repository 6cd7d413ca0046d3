// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// What a search asks before it opens a block. Two bitmaps over a block's texts, upper and lower case alike (bit 0x20
/// is ignored in every byte):
///  · of all runs of three bytes, 32,000 bits (words are told apart by few trigrams, see Cox, Regular Expression
///    Matching with a Trigram Index, 2012);
///  · of runs of six bytes that begin with a chosen byte (ASCII, folded code ≡ 2 mod 3: about one place in three),
///    2^10…2^18 bits, folded in halves while at most 42 % are set. Request ids of hex digits hold every trigram there
///    is, but not every six-byte run.
/// "May contain" is never wrong the other way: a block that holds the text is never left out. About 1.5 % of the raw
/// size; 1 ns a byte to build.
class LogFilterBuilder {
public:
    LogFilterBuilder();
    void add(std::string_view text);
    /// Codec byte, then the trigram bitmap. Its size lets four of them fill a database page of 16 KiB.
    std::string trigramBlob() const;
    /// Codec byte, log2 of the bits, then the bitmap.
    std::string gramBlob() const;
    void clear();

private:
    std::vector<std::uint8_t> m_trigrams; ///< a byte each: faster to set than bits
    std::vector<std::uint8_t> m_grams;
    std::vector<std::uint32_t> m_places;
};

/// A text's places in the bitmaps, worked out once a query. Without places (a text under three bytes) nothing is ruled
/// out.
class FilterProbe {
public:
    explicit FilterProbe(std::string_view text);
    /// False: no text of the block holds it. A damaged blob rules nothing out.
    bool trigramsMayHold(std::string_view trigramBlob) const;
    bool gramsMayHold(std::string_view gramBlob) const;
    bool hasTrigrams() const { return !m_trigrams.empty(); }
    bool hasGrams() const { return !m_grams.empty(); }

private:
    std::vector<std::uint32_t> m_trigrams;
    std::vector<std::uint32_t> m_grams; ///< hashes of 18 bits
};

} // namespace foreshock::store
