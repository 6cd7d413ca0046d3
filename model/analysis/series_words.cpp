// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_words.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

struct Row {
    RoleHint hint;
    std::string_view words; ///< a blank before and after each
};

/// Order matters: the first row with one of the name's words decides ("kfe_threads_errors" are errors).
constexpr std::array<Row, 9> kRows = {{
    {{Role::Availability, BadDirection::Down},
     " success ok available availability up ready healthy alive complete completeness coverage reporting reachable "
     "uptime "
     "quorum insync synced online served "},
    {{Role::Errors, BadDirection::Up},
     " error errors err errs fail fails failed failure failures failing servfail nxdomain 5xx 4xx 500 503 exception "
     "exceptions "
     "timeout timeouts reject rejected rejects denied drop drops dropped flap flaps loss lost crash crashes aborted "
     "abort aborts exceeded rejections oom "
     "killed insufficient stale retries mismatch "},
    {{Role::Backlog, BadDirection::Up},
     " backlog lag queue queued pending left behind unprocessed unreplicated outstanding depth spool overdue "},
    {{Role::Latency, BadDirection::Up},
     " latency delay duration wait rtt response propagation elapsed slow block blocked "},
    {{Role::Saturation, BadDirection::Up},
     " cpu mem memory heap rss swap thread threads used usage util utilisation utilization pool buffer disk inode "
     "inodes "
     "handles fds fd sockets load iowait occupancy saturation inuse filled connections "},
    {{Role::Traffic, BadDirection::Both},
     " request requests req reqs rps qps tps rate throughput hits calls visits sessions users players logins messages "
     "actions "
     "arrivals setup ingress egress "},
    {{Role::Fleet, BadDirection::Both},
     " fleet size hosts nodes replicas instances servers version generation build capacity required desired members "
     "weight "
     "shards partitions "},
    {{Role::Progress, BadDirection::Both}, " progress restarted restored check pct percent done migrated backfill "},
    {{Role::Latency, BadDirection::Up}, " p50 p75 p90 p95 p99 p999 "},
}};

bool hasWord(std::string_view list, std::string_view word) {
    if (word.empty() || word.find(' ') != std::string_view::npos)
        return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
        if (list[at - 1] == ' ' && list[at + word.size()] == ' ')
            return true;
    return false;
}

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// "/s", "/min", "/h", "per second" or "per minute", each ending its word.
bool isRate(std::string_view unit) {
    for (const std::string_view sign : {"/s", "/min", "/h", "per second", "per minute"})
        for (std::size_t at = unit.find(sign); at != std::string_view::npos; at = unit.find(sign, at + 1)) {
            const std::size_t end = at + sign.size();
            if (end == unit.size() || !(isWordCharacter(unit[end]) || unit[end] == '_'))
                return true;
        }
    return false;
}

} // namespace

std::vector<std::string> nameWords(std::string_view text) {
    std::vector<std::string> out(1);
    char last = ' ';
    for (std::size_t i = 0; i < text.size(); last = text[i], ++i) {
        const bool isCapital = text[i] >= 'A' && text[i] <= 'Z';
        const char c = isCapital ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        if (text.substr(i, 2) == "\xC2\xB5") {
            out.back() += text.substr(i, 2);
            ++i;
        } else if (isWordCharacter(c)) {
            // requestCount, and HTTPCode: a capital that begins a word after others
            const bool beginsWord = isCapital && last >= 'A' && last <= 'Z' && i + 1 < text.size() &&
                                    text[i + 1] >= 'a' && text[i + 1] <= 'z';
            if ((isCapital && last >= 'a' && last <= 'z') || (beginsWord && !out.back().empty()))
                out.emplace_back();
            out.back() += c;
        } else if (!out.back().empty()) {
            out.emplace_back();
        }
    }
    if (out.back().empty())
        out.pop_back();
    return out;
}

std::optional<RoleHint> roleOfWords(const std::vector<std::string>& words) {
    for (const Row& row : kRows)
        if (std::any_of(words.begin(), words.end(), [&](const std::string& w) { return hasWord(row.words, w); }))
            return row.hint;
    return std::nullopt;
}

std::optional<RoleHint> roleOfUnit(std::string_view unit) {
    if (hasWord(" ns us \xC2\xB5s ms s sec seconds min minutes ms/s ", unit))
        return RoleHint{Role::Latency, BadDirection::Up};
    if (isRate(unit))
        return RoleHint{Role::Traffic, BadDirection::Both};
    if (hasWord(" servers hosts nodes instances replicas version generation ", unit))
        return RoleHint{Role::Fleet, BadDirection::Both};
    return std::nullopt;
}

bool isTelling(std::string_view word) {
    return std::any_of(kRows.begin(), kRows.end(), [&](const Row& row) { return hasWord(row.words, word); });
}

} // namespace foreshock
