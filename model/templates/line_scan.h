// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace foreshock {

/// What stands for a value in a template.
inline constexpr std::string_view kWild = "<*>";

/// What is known of the place of a constant word; of a template's words, what held for any line of it.
enum WordPlace : std::uint8_t {
    kAfterColon = 1,
    kInBrackets = 2,
    kAfterSign = 4,  ///< right after a sign
    kBeforePort = 8, ///< right before ':' and a digit
};

/// The constant words of one log line, in order: its leaf key. Numbers, addresses, paths, URLs, quoted text (but not
/// HTTP requests), values after '=', true, null and the like are masked, a unit after a number with them. Lists, empty
/// values and punctuation do not change the key.
///
///     Received block blk_-16 of size 67108864 from /10.250.10.6   ->   Received block of size from
///
/// One pass without allocation once its buffers have grown. At most 40 words, 512 bytes of words and 4 KiB of line
/// count; what comes after neither changes the key nor costs time. Bytes above 127 are letters.
class LineScan {
public:
    /// What a line is looked at for: its key; or how it reads, too.
    enum class Want { Key, Shown };
    void scan(std::string_view line, Want want = Want::Key);

    std::size_t count() const { return m_count; }
    std::string_view word(std::size_t i) const { return m_words[i].text; }
    std::uint8_t place(std::size_t i) const { return m_words[i].place; }
    /// 64 bits of the words in order; of a line without words, of the signs in it.
    std::uint64_t key() const { return m_key; }
    /// The signs of a line without words, each once in byte order, after 0x1E.
    const std::string& signs() const { return m_signs; }
    /// All tokens as they read, if wanted: each as ' ' or 'x' (was there space before it?), its text and 0x1F; values
    /// in a row are one. Cut after 768 bytes.
    const std::string& shown() const { return m_shown; }

private:
    struct Word {
        std::string_view text;
        std::uint8_t place = 0;
    };
    struct State;
    void scanPart(std::string_view line, std::size_t depth);
    void takeWord(State& s, std::string_view text, std::size_t end);
    std::size_t takeQuote(State& s, std::size_t at, std::size_t depth);
    void takeSign(State& s, std::size_t at);
    void mask(State& s);
    void show(State& s, std::string_view token);

    static constexpr std::size_t kMostWords = 40;
    std::array<Word, 2 * kMostWords> m_words; ///< those within quotes have forty of their own
    std::size_t m_count = 0, m_wordBytes = 0;
    std::uint64_t m_key = 0;
    Want m_want = Want::Key;
    std::string m_signs, m_shown;
};

} // namespace foreshock
