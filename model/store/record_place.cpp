// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/record_place.h"

#include "model/store/logs/log_block.h"

namespace foreshock::store {
namespace {

/// The largest unit that all times seen are whole numbers of. One record may be whole by chance; all of a block are
/// not.
class TimeUnit {
public:
    void add(Instant t) {
        while (m_at + 1 < std::size(kUnits) && t.ns % kUnits[m_at].ns != 0)
            ++m_at;
    }
    Duration unit() const { return kUnits[m_at]; }

private:
    static constexpr Duration kUnits[] = {Duration::minutes(1),
                                          Duration::seconds(1),
                                          Duration::milliseconds(100),
                                          Duration::milliseconds(10),
                                          Duration::milliseconds(1),
                                          Duration{1000},
                                          Duration{1}};
    std::size_t m_at = 0;
};

Result<std::optional<PlacedRecord>> inBlocks(const Database& db, SourceId source, std::int64_t line) {
    auto read =
        db.prepare("SELECT c.data FROM log_block b JOIN log_column c ON c.block_id = b.id WHERE b.source_id = ? "
                   "ORDER BY b.first_seq");
    if (!read)
        return read.error();
    std::optional<PlacedRecord> out;
    std::optional<Error> damage;
    read->bindAll(source.value);
    const auto done = read->each([&] {
        auto block = LogBlock::open(read->blob(0));
        const auto opened = block ? block->openDetails() : Result<void>(block.error());
        if (!opened) {
            damage = opened.error();
            return false;
        }
        std::optional<std::size_t> found;
        TimeUnit unit;
        for (std::size_t i = 0; i < block->count(); ++i) {
            unit.add(block->time(i));
            if (block->line(i) == line)
                found = found.value_or(i);
        }
        if (found)
            out = PlacedRecord{block->time(*found), unit.unit()};
        return !found;
    });
    if (!done)
        return done.error();
    if (damage)
        return *damage;
    return out;
}

Result<std::optional<PlacedRecord>> inRows(const Database& db, SourceId source, std::int64_t line, const char* sql) {
    auto read = db.prepare(sql);
    if (!read)
        return read.error();
    std::optional<Instant> found;
    TimeUnit unit;
    read->bindAll(source.value);
    const auto done = read->each([&] {
        unit.add(read->instant(0));
        if (read->integer(1) == line && !found)
            found = read->instant(0);
        return true;
    });
    if (!done)
        return done.error();
    return found ? std::optional(PlacedRecord{*found, unit.unit()}) : std::nullopt;
}

} // namespace

Result<std::optional<PlacedRecord>> recordAtLine(const Database& db, SourceId source, std::int64_t line) {
    auto out = inBlocks(db, source, line);
    for (const char* sql : {"SELECT time_ns, line FROM log_tail WHERE source_id = ?",
                            "SELECT start_ns, line FROM change WHERE source_id = ?",
                            "SELECT start_ns, line FROM alarm WHERE source_id = ?"})
        if (out && !*out)
            out = inRows(db, source, line, sql);
    return out;
}

} // namespace foreshock::store
