// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/text_log_reader.h"

#include "importers/message_level.h"
#include "model/base/text.h"

#include <algorithm>
#include <charconv>

namespace foreshock {
namespace {

/// Severity of a syslog PRI: facility × 8 + severity, "<165>" is notice (RFC 5424, 6.2.1).
LogLevel levelOfPri(std::string_view pri) {
    static constexpr LogLevel kSeverities[] = {LogLevel::Fatal,   LogLevel::Fatal, LogLevel::Fatal, LogLevel::Error,
                                               LogLevel::Warning, LogLevel::Info,  LogLevel::Info,  LogLevel::Debug};
    unsigned number = 0;
    const auto [end, error] = std::from_chars(pri.data(), pri.data() + pri.size(), number);
    return error == std::errc() && number < 192 ? kSeverities[number % 8] : LogLevel::Unknown;
}

/// "675872" is .675872 s; at most nine digits count.
Duration fractionOf(std::string_view digits) {
    std::int64_t ns = 0;
    std::int64_t unit = 100'000'000;
    for (const char c : digits.substr(0, 9)) {
        ns += unit * (c - '0');
        unit /= 10;
    }
    return Duration::nanoseconds(ns);
}

std::string_view lineEnd(const Line& line) {
    return line.endLength == 2 ? "\r\n" : line.endLength == 1 ? "\n" : "";
}

} // namespace

TextLogReader::TextLogReader(std::shared_ptr<const LogFormat> format, const ReadSettings& settings, RecordSink& sink)
    : LineReader(settings, sink)
    , m_format(std::move(format))
    , m_matcher(m_format->pattern) {
    if (m_format->divider)
        m_divider.emplace(*m_format->divider);
}

Result<void> TextLogReader::line(const Line& line) {
    if (!m_matcher.match(line.text))
        return goOn(line);
    if (Result<void> done = handOver(); !done)
        return done;
    begin(line);
    return {};
}

void TextLogReader::begin(const Line& line) {
    m_isOpen = true;
    m_record = line.text;
    m_lineEnds = lineEnd(line);
    m_place = placeOf(line);
    m_problem.clear();
    readTime(m_matcher.group(m_format->time));
    m_service = partOf(m_format->service, line.text);
    m_host = partOf(m_format->host, line.text);
    const std::string_view body = m_format->bodyOf(m_matcher, line.text).value_or(std::string_view());
    m_body = body.data() == nullptr ? line.text.size() : static_cast<std::size_t>(body.data() - line.text.data());
    m_isBodyBelow = m_format->body != 0 && m_body == line.text.size();
    m_level = LogLevel::Unknown;
    if (m_format->pri != 0)
        m_level = levelOfPri(m_matcher.group(m_format->pri));
    if (m_level == LogLevel::Unknown && m_format->level != 0)
        m_level = m_format->levelOf(m_matcher.group(m_format->level));
    if (m_level == LogLevel::Unknown)
        m_level = messageLevel(body);
}

void TextLogReader::readTime(std::string_view text) {
    if (m_lastTimeText.empty() || m_lastTimeText != text) { // busy logs have many lines a second
        m_lastTime = m_format->timeOf(text, clock().years());
        m_lastTimeText = text;
    }
    if (m_lastTime)
        m_time = clock().resolve(*m_lastTime, m_place);
    else if (!text.empty() && text == m_format->nil)
        m_problem = "the record has no time (nil)";
    else
        m_problem = "no time: " + std::string(clipped(text, 60));
    if (m_format->fraction != 0)
        m_time = m_time + fractionOf(m_matcher.group(m_format->fraction));
}

Result<void> TextLogReader::goOn(const Line& line) {
    if (m_isOpen && trimmed(line.text).empty()) {
        if (m_record.size() + m_lineEnds.size() < kLongestRecord)
            m_lineEnds.append(line.text).append(lineEnd(line));
        return {};
    }
    if (trimmed(line.text).empty())
        return {};
    if (m_divider && m_divider->match(line.text)) {
        Result<void> done = handOver();
        return done ? sink().reject(placeOf(line), "a divider between records", line.text) : done;
    }
    if (m_format->isSingleLine) {
        Result<void> done = handOver();
        return done ? sink().reject(placeOf(line), "it does not begin with " + m_format->begins, line.text) : done;
    }
    if (!m_isOpen)
        return sink().reject(placeOf(line),
                             "a line before the first record: it does not begin with " + m_format->begins, line.text);
    if (m_record.size() + m_lineEnds.size() + line.text.size() > kLongestRecord)
        return sink().reject(placeOf(line), "this line would make its record longer than 8 MiB", line.text);
    m_record.append(m_lineEnds).append(line.text);
    m_lineEnds = lineEnd(line);
    return {};
}

Result<void> TextLogReader::handOver() {
    if (!m_isOpen)
        return {};
    m_isOpen = false;
    if (!m_problem.empty())
        return sink().reject(m_place, m_problem, m_record);
    LogDraft draft;
    draft.time = m_time;
    draft.level = m_level;
    draft.service = serviceName(viewOf(m_service));
    draft.host = viewOf(m_host);
    draft.raw = m_record;
    draft.message = draft.raw.substr(m_body);
    if (m_isBodyBelow) {
        draft.message.remove_prefix(std::min(draft.message.find_first_not_of("\r\n"), draft.message.size()));
        if (draft.level == LogLevel::Unknown)
            draft.level = messageLevel(draft.message);
    }
    return sink().log(draft, m_place);
}

TextLogReader::Part TextLogReader::partOf(std::size_t group, std::string_view text) const {
    const std::string_view found = m_matcher.group(group);
    if (found.empty() || found == m_format->nil)
        return {};
    return {static_cast<std::size_t>(found.data() - text.data()), found.size()};
}

} // namespace foreshock
