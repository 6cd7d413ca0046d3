// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/name_mentions.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::size_t kShortest = 5;
constexpr std::size_t kLongest = 80;

constexpr std::array<std::string_view, 24> kPlainWords = {
    "server",  "client", "service", "request", "response", "error",   "errors",    "metrics",
    "logging", "worker", "default", "system",  "public",   "private", "kernel",    "session",
    "events",  "status", "update",  "gateway", "backend",  "users",   "customers", "account"};

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool isPlain(const std::string& name) {
    const bool isOneWord = name.find_first_of("-_0123456789") == std::string::npos;
    return (isOneWord && name.size() < kShortest) || name.size() < 3 || name.size() > kLongest ||
           std::find(kPlainWords.begin(), kPlainWords.end(), name) != kPlainWords.end();
}

bool isError(LogLevel level) {
    return level == LogLevel::Error || level == LogLevel::Fatal;
}

} // namespace

NameMentions::NameMentions(const std::vector<std::pair<std::string, ServiceId>>& names) {
    for (const auto& [name, service] : names)
        if (const std::string key = lowered(name); !isPlain(key))
            m_names.emplace(key, service);
}

void NameMentions::add(const LogRecord& record) {
    if (record.service.value.empty() || m_names.empty())
        return;
    const std::string_view text = record.message;
    std::string word;
    for (std::size_t i = 0; i < text.size();) {
        if (!isNameByte(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isNameByte(text[end]))
            ++end;
        // "/etc/orders-db.conf" and "config.orders-db" speak of something else; "orders-db.prod.svc" is a host of it.
        if (end - i <= kLongest && (i == 0 || (text[i - 1] != '.' && text[i - 1] != '/'))) {
            word = lowered(text.substr(i, end - i));
            const auto found = m_names.find(word);
            if (found != m_names.end() && found->second != record.service) {
                Found& f = m_found[{record.service, found->second}];
                ++f.lines;
                f.errors += isError(record.level);
                if (f.lines == 1 || (!f.isError && isError(record.level))) {
                    f.first = record;
                    f.isError = isError(record.level);
                    f.name = word;
                }
            }
        }
        i = end;
    }
}

std::vector<EdgeSuggestion> NameMentions::take() {
    std::vector<EdgeSuggestion> out;
    for (const auto& [pair, f] : m_found) {
        EdgeSuggestion s;
        s.from = pair.first;
        s.to = pair.second;
        s.why = EdgeSuggestion::Why::Mention;
        s.lines = f.lines;
        s.errors = f.errors;
        s.text = fmt::format("{} log {} of {} {} \"{}\"{}", numberText(static_cast<double>(f.lines), 15),
                             f.lines == 1 ? "record" : "records", pair.first.value, f.lines == 1 ? "names" : "name",
                             f.name, f.errors > 0 ? fmt::format(", {} of them at error", f.errors) : std::string());
        s.excerpt = shown(clipped(f.first.message, 200));
        s.line = f.first.line;
        s.time = f.first.time;
        out.push_back(std::move(s));
    }
    std::stable_sort(out.begin(), out.end(), [](const EdgeSuggestion& a, const EdgeSuggestion& b) {
        return std::tuple(-a.errors, -a.lines) < std::tuple(-b.errors, -b.lines);
    });
    return out;
}

SourceId NameMentions::sourceOf(const EdgeSuggestion& suggestion) const {
    const auto found = m_found.find({suggestion.from, suggestion.to});
    return found == m_found.end() ? SourceId() : found->second.first.source;
}

} // namespace foreshock
