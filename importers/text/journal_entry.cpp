// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/journal_entry.h"

#include "importers/record_clock.h"

#include <charconv>

namespace foreshock {
namespace {

std::optional<Instant> instantOf(std::string_view microseconds) {
    std::int64_t number = 0;
    const char* end = microseconds.data() + microseconds.size();
    const auto read = std::from_chars(microseconds.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? RecordClock::epoch(number) : std::nullopt;
}

} // namespace

void JournalEntry::take(std::string_view key, std::string_view value) {
    const auto identify = [&](int rank) {
        if (rank < m_identifierRank) {
            m_identifierRank = rank;
            identifier = value;
        }
    };
    if (key == "MESSAGE")
        message = value;
    else if (key == "__REALTIME_TIMESTAMP")
        realtime = value;
    else if (key == "_SOURCE_REALTIME_TIMESTAMP")
        sourceRealtime = value;
    else if (key == "PRIORITY")
        priority = value;
    else if (key == "SYSLOG_IDENTIFIER")
        identify(1);
    else if (key == "_SYSTEMD_UNIT")
        identify(2);
    else if (key == "_COMM")
        identify(3);
    else if (key == "_HOSTNAME")
        host = value;
}

LogLevel JournalEntry::level() const {
    static constexpr LogLevel kPriorities[] = {LogLevel::Fatal,   LogLevel::Fatal, LogLevel::Fatal, LogLevel::Error,
                                               LogLevel::Warning, LogLevel::Info,  LogLevel::Info,  LogLevel::Debug};
    return priority.size() == 1 && priority[0] >= '0' && priority[0] <= '7'
               ? kPriorities[static_cast<std::size_t>(priority[0] - '0')]
               : LogLevel::Unknown;
}

std::optional<Instant> JournalEntry::time() const {
    const std::optional<Instant> said = instantOf(sourceRealtime);
    return said ? said : arrived();
}

std::optional<Instant> JournalEntry::arrived() const {
    return instantOf(realtime);
}

} // namespace foreshock
