// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/base/text.h"
#include "model/store/logs/block_facts.h"
#include "model/store/logs/log_rollup.h"
#include "model/templates/template_miner.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

/// Where a block belongs, from its header or from an index.
struct BlockHome {
    std::int64_t id = 0;
    std::int64_t source = 0;
    std::int64_t firstSeq = 0;
    std::int64_t count = 0;
    std::optional<SavedRow> header; ///< null: only an index knows the block
};

using Places = std::multimap<std::int64_t, RowPlace>;

class LogSalvage {
public:
    explicit LogSalvage(SalvageWork& work)
        : m_work(work) {}
    Result<void> run();

private:
    Result<std::vector<BlockHome>> homes();
    Result<void> save(const BlockHome& home);
    Result<bool> store(const BlockHome& home, const LogBlock& block, const std::string& columns,
                       const std::string& text);
    std::optional<std::string> blob(const Places& places, std::int64_t block, const SavedRow* header,
                                    const char* checksum) const;
    bool isProven(const BlockHome& home, const EncodedBlock& facts) const;
    Result<void> saveTails();
    Result<void> tellGaps();

    SalvageWork& m_work;
    Places m_columns, m_texts, m_filters, m_grams, m_rollups;
    std::map<std::int64_t, std::vector<BlockHome>> m_lost; ///< by source
    std::int64_t m_remade = 0;
};

Result<std::vector<BlockHome>> LogSalvage::homes() {
    std::map<std::int64_t, BlockHome> byId;
    const auto read = m_work.each("log_block", [&](SavedRow row) -> Result<void> {
        BlockHome home{row.integer("id"), row.integer("source_id"), row.integer("first_seq"), row.integer("count"), {}};
        home.header = std::move(row);
        byId[home.id] = std::move(home);
        return {};
    });
    if (!read)
        return read.error();
    // The index knows each block's source and first record too: a second witness.
    for (const auto& entry : m_work.entries("log_block_by_source")) {
        if (entry.size() != 3)
            continue;
        std::int64_t fields[3] = {};
        for (std::size_t i = 0; i < 3; ++i)
            if (const auto* value = std::get_if<std::int64_t>(&entry[i]))
                fields[i] = *value;
        const auto known = byId.find(fields[2]);
        if (known == byId.end())
            byId[fields[2]] = {fields[2], fields[0], fields[1], 0, {}};
        else if (m_work.isWhole("log_block_by_source") &&
                 (known->second.source != fields[0] || known->second.firstSeq != fields[1]))
            byId.erase(known); // they contradict each other: its place is not known
    }
    std::vector<BlockHome> out;
    for (auto& [id, home] : byId)
        if (home.firstSeq >= 0 && home.firstSeq < (std::int64_t{1} << 60))
            out.push_back(std::move(home));
    return out;
}

/// The blob whose checksum the header names; without a header the only one there is.
std::optional<std::string> LogSalvage::blob(const Places& places, std::int64_t block, const SavedRow* header,
                                            const char* checksum) const {
    const auto [from, to] = places.equal_range(block);
    for (auto at = from; at != to; ++at) {
        auto bytes = m_work.blobAt(at->second);
        if (bytes && (!header || static_cast<std::int64_t>(hash64(*bytes)) == header->integer(checksum)))
            return bytes;
    }
    return std::nullopt;
}

/// Without a header's checksums: were these counts and filters made from these records?
bool LogSalvage::isProven(const BlockHome& home, const EncodedBlock& facts) const {
    return blob(m_filters, home.id, nullptr, "") == facts.trigrams &&
           blob(m_grams, home.id, nullptr, "") == facts.grams && blob(m_rollups, home.id, nullptr, "") == facts.rollup;
}

Result<bool> LogSalvage::store(const BlockHome& home, const LogBlock& block, const std::string& columns,
                               const std::string& text) {
    const EncodedBlock facts = factsOf(block);
    if (!home.header && !isProven(home, facts))
        return false;
    const auto isKept = m_work.needSource(home.source);
    if (!isKept || !*isKept)
        return isKept;
    const auto end = home.firstSeq + static_cast<std::int64_t>(block.count());
    auto& stored = m_work.sources[home.source].logs;
    for (const SeqRange& other : stored)
        if (home.firstSeq < other.end && other.first < end)
            return false;
    std::set<std::int64_t> names;
    for (std::size_t i = 0; i < block.count(); ++i)
        names.insert(block.rawName(i));
    for (const std::int64_t name : names)
        if (const auto done = m_work.needName(name); !done)
            return done.error();
    if (const auto open = m_work.commitIfDue(columns.size() + text.size() + facts.trigrams.size()); !open)
        return open.error();
    const Database& db = m_work.target();
    const auto header = db.run(
        R"(INSERT INTO log_block (id, source_id, first_seq, first_offset, count, first_ns, last_ns, max_arrived_ns, unknowns, traces,
                                  debugs, infos, warnings, errors, fatals, raw_bytes, column_checksum, text_checksum)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
        home.id, home.source, home.firstSeq, block.record(0).offset, static_cast<std::int64_t>(facts.count),
        facts.first, facts.last, facts.maxArrived, facts.levels[0], facts.levels[1], facts.levels[2], facts.levels[3],
        facts.levels[4], facts.levels[5], facts.levels[6], static_cast<std::int64_t>(facts.rawBytes),
        static_cast<std::int64_t>(hash64(columns)), static_cast<std::int64_t>(hash64(text)));
    if (!header)
        return header.error();
    for (const auto& [table, bytes] :
         {std::pair{"log_column", &columns}, std::pair{"log_text", &text}, std::pair{"log_rollup", &facts.rollup},
          std::pair{"log_filter", &facts.trigrams}, std::pair{"log_gram", &facts.grams},
          std::pair{"log_template_rollup", &facts.templates}})
        if (bytes->empty())
            continue; // no record has a template
        else if (const auto done =
                     db.run(fmt::format("INSERT INTO {} (block_id, data) VALUES (?, ?)", table), home.id, Blob{*bytes});
                 !done)
            return done.error();
    for (std::size_t i = 0; i < block.count(); ++i)
        if (const std::uint32_t id = block.templateId(i); id != 0 && !m_work.templates.contains(id))
            m_work.templates.emplace(id, patternOfLine(block.message(i)));
    stored.push_back({home.firstSeq, end});
    if (!home.header || !isProven(home, facts))
        ++m_remade;
    return true;
}

Result<void> LogSalvage::save(const BlockHome& home) {
    if (m_work.unfinished.contains(home.source))
        return {};
    const SavedRow* header = home.header ? &*home.header : nullptr;
    const auto columns = blob(m_columns, home.id, header, "column_checksum");
    const auto text = blob(m_texts, home.id, header, "text_checksum");
    if (columns && text)
        if (const auto block = LogBlock::decode(*columns, *text); block && block->count() > 0) {
            const auto isStored = store(home, *block, *columns, *text);
            if (!isStored)
                return isStored.error();
            if (*isStored)
                return {};
        }
    m_lost[home.source].push_back(home);
    return {};
}

Result<void> LogSalvage::saveTails() {
    std::vector<SavedRow> rows;
    const auto read = m_work.each("log_tail", [&](SavedRow row) -> Result<void> {
        rows.push_back(std::move(row));
        return {};
    });
    if (!read)
        return read;
    for (const SavedRow& row : rows) {
        const std::int64_t seq = row.integer("seq"), level = row.integer("level");
        if (seq < 0 || seq >= (std::int64_t{1} << 60) || level < 0 || level > static_cast<int>(LogLevel::Fatal))
            continue;
        const auto isKept = m_work.needSource(row.integer("source_id"));
        if (!isKept)
            return isKept.error();
        if (!*isKept)
            continue;
        auto& stored = m_work.sources[row.integer("source_id")].logs;
        if (std::any_of(stored.begin(), stored.end(), [&](const SeqRange& r) { return seq >= r.first && seq < r.end; }))
            continue;
        if (const auto done = m_work.needName(row.integer("raw_name_id")); !done)
            return done;
        const auto isNew = m_work.insert(row);
        if (!isNew)
            return isNew.error();
        if (*isNew)
            stored.push_back({seq, seq + 1});
    }
    return {};
}

/// Numbers that are missing now and were not known to be missing before.
Result<void> LogSalvage::tellGaps() {
    const auto before = lostRecords(m_work.target());
    if (!before)
        return before.error();
    for (auto& [id, source] : m_work.sources) {
        std::vector<SeqRange> known = source.logs;
        std::int64_t end = source.expectedLogs;
        if (const auto earlier = before->find(id); earlier != before->end())
            for (const SeqRange& range : earlier->second) {
                known.push_back(range);
                end += range.count();
            }
        for (const SeqRange& gap : gapsIn(known, end)) {
            Loss loss{source.path, "log records", gap.count(), gap, {}, ""};
            for (const BlockHome& home : m_lost[id])
                if (home.header && home.firstSeq < gap.end && gap.first < home.firstSeq + home.count) {
                    const TimeRange time{Instant{home.header->integer("first_ns")},
                                         Instant{home.header->integer("last_ns")}};
                    loss.time = loss.time
                                    ? TimeRange{std::min(loss.time->from, time.from), std::max(loss.time->to, time.to)}
                                    : time;
                }
            m_work.report.lost.push_back(std::move(loss));
        }
        const auto all = gapsIn(source.logs, end);
        if (all.empty())
            continue;
        if (const auto open = m_work.commitIfDue(0); !open)
            return open;
        auto uuid = m_work.target().prepare("SELECT uuid FROM source WHERE id = ?");
        if (!uuid)
            return uuid.error();
        uuid->bindAll(id);
        Result<void> written;
        const auto read = uuid->each([&] {
            written = writeLostRecords(m_work.target(), uuid->text(0), all);
            return false;
        });
        for (const auto& done : {read, written})
            if (!done)
                return done;
    }
    return {};
}

Result<void> LogSalvage::run() {
    m_columns = m_work.blobPlaces("log_column");
    m_texts = m_work.blobPlaces("log_text");
    m_filters = m_work.blobPlaces("log_filter");
    m_grams = m_work.blobPlaces("log_gram");
    m_rollups = m_work.blobPlaces("log_rollup");
    const auto list = homes();
    if (!list)
        return list.error();
    for (const BlockHome& home : *list)
        if (const auto done = save(home); !done)
            return done;
    if (m_remade > 0)
        m_work.report.remade.push_back(
            fmt::format("headers, counts by second or search filters of {} log blocks were made anew", m_remade));
    if (const auto done = saveTails(); !done)
        return done;
    return tellGaps();
}

} // namespace

Result<void> salvageLogs(SalvageWork& work) {
    return LogSalvage(work).run();
}

} // namespace foreshock::store
