// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/pseudonym_word.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::string_view kLetters = "bcdfghjklmnpqrstvwxz";
constexpr std::size_t kLength = 10;

} // namespace

std::string pseudonymWord(SipKey key, std::string_view prefix, std::string_view original) {
    std::uint64_t hash = sipHash(key, original);
    std::string out(prefix);
    out += '-';
    for (std::size_t i = 0; i < kLength; ++i, hash /= kLetters.size())
        out += kLetters[hash % kLetters.size()];
    return out;
}

bool isPseudonymWord(std::string_view text) {
    const std::string word = lowered(text);
    for (const std::string_view prefix :
         {"service-", "host-", "person-", "token-", "ref-", "name-", "resource-", "mail-"})
        if (word.starts_with(prefix))
            return word.size() == prefix.size() + kLength &&
                   word.find_first_not_of(kLetters, prefix.size()) == std::string::npos;
    return false;
}

std::string pseudonymDigits(SipKey key, std::string_view original, std::size_t count) {
    std::uint64_t hash = sipHash(key, original);
    std::string out;
    for (std::size_t i = 0; i < count; ++i, hash /= 10)
        out += static_cast<char>(i == 0 ? '1' + hash % 9 : '0' + hash % 10);
    return out;
}

std::string pseudonymMac(SipKey key, std::string_view original) {
    const std::uint64_t hash = sipHash(key, lowered(original));
    std::string out = "02";
    for (int i = 0; i < 5; ++i)
        out += fmt::format("{}{:02x}", original.size() > 2 ? original[2] : ':', hash >> (8 * i) & 0xFF);
    return out;
}

} // namespace foreshock
