// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"
#include "model/query/log_matcher.h"
#include "model/store/gate.h"
#include "model/store/log_block.h"

#include <array>
#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <vector>

namespace foreshock::store {

/// One stored block (or a source's tail, as a block of its own) as a query sees it: times shifted, names known.
struct LogPiece {
    std::int64_t block = 0; ///< 0: the tail of `source`
    std::int64_t source = 0;
    std::int64_t firstSeq = 0;
    std::int64_t count = 0;
    Instant first; ///< shifted by the source's offset
    Instant last;
    std::array<std::int64_t, 7> levels{};
};

/// A log query's result over all sources in the order (time, source, seq). It is cut into slices at block starts, with
/// hit counts and prefix sums: a row is found by binary search, and only its slice is decoded and merged.
/// Memory: the headers (80 B a block), and at most 16 decoded blocks. For one thread, on its own connection.
class LogResult {
public:
    static Result<LogResult> open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range);

    /// Counts all slices; needed before rows() and matching(). Errors: Cancelled, Format (damage).
    Result<void> count(std::stop_token stop = {});
    std::int64_t matching() const { return m_starts.empty() ? 0 : m_starts.back(); }
    /// Records within the range, whether they match or not.
    std::int64_t inRange() const { return m_inRange; }
    bool hitLimit() const { return m_matcher.hitLimit(); }

    /// Rows [first, first + limit) of the result.
    Result<std::vector<LogRecord>> rows(std::int64_t first, std::int64_t limit);
    /// The first row at or after that time; matching() if there is none.
    Result<std::int64_t> rowAt(Instant time);
    /// Visits time, level and service of every matching record, block by block, not in order.
    Result<void> eachUnordered(const std::function<void(Instant, LogLevel, const std::string&)>& visit,
                               std::stop_token stop = {});
    /// Visits every matching record in order until `visit` says no.
    Result<void> each(const std::function<bool(const LogRecord&)>& visit, std::stop_token stop = {});

private:
    struct Slice {
        TimeRange range;
        std::vector<std::size_t> pieces;
        std::int64_t hits = -1;
    };
    LogResult(const Database& db, const Gate& gate, LogMatcher matcher, TimeRange range)
        : m_db(&db)
        , m_gate(&gate)
        , m_matcher(std::move(matcher))
        , m_range(range) {}
    Result<void> loadPieces();
    void cut();
    Result<std::shared_ptr<const LogBlock>> decoded(const LogPiece& piece);
    Result<std::vector<LogRecord>> merged(const Slice& slice);
    Result<std::int64_t> hitsOf(const Slice& slice);
    template<class Visit>
    Result<void> visitPiece(const LogPiece& piece, TimeRange range, Visit visit);

    const Database* m_db;
    const Gate* m_gate;
    LogMatcher m_matcher;
    TimeRange m_range;
    std::vector<LogPiece> m_pieces;
    std::vector<Slice> m_slices;
    std::vector<std::int64_t> m_starts; ///< rows before each slice, and the total last
    std::int64_t m_inRange = 0;
    struct Cached {
        std::int64_t block;
        std::int64_t source;
        std::shared_ptr<const LogBlock> data;
    };
    std::list<Cached> m_cache;
};

/// First to last log time over all visible sources; empty if there are none.
Result<TimeRange> logExtent(const Database& db, const Gate& gate);

} // namespace foreshock::store
