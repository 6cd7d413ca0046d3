// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/lost_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace foreshock::store {
namespace {

std::vector<SeqRange> parsed(std::string_view text) {
    std::vector<SeqRange> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        SeqRange range;
        const auto first = std::from_chars(at, end, range.first);
        if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-')
            break;
        const auto last = std::from_chars(first.ptr + 1, end, range.end);
        if (last.ec != std::errc())
            break;
        ++range.end;
        out.push_back(range);
        at = last.ptr + (last.ptr < end ? 1 : 0);
    }
    return out;
}

} // namespace

std::vector<SeqRange> gapsIn(std::vector<SeqRange> ranges, std::int64_t end) {
    std::sort(ranges.begin(), ranges.end(), [](const SeqRange& a, const SeqRange& b) { return a.first < b.first; });
    std::vector<SeqRange> out;
    std::int64_t next = 0;
    for (const SeqRange& range : ranges) {
        if (range.first > next)
            out.push_back({next, range.first});
        next = std::max(next, range.end);
    }
    if (end > next)
        out.push_back({next, end});
    return out;
}

Result<std::map<std::int64_t, std::vector<SeqRange>>> lostRecords(const Database& db) {
    auto statement = db.prepare("SELECT s.id, m.value FROM source s JOIN meta m ON m.key = 'lost_records:' || s.uuid");
    if (!statement)
        return statement.error();
    std::map<std::int64_t, std::vector<SeqRange>> out;
    const auto done = statement->each([&] {
        out[statement->integer(0)] = parsed(statement->text(1));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<void> writeLostRecords(const Database& db, std::string_view uuid, const std::vector<SeqRange>& ranges) {
    std::string text;
    for (const SeqRange& range : ranges)
        text += fmt::format("{}{}-{}", text.empty() ? "" : " ", range.first, range.end - 1);
    return db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('lost_records:' || ?, ?)", uuid, text);
}

} // namespace foreshock::store
