// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/log_surge.h"

#include "model/analysis/causes/cause_constants.h"
#include "model/analysis/causes/tails.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace foreshock {
namespace {

using namespace cause_constants;

constexpr std::size_t kRead = 400, kShown = 70, kMask = 160;

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Just behind a stretch that is a value as a whole: quoted, or in brackets with ':' or '='. 0: none begins here.
std::size_t valueEnd(std::string_view text, std::size_t at) {
    const char open = text[at];
    if (open == '"' || open == '\'') {
        const std::size_t end = text.find(open, at + 1);
        return end == std::string_view::npos ? 0 : end + 1;
    }
    if (open != '[' && open != '(')
        return 0;
    const char close = open == '[' ? ']' : ')';
    bool isField = false;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == open)
            return 0;
        if (text[i] == close)
            return isField ? i + 1 : 0;
        isField = isField || text[i] == ':' || text[i] == '=';
    }
    return 0;
}

/// "fail*": a word that begins so.
bool hasWord(std::string_view low, std::string_view word) {
    const bool isPrefix = word.ends_with('*');
    word = word.substr(0, word.size() - (isPrefix ? 1 : 0));
    for (std::size_t at = low.find(word); at != std::string_view::npos; at = low.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !isWordByte(low[at - 1])) && (isPrefix || end == low.size() || !isWordByte(low[end])))
            return true;
    }
    return false;
}

} // namespace

std::string maskedMessage(std::string_view message) {
    std::string_view line = message.substr(0, message.find('\n'));
    line = clipped(line, kRead);
    std::string text;
    for (std::size_t i = 0; i < line.size();) {
        if (const std::size_t end = valueEnd(line, i)) {
            text += '*';
            i = end;
        } else {
            text += line[i++];
        }
    }
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (isSpace(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        bool hasDigit = false;
        for (; end < text.size() && !isSpace(text[end]); ++end)
            hasDigit = hasDigit || (text[end] >= '0' && text[end] <= '9');
        out += out.empty() ? "" : " ";
        out += hasDigit ? "*" : text.substr(i, end - i);
        i = end;
    }
    return std::string(clipped(out, kMask));
}

bool hasTroubleWord(std::string_view masked) {
    static constexpr std::array<std::string_view, 13> kWords = {
        "error",   "fatal",    "severe",   "critical",  "panic",   "exception",  "fail*",
        "timeout", "timedout", "time out", "timed out", "refused", "unavailable"};
    const std::string low = lowered(masked);
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return hasWord(low, word); });
}

LogSurge::LogSurge(EpochMinute alarm)
    : m_alarm(alarm) {}

TimeRange LogSurge::wanted() const {
    return {atEpochMinute(m_alarm - kPast), Instant{atEpochMinute(m_alarm + kAfter).ns + 1}};
}

void LogSurge::put(Count& count, bool isNow) {
    ++(isNow ? count.now : count.before);
}

void LogSurge::add(Instant time, const ServiceId& service, std::string_view message) {
    if (!wanted().contains(time) || service.value.empty())
        return;
    const bool isNow = epochMinute(time) >= m_alarm - kBefore;
    put(m_total, isNow);
    put(m_lines[service], isNow);
    auto& messages = m_messages[service];
    const std::string masked = maskedMessage(message);
    auto at = messages.find(masked);
    if (at == messages.end()) {
        if (m_size >= kMostMessages)
            return;
        ++m_size;
        at = messages.emplace(masked, Count()).first;
    }
    put(at->second, isNow);
}

std::map<ServiceId, Found> LogSurge::found() const {
    std::map<ServiceId, Found> out;
    const double growth = static_cast<double>(m_total.now + 1) / static_cast<double>(m_total.before + 1);
    for (const auto& [service, messages] : m_messages) {
        const Count& lines = m_lines.at(service);
        const double ratio = lines.before >= 20
                                 ? static_cast<double>(std::max(lines.now, 1L)) / static_cast<double>(lines.before)
                                 : growth;
        for (const auto& [text, count] : messages) {
            if (count.now < 2)
                continue;
            const double p = upperPoisson(count.now, (static_cast<double>(count.before) + .5) * ratio);
            double nats = boundedEvidence(std::min(1.0, p * std::sqrt(static_cast<double>(m_size))), kCap);
            if (!hasTroubleWord(text))
                nats *= .25 * std::min(1.0, static_cast<double>(lines.before) / 50);
            auto& best = out[service];
            if (nats > best.nats || best.text.empty()) {
                best.nats = nats;
                best.first = m_alarm;
                best.text = count.before > 0
                                ? fmt::format("a log message surged, {} lines before and {} in the window: \"{}\"",
                                              count.before, count.now, clipped(text, kShown))
                                : fmt::format("a new log message, {} lines: \"{}\"", count.now, clipped(text, kShown));
            }
        }
    }
    return out;
}

} // namespace foreshock
