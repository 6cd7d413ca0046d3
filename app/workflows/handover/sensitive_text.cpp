// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/sensitive_text.h"

#include "app/workflows/handover/address_pseudonym.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <string>

namespace foreshock {
namespace {

struct Group {
    const char* name;
    Sensitive kind;
    bool isName;
};

/// The groups of the expression; the one that took part tells the kind.
constexpr std::array<Group, 19> kGroups = {{
    {"pem", Sensitive::Token, false},      {"jwt", Sensitive::Token, false},
    {"userinfo", Sensitive::Token, false}, {"auth", Sensitive::Token, false},
    {"bearer", Sensitive::Token, false},   {"secret", Sensitive::Token, false},
    {"user", Sensitive::Person, true},     {"login", Sensitive::Person, true},
    {"home", Sensitive::Person, true},     {"slack", Sensitive::Person, false},
    {"mention", Sensitive::Person, true},  {"mail", Sensitive::Mail, false},
    {"arn", Sensitive::Arn, false},        {"key", Sensitive::Token, false},
    {"mac", Sensitive::Mac, false},        {"six", Sensitive::Address, false},
    {"four", Sensitive::Address, false},   {"dashed", Sensitive::AddressName, false},
    {"host", Sensitive::Host, false},
}};

// Quantifiers that could try much again are possessive. Blanks and # comments are no part of it (x).
constexpr std::string_view kExpression = R"((?x)
  (?<pem>-----BEGIN\ [A-Z0-9\ ]{0,40}?PRIVATE\ KEY-----[^-]*+(?:-----END\ [A-Z0-9\ ]*?PRIVATE\ KEY-----)?)
| (?<jwt>\beyJ[\w-]{8,}+\.[\w-]{4,}+(?:\.[\w-]*+)?)
| \b[a-zA-Z][a-zA-Z0-9+.-]*+://(?<userinfo>[^\s/@"'<>]++)@                       # https://ann:secret@host
| (?i:authorization["']?\s*+[:=]\s*+["']?(?:basic|bearer|digest|token|negotiate)\s++(?<auth>[\w.~+/=-]++))
| (?i:\bbearer\s++(?<bearer>[\w.~+/-]{16,}+=*+))
| (?i:(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|\bsig
     |credentials?|session[_-]?id|cookie)["']?\s*+[=:]\s*+["']?(?<secret>[^\s"'&;,)}\]<>]++))
| (?i:(?<![A-Za-z0-9])(?:user|user_?name|login|logname|ruser|uid|user_?id|actor|principal|owner|assignee|author|account
     |approver)(?:=["']?|["']\s*+:\s*+["'])(?<user>[\w.@\\+-]{2,64}+))
| (?i:\b(?:accepted\ \w++\ for|failed\ \w++\ for(?:\ invalid\ user)?|invalid\ user|session\ (?:opened|closed)\ for\ user)
     )\ (?<login>[\w.-]++)                                                       # sshd and PAM
| /(?:home|Users)/(?<home>[\w-]++(?:\.[\w-]++)*+)
| <@(?<slack>[UW][A-Z0-9]{6,}+)
| (?<mail>(?<![\w.%+-])[\w.%+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++)
| (?<![\w@.])@(?<mention>[A-Za-z][\w-]++(?:\.[\w-]++)*+)
| (?<arn>\barn:aws[a-z-]*+:[^\s"'<>,;)\]}]++)
| (?<key>\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|AIPA)[A-Z0-9]{16}\b | \bgh[pousr]_[A-Za-z0-9]{30,}+
     | \bxox[abprs]-[A-Za-z0-9-]{10,}+ | \bglpat-[\w-]{20,}+ | \bsk_(?:live|test)_[A-Za-z0-9]{16,}+ | \bAIza[\w-]{35})
| (?<mac>(?<![\w:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\g{-1}[0-9A-Fa-f]{2}){4}(?![\w:-]))
| (?<six>(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})(?:/\d{1,3})?(?!\w))
| (?<four>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}(?!\d))?(?!\w|\.\d))
| (?<dashed>\bip-\d{1,3}(?:-\d{1,3}){3}\b)                                      # EC2's host names
| (?<host>(?<![\w.-])(?:[\w-]++\.)+(?:com|net|org|io|dev|cloud|local|internal|intranet|corp|lan|example|edu|gov|mil
     |de|uk|fr|eu|jp|cn)(?![\w-]|\.\w))
| (?<account>(?<![\w.-])\d{12}(?![\w.-]))
| (?<word>(?<![\w+/-])[\w+/-]{20,}+={0,2})
)";

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

bool looksRandom(std::string_view word) {
    std::size_t letters = 0, digits = 0, turns = 0;
    char last = 0;
    std::bitset<256> seen;
    const auto kind = [](char c) { return isDigit(c) ? 0 : c >= 'a' ? 1 : 2; };
    for (const char c : word) {
        if (!isLetter(c) && !isDigit(c))
            continue;
        ++(isLetter(c) ? letters : digits);
        turns += last != 0 && kind(last) != kind(c);
        last = c;
        seen.set(static_cast<unsigned char>(c));
    }
    // Of a random hex word every other place changes kind, of base64 two in three; of names and numbers few do.
    return letters > 0 && digits > 0 && letters + digits >= 20 && turns * 4 >= letters + digits - 1 &&
           seen.count() >= 8;
}

SensitiveText::SensitiveText() {
    auto compiled = Pattern::compile(kExpression);
    assert(compiled);
    m_pattern = std::move(*compiled);
    m_matcher = std::make_unique<PatternMatcher>(m_pattern);
}

std::optional<SensitiveSpan> SensitiveText::judged(std::string_view text, std::size_t number, Sensitive kind,
                                                   bool isName) {
    std::string_view found = m_matcher->group(number);
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    if (kind == Sensitive::Address) {
        if (found.ends_with(':') && !found.ends_with("::"))
            found.remove_suffix(1); // "fe80::1: no route"
        if (!isAddress(found) || isPlaceless(found))
            return std::nullopt;
    }
    if (kind == Sensitive::Person) {
        static constexpr std::string_view kNobody[] = {"none", "null",   "true", "false",  "unknown", "anonymous",
                                                       "root", "system", "user", "nobody", "admin"};
        while (found.ends_with('.') || found.ends_with('-'))
            found.remove_suffix(1);
        if (found.size() < 2 || std::find(std::begin(kNobody), std::end(kNobody), lowered(found)) != std::end(kNobody))
            return std::nullopt;
        if (found.find('@') != std::string_view::npos)
            kind = Sensitive::Mail;
    }
    if (found.empty())
        return std::nullopt;
    return SensitiveSpan{at, found.size(), kind, isName && kind == Sensitive::Person};
}

std::optional<SensitiveSpan> SensitiveText::find(std::string_view text, std::size_t from) {
    static constexpr std::size_t kPiece = 4096;
    const std::size_t account = m_pattern.group("account"), word = m_pattern.group("word");
    while (from < text.size()) {
        const PatternMatcher::Found found = m_matcher->find(text, from);
        if (found == PatternMatcher::Found::No)
            return std::nullopt;
        if (found == PatternMatcher::Found::GaveUp)
            return SensitiveSpan{from, std::min(kPiece, text.size() - from), Sensitive::Token, false};
        const std::size_t start = m_matcher->start(0);
        for (const Group& group : kGroups) {
            const std::size_t number = m_pattern.group(group.name);
            if (m_matcher->start(number) != std::string_view::npos)
                if (const auto span = judged(text, number, group.kind, group.isName); span && span->at >= from)
                    return span;
        }
        if (m_matcher->start(account) != std::string_view::npos)
            return SensitiveSpan{start, 12, Sensitive::Account, false};
        if (m_matcher->start(word) != std::string_view::npos) {
            const std::string_view whole = m_matcher->group(word);
            if (!whole.starts_with('/') && looksRandom(whole))
                return SensitiveSpan{start, whole.size(), Sensitive::Token, false};
            for (std::size_t at = 0; at < whole.size();) { // /v1/sessions/9f8e7d…/items
                const std::size_t end = std::min(whole.find('/', at), whole.size());
                if (looksRandom(whole.substr(at, end - at)))
                    return SensitiveSpan{start + at, end - at, Sensitive::Token, false};
                at = end + 1;
            }
        }
        from = start + 1;
    }
    return std::nullopt;
}

} // namespace foreshock
