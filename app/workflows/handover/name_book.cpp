// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/name_book.h"

#include "app/workflows/handover/pseudonym_word.h"
#include "model/analysis/series_words.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// Words that stand in titles, metrics and messages with a meaning of their own. A blank before and after each.
constexpr std::string_view kOrdinary =
    " access account admin agent alarm alarms alert alerts all api app application apps async auth authentication "
    "availability backend backup batch bytes cache canary capacity change changes check client clients cluster code "
    "config connection connections consumer control core count cpu cron daemon dashboard data database db debug "
    "default "
    "delay deploy depth dev disk dns down edge email error errors event events failed failure failures fatal file "
    "files "
    "fleet frontend gateway global handler health host hosts http https index info ingress instance instances internal "
    "job jobs kernel lag latency limit load lock log logger logging login logs mail main master memory message "
    "messages "
    "metric metrics model monitor monitoring network node nodes none null order orders page payment payments percent "
    "pod pods pool port primary process prod producer production progress proxy public query queue rate read redis "
    "region registry release replica replicas request requests response restart retry role root router scheduler "
    "search "
    "secondary server servers service services session sessions shard shards size slow source stage staging start "
    "status stop storage store stream success support sync system table task test thread threads throughput time "
    "timeout timeouts token total traffic trigger unknown up upstream usage user users version volume wait warn "
    "warning "
    "web worker workers write zone ";

/// Letters, digits and bytes of longer UTF-8 letters; what is never a byte of UTF-8 ends a word.
bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (byte >= 0x80 && byte != 0xC0 && byte != 0xC1 && byte < 0xF5);
}

bool isOrdinary(const std::string& lower) {
    return isTelling(lower) || kOrdinary.find(" " + lower + " ") != std::string_view::npos;
}

/// The first run of word bytes: where it begins and how long it is.
std::pair<std::size_t, std::size_t> firstRun(std::string_view text, std::size_t from) {
    while (from < text.size() && !isWordByte(text[from]))
        ++from;
    std::size_t end = from;
    while (end < text.size() && isWordByte(text[end]))
        ++end;
    return {from, end - from};
}

/// The replacement in the case of what it replaces: KFE-1804, Kfe-1804.
std::string inCaseOf(std::string_view found, std::string replacement) {
    const auto isLower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!std::any_of(found.begin(), found.end(), isUpper))
        return replacement;
    const bool isAll = std::none_of(found.begin(), found.end(), isLower);
    for (std::size_t i = 0; i < (isAll ? replacement.size() : 1); ++i)
        if (isLower(replacement[i]))
            replacement[i] = static_cast<char>(replacement[i] - 'a' + 'A');
    return replacement;
}

} // namespace

std::string_view nameOf(NameKind kind) {
    static constexpr std::array<std::string_view, 5> kNames = {"service", "host", "person", "ref", "name"};
    return kNames[static_cast<std::size_t>(kind)];
}

bool NameBook::keeps(std::string_view name) const {
    return std::any_of(m_keep.begin(), m_keep.end(), [&](const std::string& glob) { return globMatches(glob, name); });
}

const NameBook::Entry* NameBook::add(std::string_view original, Entry entry) {
    const auto [found, isNew] = m_entries.try_emplace(std::string(original), std::move(entry));
    const std::string_view name = found->first;
    const auto [at, size] = firstRun(name, 0);
    const std::string lower = lowered(name);
    const bool isNumber =
        lower.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos &&
        std::all_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isNew && size > 0 && !isNumber && (found->second.isKept || (name.size() >= 3 && !isOrdinary(lower))))
        m_byFirst[lower.substr(at, size)].push_back(name);
    return &found->second;
}

std::string NameBook::of(NameKind kind, std::string_view original) {
    if (original.empty())
        return {};
    if (const auto known = m_entries.find(original); known != m_entries.end())
        return known->second.replacement;
    const bool isKept = keeps(original);
    Entry entry{kind, isKept ? std::string(original) : pseudonymWord(m_key, nameOf(kind), original), isKept};
    if (m_entries.size() < kMost)
        return add(original, std::move(entry))->replacement;
    ++m_beyond;
    return entry.replacement;
}

void NameBook::alsoCalled(std::string_view word, NameKind kind, std::string_view original) {
    const std::string replacement = of(kind, original);
    if (!word.empty() && m_entries.size() < kMost)
        add(word, keeps(word) || replacement == original ? Entry{kind, std::string(word), true}
                                                         : Entry{kind, replacement, false});
}

std::optional<NameBook::Hit> NameBook::find(std::string_view text, std::size_t from) const {
    for (std::size_t at = from; at < text.size();) {
        const auto [start, size] = firstRun(text, at);
        if (size == 0)
            break;
        at = start + size;
        if (start > 0 && isWordByte(text[start - 1]))
            continue; // `from` stands within a word
        const auto candidates = m_byFirst.find(size > 64 ? std::string_view() : lowered(text.substr(start, size)));
        if (candidates == m_byFirst.end())
            continue;
        std::optional<Hit> best;
        bool isBestExact = false;
        for (const std::string_view name : candidates->second) {
            const std::size_t lead = firstRun(name, 0).first; // "/srv/cart" begins before its first word
            if (lead > start - from || start - lead + name.size() > text.size())
                continue;
            const std::string_view there = text.substr(start - lead, name.size());
            const std::size_t end = start - lead + name.size();
            const bool isExact = there == name;
            if ((!isExact && lowered(there) != lowered(name)) ||
                (isWordByte(name.back()) && end < text.size() && isWordByte(text[end])) ||
                (best && (best->size > name.size() || (best->size == name.size() && isBestExact))))
                continue;
            const Entry& entry = m_entries.find(name)->second;
            best = Hit{start - lead, name.size(),
                       entry.isKept ? std::string(there)
                       : isExact    ? entry.replacement
                                    : inCaseOf(there, entry.replacement)};
            isBestExact = isExact;
        }
        if (best)
            return best;
    }
    return std::nullopt;
}

} // namespace foreshock
