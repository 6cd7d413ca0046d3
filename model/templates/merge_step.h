// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/mined_template.h"
#include "model/templates/miner_settings.h"
#include "model/templates/template_trie.h"

#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// Merges templates that differ in values only; lines are not touched. In this order: those that differ in one word, in
/// rounds; those whose rarer words differ beside a common pattern (Yu et al., "Brain: Log Parsing With Bidirectional
/// Parallel Tree", 2023); those that differ in the text from a sign to a later sign or the end; those that fit a wider
/// one; those of the same constant words. Sorting makes it O(w log w) for w words of living templates a round.
class MergeStep {
public:
    /// `live`: ids in rising order; merged ones leave it.
    MergeStep(std::vector<MinedTemplate>& rows, std::vector<TemplateTally>& tallies, std::vector<std::uint32_t>& live,
              const WordBook& book, TemplateTrie& trie, const MinerSettings& settings, double threshold, int cycles)
        : m_rows(rows)
        , m_tallies(tallies)
        , m_live(live)
        , m_book(book)
        , m_trie(trie)
        , m_settings(settings)
        , m_threshold(threshold)
        , m_cycles(cycles) {}
    void run();

private:
    using Ids = std::vector<std::uint32_t>;
    /// Templates alike before `head` and in their last `tail` words.
    struct Bucket {
        std::size_t head = 0, tail = 0;
        Ids members;
    };
    struct Entry {
        std::uint64_t key;
        std::uint32_t order, id;
        std::uint16_t head, tail;
    };
    bool byWord();
    void byCommonPattern();
    void bySegment();
    void sameConstants();
    void split(const Ids& members, int level);
    bool apply(std::vector<Entry> entries,
               const std::function<bool(std::span<const std::span<const WordId>>)>& isWanted);
    void absorb();
    void join(const Ids& members, const std::vector<WordId>& words);
    double score(const Ids& members, std::span<const std::span<const WordId>> values, std::span<const WordId> words,
                 std::size_t at) const;
    void countWords();
    void forgetMerged();
    bool comesFirst(std::span<const WordId> a, std::span<const WordId> b) const;
    MinedTemplate& row(std::uint32_t id) { return m_rows[id - 1]; }
    const MinedTemplate& row(std::uint32_t id) const { return m_rows[id - 1]; }
    std::uint32_t resolved(std::uint32_t id) const;

    std::vector<MinedTemplate>& m_rows;
    std::vector<TemplateTally>& m_tallies;
    Ids& m_live;
    const WordBook& m_book;
    TemplateTrie& m_trie;
    const MinerSettings& m_settings;
    double m_threshold;
    int m_cycles;
    std::vector<std::uint32_t> m_frequency; ///< living templates that hold a word, by word
};

} // namespace foreshock
