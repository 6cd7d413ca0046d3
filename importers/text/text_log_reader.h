// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/line_reader.h"
#include "importers/text/log_format.h"

#include <memory>
#include <optional>
#include <string>

namespace foreshock {

/// Reads a text log by its format. A line that does not match belongs to the record before it, so stack traces stay
/// whole; such a record is bounded to 8 MiB. In a format of single lines it is rejected. Memory: one record.
class TextLogReader final : public LineReader {
public:
    static constexpr std::size_t kLongestRecord = std::size_t{8} << 20;

    TextLogReader(std::shared_ptr<const LogFormat> format, const ReadSettings& settings, RecordSink& sink);

private:
    struct Part {
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    Result<void> line(const Line& line) override;
    Result<void> ended() override { return handOver(); }
    void begin(const Line& line);
    Result<void> goOn(const Line& line);
    Result<void> handOver();
    void readTime(std::string_view text);
    Part partOf(std::size_t group, std::string_view text) const;
    std::string_view viewOf(Part part) const { return std::string_view(m_record).substr(part.begin, part.length); }

    std::shared_ptr<const LogFormat> m_format;
    PatternMatcher m_matcher;
    std::optional<PatternMatcher> m_divider;
    bool m_isOpen = false;
    std::string m_record;   ///< the open record's bytes
    std::string m_lineEnds; ///< after its last line: kept back until another line follows
    RecordPlace m_place;
    std::string m_problem; ///< why the open record will be rejected
    Instant m_time;
    std::string m_lastTimeText;
    std::optional<WrittenTime> m_lastTime; ///< what that text says
    LogLevel m_level = LogLevel::Unknown;
    Part m_service;
    Part m_host;
    std::size_t m_body = 0;
    bool m_isBodyBelow = false; ///< its first line has no message: the next ones are it
};

} // namespace foreshock
