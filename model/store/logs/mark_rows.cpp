// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/mark_rows.h"

#include <algorithm>

namespace foreshock::store {

Result<std::vector<LogMark>> logMarks(const Database& db, const Gate& gate) {
    std::vector<LogMark> out;
    const auto has = db.integer("SELECT count(*) FROM main.sqlite_schema WHERE name = 'log_mark'");
    if (!has)
        return has.error();
    if (*has == 0)
        return out;
    auto rows =
        db.prepare("SELECT source_id, seq, time_ns, label, arrived_ns FROM main.log_mark ORDER BY source_id, seq");
    if (!rows)
        return rows.error();
    const auto done = rows->each([&] {
        const std::int64_t source = rows->integer(0);
        const Instant time = Instant{rows->integer(2)} + gate.offset(source);
        if (gate.shows(source, time, Instant{rows->integer(4)}))
            out.push_back({{time, source, rows->integer(1)}, static_cast<int>(rows->integer(3))});
        return true;
    });
    if (!done)
        return done.error();
    std::sort(out.begin(), out.end(), [](const LogMark& a, const LogMark& b) { return a.key < b.key; });
    return out;
}

Result<void> setLogMark(Database& db, const LogMark& mark, Duration offset, Instant now) {
    if (mark.label == LogMark::kNone)
        return db.run("DELETE FROM log_mark WHERE source_id = ? AND seq = ?", mark.key.source, mark.key.seq);
    return db.run("INSERT INTO log_mark (source_id, seq, time_ns, label, arrived_ns) VALUES (?, ?, ?, ?, ?) "
                  "ON CONFLICT (source_id, seq) DO UPDATE SET label = excluded.label",
                  mark.key.source, mark.key.seq, mark.key.time - offset, mark.label, now);
}

} // namespace foreshock::store
