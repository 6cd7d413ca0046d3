// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_reader.h"

#include "model/store/logs/batch_size.h"
#include "model/store/read_scope.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace foreshock::store {
namespace {

constexpr std::int64_t kSliceRecords = 8192;
constexpr std::size_t kKeptHits = std::size_t{8} << 20;
constexpr std::int64_t kMostSliceRecords = 262'144;
constexpr std::size_t kFirstBatch = 1024;

Error cancelled() {
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

/// A template that became part of another is asked for as that one.
void resolve(LogQuery::Node& node, const TemplateIds& templates) {
    node.templateId = templates.resolved(node.templateId);
    for (LogQuery::Node& part : node.parts)
        resolve(part, templates);
}

} // namespace

Result<LogResult> LogResult::create(const Database& db, const Gate& gate, const LogQuery& asked) {
    auto templates = TemplateIds::read(db);
    if (!templates)
        return templates.error();
    LogQuery query = asked;
    resolve(query.root, *templates);
    auto matcher = LogMatcher::create(query);
    if (!matcher)
        return matcher.error();
    auto blocks = BlockCache::open(db);
    if (!blocks)
        return blocks.error();
    return LogResult(db, gate, query, std::move(*matcher), std::move(*blocks), std::move(*templates));
}

Result<LogResult> LogResult::open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range) {
    auto result = create(db, gate, query);
    if (!result)
        return result;
    if (const auto moved = result->moveTo(range); !moved)
        return moved.error();
    return result;
}

Result<LogResult> LogResult::open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range,
                                  const std::vector<LogPiece>& pieces) {
    auto result = create(db, gate, query);
    if (!result)
        return result;
    std::vector<LogPiece> touching;
    std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(touching),
                 [&](const LogPiece& p) { return p.touches(range); });
    result->take(std::move(touching), range);
    return result;
}

Result<void> LogResult::moveTo(TimeRange range) {
    auto pieces = logPieces(*m_db, *m_gate, range);
    if (!pieces)
        return pieces.error();
    take(std::move(*pieces), range);
    return {};
}

void LogResult::take(std::vector<LogPiece> pieces, TimeRange range) {
    m_pieces = std::move(pieces);
    m_range = range;
    m_slices.clear();
    m_starts.clear();
    m_merged.clear();
    m_mergedSlice = SIZE_MAX;
    m_inRange = 0;
    std::erase_if(m_hits, [](const auto& hit) { return hit.first < 0; }); // a tail may have grown
    cut();
    m_isCounted.assign(m_pieces.size(), false);
    m_found.assign(m_slices.size(), 0);
    m_lookedAt = m_total = 0;
    for (const LogPiece& piece : m_pieces)
        m_total += piece.count;
}

/// Slices end where a block starts, rounded down to the second, once about 8,192 records began in them. Where many
/// blocks overlap (hosts one behind the other in a file, clocks that went back) such a slice may hold millions: it is
/// cut further into equal times, so that about 262,144 records at most are listed at once. Assumes that a block's
/// records are spread over its time; many within one second stay together.
void LogResult::cut() {
    if (m_pieces.empty())
        return;
    std::vector<Instant> edges{std::max(m_range.from, m_pieces.front().first)};
    std::int64_t begun = 0;
    for (const LogPiece& piece : m_pieces) {
        if (begun >= kSliceRecords && secondOf(piece.first) > edges.back()) {
            edges.push_back(secondOf(piece.first));
            begun = 0;
        }
        begun += piece.count;
    }
    edges.push_back(m_range.to);
    slice(edges);
    std::vector<Instant> finer;
    for (const Slice& s : m_slices) {
        finer.push_back(s.range.from);
        const auto parts = static_cast<std::uint64_t>(expectedRecords(s) / kMostSliceRecords) + 1;
        // Unsigned: broken clocks may lie more than 292 years apart.
        const auto from = static_cast<std::uint64_t>(s.range.from.ns);
        const std::uint64_t step = (static_cast<std::uint64_t>(lastOf(s).ns) - from) / parts;
        for (std::uint64_t part = 1; part < parts; ++part) {
            const Instant edge = secondOf(Instant{static_cast<std::int64_t>(from + step * part)});
            if (edge > finer.back())
                finer.push_back(edge);
        }
    }
    finer.push_back(m_range.to);
    if (finer.size() > edges.size())
        slice(finer);
}

void LogResult::slice(const std::vector<Instant>& edges) {
    m_slices.clear();
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        m_slices.push_back({{edges[i], edges[i + 1]}, {}});
    for (std::uint32_t p = 0; p < m_pieces.size(); ++p)
        for (std::size_t s = sliceOf(m_pieces[p].first);
             s < m_slices.size() && m_slices[s].range.from <= m_pieces[p].last; ++s)
            m_slices[s].pieces.push_back(p);
}

/// The last time that a slice can hold a record of.
Instant LogResult::lastOf(const Slice& slice) const {
    Instant last = slice.range.from;
    for (const std::uint32_t p : slice.pieces)
        last = std::max(last, m_pieces[p].last);
    return std::min(last, slice.range.to);
}

std::int64_t LogResult::expectedRecords(const Slice& slice) const {
    const auto between = [](Instant a, Instant b) { return static_cast<double>(b.ns) - static_cast<double>(a.ns) + 1; };
    double sum = 0;
    for (const std::uint32_t p : slice.pieces) {
        const LogPiece& piece = m_pieces[p];
        const Instant from = std::max(piece.first, slice.range.from), to = std::min(piece.last, slice.range.to);
        sum += static_cast<double>(piece.count) * between(from, to) / between(piece.first, piece.last);
    }
    return static_cast<std::int64_t>(sum);
}

/// The slice that a time lies in; the first or last one where it lies outside.
std::size_t LogResult::sliceOf(Instant time) const {
    const auto behind = std::upper_bound(m_slices.begin(), m_slices.end(), time,
                                         [](Instant t, const Slice& s) { return t < s.range.from; });
    return behind == m_slices.begin() ? 0 : static_cast<std::size_t>(behind - m_slices.begin()) - 1;
}

Result<Verdict> LogResult::verdict(const LogPiece& piece) {
    BlockFacts facts;
    facts.levels = piece.levels;
    facts.path = m_gate->path(piece.source);
    Verdict out = m_plan.verdict(facts);
    if (out != Verdict::Some || piece.isTail())
        return out;
    if (m_plan.asksTrigrams()) {
        const auto blob = m_blocks.trigrams(piece);
        if (!blob)
            return blob.error();
        facts.trigrams = *blob;
        if (out = m_plan.verdict(facts); out != Verdict::Some)
            return out;
    }
    if (m_plan.asksGrams()) {
        const auto blob = m_blocks.grams(piece);
        if (!blob)
            return blob.error();
        facts.grams = *blob;
        if (out = m_plan.verdict(facts); out != Verdict::Some)
            return out;
    }
    std::vector<const std::string*> services; // what the facts look into
    std::vector<std::uint32_t> ids;
    if (m_plan.asksServices()) {
        const auto rollup = m_blocks.rollup(piece);
        if (!rollup)
            return rollup.error();
        std::vector<std::int64_t> names;
        for (const LogTally& t : **rollup)
            names.push_back(t.rawName);
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::int64_t name : names)
            services.push_back(&m_gate->names().serviceOf(name));
        facts.services = std::span<const std::string* const>(services);
        if (out = m_plan.verdict(facts); out != Verdict::Some)
            return out;
    }
    if (m_plan.asksTemplates() && m_blocks.hasTemplates()) {
        const auto rollup = m_blocks.templates(piece);
        if (!rollup)
            return rollup.error();
        for (const TemplateSpan& span : rollup->spans)
            ids.push_back(m_templates.resolved(span.templateId));
        if (ids.empty())
            ids.push_back(0); // its records have none
        facts.templates = std::span<const std::uint32_t>(ids);
        out = m_plan.verdict(facts);
    }
    return out;
}

/// All matching records of a block, whatever their time.
Result<std::vector<std::uint16_t>> LogResult::search(const LogPiece& piece) {
    std::vector<std::uint16_t> out;
    const auto decided = verdict(piece);
    if (!decided)
        return decided.error();
    if (*decided == Verdict::None)
        return out;
    if (*decided == Verdict::All) {
        out.resize(static_cast<std::size_t>(piece.count));
        std::iota(out.begin(), out.end(), std::uint16_t{0});
        return out;
    }
    const Depth depth = m_plan.asksText() ? Depth::Text : m_plan.isTallied() ? Depth::Keys : Depth::Details;
    const auto opened = m_blocks.block(piece, depth);
    if (!opened)
        return opened.error();
    const LogBlock& block = **opened;
    const std::string& path = m_gate->path(piece.source);
    const auto look = [&](std::size_t i) {
        const std::string& service = m_gate->names().serviceOf(block.rawName(i));
        const bool isMatch =
            depth == Depth::Keys ? m_plan.holds(block.level(i), service, path)
            : depth == Depth::Details
                ? m_matcher.matches(
                      {block.level(i), service, block.host(i), path, {}, {}, m_templates.resolved(block.templateId(i))})
                : m_matcher.matches({block.level(i), service, block.host(i), path, block.message(i), block.raw(i),
                                     m_templates.resolved(block.templateId(i))});
        if (isMatch)
            out.push_back(static_cast<std::uint16_t>(i));
    };
    if (depth == Depth::Text)
        if (const auto candidates = m_scan.candidates(block)) {
            if (m_scan.isExact())
                out.assign(candidates->begin(), candidates->end());
            else
                for (const std::uint32_t i : *candidates)
                    look(i);
            if (m_matcher.isTooCostly())
                return LogMatcher::tooCostlyError();
            return out;
        }
    for (std::size_t i = 0; i < block.count(); ++i)
        look(i);
    if (m_matcher.isTooCostly())
        return LogMatcher::tooCostlyError();
    return out;
}

Result<const std::vector<std::uint16_t>*> LogResult::hits(const LogPiece& piece) {
    const std::int64_t key = piece.isTail() ? -piece.source : piece.block;
    if (const auto known = m_hits.find(key); known != m_hits.end())
        return &known->second;
    auto found = search(piece);
    if (!found)
        return found.error();
    if (m_hitCount > kKeptHits) {
        m_hits.clear();
        m_hitCount = 0;
    }
    m_hitCount += found->size() + 32;
    return &(m_hits[key] = std::move(*found));
}

/// Visits index and time of the piece's matching records that lie in the range and had arrived.
template<class Visit>
Result<void> LogResult::visitHits(std::uint32_t p, TimeRange range, Visit visit) {
    const LogPiece& piece = m_pieces[p];
    const auto found = hits(piece);
    if (!found)
        return found.error();
    if ((*found)->empty())
        return {};
    const auto block = m_blocks.block(piece, Depth::Keys);
    if (!block)
        return block.error();
    const Duration by = m_gate->offset(piece.source);
    for (const std::uint16_t i : **found) {
        if (i >= (*block)->count())
            break;
        const Instant time = (*block)->time(i) + by;
        if (range.contains(time) && m_gate->shows(piece.source, time, (*block)->arrivedAt(i)))
            visit(i, time);
    }
    return {};
}

/// May a piece's counts by second stand for its records? Only if all of it had arrived, its clock is corrected by whole
/// seconds, and the range does not cut through it.
bool LogResult::canTally(const LogPiece& piece) const {
    return !piece.isTail() && m_plan.isTallied() && piece.seenBy <= m_gate->snapshot().asOf &&
           m_gate->offset(piece.source).ns % 1'000'000'000 == 0 && piece.liesWithin(m_range);
}

/// Counts of the matching records by second, shifted; null where the records themselves must be asked.
Result<std::optional<std::vector<LogTally>>> LogResult::tallies(const LogPiece& piece) {
    if (!canTally(piece))
        return std::optional<std::vector<LogTally>>();
    auto rollup = m_blocks.rollup(piece);
    if (!rollup || !*rollup)
        return rollup;
    const Duration by = m_gate->offset(piece.source);
    const std::string& path = m_gate->path(piece.source);
    std::vector<LogTally> out;
    for (LogTally t : **rollup)
        if (m_plan.holds(t.level, m_gate->names().serviceOf(t.rawName), path)) {
            t.second += by;
            out.push_back(t);
        }
    return std::optional(std::move(out));
}

Result<std::int64_t> LogResult::recordsWithin(const LogPiece& piece) {
    if (piece.liesWithin(m_range) && piece.seenBy <= m_gate->snapshot().asOf)
        return piece.count;
    const auto block = m_blocks.block(piece, Depth::Keys);
    if (!block)
        return block.error();
    const Duration by = m_gate->offset(piece.source);
    std::int64_t out = 0;
    for (std::size_t i = 0; i < (*block)->count(); ++i) {
        const Instant time = (*block)->time(i) + by;
        if (m_range.contains(time) && m_gate->shows(piece.source, time, (*block)->arrivedAt(i)))
            ++out;
    }
    return out;
}

/// Adds a piece's matching records to the slices that they lie in, once.
Result<void> LogResult::countPiece(std::uint32_t p) {
    if (m_isCounted[p])
        return {};
    const LogPiece& piece = m_pieces[p];
    const auto within = recordsWithin(piece);
    if (!within)
        return within.error();
    const auto counted = [&] {
        m_inRange += *within;
        m_lookedAt += piece.count;
        m_isCounted[p] = true;
        return Result<void>();
    };
    if (canTally(piece) && sliceOf(piece.first) == sliceOf(piece.last)) {
        const auto decided = verdict(piece);
        if (!decided)
            return decided.error();
        if (*decided != Verdict::Some) {
            m_found[sliceOf(piece.first)] += *decided == Verdict::All ? piece.count : 0;
            return counted();
        }
    }
    const auto tallied = tallies(piece);
    if (!tallied)
        return tallied.error();
    if (*tallied) {
        for (const LogTally& t : **tallied)
            m_found[sliceOf(t.second)] += t.count;
        return counted();
    }
    if (const auto done = visitHits(p, m_range, [&](std::uint16_t, Instant time) { ++m_found[sliceOf(time)]; }); !done)
        return done;
    return counted();
}

bool LogResult::isCounted(std::size_t slice) const {
    const std::vector<std::uint32_t>& pieces = m_slices[slice].pieces;
    return std::all_of(pieces.begin(), pieces.end(), [&](std::uint32_t p) { return m_isCounted[p]; });
}

Result<void> LogResult::countSlice(std::size_t slice) {
    const ReadScope scope(*m_db);
    for (const std::uint32_t p : m_slices[slice].pieces)
        if (const auto done = countPiece(p); !done)
            return done;
    return {};
}

Result<void> LogResult::count(std::stop_token stop) {
    const ReadScope scope(*m_db);
    for (std::uint32_t p = 0; p < m_pieces.size(); ++p) {
        if (stop.stop_requested())
            return cancelled();
        if (const auto done = countPiece(p); !done)
            return done;
    }
    m_starts.assign(1, 0);
    for (const std::int64_t n : m_found)
        m_starts.push_back(m_starts.back() + n);
    return {};
}

/// Lists the matching records of a slice in order.
Result<void> LogResult::merge(std::size_t slice) {
    if (m_mergedSlice == slice)
        return {};
    m_mergedSlice = SIZE_MAX;
    m_merged.clear();
    const Slice& s = m_slices[slice];
    const TimeRange range{std::max(s.range.from, m_range.from), std::min(s.range.to, m_range.to)};
    for (const std::uint32_t p : s.pieces)
        if (const auto done = visitHits(p, range,
                                        [&](std::uint16_t i, Instant time) {
                                            m_merged.push_back({time, p, i});
                                        });
            !done)
            return done;
    std::sort(m_merged.begin(), m_merged.end(), [&](const Entry& a, const Entry& b) {
        if (a.time != b.time)
            return a.time < b.time;
        const LogPiece &x = m_pieces[a.piece], &y = m_pieces[b.piece];
        return std::tuple(x.source, x.firstSeq + a.index) < std::tuple(y.source, y.firstSeq + b.index);
    });
    m_mergedSlice = slice;
    return {};
}

/// The records of rows [from, to) of the merged slice. Piece by piece, so that none is opened twice.
Result<std::vector<LogRecord>> LogResult::materialised(std::size_t from, std::size_t to, Wanted wanted) {
    const Depth depth = wanted.texts ? Depth::Text : wanted.places ? Depth::Details : Depth::Keys;
    std::vector<LogRecord> out(to - from);
    m_arrivals.assign(to - from, std::nullopt);
    std::vector<std::size_t> order(to - from);
    std::iota(order.begin(), order.end(), from);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return m_merged[a].piece < m_merged[b].piece; });
    std::shared_ptr<const LogBlock> block;
    for (std::size_t n = 0; n < order.size(); ++n) {
        const Entry& entry = m_merged[order[n]];
        const LogPiece& piece = m_pieces[entry.piece];
        if (n == 0 || m_merged[order[n - 1]].piece != entry.piece) {
            auto opened = m_blocks.block(piece, depth);
            if (!opened)
                return opened.error();
            block = std::move(*opened);
        }
        const std::size_t i = entry.index;
        LogRecord& record = out[order[n] - from];
        record.source = SourceId(piece.source);
        record.seq = piece.firstSeq + entry.index;
        record.time = entry.time;
        record.level = block->level(i);
        record.service = ServiceId(m_gate->names().serviceOf(block->rawName(i)));
        if (wanted.places || wanted.texts) {
            record.line = block->line(i);
            record.offset = block->offset(i);
            record.host = block->host(i);
            record.templateId = m_templates.resolved(block->templateId(i));
            m_arrivals[order[n] - from] = block->arrivedAt(i);
        }
        if (wanted.texts) {
            record.message = block->message(i);
            record.raw = block->raw(i);
        }
    }
    return out;
}

Result<std::vector<LogRecord>> LogResult::next(Place& place, std::size_t limit, const Allowance& allowance,
                                               Wanted wanted) {
    const ReadScope scope(*m_db);
    for (; place.slice < m_slices.size() && limit > 0; ++place.slice, place.row = 0) {
        if (const auto ok = allowance.check(); !ok)
            return ok.error();
        if (m_found[place.slice] == 0 && isCounted(place.slice))
            continue;
        if (const auto done = merge(place.slice); !done)
            return done.error();
        const std::size_t from = place.row, to = std::min(m_merged.size(), from + limit);
        if (from >= to)
            continue;
        place.row = to;
        return materialised(from, to, wanted);
    }
    return std::vector<LogRecord>();
}

Result<std::vector<LogRecord>> LogResult::rows(std::int64_t first, std::int64_t limit) {
    std::vector<LogRecord> out;
    const auto start = std::upper_bound(m_starts.begin(), m_starts.end(), first);
    if (start == m_starts.begin() || start == m_starts.end() || limit <= 0)
        return out;
    Place place;
    place.slice = static_cast<std::size_t>(start - m_starts.begin()) - 1;
    place.row = static_cast<std::size_t>(first - m_starts[place.slice]);
    while (out.size() < static_cast<std::size_t>(limit)) {
        auto records = next(place, static_cast<std::size_t>(limit) - out.size());
        if (!records)
            return records;
        if (records->empty())
            break;
        std::move(records->begin(), records->end(), std::back_inserter(out));
    }
    return out;
}

Result<std::int64_t> LogResult::rowAt(Instant time) {
    if (m_slices.empty() || time >= m_slices.back().range.to)
        return matching();
    const std::size_t slice = sliceOf(time);
    if (m_starts[slice] == m_starts[slice + 1])
        return m_starts[slice];
    const auto place = placeIn(slice, time);
    if (!place)
        return place.error();
    return m_starts[slice] + static_cast<std::int64_t>(*place);
}

Result<std::size_t> LogResult::placeIn(std::size_t slice, Instant time) {
    if (const auto done = merge(slice); !done)
        return done.error();
    const auto row =
        std::lower_bound(m_merged.begin(), m_merged.end(), time, [](const Entry& e, Instant t) { return e.time < t; });
    return static_cast<std::size_t>(row - m_merged.begin());
}

Result<std::optional<std::size_t>> LogResult::placeIn(std::size_t slice, const LogRecord& record) {
    const auto first = placeIn(slice, record.time);
    if (!first)
        return first.error();
    for (std::size_t i = *first; i < m_merged.size() && m_merged[i].time == record.time; ++i) {
        const LogPiece& piece = m_pieces[m_merged[i].piece];
        if (piece.source == record.source.value && piece.firstSeq + m_merged[i].index == record.seq)
            return std::optional(i);
    }
    return std::optional<std::size_t>();
}

Result<void> LogResult::each(const std::function<bool(const LogRecord&)>& visit, std::stop_token stop) {
    BatchSize batch(kFirstBatch);
    for (Place place;;) {
        const auto records = next(place, batch.records(), stop);
        if (!records)
            return records.error();
        batch.saw(*records);
        if (records->empty())
            return {};
        for (const LogRecord& record : *records)
            if (!visit(record))
                return {};
    }
}

Result<void> LogResult::tally(Duration grain, const Tally& visit, std::stop_token stop, Part part) {
    const ReadScope scope(*m_db);
    const bool isCoarse = grain.ns >= 1'000'000'000;
    for (std::uint32_t p = 0; p < m_pieces.size(); ++p) {
        if (stop.stop_requested())
            return cancelled();
        if (part == Part::Counted && !m_isCounted[p])
            continue;
        if (isCoarse) {
            const auto tallied = tallies(m_pieces[p]);
            if (!tallied)
                return tallied.error();
            if (*tallied) {
                for (const LogTally& t : **tallied)
                    visit(t.second, t.level, m_gate->names().serviceOf(t.rawName), t.count);
                continue;
            }
        }
        const auto block = m_blocks.block(m_pieces[p], Depth::Keys);
        if (!block)
            return block.error();
        const auto done = visitHits(p, m_range, [&](std::uint16_t i, Instant time) {
            visit(time, (*block)->level(i), m_gate->names().serviceOf((*block)->rawName(i)), 1);
        });
        if (!done)
            return done;
    }
    return {};
}

Result<TimeRange> logExtent(const Database& db, const Gate& gate) {
    return visibleExtent(db, gate, R"(
        SELECT source_id, min(first_ns), max(last_ns) FROM log_block GROUP BY source_id
        UNION ALL SELECT source_id, min(time_ns), max(time_ns) FROM log_tail GROUP BY source_id)");
}

} // namespace foreshock::store
