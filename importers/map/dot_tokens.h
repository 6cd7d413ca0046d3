// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// A word of the DOT language: an id, or one of { } [ ] = ; , : -> --.
struct DotToken {
    enum class Kind { Id, Mark };
    Kind kind = Kind::Mark;
    std::string text; ///< without quotes and escapes
    std::size_t offset = 0;
    bool isQuoted = false;

    bool is(std::string_view mark) const { return kind == Kind::Mark && text == mark; }
    bool isWord(std::string_view word) const;
};

/// Cuts a DOT text into words: comments, quoted and HTML texts, joined quotes (Graphviz: "The DOT language"). The
/// library that could do it is under a licence that must not be linked into this program.
class DotTokens {
public:
    explicit DotTokens(std::string_view text)
        : m_text(text) {}
    /// Null: the text is over, or problem() says why not.
    std::optional<DotToken> next();
    const std::string& problem() const { return m_problem; }
    std::size_t offset() const { return m_at; }

private:
    void skipBlanks();
    std::optional<DotToken> quoted();
    std::optional<DotToken> html();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_problem;
};

} // namespace foreshock
