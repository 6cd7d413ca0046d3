// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_piece.h"

#include <algorithm>
#include <tuple>

namespace foreshock::store {

Result<std::vector<LogPiece>> logPieces(const Database& db, const Gate& gate, TimeRange range) {
    auto blocks = db.prepare(R"(
        SELECT id, source_id, first_seq, count, first_ns, last_ns, max_arrived_ns, unknowns, traces, debugs, infos, warnings,
               errors, fatals
          FROM log_block
        UNION ALL
        SELECT 0, source_id, min(seq), count(*), min(time_ns), max(time_ns), max(coalesce(arrived_ns, time_ns)), sum(level = 0),
               sum(level = 1), sum(level = 2), sum(level = 3), sum(level = 4), sum(level = 5), sum(level = 6)
          FROM log_tail GROUP BY source_id)");
    if (!blocks)
        return blocks.error();
    std::vector<LogPiece> out;
    const auto done = blocks->each([&] {
        const Statement& r = *blocks;
        LogPiece piece;
        piece.block = r.integer(0);
        piece.source = r.integer(1);
        if (!gate.sees(piece.source))
            return true;
        const Duration by = gate.offset(piece.source);
        piece.firstSeq = r.integer(2);
        piece.count = r.integer(3);
        piece.first = r.instant(4) + by;
        piece.last = r.instant(5) + by;
        piece.seenBy = std::max(piece.last, r.maybeInstant(6).value_or(piece.last));
        for (int level = 0; level < 7; ++level)
            piece.levels[static_cast<std::size_t>(level)] = r.integer(7 + level);
        if (piece.touches(range))
            out.push_back(piece);
        return true;
    });
    if (!done)
        return done.error();
    std::sort(out.begin(), out.end(), [](const LogPiece& a, const LogPiece& b) {
        return std::tie(a.first, a.source, a.firstSeq) < std::tie(b.first, b.source, b.firstSeq);
    });
    return out;
}

} // namespace foreshock::store
