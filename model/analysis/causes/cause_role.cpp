// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/cause_role.h"

#include "model/analysis/series_role.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace foreshock {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// "GetErrors_5xx" → "get errors 5xx": camel humps and everything but letters, digits and % part words.
std::string plainName(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i > 0 && c >= 'A' && c <= 'Z' && text[i - 1] >= 'a' && text[i - 1] <= 'z')
            out += ' ';
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool isKept = (low >= 'a' && low <= 'z') || isDigit(low) || low == '%';
        if (isKept)
            out += low;
        else if (out.empty() || out.back() != ' ')
            out += ' ';
    }
    return out;
}

/// A stem stands anywhere in a name; "<" at its front: at a word's start, ">" at its end: at a word's end.
bool hasStem(std::string_view name, std::string_view stem) {
    const bool atStart = stem.front() == '<';
    const bool atEnd = stem.back() == '>';
    stem = stem.substr(atStart ? 1 : 0, stem.size() - (atStart ? 1 : 0) - (atEnd ? 1 : 0));
    const auto isWord = [](char c) { return c != ' ' && c != '%'; };
    for (std::size_t at = name.find(stem); at != std::string_view::npos; at = name.find(stem, at + 1)) {
        const std::size_t end = at + stem.size();
        if ((!atStart || at == 0 || !isWord(name[at - 1])) && (!atEnd || end == name.size() || !isWord(name[end])))
            return true;
    }
    return false;
}

bool hasAny(std::string_view name, const std::vector<std::string_view>& stems) {
    return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return hasStem(name, stem); });
}

struct RoleStems {
    CauseRole role;
    std::vector<std::string_view> stems;
};

/// The first row with a stem of the name wins.
const std::vector<RoleStems>& roleTable() {
    static const std::vector<RoleStems> kTable = {
        {CauseRole::Errors,
         {"<err", "error", "fail", "exception", "fault", "timeout", "5xx", "<drop", "<reset", "retrans", "refus"}},
        {CauseRole::Success, {"avail", "success", "health"}},
        {CauseRole::Latency, {"latency", "duration", "response time", "elapsed", "delay", "<rtt", "wait"}},
        {CauseRole::Cpu, {"cpu", "throttl", "<load>"}},
        {CauseRole::Memory, {"<mem", "heap", "<rss", "<gc>", "swap"}},
        {CauseRole::Network, {"network", "receive", "transmit", "packet", "bandwidth", "<rx>", "<tx>"}},
        {CauseRole::Io, {"disk", "syscall", "<read", "<writ", "iops", "<fs>", "<io>"}},
        {CauseRole::Saturation, {"queue", "thread", "connection", "pool", "satur", "utili", "backlog", "<lag"}},
        {CauseRole::Traffic,
         {"request", "<rps", "<qps", "<ops", "throughput", "workload", "<call>", "<calls>", "count", "<hits"}}};
    return kTable;
}

CauseRole roleOfName(std::string_view name) {
    for (const RoleStems& row : roleTable())
        if (hasAny(name, row.stems))
            return row.role;
    return CauseRole::Unknown;
}

CauseRole roleElsewhere(std::string_view metric, std::string_view unit) {
    switch (seriesRole(metric, unit, {}).role) {
    case Role::Errors:
        return CauseRole::Errors;
    case Role::Latency:
        return CauseRole::Latency;
    case Role::Traffic:
        return CauseRole::Traffic;
    case Role::Saturation:
    case Role::Backlog:
        return CauseRole::Saturation;
    case Role::Availability:
        return CauseRole::Success;
    default:
        return CauseRole::Unknown;
    }
}

constexpr std::array<std::pair<std::string_view, double>, 5> kTails = {
    {{"p75", 1.3}, {"p90", 1.6}, {"p95", 2.0}, {"p99", 3.0}, {"max", 3.0}}};

double tailFactor(std::string_view metric) {
    const std::string name = lowered(metric);
    for (const auto& [word, factor] : kTails)
        if (name.find(word) != std::string::npos)
            return factor;
    return 1;
}

} // namespace

CauseRole causeRole(std::string_view metric, std::string_view unit) {
    static constexpr std::array<std::string_view, 6> kTimes = {"s", "ms", "us", "ns", "seconds", "milliseconds"};
    const std::string name = plainName(metric);
    const std::string unitName = lowered(unit);
    if (std::find(kTimes.begin(), kTimes.end(), unitName) != kTimes.end() && !hasAny(name, {"cpu", "<gc>", "uptime"}))
        return CauseRole::Latency;
    const CauseRole role = roleOfName(name);
    return role != CauseRole::Unknown ? role : roleElsewhere(metric, unit);
}

CauseRole topicOf(std::string_view alarmMetric) {
    return roleOfName(plainName(alarmMetric));
}

LatencyPlace latencyPlace(std::string_view metric) {
    const std::string name = plainName(metric);
    if (hasAny(name, {"gap", "network", "<rtt", "connect"}))
        return LatencyPlace::Transit;
    return hasAny(name, {"client", "outbound", "egress", "upstream"}) ? LatencyPlace::Outgoing : LatencyPlace::Own;
}

double noiseFloor(CauseRole role, std::string_view metric) {
    //                                           errors success latency cpu memory network io saturation traffic unknown
    static constexpr std::array<double, 10> kFloor = {.3, .3, .15, .15, .05, .2, .15, .1, .1, .2};
    return kFloor[static_cast<std::size_t>(role)] * tailFactor(metric);
}

bool isTail(std::string_view metric) {
    return tailFactor(metric) != 1;
}

bool isAdditive(std::string_view metric) {
    const std::string name = plainName(metric);
    if (hasAny(name, {"<max>", "<maximum", "<min>", "<minimum", "<median"}))
        return false;
    for (const std::string_view word : split(name, ' '))
        if (word.size() > 1 && word[0] == 'p' && std::all_of(word.begin() + 1, word.end(), isDigit))
            return false;
    return true;
}

std::string withoutStatistic(std::string_view kind) {
    std::size_t end = kind.size();
    while (end > 0 && isDigit(kind[end - 1]))
        --end;
    if (end < kind.size() && end > 0 && kind[end - 1] == 'p') {
        kind = kind.substr(0, end - 1);
    } else {
        for (const std::string_view word : {"avg", "sum", "max", "rate"})
            if (kind.ends_with(word)) {
                kind.remove_suffix(word.size());
                break;
            }
    }
    if (kind.size() > 1 && kind.ends_with('_'))
        kind.remove_suffix(1);
    return std::string(kind);
}

} // namespace foreshock
