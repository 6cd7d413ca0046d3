// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/byte_search.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace foreshock {
namespace {

bool isLetter(char c) {
    const auto folded = static_cast<unsigned char>(c | 0x20);
    return folded >= 'a' && folded <= 'z';
}
char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

} // namespace

ByteSearch::ByteSearch(std::string_view needle, LetterCase letters)
    : m_needle(needle)
    , m_letters(letters) {
    if (letters == LetterCase::Alike)
        for (char& c : m_needle)
            c = folded(c);
}

bool ByteSearch::isAt(const char* place) const {
    if (m_letters == LetterCase::Exact)
        return std::memcmp(place, m_needle.data(), m_needle.size()) == 0;
    for (std::size_t i = 0; i < m_needle.size(); ++i)
        if (folded(place[i]) != m_needle[i])
            return false;
    return true;
}

std::size_t ByteSearch::find(std::string_view text, std::size_t from) const {
    const std::size_t size = m_needle.size();
    if (from > text.size() || text.size() - from < size)
        return std::string_view::npos;
    if (size == 0)
        return from;
    std::size_t at = from;
#if defined(__SSE2__)
    // A letter's bit 0x20 is set before it is compared, so both cases meet; isAt() decides.
    const char first = m_needle.front(), last = m_needle.back();
    const bool isAlike = m_letters == LetterCase::Alike;
    const __m128i firstBit = _mm_set1_epi8(isAlike && isLetter(first) ? 0x20 : 0),
                  lastBit = _mm_set1_epi8(isAlike && isLetter(last) ? 0x20 : 0), firsts = _mm_set1_epi8(first),
                  lasts = _mm_set1_epi8(last);
    for (; at + size - 1 + 16 <= text.size(); at += 16) {
        const char* here = text.data() + at;
        const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(here)),
                      b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(here + size - 1));
        auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(
            _mm_cmpeq_epi8(_mm_or_si128(a, firstBit), firsts), _mm_cmpeq_epi8(_mm_or_si128(b, lastBit), lasts))));
        for (; mask != 0; mask &= mask - 1)
            if (const auto bit = static_cast<std::size_t>(std::countr_zero(mask)); isAt(here + bit))
                return at + bit;
    }
#endif
    for (; at + size <= text.size(); ++at)
        if (isAt(text.data() + at))
            return at;
    return std::string_view::npos;
}

} // namespace foreshock
