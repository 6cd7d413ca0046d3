// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace foreshock::store {

/// Big-endian integers as SQLite's file format has them; the caller has looked that they are there.
std::uint32_t bigEndian(std::string_view bytes, std::size_t at, int size);

/// The pages of a database file that SQLite may refuse to open: read-only, by plain reads, with what was committed to
/// the write-ahead log beside it laid over (SQLite, "Database File Format", 1 and 4). A page that can't be read (bad
/// sector, file cut off) is short or empty and no error. Holds a shared lock, so that nobody writes meanwhile.
class PageFile {
public:
    /// Errors: Io, Locked, Format (not a database, or of another program).
    static Result<PageFile> open(const std::string& path);
    PageFile(PageFile&& other) noexcept;
    PageFile& operator=(PageFile&&) = delete;
    ~PageFile();

    std::size_t pageSize() const { return m_pageSize; }
    /// The last page's number; pages count from 1.
    std::uint32_t count() const { return m_count; }
    /// As many of its bytes as there are.
    std::shared_ptr<const std::string> page(std::uint32_t number) const;
    /// PRAGMA user_version.
    std::uint32_t userVersion() const { return m_userVersion; }
    /// Does the log beside it hold something that its own checksums do not cover any more?
    bool isLogCutShort() const { return m_isLogCutShort; }

private:
    PageFile() = default;
    void readLog(const std::string& path);
    std::string bytesAt(int descriptor, std::uint64_t offset, std::size_t size) const;

    int m_file = -1, m_log = -1;
    std::size_t m_pageSize = 16384;
    std::uint32_t m_count = 0;
    std::uint32_t m_userVersion = 0;
    bool m_isLogCutShort = false;
    std::unordered_map<std::uint32_t, std::uint64_t> m_inLog; ///< page → offset in the write-ahead log
    mutable std::unordered_map<std::uint32_t, std::shared_ptr<const std::string>> m_cache; ///< at most 256 pages
};

} // namespace foreshock::store
