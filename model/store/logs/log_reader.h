// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"
#include "model/query/log_matcher.h"
#include "model/store/allowance.h"
#include "model/store/gate.h"
#include "model/store/logs/block_cache.h"
#include "model/store/logs/log_plan.h"
#include "model/store/logs/template_ids.h"
#include "model/store/logs/text_scan.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace foreshock::store {

/// A log query's result over all sources in the order (time, source, seq). It is cut into slices at block starts, with
/// hit counts and prefix sums: a row is found by binary search, and only its slice is opened and merged. A block is
/// asked in order of cost: its header, its filters, its counts by second, its columns, its text.
/// Memory: the headers (130 B a block), 24 MiB of opened blocks, 16 MB of hit lists, 16 B a record of one slice. For
/// one thread, on its own
/// connection; no read transaction is left open between calls.
class LogResult {
public:
    static Result<LogResult> open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range);
    /// The same for one who asks often and has all pieces at hand (logPieces() of everything).
    static Result<LogResult> open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range,
                                  const std::vector<LogPiece>& pieces);
    /// Asks the same over another range; what was found in blocks so far is kept. Then count() again.
    Result<void> moveTo(TimeRange range);

    /// Counts all slices; needed before rows(), rowAt() and matching(). Errors: Cancelled, Format (damage).
    Result<void> count(std::stop_token stop = {});
    /// The same in steps, from anywhere: one slice, and what its blocks hold of others.
    Result<void> countSlice(std::size_t slice);
    std::size_t slices() const { return m_slices.size(); }
    /// The slice that a time lies in; the first or last one where it lies outside.
    std::size_t sliceOf(Instant time) const;
    /// Matching records of a counted slice.
    std::int64_t countOf(std::size_t slice) const { return m_found[slice]; }
    /// Of the records that the range's blocks hold, how many were counted already (0 to 1).
    double share() const { return m_total > 0 ? static_cast<double>(m_lookedAt) / static_cast<double>(m_total) : 1; }
    /// Where in its slice the first row at or after that time is; behind its last row if there is none.
    Result<std::size_t> placeIn(std::size_t slice, Instant time);
    /// Where in its slice that record is; null if it does not match.
    Result<std::optional<std::size_t>> placeIn(std::size_t slice, const LogRecord& record);
    std::int64_t matching() const { return m_starts.empty() ? 0 : m_starts.back(); }
    /// Records within the range, whether they match or not.
    std::int64_t inRange() const { return m_inRange; }
    bool hitLimit() const { return m_matcher.hitLimit(); }

    /// Rows [first, first + limit) of the result.
    Result<std::vector<LogRecord>> rows(std::int64_t first, std::int64_t limit);
    /// The first row at or after that time; matching() if there is none.
    Result<std::int64_t> rowAt(Instant time);
    /// Where a walk through the result stands; starts at its beginning.
    struct Place {
        std::size_t slice = 0;
        std::size_t row = 0;
    };
    /// Which parts of records are filled in: others stay empty, and cost nothing.
    struct Wanted {
        bool places = true; ///< host, line, offset, template
        bool texts = true;  ///< message and raw
    };
    /// The next records in order, at most `limit`, without counting first; empty at the end. What one slice holds is
    /// handed over before the next is searched. Errors: Cancelled (the allowance is spent), Format (damage).
    Result<std::vector<LogRecord>> next(Place& place, std::size_t limit, const Allowance& allowance, Wanted wanted);
    Result<std::vector<LogRecord>> next(Place& place, std::size_t limit, std::stop_token stop = {}) {
        return next(place, limit, Allowance{std::move(stop)}, Wanted());
    }
    /// When each of the records that next() gave last could be seen, if their places or texts were wanted; null: with
    /// the event.
    const std::vector<std::optional<Instant>>& arrivals() const { return m_arrivals; }
    /// Visits every matching record in order until `visit` says no.
    Result<void> each(const std::function<bool(const LogRecord&)>& visit, std::stop_token stop = {});

    /// Visits how many matching records have a time, level and service, not in order. Times may be rounded down to the
    /// second where `grain` is at least one: then most blocks need not be opened.
    using Tally = std::function<void(Instant, LogLevel, const std::string&, std::int64_t)>;
    enum class Part { All, Counted }; ///< Counted: blocks that countSlice() or count() looked at already
    Result<void> tally(Duration grain, const Tally& visit, std::stop_token stop = {}, Part part = Part::All);

private:
    struct Slice {
        TimeRange range;
        std::vector<std::uint32_t> pieces;
    };
    /// One matching record, not opened yet.
    struct Entry {
        Instant time;
        std::uint32_t piece;
        std::uint32_t index;
    };
    LogResult(const Database& db, const Gate& gate, const LogQuery& query, LogMatcher matcher, BlockCache blocks,
              TemplateIds templates)
        : m_db(&db)
        , m_gate(&gate)
        , m_plan(query)
        , m_scan(query)
        , m_matcher(std::move(matcher))
        , m_blocks(std::move(blocks))
        , m_templates(std::move(templates)) {}
    static Result<LogResult> create(const Database& db, const Gate& gate, const LogQuery& query);
    void take(std::vector<LogPiece> pieces, TimeRange range);
    void cut();
    void slice(const std::vector<Instant>& edges);
    Instant lastOf(const Slice& slice) const;
    std::int64_t expectedRecords(const Slice& slice) const;
    bool isCounted(std::size_t slice) const;
    Result<void> countPiece(std::uint32_t piece);
    Result<Verdict> verdict(const LogPiece& piece);
    Result<std::vector<std::uint16_t>> search(const LogPiece& piece);
    Result<const std::vector<std::uint16_t>*> hits(const LogPiece& piece);
    bool canTally(const LogPiece& piece) const;
    Result<std::optional<std::vector<LogTally>>> tallies(const LogPiece& piece);
    template<class Visit>
    Result<void> visitHits(std::uint32_t piece, TimeRange range, Visit visit);
    Result<std::int64_t> recordsWithin(const LogPiece& piece);
    Result<void> merge(std::size_t slice);
    Result<std::vector<LogRecord>> materialised(std::size_t from, std::size_t to, Wanted wanted);

    const Database* m_db;
    const Gate* m_gate;
    LogPlan m_plan;
    TextScan m_scan;
    LogMatcher m_matcher;
    TimeRange m_range{};
    BlockCache m_blocks;
    TemplateIds m_templates;
    std::vector<LogPiece> m_pieces;
    std::vector<Slice> m_slices;
    std::vector<bool> m_isCounted;      ///< by piece
    std::vector<std::int64_t> m_found;  ///< by slice, of the pieces that are counted
    std::vector<std::int64_t> m_starts; ///< rows before each slice, and the total last; empty: not all is counted
    std::int64_t m_inRange = 0;
    std::int64_t m_lookedAt = 0, m_total = 0;                            ///< records of counted pieces, and of all
    std::unordered_map<std::int64_t, std::vector<std::uint16_t>> m_hits; ///< matching records by block; tails: -source
    std::size_t m_hitCount = 0;
    std::size_t m_mergedSlice = SIZE_MAX;
    std::vector<Entry> m_merged; ///< of that slice, in order
    std::vector<std::optional<Instant>> m_arrivals;
};

/// First to last log time over all visible sources; empty if there are none.
Result<TimeRange> logExtent(const Database& db, const Gate& gate);

} // namespace foreshock::store
