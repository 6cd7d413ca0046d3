// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check_logs.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/logs/block_facts.h"
#include "model/store/logs/log_rollup.h"
#include "model/store/logs/template_ids.h"
#include "model/store/repair/lost_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace foreshock::store {
namespace {

constexpr std::int64_t kMostSeq = std::int64_t{1} << 60;
constexpr const char* kRepairable = "nothing is lost, a repair makes it anew";

struct Header {
    std::int64_t id = 0, source = 0, firstSeq = 0, firstOffset = 0, count = 0, rawBytes = 0;
    Instant first, last;
    std::optional<Instant> maxArrived;
    std::array<std::int64_t, 7> levels{};
    std::int64_t columnChecksum = 0, textChecksum = 0;
    std::string path;
    bool isLoading = false; ///< its templates are stored once it is complete
};

bool isSame(const std::vector<LogTally>& a, const std::vector<LogTally>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const LogTally& x, const LogTally& y) {
        return std::tie(x.second, x.rawName, x.level, x.count) == std::tie(y.second, y.rawName, y.level, y.count);
    });
}

class LogCheck {
public:
    LogCheck(const Database& db, CheckReport& report)
        : m_db(db)
        , m_report(report) {}
    Result<void> run();

private:
    enum class Part { Missing, Unreadable, There };
    Result<Part> read(const char* table, std::int64_t block, std::string& out) const;
    Result<void> checkBlock(const Header& header);
    Result<void> checkFacts(const Header& header, const LogBlock& block);
    Result<void> readTemplates();
    Result<void> checkTails();
    Result<void> checkGaps();
    void say(const Header& header, std::string_view what, std::string_view lost);

    const Database& m_db;
    CheckReport& m_report;
    std::map<std::int64_t, std::vector<SeqRange>> m_stored; ///< by source
    std::map<std::int64_t, std::string> m_paths;
    std::set<std::uint32_t> m_templates; ///< stored ones
    bool m_hasTemplates = false;         ///< a file of an earlier form has none
};

void LogCheck::say(const Header& h, std::string_view what, std::string_view lost) {
    m_report.damage.push_back(fmt::format("{}: log records {} to {} ({} to {} as read): {}; {}", h.path, h.firstSeq,
                                          h.firstSeq + h.count - 1, rfc3339(h.first), rfc3339(h.last), what, lost));
}

Result<LogCheck::Part> LogCheck::read(const char* table, std::int64_t block, std::string& out) const {
    auto statement = m_db.prepare(fmt::format("SELECT data FROM {} WHERE block_id = ?", table));
    if (!statement)
        return statement.error();
    Part part = Part::Missing;
    statement->bindAll(block);
    const auto done = statement->each([&] {
        out.assign(statement->blob(0));
        part = Part::There;
        return false;
    });
    if (!done)
        return done.error().code == ErrorCode::Format ? Result<Part>(Part::Unreadable) : done.error();
    return part;
}

Result<void> LogCheck::checkBlock(const Header& h) {
    std::string columns, text;
    const auto hasColumns = read("log_column", h.id, columns);
    const auto hasText = read("log_text", h.id, text);
    for (const auto* part : {&hasColumns, &hasText})
        if (!*part)
            return part->error();
    const std::string all = fmt::format("{} records are lost", h.count);
    const auto judge = [&](Part part, const std::string& bytes, std::int64_t checksum, std::string_view name) {
        if (part == Part::Missing)
            say(h, fmt::format("their {} are missing", name), all);
        else if (part == Part::Unreadable)
            say(h, fmt::format("their {} stand on a damaged page", name), all);
        else if (static_cast<std::int64_t>(hash64(bytes)) != checksum)
            say(h, fmt::format("the checksum of their {} does not fit", name), all);
        else
            return true;
        return false;
    };
    const bool areColumnsWhole = judge(*hasColumns, columns, h.columnChecksum, "times and levels");
    const bool isTextWhole = judge(*hasText, text, h.textChecksum, "texts");
    if (!areColumnsWhole || !isTextWhole)
        return {};
    const auto block = LogBlock::decode(columns, text);
    if (!block) {
        say(h, "they can't be decoded", all);
        return {};
    }
    return checkFacts(h, *block);
}

Result<void> LogCheck::checkFacts(const Header& h, const LogBlock& block) {
    const EncodedBlock facts = factsOf(block);
    if (static_cast<std::int64_t>(facts.count) != h.count)
        say(h, fmt::format("there are {} of them, not {}", facts.count, h.count), kRepairable);
    if (facts.first != h.first || facts.last != h.last || facts.maxArrived != h.maxArrived)
        say(h, "their time range is another than the header says", kRepairable);
    if (facts.levels != h.levels)
        say(h, "their levels are others than the header says", kRepairable);
    if (static_cast<std::int64_t>(facts.rawBytes) != h.rawBytes ||
        (block.count() > 0 && block.record(0).offset != h.firstOffset))
        say(h, "their size or place in the source is another than the header says", kRepairable);

    std::string stored;
    const auto rollup = read("log_rollup", h.id, stored);
    if (!rollup)
        return rollup.error();
    const auto tallies = decodeRollup(stored);
    const auto expected = decodeRollup(facts.rollup);
    if (*rollup != Part::There)
        say(h, "their counts by second are missing", kRepairable);
    else if (!tallies || !expected || !isSame(*tallies, *expected))
        say(h, "their counts by second do not fit", kRepairable);

    const auto templates = m_hasTemplates ? read("log_template_rollup", h.id, stored) : Result<Part>(Part::Missing);
    if (!templates)
        return templates.error();
    if (*templates != Part::There && !facts.templates.empty())
        say(h, "their counts by template are missing", kRepairable);
    else if (*templates == Part::There && stored != facts.templates)
        say(h, "their counts by template do not fit", kRepairable);
    std::set<std::uint32_t> unknown;
    for (std::size_t i = 0; i < block.count(); ++i)
        if (const std::uint32_t id = block.templateId(i); id != 0 && !m_templates.contains(id))
            unknown.insert(id);
    if (!unknown.empty() && !h.isLoading)
        say(h, fmt::format("{} of their log templates {} missing", unknown.size(), unknown.size() == 1 ? "is" : "are"),
            kRepairable);

    for (const auto& [table, blob] : {std::pair{"log_filter", &facts.trigrams}, std::pair{"log_gram", &facts.grams}}) {
        const auto filter = read(table, h.id, stored);
        if (!filter)
            return filter.error();
        if (*filter != Part::There)
            say(h, "their search filter is missing", kRepairable);
        else if (stored != *blob)
            say(h, "their search filter does not fit", kRepairable);
    }
    return {};
}

/// A merged template must be younger than the one it became part of.
Result<void> LogCheck::readTemplates() {
    const auto has = hasTemplates(m_db);
    if (!has || !*has)
        return has ? Result<void>() : has.error();
    m_hasTemplates = true;
    auto rows = m_db.prepare("SELECT id, merged_into FROM log_template");
    if (!rows)
        return rows.error();
    return rows->each([&] {
        m_templates.insert(static_cast<std::uint32_t>(rows->integer(0)));
        if (!rows->isNull(1) && (rows->integer(1) < 1 || rows->integer(1) >= rows->integer(0)))
            m_report.damage.push_back(
                fmt::format("log template {} names {}, which is no older one", rows->integer(0), rows->integer(1)));
        return true;
    });
}

Result<void> LogCheck::checkTails() {
    auto statement = m_db.prepare(R"(
        SELECT t.source_id, t.seq, t.level, coalesce(s.path, 'a source that is missing')
          FROM log_tail t LEFT JOIN source s ON s.id = t.source_id ORDER BY t.source_id, t.seq)");
    if (!statement)
        return statement.error();
    return statement->each([&] {
        const std::int64_t source = statement->integer(0), seq = statement->integer(1);
        m_paths.emplace(source, statement->string(3));
        if (seq >= 0 && seq <= kMostSeq)
            m_stored[source].push_back({seq, seq + 1});
        if (statement->integer(2) < 0 || statement->integer(2) > static_cast<int>(LogLevel::Fatal))
            m_report.damage.push_back(
                fmt::format("{}: log record {}: it has a level that there is not", statement->text(3), seq));
        return true;
    });
}

Result<void> LogCheck::checkGaps() {
    const auto lost = lostRecords(m_db);
    if (!lost)
        return lost.error();
    for (auto& [source, ranges] : m_stored) {
        // What a repair could not save is known to be missing.
        if (const auto known = lost->find(source); known != lost->end())
            ranges.insert(ranges.end(), known->second.begin(), known->second.end());
        for (const SeqRange& gap : gapsIn(ranges, 0))
            m_report.damage.push_back(fmt::format("{}: log records {} to {} are missing; {} records are lost",
                                                  m_paths[source], gap.first, gap.end - 1, gap.count()));
        std::sort(ranges.begin(), ranges.end(), [](const SeqRange& a, const SeqRange& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < ranges.size(); ++i)
            if (ranges[i].first < ranges[i - 1].end)
                m_report.damage.push_back(
                    fmt::format("{}: log records from {} on are there twice", m_paths[source], ranges[i].first));
    }
    return {};
}

Result<void> LogCheck::run() {
    if (const auto read = readTemplates(); !read)
        return read;
    auto headers = m_db.prepare(R"(
        SELECT b.id, b.source_id, b.first_seq, b.first_offset, b.count, b.raw_bytes, b.first_ns, b.last_ns,
               b.max_arrived_ns, b.column_checksum, b.text_checksum, coalesce(s.path, 'a source that is missing'),
               unknowns, traces, debugs, infos, warnings, errors, fatals, coalesce(s.state, '') = 'loading'
          FROM log_block b LEFT JOIN source s ON s.id = b.source_id ORDER BY b.id)");
    if (!headers)
        return headers.error();
    Result<void> inside;
    const auto done = headers->each([&] {
        const Statement& r = *headers;
        Header h{r.integer(0), r.integer(1),      r.integer(2), r.integer(3), r.integer(4),  r.integer(5), r.instant(6),
                 r.instant(7), r.maybeInstant(8), {},           r.integer(9), r.integer(10), r.string(11)};
        for (int level = 0; level < 7; ++level)
            h.levels[static_cast<std::size_t>(level)] = r.integer(12 + level);
        h.isLoading = headers->integer(19) != 0;
        ++m_report.blocks;
        if (h.count < 0 || h.count > static_cast<std::int64_t>(kBlockRecords) || h.firstSeq < 0 ||
            h.firstSeq > kMostSeq) {
            m_report.damage.push_back(
                fmt::format("{}: log block {}: its header is damaged; its records are lost", h.path, h.id));
            return true;
        }
        m_paths.emplace(h.source, h.path);
        m_stored[h.source].push_back({h.firstSeq, h.firstSeq + h.count});
        inside = checkBlock(h);
        return inside.has_value();
    });
    for (const auto& step : {done, inside, checkTails()})
        if (!step)
            return step;
    return checkGaps();
}

} // namespace

Result<void> checkLogs(const Database& db, CheckReport& report) {
    return LogCheck(db, report).run();
}

} // namespace foreshock::store
