// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/sip_hash.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace foreshock {

enum class NameKind { Service, Host, Person, Ref, Name };
std::string_view nameOf(NameKind kind);

/// The names of one incident and what each becomes: one original, one replacement, whatever it names. Known names are
/// found in texts too, as whole words (letters and digits around them would make another word), in any case of their
/// letters. Ordinary words ("web", "errors"), numbers and names under three characters are replaced where a field holds
/// nothing else, not in texts, whose meaning would go. Memory: some 300 B a name, up to kMost names; others are
/// replaced in fields alone, and counted.
class NameBook {
public:
    static constexpr std::size_t kMost = 200'000;

    /// `keep`: globs of names that stay as they are.
    NameBook(SipKey key, std::vector<std::string> keep)
        : m_key(key)
        , m_keep(std::move(keep)) {}

    bool keeps(std::string_view name) const;
    /// What a name becomes; it is known from now on.
    std::string of(NameKind kind, std::string_view original);
    /// Another word for a name ("the front end" for kfe): it becomes the same.
    void alsoCalled(std::string_view word, NameKind kind, std::string_view original);

    struct Hit {
        std::size_t at = 0;
        std::size_t size = 0;
        std::string replacement; ///< the same text for a name that is kept
    };
    /// The first known name in a text at or after `from`; of several at one place the longest.
    std::optional<Hit> find(std::string_view text, std::size_t from) const;

    struct Entry {
        NameKind kind = NameKind::Name;
        std::string replacement;
        bool isKept = false;
    };
    const std::map<std::string, Entry, std::less<>>& entries() const { return m_entries; }
    std::int64_t beyond() const { return m_beyond; }

private:
    const Entry* add(std::string_view original, Entry entry);

    SipKey m_key;
    std::vector<std::string> m_keep;
    std::map<std::string, Entry, std::less<>> m_entries; ///< by original; its nodes stay where they are
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    /// Originals by their first run of letters and digits, lower case.
    std::unordered_map<std::string, std::vector<std::string_view>, Hash, std::equal_to<>> m_byFirst;
    std::int64_t m_beyond = 0;
};

} // namespace foreshock
