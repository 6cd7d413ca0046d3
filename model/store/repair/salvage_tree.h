// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/repair/salvage_pages.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace foreshock::store {

struct BlobValue {
    std::string bytes;
};
/// NULL, INTEGER, REAL, TEXT or BLOB.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, BlobValue>;

/// Where a row stands in a damaged file.
struct RowPlace {
    std::uint32_t page = 0;
    std::uint32_t cell = 0;
    std::int64_t rowid = 0; ///< 0 in an index or a table without rowids
};

/// What could be reached of one table or index.
struct Tree {
    std::vector<RowPlace> rows; ///< in order
    std::int64_t badPages = 0;  ///< pages that hold something else, or are gone
    std::int64_t badRows = 0;   ///< rows whose place on their page makes no sense
    bool isWhole() const { return badPages == 0 && badRows == 0; }
};

/// Finds the rows below a root page (SQLite, "Database File Format", 1.6 B-tree Pages). Every page is looked at once,
/// and rows must lie between the keys above them: damage makes rows disappear, it never makes an endless loop.
/// `seen` gathers the pages visited.
Tree walkTree(const PageFile& file, std::uint32_t root, std::set<std::uint32_t>& seen);

/// Rows of a leaf that no tree leads to any more; empty if the page is none.
std::vector<RowPlace> rowsOfLostLeaf(const PageFile& file, std::uint32_t page);

/// The row's values; null where it is damaged. `seen`, if given, gathers its overflow pages.
std::optional<std::vector<Value>> readRow(const PageFile& file, const RowPlace& place,
                                          std::set<std::uint32_t>* seen = nullptr);

/// Pages that the file knows to be free; null if that list is damaged.
std::optional<std::set<std::uint32_t>> freePages(const PageFile& file);

} // namespace foreshock::store
