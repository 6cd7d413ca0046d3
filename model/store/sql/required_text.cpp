// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/required_text.h"

#include "model/query/required_text.h"

#include "model/base/text.h"

#include <algorithm>
#include <cctype>

namespace foreshock::store {
namespace {

constexpr std::size_t kLeast = 3;

enum class Letters { Exact, Alike };

bool isHex(char c, Letters letters) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (letters == Letters::Alike && c >= 'a' && c <= 'f');
}

/// Not its first byte?
bool isWithinCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Without what may be the end of an escape: of "x1F…", "1F…" or "F…" up to three bytes.
std::string_view beyondEscape(std::string_view run, Letters letters) {
    const auto hex = [&](std::size_t i) { return i < run.size() && isHex(run[i], letters); };
    const bool isX = !run.empty() && (run[0] == 'x' || (letters == Letters::Alike && run[0] == 'X'));
    std::size_t skip = hex(0) ? (hex(1) ? 2 : 1) : 0;
    if (isX) // "\x1F": the last of them may be missing where the run ends
        skip = hex(1) ? (hex(2) ? 3 : 2) : 1;
    return run.substr(std::min(skip, run.size()));
}

/// Gathers runs of literal bytes; a backslash may begin an escape and ends a run.
class Runs {
public:
    explicit Runs(Letters letters)
        : m_letters(letters) {}
    void add(char c) {
        // SQLite reads U+FFFD and its neighbours as one character: they end a run too.
        if (c == '\\' || c == '\xEF') {
            end();
            return;
        }
        if (!m_run.empty() || !isWithinCharacter(c)) // what is left of a character dropped above
            m_run += c;
    }
    void end() {
        const std::string_view safe = beyondEscape(m_run, m_letters);
        if (safe.size() >= kLeast)
            m_out.emplace_back(safe);
        m_run.clear();
    }
    /// Takes back the last character: it turned out to be optional.
    void dropLast() {
        while (!m_run.empty() && isWithinCharacter(m_run.back()))
            m_run.pop_back();
        if (!m_run.empty())
            m_run.pop_back();
    }
    std::vector<std::string> take() {
        end();
        return std::move(m_out);
    }

private:
    Letters m_letters;
    std::string m_run;
    std::vector<std::string> m_out;
};

/// A broken pattern matches by rules of its own.
bool isPlain(std::string_view pattern) {
    return shown(pattern) == pattern;
}

/// Position after the set that opens at `at`; npos if it does not close.
std::size_t afterSet(std::string_view pattern, std::size_t at) {
    std::size_t i = at + 1;
    if (i < pattern.size() && pattern[i] == '^')
        ++i;
    if (i < pattern.size() && pattern[i] == ']')
        ++i;
    const std::size_t close = pattern.find(']', i);
    return close == std::string_view::npos ? close : close + 1;
}

} // namespace

std::vector<std::string> requiredByText(std::string_view text) {
    if (!isPlain(text))
        return {};
    Runs runs(Letters::Exact);
    for (const char c : text)
        runs.add(c);
    return runs.take();
}

std::vector<std::string> requiredByLike(std::string_view pattern) {
    if (!isPlain(pattern))
        return {};
    Runs runs(Letters::Alike);
    for (const char c : pattern)
        c == '%' || c == '_' ? runs.end() : runs.add(c);
    return runs.take();
}

std::vector<std::string> requiredByGlob(std::string_view pattern) {
    if (!isPlain(pattern))
        return {};
    Runs runs(Letters::Exact);
    for (std::size_t i = 0; i < pattern.size();) {
        if (pattern[i] == '[') {
            runs.end();
            i = afterSet(pattern, i);
            if (i == std::string_view::npos)
                return {};
            continue;
        }
        pattern[i] == '*' || pattern[i] == '?' ? runs.end() : runs.add(pattern[i]);
        ++i;
    }
    return runs.take();
}

std::vector<std::string> requiredByRegex(std::string_view pattern) {
    if (!isPlain(pattern))
        return {};
    Runs runs(Letters::Exact);
    for (const std::string& text : requiredTexts(pattern)) {
        for (const char c : text)
            runs.add(c);
        runs.end();
    }
    return runs.take();
}

std::string loosened(std::string_view glob) {
    if (!isPlain(glob))
        return "*";
    std::string out, run;
    const auto end = [&](bool isOpen) {
        out += "*";
        out += beyondEscape(run, Letters::Exact);
        if (isOpen)
            out += "*";
        run.clear();
    };
    for (std::size_t i = 0; i < glob.size();) {
        if (glob[i] == '[') {
            end(true);
            i = afterSet(glob, i);
            if (i == std::string_view::npos)
                return "*";
            continue;
        }
        if (glob[i] == '*' || glob[i] == '?' || glob[i] == '\\' || glob[i] == '\xEF')
            end(true);
        else if (!run.empty() || !isWithinCharacter(glob[i]))
            run += glob[i];
        ++i;
    }
    end(false);
    return out;
}

} // namespace foreshock::store
