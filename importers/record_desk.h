// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/record_clock.h"

#include <string>
#include <string_view>

namespace foreshock {

/// The longest duration that a record is believed to tell, in seconds (three months): added to any time that can be
/// read it stays within the range of an Instant.
inline constexpr double kLongestTold = 8e6;

/// Where the readers of other tools' feeds put their records: it knows the row being read, overrides services where
/// --service says so, and sees to it that nothing ends before it starts. One per reader.
class RecordDesk {
public:
    RecordDesk(const ReadSettings& settings, RecordSink& sink)
        : m_sink(sink)
        , m_clock(settings, sink)
        , m_service(settings.service) {}

    /// The row that the next calls are about; the text must live until the next one.
    void open(RecordPlace place, std::string_view text) {
        m_place = place;
        m_text = text;
    }
    RecordPlace place() const { return m_place; }
    const std::string& service() const { return m_service; } ///< of --service, may be empty
    RecordClock& clock() { return m_clock; }
    RecordSink& sink() { return m_sink; }
    std::string zoneBasis() const { return m_clock.basis(); }

    Result<void> change(Change change);
    Result<void> alarm(Alarm alarm);
    Result<void> alarmRule(AlarmRule rule);
    Result<void> note(Note note);
    Result<void> service(Service service);
    /// Both ends are needed.
    Result<void> dependency(const Dependency& dependency);
    /// Metric and a finite value are needed.
    Result<void> limit(DeclaredLimit limit);
    Result<void> log(LogDraft record);
    Result<void> reject(std::string_view reason) { return m_sink.reject(m_place, reason, m_text); }
    Result<void> remark(std::string_view text) { return m_sink.remark(m_place, text, m_text); }
    Result<void> joined() { return m_sink.joined(m_place); }
    Result<void> leftOut() { return m_sink.leftOut(m_place); }

private:
    Result<void> checkEnd(Instant start, std::optional<Instant>& end, std::string_view noun);

    RecordSink& m_sink;
    RecordClock m_clock;
    std::string m_service;
    RecordPlace m_place;
    std::string_view m_text;
};

} // namespace foreshock
