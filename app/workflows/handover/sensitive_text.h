// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/text/pattern.h"

#include <memory>
#include <optional>
#include <string_view>

namespace foreshock {

/// What a stretch of text gives away.
enum class Sensitive { Token, Person, Mail, Arn, Mac, Address, AddressName, Host, Account };

struct SensitiveSpan {
    std::size_t at = 0;
    std::size_t size = 0;
    Sensitive kind = Sensitive::Token;
    bool isName = false; ///< told by what stands before it (user=…): a name that may stand alone elsewhere
    std::size_t end() const { return at + size; }
};

/// Finds what gives persons, places and keys away by its form or by the word before it: IP and MAC addresses, host
/// names, e-mail addresses, AWS account ids and ARNs, JWTs, key ids, bearer tokens, private keys, passwords in URLs and
/// queries, words that look random; user names behind user=, in sshd's sentences, home folders and mentions. One
/// expression (PCRE2), bytes. Where it would be too costly to tell, 4 KiB count as a token: nothing leaks for being
/// odd. Lives with its owner, on one thread.
class SensitiveText {
public:
    SensitiveText();
    /// The first such stretch that begins at or after `from`, which sees what stands before it.
    std::optional<SensitiveSpan> find(std::string_view text, std::size_t from);

private:
    std::optional<SensitiveSpan> judged(std::string_view text, std::size_t group, Sensitive kind, bool isName);
    Pattern m_pattern;
    std::unique_ptr<PatternMatcher> m_matcher;
};

/// Long, of letters and digits that change places often: a key, a hash, a session, not a word.
bool looksRandom(std::string_view word);

} // namespace foreshock
