// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/log_histogram.h"
#include "model/domain/log_window.h"
#include "model/store/logs/log_stretch.h"
#include "views/log/log_wishes.h"

#include <chrono>
#include <memory>
#include <optional>

namespace foreshock {

/// An incident's log as the log view reads it: one question with the stretch of its rows that is counted, and a second
/// one for steps from hit to hit. On a connection of its own; for one thread.
class LogReading {
public:
    static Result<std::unique_ptr<LogReading>> open(const std::string& path);
    IncidentSession& session() { return m_session; }

    /// Takes up a question. What was counted of it before is kept; only another filter starts at nothing.
    Result<void> ask(const LogQuestion& question, Instant anchor);
    const std::optional<LogQuestion>& question() const { return m_question; }
    store::LogResult& result() { return *m_main.result; }
    store::LogStretch& stretch() { return *m_stretch; }
    /// Rows numbered from another moment.
    Result<void> moveTo(Instant anchor);
    /// Counts until rows [first, last) are known, all is, or the time is up.
    Result<void> grow(std::int64_t first, std::int64_t last, std::chrono::milliseconds most);
    /// Counts that hold for what is counted so far, and rows [first, first + count) of it.
    Result<LogWindow> window(std::int64_t first, std::int64_t count);
    /// What stands before each of the rows, which are those from `first` on, and behind the last of all: at most
    /// `around` rows on each side, of those that `beside` lets through.
    Result<std::vector<LogGap>> gaps(std::int64_t first, const std::vector<LogRecord>& rows, int around,
                                     const std::string& beside);
    /// Counts, for so long, what fits another filter within the question's range.
    Result<void> countBeside(const std::string& filter, std::chrono::milliseconds most);
    std::int64_t countedBeside() const { return m_countedBeside; }
    /// Which of those a record is, from 1; null where they are not all counted, or it is none of them.
    Result<std::optional<std::int64_t>> numberBeside(const LogRecord& record);
    bool isBesideWhole() const { return m_besideSlice >= m_beside.result->slices(); }
    /// The next record of the question that also fulfils the step's query; null if there is none.
    Result<std::optional<LogRecord>> next(const LogStepWish& wish, std::stop_token stop);
    /// How many records match whatever their time; −1: given up (stopped).
    std::int64_t everywhere(std::stop_token stop);

private:
    /// A query's result, kept until another query is asked.
    struct Kept {
        std::string query;
        TimeRange range;
        std::unique_ptr<store::LogResult> result; ///< at a fixed address: stretches point to it
    };
    explicit LogReading(IncidentSession session)
        : m_session(std::move(session)) {}
    Result<LogQuery> parsed(const std::string& filter, TimeRange& range) const;
    Result<void> open(Kept& kept, const std::string& name, const LogQuery& query, TimeRange range);

    Result<std::optional<std::int64_t>> placeAmong(const LogRecord& record);

    IncidentSession m_session;
    Kept m_main, m_steps, m_around, m_beside;
    std::optional<store::LogStretch> m_among; ///< of the rows that hits stand among
    std::size_t m_besideSlice = 0;
    std::int64_t m_countedBeside = 0;
    std::optional<LogQuestion> m_question;
    std::optional<store::LogStretch> m_stretch;
};

} // namespace foreshock
