// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/line_scan.h"

#include "model/base/text.h"
#include "model/templates/byte_class.h"
#include "model/templates/value_words.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kMostLine = 4096, kMostKeyBytes = 512, kMostShown = 768, kMostQuote = 300;
constexpr char kTokenEnd = '\x1F', kSignsMark = '\x1E', kReadsMark = '\x1E';

bool isLetter(char c) {
    return (classOf(c) & kAlnum) && !isDigitByte(c) && static_cast<unsigned char>(c) < 128;
}
bool isHexByte(char c) {
    return (classOf(c) & (kNoLowHex | kNoHighHex)) != (kNoLowHex | kNoHighHex);
}

std::uint16_t classesOf(std::string_view word) {
    std::uint16_t all = 0;
    for (const char c : word)
        all = static_cast<std::uint16_t>(all | classOf(c));
    return all;
}

/// workers, but not pass, status, analysis.
bool isPlural(std::string_view word) {
    const std::size_t n = word.size();
    return n > 3 && (word[n - 1] | 32) == 's' &&
           std::string_view("sui").find(static_cast<char>(word[n - 2] | 32)) == std::string_view::npos;
}

/// "GET /cart HTTP/1.1": its words count.
bool startsRequest(std::string_view inner) {
    for (const std::string_view method :
         {"GET ", "POST ", "PUT ", "DELETE ", "HEAD ", "OPTIONS ", "PATCH ", "CONNECT "})
        if (inner.starts_with(method))
            return true;
    return false;
}

/// The end of a run like 00:1a:2b:3c or fe80::1 that starts at `at`: three colons or more between up to four hex
/// digits; `at` if there is none.
std::size_t colonRunEnd(std::string_view line, std::size_t at) {
    if (at > 0 && (isNameByte(line[at - 1]) || line[at - 1] == ':'))
        return at;
    const auto hexEnd = [&](std::size_t from) {
        std::size_t end = from;
        while (end < line.size() && end < from + 4 && isHexByte(line[end]))
            ++end;
        return end;
    };
    std::size_t end = hexEnd(at);
    int colons = 0;
    while (end < line.size() && line[end] == ':') {
        end = hexEnd(end + 1);
        ++colons;
    }
    if (colons < 3)
        return at;
    const auto isEnd = [&](std::size_t place) {
        return place >= line.size() || !(isNameByte(line[place]) || line[place] == ':');
    };
    if (end < line.size() && line[end] == '/') {
        std::size_t mask = end + 1;
        while (mask < line.size() && isDigitByte(line[mask]))
            ++mask;
        if (mask > end + 1 && isEnd(mask))
            return mask;
    }
    return isEnd(end) ? end : at;
}

} // namespace

/// Where a scan stands within one line or the request in quotes within it.
struct LineScan::State {
    enum class Last : std::uint8_t { None, Wild, Alnum, Sign };
    std::string_view line;
    std::size_t firstWord = 0;
    std::size_t spaceAt = 0; ///< end of the last space
    std::size_t tokenAt = 0; ///< where the token under work starts
    int depth = 0;           ///< of brackets
    std::uint8_t colon = 0;  ///< kAfterColon until the next word
    Last last = Last::None;  ///< token
    bool isAfterNumber = false;
    bool isValue = false;       ///< the next token stands after '='
    bool isEqualsApart = false; ///< with space before that '='
};

void LineScan::scan(std::string_view line, Want want) {
    m_count = m_wordBytes = 0;
    m_want = want;
    m_signs.clear();
    m_shown.clear();
    line = line.substr(0, kMostLine);
    scanPart(line, 0);
    if (m_count > 0) {
        std::array<char, kMostKeyBytes + 2 * kMostWords> bytes;
        char* end = bytes.data();
        for (std::size_t i = 0; i < m_count; ++i) {
            end = std::copy(m_words[i].text.begin(), m_words[i].text.end(), end);
            *end++ = kTokenEnd;
        }
        m_key = hash64({bytes.data(), static_cast<std::size_t>(end - bytes.data())});
        return;
    }
    std::array<bool, 128> isThere{};
    for (const char c : line)
        if (!(classOf(c) & kAlnum) && (static_cast<unsigned char>(c) >= ' ' || isSpaceByte(c)))
            isThere[static_cast<unsigned char>(c)] = true;
    m_signs = kSignsMark;
    for (std::size_t c = ' '; c < isThere.size(); ++c)
        if (isThere[c])
            m_signs += static_cast<char>(c);
    m_key = hash64(m_signs);
}

void LineScan::scanPart(std::string_view line, std::size_t depth) {
    State s;
    s.line = line;
    s.firstWord = m_count;
    s.spaceAt = SIZE_MAX;
    for (std::size_t at = 0; at < line.size() && m_count < s.firstWord + kMostWords && m_count < m_words.size();) {
        const char c = line[at];
        const std::uint16_t kind = classOf(c);
        s.tokenAt = at;
        if (kind & kSpace) {
            while (++at < line.size() && isSpaceByte(line[at])) {
            }
            s.isValue = s.isValue && s.isEqualsApart;
            s.spaceAt = at;
        } else if (kind & kInWord) {
            std::size_t end = at + 1;
            while (end < line.size() && (classOf(line[end]) & kInWord))
                ++end;
            const std::size_t size = end - at;
            if (end < line.size() && line[end] == ':') {
                // What goes on after a colon: a URL, an address of colons, a path of Windows.
                if (line.substr(end).starts_with("://") && isLetter(c) &&
                    !(classesOf(line.substr(at, size)) & kNoScheme)) {
                    for (end += 3; end < line.size() && !(classOf(line[end]) & kEndsUrl);)
                        ++end;
                    s.isAfterNumber = false;
                    mask(s);
                    at = end;
                    continue;
                }
                if (size <= 4)
                    if (const std::size_t runEnd = colonRunEnd(line, at); runEnd > at) {
                        s.isAfterNumber = false;
                        mask(s);
                        at = runEnd;
                        continue;
                    }
                if (size == 1 && isLetter(c) && line.substr(end).starts_with(":\\") &&
                    (at == 0 || !isNameByte(line[at - 1]))) {
                    for (end += 2; end < line.size() && !isSpaceByte(line[end]) &&
                                   std::string_view(",;\"'|").find(line[end]) == std::string_view::npos;)
                        ++end;
                    s.isAfterNumber = false;
                    mask(s);
                    at = end;
                    continue;
                }
            }
            takeWord(s, line.substr(at, size), end);
            at = end;
        } else if (c == '"' || c == '\'') {
            const std::size_t end = takeQuote(s, at, depth);
            if (end == at)
                takeSign(s, at);
            at = std::max(end, at + 1);
        } else if (c == ':') {
            const std::size_t end = colonRunEnd(line, at);
            if (end > at) {
                s.isAfterNumber = false;
                mask(s);
            } else {
                takeSign(s, at);
            }
            at = std::max(end, at + 1);
        } else {
            takeSign(s, at++);
        }
    }
}

void LineScan::takeSign(State& s, std::size_t at) {
    const char c = s.line[at];
    if (c == '=') {
        s.isValue = true;
        s.isEqualsApart = at > 0 && s.line[at - 1] == ' ';
    } else if (c == ':') {
        s.colon = kAfterColon;
    } else if (c == '(' || c == '[' || c == '{' || c == '<') {
        ++s.depth;
    } else if (c == ')' || c == ']' || c == '}' || c == '>') {
        --s.depth;
    }
    s.isAfterNumber = s.isAfterNumber && (c == '(' || c == '[');
    s.last = State::Last::Sign;
    show(s, s.line.substr(at, 1));
}

/// Where the quoted text that starts at `at` ends; `at` if it is only a sign.
std::size_t LineScan::takeQuote(State& s, std::size_t at, std::size_t depth) {
    const std::string_view line = s.line;
    const char quote = line[at];
    if (quote == '\'' && at > 0 && (isNameByte(line[at - 1]) || line[at - 1] == '\''))
        return at;
    const std::size_t close = line.substr(0, at + kMostQuote + 2).find(quote, at + 1);
    if (close == std::string_view::npos)
        return at;
    if (quote == '\'' && (close == at + 1 || (close + 1 < line.size() && isNameByte(line[close + 1]))))
        return at;
    const std::string_view inner = line.substr(at + 1, close - at - 1);
    if (close + 1 < line.size() && line[close + 1] == ':' && !inner.empty() &&
        std::all_of(inner.begin(), inner.end(), [](char c) { return isNameByte(c) || c == '.' || c == '-'; })) {
        takeWord(s, inner, close + 1); // {"level": …
    } else if (depth < 2 && startsRequest(inner)) {
        show(s, "\"");
        scanPart(inner, depth + 1);
        s.tokenAt = close;
        show(s, "\"");
        s.last = State::Last::Sign;
        s.isAfterNumber = s.isValue = false;
    } else {
        s.isAfterNumber = false;
        mask(s);
    }
    return close + 1;
}

/// A word, without the signs at its ends unless it is a path: constant, or a value by its look or place.
void LineScan::takeWord(State& s, std::string_view text, std::size_t end) {
    std::string_view word = text;
    if (text.front() != '/' || text.size() == 1) {
        while (!word.empty() && (classOf(word.front()) & kEdge))
            word.remove_prefix(1);
        while (!word.empty() && (classOf(word.back()) & kEdge))
            word.remove_suffix(1);
    }
    if (word.empty()) {
        s.last = State::Last::Sign;
        show(s, text);
        return;
    }
    const std::uint16_t kinds = classesOf(word);
    if (kinds & kDigit) {
        s.isAfterNumber = true;
        mask(s);
        return;
    }
    const char next = end < s.line.size() ? s.line[end] : '\0';
    const char afterNext = end + 1 < s.line.size() ? s.line[end + 1] : '\0';
    const bool isBeforePort = next == ':' && isDigitByte(afterNext);
    if (s.isValue || (kinds & kAtOrBackslash) ||
        ((kinds & kSlash) &&
         ((word.front() == '/' && word.size() > 1) || std::count(word.begin(), word.end(), '/') > 1)) ||
        (word.size() >= 8 && (!(kinds & kNoLowHex) || !(kinds & kNoHighHex))) || isLiteralWord(word) ||
        ((kinds & kDot) && isBeforePort)) {
        s.isAfterNumber = false;
        mask(s);
        return;
    }
    const bool isAfterNumber = s.isAfterNumber;
    if ((isAfterNumber && isUnitWord(word)) ||
        (word.size() == 3 && (isAfterNumber || (isSpaceByte(next) && isDigitByte(afterNext))) &&
         isCalendarWord(word))) {
        mask(s);
        return;
    }
    if (isAfterNumber && next != '=' && isPlural(word))
        word.remove_suffix(1); // 1 byte, 2 bytes
    if ((m_count == s.firstWord || m_words[m_count - 1].text != word) && m_wordBytes + word.size() <= kMostKeyBytes) {
        m_words[m_count++] = {word, static_cast<std::uint8_t>(s.colon | (s.depth > 0 ? kInBrackets : 0) |
                                                              (s.last == State::Last::Sign ? kAfterSign : 0) |
                                                              (isBeforePort ? kBeforePort : 0))};
        m_wordBytes += word.size();
    }
    s.last = State::Last::Alnum;
    if (m_want == Want::Shown) {
        std::string token(word);
        if (word.size() != text.size())
            token.append(1, kReadsMark).append(text);
        show(s, token);
    }
    s.isAfterNumber = s.isValue = false;
    s.colon = 0;
}

void LineScan::mask(State& s) {
    if (s.last != State::Last::Wild)
        show(s, kWild);
    s.last = State::Last::Wild;
    s.isValue = false;
    s.colon = 0;
}

void LineScan::show(State& s, std::string_view token) {
    if (m_want != Want::Shown || m_shown.size() + token.size() > kMostShown)
        return;
    m_shown += s.spaceAt == s.tokenAt ? ' ' : 'x';
    m_shown += token;
    m_shown += kTokenEnd;
}

} // namespace foreshock
