// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_rule.h"

#include <array>
#include <cstddef>

namespace foreshock {
namespace {

struct Words {
    std::string_view name, words;
};
constexpr std::array<Words, 12> kRules{{
    {"exact", "the service's own name"},
    {"user", "a person said so"},
    {"folded", "the same but for separators and case"},
    {"pod", "a pod's or replica set's name without its hashes"},
    {"stateful_pod", "a numbered pod's name without its number"},
    {"host_number", "a host's name without its number"},
    {"arn", "the name in the ARN"},
    {"unit_file", "the unit file's name"},
    {"repository", "the repository's name"},
    {"namespace", "the name within its namespace"},
    {"domain_name", "the first label of the domain name"},
    {"environment", "the name without its environment"},
}};
constexpr std::array<std::string_view, 3> kSureness{"certain", "likely", "possible"};

} // namespace

std::string_view nameOf(NameRule rule) {
    return kRules[static_cast<std::size_t>(rule)].name;
}

std::string_view wordsOf(NameRule rule) {
    return kRules[static_cast<std::size_t>(rule)].words;
}

std::optional<NameRule> nameRule(std::string_view name) {
    for (std::size_t i = 0; i < kRules.size(); ++i)
        if (kRules[i].name == name)
            return static_cast<NameRule>(i);
    return std::nullopt;
}

std::string_view nameOf(Sureness sureness) {
    return kSureness[static_cast<std::size_t>(sureness)];
}

std::optional<Sureness> sureness(std::string_view name) {
    for (std::size_t i = 0; i < kSureness.size(); ++i)
        if (kSureness[i] == name)
            return static_cast<Sureness>(i);
    return std::nullopt;
}

} // namespace foreshock
