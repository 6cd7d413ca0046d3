// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace foreshock {

/// What a byte of a log line may be; several at once.
enum ByteClass : std::uint16_t {
    kInWord = 1, ///< may stand in a word: neither space nor a sign that separates
    kDigit = 2,
    kSlash = 4,
    kAtOrBackslash = 8,
    kDot = 16,
    kNoLowHex = 32,  ///< not 0-9a-f
    kNoHighHex = 64, ///< not 0-9A-F
    kNoScheme = 128, ///< can't stand in a URL's scheme
    kEdge = 256,     ///< taken off a word's ends
    kSpace = 512,
    kAlnum = 1024,   ///< letter or digit; bytes above 127 are letters
    kEndsUrl = 2048, ///< as space does
};

constexpr std::array<std::uint16_t, 256> byteClasses() {
    std::array<std::uint16_t, 256> out{};
    constexpr auto holds = [](const char* set, int c) {
        for (; *set; ++set)
            if (static_cast<unsigned char>(*set) == c)
                return true;
        return false;
    };
    for (int c = 0; c < 256; ++c) {
        const bool isDigit = c >= '0' && c <= '9', isUpper = c >= 'A' && c <= 'Z', isLower = c >= 'a' && c <= 'z';
        const bool isSpace = c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
        const bool isAlnum = isDigit || isUpper || isLower || c > 127;
        unsigned bits = 0;
        if (isSpace)
            bits |= kSpace | kEndsUrl;
        else if (!holds(",;:=()[]{}<>|\"'`!?#*&", c))
            bits |= kInWord;
        if (isDigit)
            bits |= kDigit;
        if (c == '/')
            bits |= kSlash;
        if (c == '@' || c == '\\')
            bits |= kAtOrBackslash;
        if (c == '.')
            bits |= kDot;
        if (!isDigit && !(c >= 'a' && c <= 'f'))
            bits |= kNoLowHex;
        if (!isDigit && !(c >= 'A' && c <= 'F'))
            bits |= kNoHighHex;
        if (c > 127 || (!isAlnum && !holds("+.-", c)))
            bits |= kNoScheme;
        if (holds(".-_/$%@\\+~^", c))
            bits |= kEdge;
        if (isAlnum)
            bits |= kAlnum;
        if (holds(",;)]}\"'>|", c))
            bits |= kEndsUrl;
        out[static_cast<std::size_t>(c)] = static_cast<std::uint16_t>(bits);
    }
    return out;
}

inline constexpr std::array<std::uint16_t, 256> kByteClass = byteClasses();

inline std::uint16_t classOf(char c) {
    return kByteClass[static_cast<unsigned char>(c)];
}
inline bool isSpaceByte(char c) {
    return classOf(c) & kSpace;
}
inline bool isDigitByte(char c) {
    return classOf(c) & kDigit;
}
/// A letter, digit or '_'.
inline bool isNameByte(char c) {
    return (classOf(c) & kAlnum) || c == '_';
}

} // namespace foreshock
