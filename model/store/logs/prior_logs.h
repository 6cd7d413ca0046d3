// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/store/database.h"

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// The log records of older versions of a file as a multiset of (time as read, raw text): of a version that was changed
/// or filled in its middle, only what is not among them is new. Each of them can be taken once, so that a line which
/// stood there twice and now stands three times adds one.
///
/// Texts are compared by XXH3-64 within one time. Memory: 600 B a stored block (a bit a record, and its header), and at
/// most 64 opened blocks of some 100 KB. A file in time order opens each block once.
class PriorLogs {
public:
    static Result<PriorLogs> open(const Database& db, const std::vector<SourceId>& sources);

    /// Is that record among them and not taken yet? It is taken now. Errors: Format (damage).
    Result<bool> takes(Instant time, std::string_view raw);
    bool isEmpty() const { return m_pieces.empty() && m_tails.empty(); }

    /// The last record of an older version that had not been written to its end: (source, seq).
    struct Outgrown {
        std::int64_t source = 0, seq = 0;
    };
    /// Is that new record the whole of one that an older version ends with in its middle, at the same byte? The older
    /// one is to go.
    bool outgrows(Instant time, std::int64_t offset, std::string_view raw);
    const std::vector<Outgrown>& outgrown() const { return m_outgrown; }

private:
    struct Piece {
        std::int64_t block;
        Instant first, last;
        Instant lastSoFar; ///< of this and all pieces before it
        std::vector<bool> isTaken;
    };
    struct Tail {
        std::int64_t source, seq, offset;
        Instant time;
        std::string raw;
        bool isTaken = false;
    };
    struct Record {
        std::uint64_t hash;
        Instant time;
        std::uint32_t index;
    };
    struct Opened {
        std::size_t piece;
        std::vector<Record> records; ///< by hash
    };
    explicit PriorLogs(const Database& db)
        : m_db(&db) {}
    Result<const std::vector<Record>*> records(std::size_t piece);

    const Database* m_db;
    std::vector<Piece> m_pieces; ///< by first time
    std::vector<Tail> m_tails;
    std::list<Opened> m_opened; ///< newest first
    std::vector<Outgrown> m_outgrown;
};

} // namespace foreshock::store
