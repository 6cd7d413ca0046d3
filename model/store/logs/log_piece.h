// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/store/gate.h"

#include <array>
#include <vector>

namespace foreshock::store {

/// One stored block (or a source's tail, as a block of its own) as a query sees it: times shifted by the source's
/// offset.
struct LogPiece {
    std::int64_t block = 0; ///< 0: the tail of `source`
    std::int64_t source = 0;
    std::int64_t firstSeq = 0;
    std::int64_t count = 0;
    Instant first;
    Instant last;
    Instant seenBy; ///< all of it had arrived by then
    std::array<std::int64_t, 7> levels{};

    bool isTail() const { return block == 0; }
    bool touches(TimeRange range) const { return first < range.to && last >= range.from; }
    bool liesWithin(TimeRange range) const { return range.contains(first) && range.contains(last); }
};

/// The pieces of visible sources that touch a range, in order of (first, source, seq). 130 bytes each.
Result<std::vector<LogPiece>> logPieces(const Database& db, const Gate& gate, TimeRange range);

} // namespace foreshock::store
