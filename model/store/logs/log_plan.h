// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/query/log_query.h"
#include "model/store/logs/log_filter.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace foreshock::store {

/// What can be said of a block's records without looking at each: all match, none does, or some may.
enum class Verdict { None, Some, All };

/// What is known of a block so far; a part that is not there rules nothing out.
struct BlockFacts {
    std::array<std::int64_t, 7> levels{};
    std::string_view path;                                       ///< of its source
    std::optional<std::span<const std::string* const>> services; ///< of its records
    std::optional<std::string_view> trigrams, grams;             ///< filter blobs
    std::optional<std::span<const std::uint32_t>> templates;     ///< of its records, what they became part of
};

/// A log query prepared for asking about whole blocks: headers first, then filters, then names.
class LogPlan {
public:
    explicit LogPlan(const LogQuery& query);

    Verdict verdict(const BlockFacts& facts) const { return verdict(m_root, facts); }
    bool asksTrigrams() const { return m_asksTrigrams; }
    bool asksGrams() const { return m_asksGrams; }
    bool asksServices() const { return m_asksServices; }
    bool asksTemplates() const { return m_asksTemplates; }
    /// Can it be decided by level, service and source alone? Then counts need no record.
    bool isTallied() const { return !m_asksText && !m_asksHosts && !m_asksTemplates; }
    /// Does it look at the records' texts?
    bool asksText() const { return m_asksText; }
    /// Level, service and source of one record; for queries that are tallied.
    bool holds(LogLevel level, std::string_view service, std::string_view path) const {
        return holds(m_root, level, service, path);
    }

private:
    struct Node {
        LogQuery::Kind kind = LogQuery::Kind::All;
        std::string text;
        LogLevel level = LogLevel::Unknown;
        LogQuery::Compare compare = LogQuery::Compare::Equal;
        std::uint32_t templateId = 0;
        std::vector<FilterProbe> probes; ///< all must pass
        std::vector<Node> parts;
    };
    Node prepared(const LogQuery::Node& node);
    static Verdict verdict(const Node& node, const BlockFacts& facts);
    static bool holds(const Node& node, LogLevel level, std::string_view service, std::string_view path);

    bool m_asksTrigrams = false, m_asksGrams = false, m_asksServices = false, m_asksHosts = false, m_asksText = false,
         m_asksTemplates = false;
    Node m_root; ///< last: making it sets the others
};

} // namespace foreshock::store
