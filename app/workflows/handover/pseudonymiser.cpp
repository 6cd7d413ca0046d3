// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/pseudonymiser.h"

#include "app/workflows/handover/address_pseudonym.h"
#include "app/workflows/handover/pseudonym_word.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace foreshock {
namespace {

SipKey keyOf(std::optional<std::uint64_t> seed) {
    if (seed)
        return {sipHash({*seed, 0}, "first half"), sipHash({*seed, 0}, "second half")};
    std::random_device random;
    const auto half = [&] { return static_cast<std::uint64_t>(random()) << 32 | random(); };
    return {half(), half()};
}

} // namespace

Pseudonymiser::Pseudonymiser(const PseudonymRequest& request)
    : m_key(keyOf(request.seed))
    , m_book(m_key, request.keep) {
    for (const std::string& word : request.hide)
        m_book.of(NameKind::Name, word);
}

std::string Pseudonymiser::noted(std::string_view kind, std::string_view original, std::string replacement) {
    if (m_others.size() < NameBook::kMost &&
        m_others.try_emplace(std::string(original), Other{kind, replacement}).second)
        m_issued.insert(replacement);
    return replacement;
}

/// ann@corp.example: the person is the one of user=ann, the domain one of its own.
std::string Pseudonymiser::mail(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return noted("mail", address,
                 m_book.of(NameKind::Person, address.substr(0, at)) + "@" +
                     pseudonymWord(m_key, "mail", lowered(address.substr(at + 1))) + ".example");
}

/// arn:aws:iam::123456789012:role/deploy: partition, service and region stay, account and resource do not.
std::string Pseudonymiser::arn(std::string_view arn) {
    std::vector<std::string_view> parts = split(arn, ':');
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < parts.size() && i < 5; ++i) {
        out += (i == 4 && !parts[i].empty() && parts[i] != "aws" ? pseudonymDigits(m_key, parts[i], 12)
                                                                 : std::string(parts[i])) +
               ":";
        at += parts[i].size() + 1;
    }
    if (at < arn.size())
        out += pseudonymWord(m_key, "resource", arn.substr(at));
    return noted("arn", arn, std::move(out));
}

std::string Pseudonymiser::replaced(SensitiveSpan span, std::string_view found) {
    if (m_book.keeps(found))
        return std::string(found);
    switch (span.kind) {
    case Sensitive::Token:
        return pseudonymWord(m_key, "token", found);
    case Sensitive::Person:
        return m_book.of(NameKind::Person, found);
    case Sensitive::Mail:
        return mail(found);
    case Sensitive::Arn:
        return arn(found);
    case Sensitive::Mac:
        return noted("mac", found, pseudonymMac(m_key, found));
    case Sensitive::Address:
        return noted("address", found, *addressPseudonym(m_key, found));
    case Sensitive::AddressName: {
        std::string address(found.substr(3)); // ip-10-4-7-19
        std::replace(address.begin(), address.end(), '-', '.');
        std::string other = addressPseudonym(m_key, address).value_or(address);
        std::replace(other.begin(), other.end(), '.', '-');
        return noted("address", found, "ip-" + other);
    }
    case Sensitive::Host:
        return noted("host", found, pseudonymWord(m_key, "host", lowered(found)) + ".example");
    case Sensitive::Account:
        return noted("account", found, pseudonymDigits(m_key, found, 12));
    }
    return {};
}

std::string Pseudonymiser::text(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    std::optional<SensitiveSpan> span = m_sensitive.find(text, 0);
    std::optional<NameBook::Hit> hit = m_book.find(text, 0);
    while (span || hit) {
        const bool isSpan = span && (!hit || span->at < hit->at || (span->at == hit->at && span->size >= hit->size));
        const std::size_t at = isSpan ? span->at : hit->at;
        out += text.substr(done, at - done);
        out += isSpan ? replaced(*span, text.substr(at, span->size)) : hit->replacement;
        done = at + (isSpan ? span->size : hit->size);
        if (span && span->at < done)
            span = m_sensitive.find(text, done);
        if (hit && hit->at < done)
            hit = m_book.find(text, done);
    }
    return out += text.substr(done);
}

/// A field that holds one name. An address in it, with or without a port, is an address.
std::string Pseudonymiser::field(NameKind kind, std::string_view value) {
    if (const auto known = m_book.entries().find(value); known != m_book.entries().end())
        return known->second.replacement;
    if (value.empty() || m_book.keeps(value))
        return m_book.of(kind, value);
    const auto span = m_sensitive.find(value, 0);
    const bool isForm = span && span->at == 0 && span->kind != Sensitive::Token && span->kind != Sensitive::Person;
    const std::string_view rest = isForm ? value.substr(span->size) : value;
    if (isForm &&
        (rest.empty() || (rest[0] == ':' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos)))
        return replaced(*span, value.substr(0, span->size)) + std::string(rest);
    if (isPlaceless(value))
        return std::string(value);
    return m_book.of(kind, value);
}

/// "ann, bob" or one a line.
std::string Pseudonymiser::fieldList(NameKind kind, std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find_first_of(",;\n", at), value.size());
        const std::string_view part = value.substr(at, end - at);
        const std::string_view name = trimmed(part);
        const std::size_t lead = name.empty() ? 0 : static_cast<std::size_t>(name.data() - part.data());
        out += std::string(part.substr(0, lead)) + field(kind, name) +
               std::string(part.substr(lead + name.size(), part.size() - lead - name.size()));
        if (end < value.size())
            out += value[end];
        at = end + 1;
    }
    return out;
}

bool Pseudonymiser::isIssued(std::string_view text) const {
    if (isPseudonymWord(text) || m_issued.contains(std::string(text)))
        return true;
    if (text.starts_with("host-") && text.ends_with(".example"))
        return isPseudonymWord(text.substr(0, text.size() - 8));
    const std::size_t at = text.rfind('@'); // beyond the list's end
    return at != std::string_view::npos && isPseudonymWord(text.substr(0, at)) && text.ends_with(".example") &&
           isPseudonymWord(text.substr(at + 1, text.size() - at - 9));
}

void Pseudonymiser::eachLeak(std::string_view text,
                             const std::function<void(std::string_view, std::string_view)>& visit) {
    static constexpr std::string_view kKinds[] = {"key",     "person",  "e-mail address", "ARN",    "MAC address",
                                                  "address", "address", "host name",      "account"};
    for (auto span = m_sensitive.find(text, 0); span; span = m_sensitive.find(text, span->end())) {
        const std::string_view found = text.substr(span->at, span->size);
        if (!m_book.keeps(found) && !isIssued(found))
            visit(kKinds[static_cast<std::size_t>(span->kind)], found);
    }
    for (auto hit = m_book.find(text, 0); hit; hit = m_book.find(text, hit->at + hit->size))
        if (const std::string_view found = text.substr(hit->at, hit->size); hit->replacement != found)
            visit("known name", found);
}

std::int64_t Pseudonymiser::replacements() const {
    const auto kept = std::count_if(m_book.entries().begin(), m_book.entries().end(),
                                    [](const auto& entry) { return entry.second.isKept; });
    return static_cast<std::int64_t>(m_book.entries().size() + m_others.size()) - kept;
}

std::string Pseudonymiser::replacementsCsv() const {
    const auto cell = [](std::string_view text) {
        std::string out = "\"";
        for (const char c : text)
            out.append(c == '"' ? 2 : 1, c);
        return text.find_first_of(",\"\r\n") == std::string_view::npos ? std::string(text) : out + '"';
    };
    std::string out = "kind,original,replacement\n";
    for (const auto& [original, entry] : m_book.entries())
        if (!entry.isKept)
            out += fmt::format("{},{},{}\n", nameOf(entry.kind), cell(original), cell(entry.replacement));
    for (const auto& [original, other] : m_others)
        out += fmt::format("{},{},{}\n", other.kind, cell(original), cell(other.replacement));
    return out;
}

} // namespace foreshock
