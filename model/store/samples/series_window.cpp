// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_window.h"

#include "model/store/samples/series_spans.h"
#include "model/store/samples/time_column.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace foreshock::store {
namespace {

SeriesSpan single(Instant t, double v) {
    return {{t, t}, v, v, v, v};
}

SeriesSpan shifted(SeriesSpan span, Duration by) {
    span.range = {after(span.range.from, by), after(span.range.to, by)};
    return span;
}

TimeRange widened(TimeRange range, Duration by) {
    const auto from = range.from.ns < Instant::earliest().ns + by.ns ? Instant::earliest() : range.from - by;
    const auto to = range.to.ns > Instant::latest().ns - by.ns ? Instant::latest() : range.to + by;
    return {from, to};
}

/// Answers one window: what reaches into it, then what lies next to it on either side.
class Window {
public:
    Window(const SeriesPieces& pieces, TimeRange range, int pixels)
        : m_pieces(pieces)
        , m_cell(std::max<std::int64_t>(1, range.length().ns / std::max(1, pixels)))
        , m_reach(widened(range, range.length() / 20)) {
        for (const SeriesPiece& piece : pieces.list())
            if (m_reach.from <= piece.seen.to && piece.seen.from < m_reach.to)
                m_touched.push_back(&piece);
        m_step = usualStepOf(m_touched);
        if (m_step.ns == 0)
            m_step = stepNearby();
    }

    /// 0: no piece knows, its samples have to tell.
    Duration step() const { return m_step; }

    /// All samples as they are.
    Result<std::vector<Sample>> samples() const {
        std::vector<Sample> out;
        const auto before = lastBefore(), behind = firstBehind();
        auto within = m_pieces.samples(m_reach.from, m_reach.to);
        for (const Error* e : {error(before), error(behind), error(within)})
            if (e)
                return *e;
        if (*before)
            out.push_back({(*before)->range.to, (*before)->last});
        out.insert(out.end(), within->begin(), within->end());
        if (*behind)
            out.push_back({(*behind)->range.from, (*behind)->first});
        return out;
    }

    Result<SeriesWindow> spans(const SeriesInfo& info, TimeRange range, int pixels) const {
        const auto before = lastBefore(), behind = firstBehind();
        for (const Error* e : {error(before), error(behind)})
            if (e)
                return *e;
        SpanBuilder builder(info, range, pixels, m_step);
        if (*before)
            builder.add(**before);
        for (std::size_t i = 0; i < m_touched.size();) {
            std::size_t end = i;
            while (end < m_touched.size() && !isGrouped(*m_touched[end]))
                ++end;
            const auto done = end == i ? addGroups(*m_touched[i], builder) : addSamples(i, end, builder);
            if (!done)
                return done.error();
            i = std::max(end, i + 1);
        }
        if (*behind)
            builder.add(**behind);
        return builder.take();
    }

private:
    template<class T>
    static const Error* error(const Result<T>& result) {
        return result ? nullptr : &result.error();
    }

    /// The middle of the pieces' steps, each counting as often as it has samples.
    static Duration usualStepOf(std::span<const SeriesPiece* const> pieces) {
        std::vector<std::pair<Duration, std::int64_t>> steps;
        std::int64_t total = 0;
        for (const SeriesPiece* p : pieces) {
            const Duration step = p->chunk ? p->chunk->step : usualStep(p->tail->times);
            if (step.ns > 0) {
                steps.emplace_back(step, p->count());
                total += p->count();
            }
        }
        std::sort(steps.begin(), steps.end());
        std::int64_t seen = 0;
        for (const auto& [step, count] : steps)
            if ((seen += count) * 2 >= total)
                return step;
        return {};
    }

    /// Of the nearest pieces before or behind a window that nothing reaches into.
    Duration stepNearby() const {
        const auto& list = m_pieces.list();
        std::vector<const SeriesPiece*> near;
        for (auto p = list.begin(); p != list.end() && near.size() < 2; ++p)
            if (!(p->seen.from < m_reach.from))
                near.push_back(&*p);
        for (auto p = list.rbegin(); p != list.rend() && near.size() < 4; ++p)
            if (p->seen.from < m_reach.from)
                near.push_back(&*p);
        return usualStepOf(near);
    }

    /// Do its groups, of 16 samples at least, fit into a pixel, and can none of them hide a gap of 2.5 steps?
    bool isGrouped(const SeriesPiece& p) const {
        return p.canStandForSamples() && p.chunk->step.ns > 0 && p.chunk->step.ns <= m_cell / kGroupSamples &&
               p.chunk->step.ns * 4 <= m_step.ns * 5;
    }
    bool isOneSpan(const SeriesPiece& p) const {
        return p.chunk->breaks == 0 && distance(p.seen.from, p.seen.to).ns <= m_cell / 2;
    }
    int levelFor(const SeriesPiece& p) const {
        int level = 0;
        while (level + 1 < SeriesPieces::kLevels &&
               p.chunk->step.ns <= m_cell / (2 * (std::int64_t{kGroupSamples} << (2 * (level + 1)))))
            ++level;
        return level;
    }

    Result<void> addGroups(const SeriesPiece& p, SpanBuilder& builder) const {
        const ChunkHeader& c = *p.chunk;
        if (!c.hasValues)
            return {};
        if (isOneSpan(p)) {
            builder.add({p.seen, c.least, c.most, c.firstValue, c.lastValue});
            return {};
        }
        const auto pyramid = m_pieces.pyramid(p, levelFor(p));
        if (!pyramid)
            return pyramid.error();
        if (!*pyramid)
            return addSamples(std::max(m_reach.from, p.seen.from), std::min(m_reach.to, after(p.seen.to, Duration{1})),
                              builder);
        for (std::size_t i = 0; i < (*pyramid)->size(); ++i) {
            const SeriesSpan group = shifted((**pyramid)[i], p.by);
            if (group.range.to >= m_reach.from && group.range.from < m_reach.to)
                builder.add(group);
        }
        return {};
    }
    /// Of a run of pieces between two that are grouped, or between the edges.
    Result<void> addSamples(std::size_t begin, std::size_t end, SpanBuilder& builder) const {
        Instant last = m_touched[begin]->seen.to;
        for (std::size_t i = begin; i < end; ++i)
            last = std::max(last, m_touched[i]->seen.to);
        return addSamples(std::max(m_reach.from, m_touched[begin]->seen.from),
                          std::min(m_reach.to, after(last, Duration{1})), builder);
    }
    Result<void> addSamples(Instant from, Instant to, SpanBuilder& builder) const {
        const auto read = m_pieces.samples(from, to);
        if (!read)
            return read.error();
        for (const Sample& s : *read)
            if (!std::isnan(s.value))
                builder.add(s.time, s.value);
        return {};
    }

    /// The last value before the reach, or the last whole group of a grouped piece; empty if there is none.
    Result<std::optional<SeriesSpan>> lastBefore() const {
        const auto& list = m_pieces.list();
        const auto end = std::lower_bound(list.begin(), list.end(), m_reach.from,
                                          [](const SeriesPiece& p, Instant t) { return p.seen.from < t; });
        Instant to = m_reach.from;
        for (auto p = std::make_reverse_iterator(end); p != list.rend(); ++p) {
            if (p->chunk && !p->chunk->hasValues)
                continue;
            if (p->canStandForSamples() && p->chunk->breaks == 0 && p->seen.to < to)
                return std::optional(single(p->seen.to, p->chunk->lastValue));
            if (isGrouped(*p)) {
                const auto pyramid = m_pieces.pyramid(*p, levelFor(*p));
                if (!pyramid)
                    return pyramid.error();
                for (std::size_t i = *pyramid ? (*pyramid)->size() : 0; i-- > 0;)
                    if (const auto group = shifted((**pyramid)[i], p->by); group.range.to < to)
                        return std::optional(group);
                if (*pyramid) { // its first group reaches into the window
                    to = p->seen.from;
                    continue;
                }
            }
            const auto read = m_pieces.samples(p->seen.from, to);
            if (!read)
                return read.error();
            for (auto s = read->rbegin(); s != read->rend(); ++s)
                if (!std::isnan(s->value))
                    return std::optional(single(s->time, s->value));
            to = p->seen.from;
        }
        return std::optional<SeriesSpan>();
    }

    /// The first value behind the reach, or the first whole group of a grouped piece; empty if there is none.
    Result<std::optional<SeriesSpan>> firstBehind() const {
        for (Instant from = m_reach.to;;) {
            // Of the pieces that reach behind, the one that ends first.
            const SeriesPiece* p = nullptr;
            for (const SeriesPiece& each : m_pieces.list())
                if (from <= each.seen.to && (!each.chunk || each.chunk->hasValues) && (!p || each.seen.to < p->seen.to))
                    p = &each;
            if (!p)
                return std::optional<SeriesSpan>();
            if (p->canStandForSamples() && p->chunk->breaks == 0 && from <= p->seen.from)
                return std::optional(single(p->seen.from, p->chunk->firstValue));
            bool hasGroups = false;
            if (isGrouped(*p)) {
                const auto pyramid = m_pieces.pyramid(*p, levelFor(*p));
                if (!pyramid)
                    return pyramid.error();
                hasGroups = *pyramid != nullptr;
                for (std::size_t i = 0; hasGroups && i < (*pyramid)->size(); ++i)
                    if (const auto group = shifted((**pyramid)[i], p->by); from <= group.range.from)
                        return std::optional(group);
            }
            const Instant to = p->seen.to == Instant::latest() ? p->seen.to : p->seen.to + Duration{1};
            if (!hasGroups) {
                const auto read = m_pieces.samples(from, to);
                if (!read)
                    return read.error();
                for (const Sample& s : *read)
                    if (!std::isnan(s.value))
                        return std::optional(single(s.time, s.value));
            }
            if (to == Instant::latest())
                return std::optional<SeriesSpan>();
            from = to;
        }
    }

    const SeriesPieces& m_pieces;
    std::int64_t m_cell; ///< length of a pixel, ns
    TimeRange m_reach;   ///< the range and a margin
    std::vector<const SeriesPiece*> m_touched;
    Duration m_step;
};

} // namespace

Result<SeriesWindow> windowOf(const SeriesPieces& pieces, const SeriesInfo& info, TimeRange range, int pixels) {
    const Window window(pieces, range, pixels);
    if (window.step().ns > 0)
        return window.spans(info, range, pixels);
    const auto samples = window.samples();
    if (!samples)
        return samples.error();
    return spansOf(info, *samples, range, pixels);
}

} // namespace foreshock::store
