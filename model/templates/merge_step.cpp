// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/merge_step.h"

#include "model/templates/value_score.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace foreshock {
namespace {

using Text = std::span<const WordId>;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b + 1;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9ULL;
    return x ^ x >> 32;
}

/// Hashes of all beginnings and of all ends, by the number of words in them.
struct Ends {
    std::vector<std::uint64_t> heads, tails;
    explicit Ends(Text words)
        : heads(words.size() + 1, 1)
        , tails(words.size() + 1, 2) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            heads[i + 1] = mixed(heads[i], words[i]);
            tails[i + 1] = mixed(tails[i], words[words.size() - 1 - i]);
        }
    }
    std::uint64_t key(std::size_t head, std::size_t tail) const {
        return mixed(mixed(heads[head], tails[tail]), head << 16 | tail);
    }
};

bool isSame(Text a, Text b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}
bool isLess(Text a, Text b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

std::vector<Text> eachOnce(std::vector<Text> all) {
    std::sort(all.begin(), all.end(), isLess);
    all.erase(std::unique(all.begin(), all.end(), isSame), all.end());
    return all;
}

std::vector<WordId> withWildcard(Text words, std::size_t head, std::size_t tail) {
    std::vector<WordId> out(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(head));
    out.push_back(kWildWord);
    out.insert(out.end(), words.end() - static_cast<std::ptrdiff_t>(tail), words.end());
    return out;
}

} // namespace

std::uint32_t MergeStep::resolved(std::uint32_t id) const {
    while (row(id).mergedInto != 0)
        id = row(id).mergedInto;
    return id;
}

bool MergeStep::comesFirst(Text a, Text b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](WordId x, WordId y) { return x != y && m_book.text(x) < m_book.text(y); });
}

void MergeStep::countWords() {
    m_frequency.assign(m_book.size(), 0);
    std::vector<WordId> once;
    for (const std::uint32_t id : m_live) {
        once = row(id).words;
        std::sort(once.begin(), once.end());
        once.erase(std::unique(once.begin(), once.end()), once.end());
        for (const WordId word : once)
            ++m_frequency[word];
    }
}

void MergeStep::forgetMerged() {
    std::erase_if(m_live, [&](std::uint32_t id) { return row(id).mergedInto != 0; });
}

void MergeStep::run() {
    // What one way joins makes others alike: both words of "rule orders matched for cache" vary.
    for (int cycle = 0; cycle < m_cycles; ++cycle) {
        const std::size_t before = m_live.size();
        int round = 0;
        while (round < m_settings.rounds && byWord())
            ++round;
        byCommonPattern();
        bySegment();
        if (m_live.size() == before)
            break;
    }
    sameConstants();
}

double MergeStep::score(const Ids& members, std::span<const Text> values, Text words, std::size_t at) const {
    std::vector<std::uint8_t> places;
    std::vector<std::uint64_t> counts;
    for (const std::uint32_t id : members) {
        places.push_back(row(id).places[at]);
        counts.push_back(m_tallies[id - 1].count);
    }
    return valueScore({places, counts, values, words, at}, m_book, m_frequency, m_settings);
}

/// All become one of these words, under the oldest id.
void MergeStep::join(const Ids& members, const std::vector<WordId>& words) {
    const std::uint32_t keep = *std::min_element(members.begin(), members.end());
    std::vector<std::uint8_t> places(words.size(), 0);
    for (const std::uint32_t id : members)
        if (row(id).places.size() == words.size())
            for (std::size_t i = 0; i < places.size(); ++i)
                places[i] |= row(id).places[i];
    TemplateTally& sum = m_tallies[keep - 1];
    for (const std::uint32_t id : members) {
        if (id == keep)
            continue;
        TemplateTally& part = m_tallies[id - 1];
        sum.count += part.count;
        sum.lastLine = std::max(sum.lastLine, part.lastLine);
        sum.firstNs = std::min(sum.firstNs, part.firstNs);
        sum.lastNs = std::max(sum.lastNs, part.lastNs);
        part.isChanged = true;
        MinedTemplate& gone = row(id);
        gone.mergedInto = keep;
        gone.isLive = false;
        gone.words = {};
        gone.places = {};
        gone.shown = {};
    }
    sum.isChanged = true;
    row(keep).words = words;
    row(keep).places = std::move(places);
}

/// Templates that differ in one word.
bool MergeStep::byWord() {
    std::vector<Entry> entries;
    for (const std::uint32_t id : m_live) {
        const std::size_t n = row(id).words.size();
        const Ends ends(row(id).words);
        for (std::size_t at = 0; at < n; ++at)
            entries.push_back({ends.key(at, n - at - 1), static_cast<std::uint32_t>(entries.size()), id,
                               static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(n - at - 1)});
    }
    return apply(std::move(entries), [](auto) { return true; });
}

/// Templates that differ in the text that begins after a sign and ends at a later one or at the end.
void MergeStep::bySegment() {
    constexpr std::size_t kMostStarts = 6;
    std::vector<Entry> entries;
    for (const std::uint32_t id : m_live) {
        const std::size_t n = row(id).words.size();
        const Ends ends(row(id).words);
        std::vector<std::size_t> starts;
        for (std::size_t at = 1; at < n && starts.size() < kMostStarts; ++at)
            if (row(id).places[at] & kAfterSign)
                starts.push_back(at);
        const auto add = [&](std::size_t from, std::size_t to) {
            entries.push_back({ends.key(from, n - to), static_cast<std::uint32_t>(entries.size()), id,
                               static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(n - to)});
        };
        for (std::size_t i = 0; i < starts.size(); ++i) {
            for (std::size_t j = i + 1; j < starts.size() && j < i + 3; ++j)
                add(starts[i], starts[j]);
            add(starts[i], n);
        }
    }
    apply(std::move(entries), [](std::span<const Text> middles) {
        return middles.size() > 2 && std::any_of(middles.begin(), middles.end(), [](Text m) { return m.size() > 1; });
    });
}

/// Joins the buckets that pass, best first; a template takes part once.
bool MergeStep::apply(std::vector<Entry> entries, const std::function<bool(std::span<const Text>)>& isWanted) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.order < b.order; });
    struct Merge {
        double score;
        std::uint32_t order;
        std::vector<WordId> words;
        Ids members;
    };
    std::vector<Merge> merges;
    countWords();
    for (std::size_t from = 0, to = 0; from < entries.size(); from = to) {
        while (to < entries.size() && entries[to].key == entries[from].key)
            ++to;
        if (to - from < 2)
            continue;
        const std::size_t head = entries[from].head, tail = entries[from].tail;
        Ids members;
        std::vector<Text> middles;
        for (std::size_t i = from; i < to; ++i) {
            const Text words = row(entries[i].id).words;
            members.push_back(entries[i].id);
            middles.push_back(words.subspan(head, words.size() - tail - head));
        }
        middles = eachOnce(std::move(middles));
        if (middles.size() < 2 || !isWanted(middles))
            continue;
        std::vector<WordId> words = withWildcard(row(members.front()).words, head, tail);
        const double s = score(members, middles, words, head);
        if (s > m_threshold)
            merges.push_back({s, entries[from].order, std::move(words), std::move(members)});
    }
    std::sort(merges.begin(), merges.end(), [&](const Merge& a, const Merge& b) {
        if (a.score != b.score)
            return a.score > b.score;
        return isSame(a.words, b.words) ? a.order < b.order : comesFirst(a.words, b.words);
    });
    bool isAny = false;
    std::vector<bool> isTaken(m_rows.size() + 1);
    for (Merge& merge : merges) {
        std::erase_if(merge.members, [&](std::uint32_t id) { return isTaken[id]; });
        if (merge.members.size() < 2)
            continue;
        for (const std::uint32_t id : merge.members)
            isTaken[id] = true;
        join(merge.members, merge.words);
        isAny = true;
    }
    forgetMerged();
    absorb();
    return isAny;
}

/// Templates that fit another, wider one.
void MergeStep::absorb() {
    m_trie.clear();
    for (const std::uint32_t id : m_live)
        if (const auto& words = row(id).words; std::find(words.begin(), words.end(), kWildWord) != words.end())
            m_trie.add(words, id);
    for (const std::uint32_t id : m_live) {
        if (row(id).mergedInto != 0)
            continue;
        std::uint32_t wider = m_trie.match(row(id).words, m_settings.budget, id);
        if (wider == 0 || (wider = resolved(wider)) == id)
            continue;
        const std::vector<WordId> words = row(wider).words;
        join({id, wider}, words);
    }
    forgetMerged();
}

/// The most words of a template that are equally frequent are its skeleton; the rarer ones may be values.
void MergeStep::byCommonPattern() {
    std::unordered_map<std::uint64_t, std::uint64_t> often;
    const auto placeKey = [](std::size_t size, std::size_t at, WordId word) {
        return static_cast<std::uint64_t>(size) << 48 | static_cast<std::uint64_t>(at) << 32 | word;
    };
    for (const std::uint32_t id : m_live) {
        const auto& words = row(id).words;
        for (std::size_t at = 0; at < words.size(); ++at)
            often[placeKey(words.size(), at, words[at])] += m_tallies[id - 1].count;
    }
    std::map<std::vector<WordId>, std::size_t> places;
    std::vector<Ids> groups;
    for (const std::uint32_t id : m_live) {
        const auto& words = row(id).words;
        std::vector<std::uint64_t> counts(words.size());
        std::map<std::uint64_t, std::size_t> sizes; // how many words are how frequent
        for (std::size_t at = 0; at < words.size(); ++at) {
            counts[at] = often[placeKey(words.size(), at, words[at])];
            if (words[at] != kWildWord)
                ++sizes[counts[at]];
        }
        if (sizes.empty())
            continue;
        std::size_t mostWords = 0;
        for (const auto& [count, n] : sizes)
            mostWords = std::max(mostWords, n);
        std::pair<std::size_t, std::uint64_t> best{0, 0};
        for (const auto& [count, n] : sizes)
            if (2 * count >= sizes.rbegin()->first || n == mostWords)
                best = std::max(best, {n, count});
        std::vector<WordId> skeleton = words;
        for (std::size_t at = 0; at < words.size(); ++at)
            if (counts[at] < best.second)
                skeleton[at] = kWildWord;
        const auto constants =
            skeleton.size() - static_cast<std::size_t>(std::count(skeleton.begin(), skeleton.end(), kWildWord));
        if (constants < 2 || constants == words.size())
            continue;
        const auto [place, isNew] = places.try_emplace(std::move(skeleton), groups.size());
        if (isNew)
            groups.emplace_back();
        groups[place->second].push_back(id);
    }
    countWords();
    for (const Ids& members : groups)
        split(members, 0);
    forgetMerged();
}

/// Joins if every column that differs holds values; else divides by the one with the fewest words.
void MergeStep::split(const Ids& members, int level) {
    constexpr int kDeepest = 6;
    if (members.size() < 2 || level > kDeepest)
        return;
    const std::size_t n = row(members.front()).words.size();
    std::vector<WordId> words = row(members.front()).words;
    std::vector<std::pair<std::size_t, std::vector<WordId>>> differ; // columns with their words
    for (std::size_t at = 0; at < n; ++at) {
        std::vector<WordId> column;
        for (const std::uint32_t id : members)
            column.push_back(row(id).words[at]);
        std::sort(column.begin(), column.end());
        column.erase(std::unique(column.begin(), column.end()), column.end());
        if (column.size() > 1) {
            words[at] = kWildWord;
            differ.emplace_back(at, std::move(column));
        }
    }
    if (differ.empty())
        return;
    const double needed = m_threshold + (differ.size() > 1 ? m_settings.joint : 0);
    const bool areValues = std::all_of(differ.begin(), differ.end(), [&](const auto& d) {
        std::vector<Text> values;
        for (const WordId& word : d.second)
            values.push_back({&word, 1});
        return score(members, values, words, d.first) > needed;
    });
    if (areValues) {
        join(members, words);
        return;
    }
    const std::size_t at = std::min_element(differ.begin(), differ.end(), [](const auto& a, const auto& b) {
                               return a.second.size() < b.second.size();
                           })->first;
    std::vector<std::pair<WordId, Ids>> parts;
    for (const std::uint32_t id : members) {
        const WordId word = row(id).words[at];
        auto part = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.first == word; });
        if (part == parts.end())
            part = parts.insert(parts.end(), {word, {}});
        part->second.push_back(id);
    }
    for (const auto& [word, part] : parts)
        split(part, level + 1);
}

/// The same constant words in the same order.
void MergeStep::sameConstants() {
    std::map<std::vector<WordId>, std::size_t> places;
    std::vector<Ids> groups;
    for (const std::uint32_t id : m_live) {
        std::vector<WordId> constants = row(id).words;
        std::erase(constants, kWildWord);
        if (constants.empty())
            continue;
        const auto [place, isNew] = places.try_emplace(std::move(constants), groups.size());
        if (isNew)
            groups.emplace_back();
        groups[place->second].push_back(id);
    }
    for (const Ids& members : groups)
        if (members.size() > 1) {
            const std::uint32_t longest = *std::max_element(members.begin(), members.end(), [&](auto a, auto b) {
                return row(a).words.size() < row(b).words.size();
            });
            const std::vector<WordId> words = row(longest).words;
            join(members, words);
        }
    forgetMerged();
}

} // namespace foreshock
