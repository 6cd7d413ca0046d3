// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/byte_search.h"
#include "model/query/log_query.h"
#include "model/store/logs/log_block.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace foreshock::store {

/// Finds the records of a block that may match a query by searching the block's whole text at once: one pass for the
/// most telling text of the query, instead of a match a record.
class TextScan {
public:
    explicit TextScan(const LogQuery& query);
    /// Ascending indexes, none left out that matches; null: the query has no text to look for, all may match.
    std::optional<std::vector<std::uint32_t>> candidates(const LogBlock& block) const;
    /// Is a candidate a match without another look?
    bool isExact() const { return m_isExact; }

private:
    struct Node {
        std::vector<ByteSearch> searches; ///< one, where it looks for a text
        std::vector<Node> parts;          ///< any of them
    };
    static std::optional<Node> prepared(const LogQuery::Node& node);
    static void collect(const Node& node, const LogBlock& block, std::vector<std::uint32_t>& out);
    /// Shortest text that must be looked for.
    static std::size_t length(const Node& node);

    std::optional<Node> m_root;
    bool m_isExact = false;
};

} // namespace foreshock::store
