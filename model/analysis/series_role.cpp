// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_role.h"

#include "model/analysis/series_words.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace foreshock {
namespace {

bool isWordByte(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80);
}

/// Does the rule name a series in full ("kfe_threads_p50 > 32000") rather than in words?
bool hasIdentifier(std::string_view rule) {
    for (std::size_t i = 1; i + 1 < rule.size(); ++i)
        if (rule[i] == '_' && isWordByte(rule[i - 1]) && isWordByte(rule[i + 1]))
            return true;
    return false;
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isStatistic(std::string_view word) {
    return word == "max" || word == "min" || word == "avg" || word == "mean" || word == "per" ||
           (word[0] == 'p' && isDigits(word.substr(1)));
}

/// Equal, or of the same stem ("errors" and "error").
bool isSameWord(std::string_view a, std::string_view b) {
    return a == b || (a.size() > 3 && b.size() > 3 &&
                      (b.substr(0, a.size() - 1) == a.substr(0, a.size() - 1) ||
                       a.substr(0, b.size() - 1) == b.substr(0, b.size() - 1)));
}

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return text.substr(0, w.size()) == w; });
}

/// "% of hosts", "% of all servers": a share of a fleet.
bool isShareOfFleet(std::string_view unit) {
    if (unit.substr(0, 5) != "% of ")
        return false;
    unit.remove_prefix(5);
    if (unit.substr(0, 4) == "all ")
        unit.remove_prefix(4);
    return startsWithAny(unit, {"hosts", "nodes", "servers", "instances", "replicas", "clients"});
}

bool isAvailabilityUnit(std::string_view unit) {
    const auto words = nameWords(unit);
    return std::any_of(words.begin(), words.end(), [](const std::string& w) {
        return w == "ready" || w == "reporting" || w == "ok" || w == "arriving" || w == "available";
    });
}

SeriesRole roleWithoutRules(std::string_view metric, std::string_view unit) {
    const auto byName = roleOfWords(nameWords(metric));
    const auto byUnit = roleOfUnit(unit);
    SeriesRole out;
    // "requests" in ms is a latency, "connections"/s a rate.
    const bool unitKnowsBetter = byName && byUnit &&
                                 (byName->role == Role::Fleet || byName->role == Role::Progress ||
                                  byName->role == Role::Traffic || byName->role == Role::Saturation) &&
                                 (byUnit->role == Role::Latency || byUnit->role == Role::Traffic);
    if (byName && !unitKnowsBetter)
        out = {byName->role, byName->bad, RoleBasis::Name, false};
    else if (byUnit)
        out = {byUnit->role, byUnit->bad, RoleBasis::Unit, false};
    else if (isAvailabilityUnit(unit))
        out = {Role::Availability, BadDirection::Down, RoleBasis::Unit, false};
    else if (unit.substr(0, 1) == "%")
        out.basis = RoleBasis::Unit;
    if ((out.role == Role::Fleet && unit.substr(0, 1) == "%") || (out.role == Role::Unknown && isShareOfFleet(unit))) {
        out.role = Role::Availability;
        out.bad = BadDirection::Down;
    }
    return out;
}

} // namespace

std::string_view nameOf(Role role) {
    static constexpr std::array<std::string_view, 9> kNames = {
        "errors", "latency", "traffic", "saturation", "availability", "fleet", "backlog", "progress", "unknown"};
    return kNames[static_cast<std::size_t>(role)];
}

bool ruleSpeaksOf(std::string_view metric, std::string_view rule) {
    if (hasIdentifier(rule))
        return lowered(rule).find(lowered(metric)) != std::string::npos;
    const auto ruleWords = nameWords(rule);
    std::size_t words = 0;
    std::size_t hits = 0;
    bool isTellingHit = false;
    for (const std::string& word : nameWords(metric)) {
        if (word.size() <= 2 || isStatistic(word))
            continue;
        ++words;
        if (std::any_of(ruleWords.begin(), ruleWords.end(),
                        [&](const std::string& v) { return isSameWord(word, v); })) {
            ++hits;
            isTellingHit |= isTelling(word);
        }
    }
    return hits >= 1 && 2 * hits >= words && isTellingHit;
}

SeriesRole seriesRole(std::string_view metric, std::string_view unit, std::span<const std::string> rules) {
    SeriesRole out = roleWithoutRules(metric, lowered(trimmed(unit)));
    for (const std::string& rule : rules) {
        const bool isUp = rule.find('>') != std::string::npos;
        if ((isUp || rule.find('<') != std::string::npos) && ruleSpeaksOf(metric, rule)) {
            if (out.role == Role::Unknown)
                out.role = isUp ? Role::Errors : Role::Availability;
            return {out.role, isUp ? BadDirection::Up : BadDirection::Down, RoleBasis::AlarmRule, true};
        }
    }
    return out;
}

Channel channelOf(Role role, std::string_view unit) {
    const std::string u = lowered(trimmed(unit));
    if (role == Role::Latency) {
        static constexpr std::array<std::pair<std::string_view, double>, 9> kScale = {{{"ns", 1e-6},
                                                                                       {"us", 1e-3},
                                                                                       {"\xC2\xB5s", 1e-3},
                                                                                       {"ms", 1.0},
                                                                                       {"s", 1e3},
                                                                                       {"sec", 1e3},
                                                                                       {"seconds", 1e3},
                                                                                       {"min", 6e4},
                                                                                       {"minutes", 6e4}}};
        for (const auto& [name, factor] : kScale)
            if (u == name)
                return {"latency/ms", factor};
    }
    if (role == Role::Errors && (u.empty() || u == "ratio" || u == "1" || u == "%"))
        return {"errors/%", u == "%" ? 1.0 : 100.0};
    return {std::string(nameOf(role)) + "/" + u, 1.0};
}

} // namespace foreshock
