// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/content_hash.h"
#include "model/base/result.h"
#include "model/store/database.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace foreshock::store {

/// Keeps the original bytes of a source, compressed, up to 64 MiB; beyond that nothing of them is kept and a
/// re-reading needs the file. Memory: 1 MiB and zstd's window at level 1.
class KeptBytes {
public:
    KeptBytes(const Database& db, std::int64_t source);
    ~KeptBytes();
    Result<void> add(std::string_view chunk);
    Result<void> finish();

private:
    Result<void> pump(std::string_view chunk, bool isEnd);
    Result<void> writePart();
    const Database& m_db;
    std::int64_t m_source;
    struct Free {
        void operator()(ZSTD_CCtx_s* c) const;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_stream;
    std::string m_part;
    std::int64_t m_parts = 0;
    std::size_t m_total = 0;
    bool m_isTooLarge = false;
};

/// Are the bytes of that hash kept, by whatever source read them?
Result<bool> hasOriginal(const Database& db, std::string_view contentHash);

/// Kept bytes, from the beginning to the end. Memory: one part of 1 MiB, and a buffer.
class KeptReader {
public:
    /// Errors: Unsupported (they are not kept).
    static Result<KeptReader> open(const Database& db, std::string_view contentHash);
    KeptReader(KeptReader&&) noexcept;
    ~KeptReader();
    /// Some more; empty at the end. The view lives until the next call. Errors: Format (damage).
    Result<std::string_view> next();

private:
    KeptReader(const Database& db, std::int64_t source);
    struct Free {
        void operator()(ZSTD_DCtx_s* c) const;
    };
    const Database* m_db;
    std::int64_t m_source;
    std::unique_ptr<ZSTD_DCtx_s, Free> m_stream;
    std::string m_part, m_buffer;
    std::size_t m_at = 0; ///< in the part
    std::int64_t m_next = 0;
    bool m_isFull = false; ///< the buffer was: the decoder may hold more
};

/// Content hash of kept bytes, from their parts in order: are they still what was read?
class KeptHash {
public:
    KeptHash();
    ~KeptHash();
    /// Errors: Format where the part is damaged.
    Result<void> add(std::string_view part);
    std::string hex() const { return m_hash.hex(); }
    /// Did the last part end the stream?
    bool isWhole() const { return m_isWhole; }

private:
    struct Free {
        void operator()(ZSTD_DCtx_s* c) const;
    };
    std::unique_ptr<ZSTD_DCtx_s, Free> m_stream;
    ContentHash m_hash;
    bool m_isWhole = false;
};

} // namespace foreshock::store
