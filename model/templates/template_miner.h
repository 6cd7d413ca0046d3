// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/leaf_table.h"
#include "model/templates/line_scan.h"
#include "model/templates/mined_template.h"
#include "model/templates/miner_settings.h"
#include "model/templates/template_state.h"
#include "model/templates/template_trie.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Mines log templates from lines as they come: one pass, no second look at a line. A line's constant words are its
/// leaf key; a known key costs one hash probe, a new one is asked of the widened templates (TemplateTrie), else it is a
/// template of its own. Every 512 new ones, and at the end, templates that differ in values only become one
/// (MergeStep).
///
/// Ids are given at once and stay: a widened template keeps its own, a merged one resolves to the one it became part
/// of. Bounded: 200,000 leaf keys, 20,000 templates that may still widen, 100,000 templates at all; some 60 MB at the
/// worst. For one thread at a time. No clock, no randomness: the same lines give the same ids.
class TemplateMiner {
public:
    explicit TemplateMiner(const MinerSettings& settings = {});

    /// The template of one line; of a text of several, of its first. The time is only kept.
    std::uint32_t add(std::string_view line, std::int64_t timeNs = 0);
    /// A merge step at the end of what there is; asks for less evidence than those on the way.
    void settle();
    /// The template that this one became part of; itself if it was not merged.
    std::uint32_t resolved(std::uint32_t id) const;
    /// "Received block <*> of size <*> from <*>"
    std::string pattern(std::uint32_t id) const;
    std::size_t size() const { return m_rows.size(); }
    std::size_t liveCount() const { return m_live.size(); }
    std::size_t leafCount() const { return m_leaves.size(); }
    const TemplateTally& tally(std::uint32_t id) const { return m_tallies[id - 1]; }

    /// What changed since the last call, to be kept; and what was kept, in order of ids, into a new miner.
    std::vector<TemplateState> takeChanges();
    LeafTable::Changes takeLeafChanges() { return m_leaves.takeChanges(); }
    void restore(const TemplateState& state);
    void restoreLeaf(std::uint64_t key, std::uint32_t id);
    /// After the last of them.
    void finishRestoring();

private:
    std::uint32_t newLeaf(std::string_view line);
    std::uint32_t newTemplate(std::string_view line);
    std::uint32_t create(MinedTemplate row);
    void merge(double more);
    void freeze();
    void compactWords();
    std::string patternOf(const MinedTemplate& row) const;

    MinerSettings m_settings;
    LineScan m_scan;
    LeafTable m_leaves;
    WordBook m_book;
    TemplateTrie m_trie;
    std::vector<MinedTemplate> m_rows; ///< by id - 1
    std::vector<TemplateTally> m_tallies;
    std::vector<std::uint32_t> m_live; ///< in rising order
    std::size_t m_fresh = 0;           ///< templates since the last merge step
    std::uint64_t m_lines = 0;
    bool m_isSettled = true; ///< no template came since settle()
};

/// What one line's template would be if nothing else were known.
std::string patternOfLine(std::string_view line);

/// The part of a message that templates are made of: its first line that holds anything.
std::string_view minedLine(std::string_view message);

} // namespace foreshock
