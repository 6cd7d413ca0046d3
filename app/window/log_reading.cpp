// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/log_reading.h"

#include <utility>

namespace foreshock {

Result<std::unique_ptr<LogReading>> LogReading::open(const std::string& path) {
    auto session = IncidentSession::open(path);
    if (!session)
        return session.error();
    return std::unique_ptr<LogReading>(new LogReading(std::move(*session)));
}

/// The query, and the range that its since: and until: leave.
Result<LogQuery> LogReading::parsed(const std::string& filter, TimeRange& range) const {
    auto query = parseLogQuery(filter);
    if (!query)
        return query;
    for (const auto& [words, into] : {std::pair{&query->since, &range.from}, std::pair{&query->until, &range.to}}) {
        if (words->empty())
            continue;
        const auto context = m_session.timeContext("");
        if (!context)
            return context.error();
        const auto t = readTimeWords(*words, *context);
        if (!t)
            return t.error();
        // Both narrow: what stands outside the range that is looked at stays outside.
        *into = into == &range.from ? std::max(range.from, *t) : std::min(range.to, *t);
    }
    return query;
}

Result<void> LogReading::open(Kept& kept, const std::string& name, const LogQuery& query, TimeRange range) {
    if (kept.result && kept.query == name && kept.range == range)
        return {};
    // The same query over another range keeps what was found: panning with a costly one searches new blocks only.
    if (kept.result && kept.query == name) {
        kept.range = {};
        if (const auto moved = kept.result->moveTo(range); !moved)
            return moved;
    } else {
        kept.result.reset();
        auto result = store::LogResult::open(m_session.database(), m_session.gate(), query, range);
        if (!result)
            return result.error();
        kept.result = std::make_unique<store::LogResult>(std::move(*result));
        kept.query = name;
    }
    kept.range = range;
    return {};
}

Result<void> LogReading::ask(const LogQuestion& question, Instant anchor) {
    if (m_question == question && m_stretch && m_stretch->anchor() == anchor)
        return {};
    TimeRange range = question.range;
    const auto query = parsed(question.filter, range);
    if (!query)
        return query.error();
    m_question.reset();
    m_stretch.reset();
    if (const auto done = open(m_main, question.filter, *query, range); !done)
        return done;
    if (const auto done = moveTo(anchor); !done)
        return done;
    m_question = question;
    return {};
}

Result<void> LogReading::moveTo(Instant anchor) {
    auto stretch = store::LogStretch::open(*m_main.result, anchor);
    if (!stretch)
        return stretch.error();
    m_stretch.emplace(std::move(*stretch));
    return {};
}

Result<void> LogReading::grow(std::int64_t first, std::int64_t last, std::chrono::milliseconds most) {
    const auto end = std::chrono::steady_clock::now() + most;
    const auto isMissing = [&] {
        return (last > m_stretch->end() && !m_stretch->reachesEnd()) ||
               (first < m_stretch->begin() && !m_stretch->reachesBegin());
    };
    while (isMissing() && std::chrono::steady_clock::now() < end)
        if (const auto done = m_stretch->grow(first, last); !done)
            return done;
    return {};
}

Result<LogWindow> LogReading::window(std::int64_t first, std::int64_t count) {
    const std::int64_t from = std::max(first, m_stretch->begin());
    auto rows = m_stretch->rows(from, first + count - from);
    if (!rows)
        return rows.error();
    LogWindow out;
    out.firstRow = from;
    out.begin = m_stretch->begin();
    out.matching = m_stretch->end() - m_stretch->begin();
    out.hidden = std::max<std::int64_t>(0, m_main.result->inRange() - out.matching);
    out.searched = m_stretch->isWhole() ? 1 : std::min(.99, m_main.result->share());
    out.isPartial = m_session.gate().isPartial();
    out.rows = std::move(*rows);
    return out;
}

Result<std::optional<LogRecord>> LogReading::next(const LogStepWish& wish, std::stop_token stop) {
    TimeRange range = wish.question.range;
    auto query = parsed(wish.question.filter, range);
    if (!query)
        return query.error();
    if (!wish.also.empty()) {
        TimeRange unused = range;
        const auto also = parsed(wish.also, unused);
        if (!also)
            return also.error();
        LogQuery::Node both;
        both.kind = LogQuery::Kind::And;
        both.parts = {query->root, also->root};
        query->root = std::move(both);
    }
    if (const auto done = open(m_steps, wish.question.filter + '\n' + wish.also, *query, range); !done)
        return done.error();
    // Backwards from just behind it: records of the same instant lie on both sides of the one that is left.
    const bool isForward = wish.step == LogStep::Next;
    auto stretch = store::LogStretch::open(*m_steps.result, isForward ? wish.from.time : wish.from.time + Duration{1});
    if (!stretch)
        return stretch.error();
    for (std::int64_t row = isForward ? 0 : -1; !stop.stop_requested();) {
        if (isForward ? row >= stretch->end() : row < stretch->begin()) {
            if (isForward ? stretch->reachesEnd() : stretch->reachesBegin())
                return std::optional<LogRecord>();
            const auto grown = isForward ? stretch->grow(stretch->end(), stretch->end() + 1)
                                         : stretch->grow(stretch->begin() - 1, stretch->begin());
            if (!grown)
                return grown.error();
            continue;
        }
        auto found = stretch->rows(row, 1);
        if (!found)
            return found.error();
        if (found->empty())
            return std::optional<LogRecord>();
        const LogKey key = LogKey::of(found->front());
        if (isForward ? wish.from < key : key < wish.from)
            return std::optional(std::move(found->front()));
        row += isForward ? 1 : -1;
    }
    return Error{ErrorCode::Cancelled, "cancelled", "", ""};
}

std::int64_t LogReading::everywhere(std::stop_token stop) {
    TimeRange range = TimeRange::everything();
    const auto query = parsed(m_question->filter, range);
    auto whole = query ? store::LogResult::open(m_session.database(), m_session.gate(), *query, range)
                       : Result<store::LogResult>(query.error());
    return whole && whole->count(stop) ? whole->matching() : -1;
}

} // namespace foreshock
