// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_role.h"

#include "model/analysis/role_hints.h"
#include "model/analysis/rule_comparison.h"
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

std::optional<RoleHint> roleOfName(std::string_view metric, const std::optional<RoleHint>& byUnit) {
    const std::size_t brace = std::min(metric.find('{'), metric.size());
    const auto words = nameWords(metric.substr(0, brace));
    auto out = specialHint(words);
    if (!out)
        out = roleOfWords(words);
    // "networkd_restarts" per minute is a rate first: an exporter's word says less than such a unit.
    const bool isRate = byUnit && byUnit->role == Role::Traffic;
    if (!out && !isRate)
        out = exporterHint(words);
    if (const auto label = labelHint(metric.substr(brace));
        label && (!out || out->role == Role::Traffic || out->role == Role::Saturation || out->role == Role::Fleet))
        return label;
    return out;
}

SeriesRole roleWithoutRules(std::string_view metric, std::string_view unit) {
    const auto byUnit = roleOfUnit(unit);
    const auto byName = roleOfName(metric, byUnit);
    SeriesRole out;
    // "requests" in ms is a latency, "connections"/s a rate; seconds of CPU are still CPU.
    const auto words = nameWords(metric.substr(0, metric.find('{')));
    const bool isCpu = std::find(words.begin(), words.end(), "cpu") != words.end();
    const bool unitKnowsBetter = byName && byUnit && !(isCpu && byUnit->role == Role::Latency) &&
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

/// "http_requests" of http_requests{code="200"}.
std::string_view nameOnly(std::string_view metric) {
    return metric.substr(0, metric.find('{'));
}

bool isTellingName(std::string_view name) {
    const auto words = nameWords(name);
    return std::any_of(words.begin(), words.end(), [](const std::string& w) { return isTelling(w); });
}

/// In which direction the rule says that the series is bad; null: it does not speak of it.
std::optional<BadDirection> watchedDirection(std::string_view metric, const WatchRule& rule) {
    const auto comparisons = comparisonsOf(rule.text);
    const std::string_view name = nameOnly(metric);
    for (const RuleComparison& c : comparisons) {
        if (!ruleSpeaksOf(name, c.subject) && !(isTellingName(name) && trimmed(c.subject) == name))
            continue;
        // errors / requests > .05: more requests are no harm
        const std::string lower = lowered(c.subject);
        const std::size_t divided = lower.find('/');
        const std::size_t at = lower.find(lowered(name));
        if (divided != std::string::npos && at != std::string::npos && at > divided)
            continue;
        return c.bad;
    }
    if (comparisons.size() == 1 && !rule.metric.empty() && lowered(nameOnly(rule.metric)) == lowered(name) &&
        !ruleSpeaksOf(name, rule.text))
        return comparisons.front().bad;
    return std::nullopt;
}

} // namespace

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

bool fitsPattern(std::string_view text, std::string_view pattern) {
    std::size_t t = 0, p = 0, star = std::string_view::npos, back = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] == text[t] && pattern[p] != '*'))) {
            ++t;
            ++p;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            back = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++back;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

SeriesRole seriesRole(std::string_view metric, std::string_view unit, std::span<const WatchRule> rules) {
    SeriesRole out = roleWithoutRules(metric, lowered(trimmed(unit)));
    for (const WatchRule& rule : rules)
        if (const auto bad = watchedDirection(metric, rule)) {
            if (out.role == Role::Unknown)
                out.role = *bad == BadDirection::Up ? Role::Errors : Role::Availability;
            return {out.role, *bad, RoleBasis::AlarmRule, true};
        }
    return out;
}

SeriesRole seriesRole(std::string_view service, std::string_view metric, std::string_view unit,
                      std::span<const WatchRule> rules, std::span<const RoleRule> words) {
    SeriesRole out = seriesRole(metric, unit, rules);
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        if (fitsPattern(service, word->service) && fitsPattern(metric, word->metric))
            return {word->role, word->bad, RoleBasis::User, out.isWatched};
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
