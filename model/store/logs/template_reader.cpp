// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/template_reader.h"

#include "model/store/logs/block_cache.h"
#include "model/store/logs/template_ids.h"
#include "model/store/logs/template_rollup.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace foreshock::store {
namespace {

class TemplateCounting {
public:
    TemplateCounting(const Database& db, const Gate& gate, TimeRange range, TemplateDetail detail)
        : m_db(db)
        , m_gate(gate)
        , m_range(range)
        , m_detail(detail) {}
    Result<TemplateLog> run(std::stop_token stop);

private:
    struct Span {
        Instant first = Instant::latest(), last = Instant::earliest();
        void add(Instant t) {
            first = std::min(first, t);
            last = std::max(last, t);
        }
    };
    struct Use {
        Span span;
        std::int64_t count = 0;
        std::map<Instant, std::int64_t> minutes;
    };
    Result<void> countRollup(const LogPiece& piece, BlockCache& blocks);
    Result<void> countRecords(const LogPiece& piece, BlockCache& blocks);
    Result<TemplateLog> answer();

    const Database& m_db;
    const Gate& m_gate;
    TimeRange m_range;
    TemplateDetail m_detail;
    TemplateIds m_ids;
    struct Key {
        std::uint32_t id;
        std::int64_t rawName;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& k) const {
            return (static_cast<std::uint64_t>(k.rawName) * 0x9E3779B97F4A7C15ULL ^ k.id) * 0xBF58476D1CE4E5B9ULL;
        }
    };
    std::unordered_map<Key, Use, KeyHash> m_uses;
    std::map<std::uint32_t, Span> m_spans;
    std::int64_t m_without = 0;
};

/// A block that can be seen as a whole.
Result<void> TemplateCounting::countRollup(const LogPiece& piece, BlockCache& blocks) {
    const auto rollup = blocks.templates(piece);
    if (!rollup)
        return rollup.error();
    const Duration by = m_gate.offset(piece.source);
    std::int64_t counted = 0;
    for (const TemplateSpan& span : rollup->spans) {
        Span& all = m_spans[m_ids.resolved(span.templateId)];
        all.add(span.first + by);
        all.add(span.last + by);
    }
    for (const TemplateCount& c : rollup->counts) {
        Use& use = m_uses[{m_ids.resolved(c.templateId), c.rawName}];
        use.span.add(c.minute + by);
        use.count += c.count;
        if (m_detail == TemplateDetail::Minutes)
            use.minutes[minuteOf(c.minute + by)] += c.count;
        counted += c.count;
    }
    m_without += std::max<std::int64_t>(0, piece.count - counted);
    return {};
}

Result<void> TemplateCounting::countRecords(const LogPiece& piece, BlockCache& blocks) {
    const auto block = blocks.block(piece, Depth::Details);
    if (!block)
        return block.error();
    const Duration by = m_gate.offset(piece.source);
    for (std::size_t i = 0; i < (*block)->count(); ++i) {
        const Instant time = (*block)->time(i) + by;
        if (!m_range.contains(time) || !m_gate.shows(piece.source, time, (*block)->arrivedAt(i)))
            continue;
        const std::uint32_t id = m_ids.resolved((*block)->templateId(i));
        if (id == 0) {
            ++m_without;
            continue;
        }
        m_spans[id].add(time);
        Use& use = m_uses[{id, (*block)->rawName(i)}];
        use.span.add(minuteOf(time)); // as closely as rollups tell it, so that blocks may lie as they will
        ++use.count;
        if (m_detail == TemplateDetail::Minutes)
            ++use.minutes[minuteOf(time)];
    }
    return {};
}

Result<TemplateLog> TemplateCounting::answer() {
    TemplateLog out;
    out.withoutTemplate = m_without;
    // What names mean is joined at the end: several may mean one service.
    std::map<std::pair<std::uint32_t, std::string>, Use> uses;
    for (auto& [key, use] : m_uses) {
        Use& all = uses[{key.id, m_gate.names().serviceOf(key.rawName)}];
        all.span.add(use.span.first);
        all.span.add(use.span.last);
        all.count += use.count;
        for (const auto& [minute, n] : use.minutes)
            all.minutes[minute] += n;
    }
    m_uses.clear();
    std::map<std::uint32_t, LogTemplate> templates;
    for (auto& [key, use] : uses) {
        TemplateCounts counts;
        counts.templateId = key.first;
        counts.service = ServiceId(key.second);
        counts.first = use.span.first;
        counts.last = use.span.last;
        counts.count = use.count;
        for (const auto& [minute, n] : use.minutes)
            counts.minutes.push_back({minute, n});
        LogTemplate& t = templates[key.first];
        t.count += counts.count;
        t.services.push_back(counts.service);
        out.counts.push_back(std::move(counts));
    }
    if (!templates.empty()) {
        auto rows = m_db.prepare("SELECT id, pattern FROM main.log_template WHERE merged_into IS NULL");
        if (!rows)
            return rows.error();
        const auto done = rows->each([&] {
            const auto known = templates.find(static_cast<std::uint32_t>(rows->integer(0)));
            if (known != templates.end())
                known->second.pattern = rows->string(1);
            return true;
        });
        if (!done)
            return done.error();
    }
    for (auto& [id, t] : templates) {
        t.id = id;
        t.first = m_spans[id].first;
        t.last = m_spans[id].last;
        out.templates.push_back(std::move(t));
    }
    // Where one service logs it, its times are the template's.
    std::map<std::uint32_t, std::size_t> users;
    for (const TemplateCounts& c : out.counts)
        ++users[c.templateId];
    for (TemplateCounts& c : out.counts)
        if (users[c.templateId] == 1) {
            c.first = m_spans[c.templateId].first;
            c.last = m_spans[c.templateId].last;
        }
    std::stable_sort(out.templates.begin(), out.templates.end(),
                     [](const LogTemplate& a, const LogTemplate& b) { return a.count > b.count; });
    return out;
}

Result<TemplateLog> TemplateCounting::run(std::stop_token stop) {
    const auto has = hasTemplates(m_db);
    auto ids = TemplateIds::read(m_db);
    auto pieces = logPieces(m_db, m_gate, m_range);
    auto blocks = BlockCache::open(m_db);
    if (!has || !ids || !pieces || !blocks)
        return !has ? has.error() : !ids ? ids.error() : !pieces ? pieces.error() : blocks.error();
    m_ids = std::move(*ids);
    for (const LogPiece& piece : *pieces) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", "", ""};
        const bool isWhole =
            !piece.isTail() && *has && piece.liesWithin(m_range) && piece.seenBy <= m_gate.snapshot().asOf;
        if (const auto done = isWhole ? countRollup(piece, *blocks) : countRecords(piece, *blocks); !done)
            return done.error();
    }
    return answer();
}

} // namespace

Result<TemplateLog> readTemplates(const Database& db, const Gate& gate, TimeRange range, TemplateDetail detail,
                                  std::stop_token stop) {
    return TemplateCounting(db, gate, range, detail).run(std::move(stop));
}

} // namespace foreshock::store
