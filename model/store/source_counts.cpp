// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_counts.h"

namespace foreshock::store {

Result<SourceCounts> countsOf(const Database& db, std::int64_t source) {
    auto statement = db.prepare(R"(
        SELECT logs, samples, changes, alarms, dependencies, notes, rejected,
               (SELECT coalesce(sum(count), 0) FROM log_block WHERE source_id = s.id) +
               (SELECT count(*) FROM log_tail WHERE source_id = s.id),
               (SELECT coalesce(sum(count), 0) FROM sample_chunk WHERE source_id = s.id) +
               (SELECT count(*) FROM sample_tail WHERE source_id = s.id),
               (SELECT count(*) FROM change WHERE source_id = s.id), (SELECT count(*) FROM alarm WHERE source_id = s.id),
               (SELECT count(*) FROM service WHERE source_id = s.id) + (SELECT count(*) FROM dependency WHERE source_id = s.id) +
               (SELECT count(*) FROM limit_declared WHERE source_id = s.id),
               (SELECT count(*) FROM note WHERE source_id = s.id),
               (SELECT count(*) FROM import_issue WHERE source_id = s.id AND remark = 0),
               read, duplicates + outside + folded
          FROM source s WHERE id = ?)");
    if (!statement)
        return statement.error();
    statement->bindAll(source);
    SourceCounts counts;
    const auto done = statement->each([&] {
        for (int i = 0; i < 7; ++i) {
            counts.said[static_cast<std::size_t>(i)] = statement->integer(i);
            counts.found[static_cast<std::size_t>(i)] = statement->integer(7 + i);
        }
        counts.read = statement->integer(14);
        counts.others = statement->integer(15);
        return false;
    });
    if (!done)
        return done.error();
    return counts;
}

Result<void> writeCounts(const Database& db, std::int64_t source, const SourceCounts& c) {
    std::int64_t read = c.others;
    for (const std::int64_t found : c.found)
        read += found;
    return db.run(
        R"(UPDATE source SET logs = ?, samples = ?, changes = ?, alarms = ?, dependencies = ?, notes = ?, rejected = ?, read = ?
            WHERE id = ?)",
        c.found[0], c.found[1], c.found[2], c.found[3], c.found[4], c.found[5], c.found[6], read, source);
}

Result<void> writeExtent(const Database& db, std::int64_t source) {
    return db.run(R"(
        UPDATE source SET (first_ns, last_ns) = (SELECT min(t), max(t) FROM (
                   SELECT first_ns AS t FROM log_block WHERE source_id = ?1 UNION ALL
                   SELECT last_ns FROM log_block WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM log_tail WHERE source_id = ?1 UNION ALL
                   SELECT first_ns FROM sample_chunk WHERE source_id = ?1 UNION ALL
                   SELECT last_ns FROM sample_chunk WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM sample_tail WHERE source_id = ?1 UNION ALL
                   SELECT start_ns FROM change WHERE source_id = ?1 UNION ALL
                   SELECT coalesce(end_ns, start_ns) FROM change WHERE source_id = ?1 UNION ALL
                   SELECT start_ns FROM alarm WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM note WHERE source_id = ?1))
         WHERE id = ?1)",
                  source);
}

} // namespace foreshock::store
