// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"
#include "model/query/log_query.h"
#include "model/store/gate.h"

#include <memory>
#include <vector>

namespace foreshock::store {

/// Where log blocks begin and how many records they hold: cuts time into windows of about so many records.
class LogCuts {
public:
    static Result<LogCuts> load(const Database& db, const Gate& gate);
    /// The end of a window from `from` in which about `records` begin; latest() where the rest fits in.
    Instant after(Instant from, std::int64_t records) const;

private:
    struct Block {
        Instant first;
        std::int64_t before = 0; ///< records of all blocks that begin earlier
    };
    std::vector<Block> m_blocks; ///< by time
};

/// Pulls the records of a log query in the order (time, source, seq), a batch at a time; nothing is counted ahead. On
/// top of LogResult's visits: windows of time that grow while few records match. Memory: one batch, 16,384 records or
/// 8 MiB, and whatever more shares its last instant. For one thread; db, gate and cuts outlive it.
class LogCursor {
public:
    /// Texts that the caller will look at: others stay empty.
    struct Wanted {
        bool host = true;
        bool message = true;
        bool raw = true;
    };
    LogCursor(const Database& db, const Gate& gate, const LogCuts& cuts, LogQuery query, TimeRange range, Wanted wanted)
        : m_db(db)
        , m_gate(gate)
        , m_cuts(cuts)
        , m_query(std::move(query))
        , m_range(range)
        , m_wanted(wanted) {}

    /// Replaces `batch` by the next records; empty at the end. Errors: Cancelled (the allowance is spent), Format
    /// (damage), Invalid (an expression that is broken or too costly).
    Result<void> next(std::vector<LogRecord>& batch, const Allowance& allowance);

private:
    Result<void> readWindow(Instant end, std::vector<LogRecord>& batch, const Allowance& allowance);

    const Database& m_db;
    const Gate& m_gate;
    const LogCuts& m_cuts;
    LogQuery m_query;
    TimeRange m_range; ///< what is left of it
    Wanted m_wanted;
    std::int64_t m_window = 4096; ///< records that the next window looks through: small at first, for a quick answer
};

} // namespace foreshock::store
