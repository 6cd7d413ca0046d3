// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/template_miner.h"

#include "model/templates/byte_class.h"
#include "model/templates/merge_step.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr char kTokenEnd = '\x1F', kReadsMark = '\x1E';
constexpr int kSeenUnit = 4; // 16 lines

/// The text up to the next end mark, which is taken off.
std::string_view cutToken(std::string_view& rest) {
    const std::size_t end = rest.find(kTokenEnd);
    const std::string_view token = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return token;
}

} // namespace

std::string_view minedLine(std::string_view message) {
    for (;;) {
        const std::size_t end = message.find('\n');
        const std::string_view line = message.substr(0, end);
        if (end == std::string_view::npos ||
            std::any_of(line.begin(), line.end(), [](char c) { return !isSpaceByte(c); }))
            return line;
        message.remove_prefix(end + 1);
    }
}

std::string patternOfLine(std::string_view line) {
    TemplateMiner miner;
    return miner.pattern(miner.add(line));
}

TemplateMiner::TemplateMiner(const MinerSettings& settings)
    : m_settings(settings)
    , m_leaves(settings.mostLeaves) {}

std::uint32_t TemplateMiner::add(std::string_view line, std::int64_t timeNs) {
    line = minedLine(line);
    m_scan.scan(line);
    ++m_lines;
    std::uint32_t id = 0;
    if (LeafTable::Leaf* leaf = m_leaves.find(m_scan.key())) {
        leaf->seen = static_cast<std::uint32_t>(m_lines >> kSeenUnit);
        id = leaf->id;
    } else {
        id = newLeaf(line);
    }
    TemplateTally& tally = m_tallies[id - 1];
    ++tally.count;
    tally.lastLine = m_lines;
    tally.firstNs = std::min(tally.firstNs, timeNs);
    tally.lastNs = std::max(tally.lastNs, timeNs);
    tally.isChanged = true;
    return id;
}

std::uint32_t TemplateMiner::newLeaf(std::string_view line) {
    const std::uint64_t key = m_scan.key();
    std::vector<WordId> words;
    for (std::size_t i = 0; i < m_scan.count(); ++i)
        words.push_back(m_book.find(m_scan.word(i)));
    if (words.empty())
        words.push_back(m_book.find(m_scan.signs()));
    std::uint32_t id = m_trie.match(words, m_settings.budget);
    id = id != 0 ? resolved(id) : newTemplate(line);
    m_leaves.add({key, id, static_cast<std::uint32_t>(m_lines >> kSeenUnit)});
    if (m_fresh >= std::max(m_settings.mergeEvery, m_live.size() / 4))
        merge(m_settings.early);
    return id;
}

std::uint32_t TemplateMiner::newTemplate(std::string_view line) {
    if (m_rows.size() + 1 >= m_settings.mostRows) {
        // Too many to tell apart: all others are one.
        if (m_rows.size() + 1 == m_settings.mostRows) {
            MinedTemplate other;
            other.shown = kWild;
            other.isLive = false;
            create(std::move(other));
        }
        return static_cast<std::uint32_t>(m_settings.mostRows);
    }
    m_scan.scan(line, LineScan::Want::Shown);
    MinedTemplate row;
    for (std::size_t i = 0; i < m_scan.count(); ++i) {
        row.words.push_back(m_book.idOf(m_scan.word(i)));
        row.places.push_back(m_scan.place(i));
    }
    if (row.words.empty()) {
        row.words.push_back(m_book.idOf(m_scan.signs()));
        row.places.push_back(0);
    }
    row.shown = m_scan.shown();
    ++m_fresh;
    m_isSettled = false;
    return create(std::move(row));
}

std::uint32_t TemplateMiner::create(MinedTemplate row) {
    const bool isLive = row.isLive;
    m_rows.push_back(std::move(row));
    m_tallies.emplace_back();
    const auto id = static_cast<std::uint32_t>(m_rows.size());
    if (isLive)
        m_live.push_back(id);
    return id;
}

std::uint32_t TemplateMiner::resolved(std::uint32_t id) const {
    while (m_rows[id - 1].mergedInto != 0)
        id = m_rows[id - 1].mergedInto;
    return id;
}

void TemplateMiner::settle() {
    if (m_isSettled)
        return;
    merge(0);
    m_isSettled = true;
}

void TemplateMiner::merge(double more) {
    m_fresh = 0;
    freeze();
    compactWords();
    MergeStep(m_rows, m_tallies, m_live, m_book, m_trie, m_settings, m_settings.threshold + more,
              more > 0 ? 1 : m_settings.cycles)
        .run();
    m_leaves.eachId([&](std::uint32_t id) { return resolved(id); });
}

/// Of too many living templates those that were not seen for longest widen and merge no more.
void TemplateMiner::freeze() {
    if (m_live.size() <= m_settings.mostTemplates)
        return;
    std::stable_sort(m_live.begin(), m_live.end(), [&](std::uint32_t a, std::uint32_t b) {
        return m_tallies[a - 1].lastLine < m_tallies[b - 1].lastLine;
    });
    const auto edge = m_live.end() - static_cast<std::ptrdiff_t>(m_settings.mostTemplates);
    for (auto id = m_live.begin(); id != edge; ++id) {
        MinedTemplate& row = m_rows[*id - 1];
        row.shown = patternOf(row);
        row.words = {};
        row.places = {};
        row.isLive = false;
        m_tallies[*id - 1].isChanged = true;
    }
    m_live.erase(m_live.begin(), edge);
    std::sort(m_live.begin(), m_live.end());
}

/// Words of templates that live no more go, once they are most of the book.
void TemplateMiner::compactWords() {
    constexpr std::size_t kFew = 4096;
    if (m_book.size() < kFew)
        return;
    std::size_t held = 0;
    std::vector<bool> isHeld(m_book.size());
    for (const std::uint32_t id : m_live)
        for (const WordId word : m_rows[id - 1].words)
            if (!isHeld[word]) {
                isHeld[word] = true;
                ++held;
            }
    if (2 * held > m_book.size())
        return;
    WordBook book;
    for (const std::uint32_t id : m_live)
        for (WordId& word : m_rows[id - 1].words)
            word = book.idOf(m_book.text(word));
    m_book = std::move(book);
    m_trie.clear(); // the merge step that follows makes it anew
}

std::string TemplateMiner::pattern(std::uint32_t id) const {
    const MinedTemplate& row = m_rows[resolved(id) - 1];
    return row.isLive ? patternOf(row) : row.shown;
}

/// Its first line as it reads, with <*> for what is no constant word of it.
std::string TemplateMiner::patternOf(const MinedTemplate& row) const {
    std::vector<std::string_view> constants;
    for (const WordId word : row.words)
        if (word != kWildWord)
            constants.push_back(m_book.text(word));
    std::string out;
    std::size_t next = 0;
    bool isAfterWild = false;
    for (std::string_view rest = row.shown; !rest.empty();) {
        std::string_view token = cutToken(rest);
        const bool hasSpace = token.starts_with(' ');
        token.remove_prefix(std::min<std::size_t>(token.size(), 1));
        std::string_view reads = token;
        if (const std::size_t mark = token.find(kReadsMark); mark != std::string_view::npos) {
            reads = token.substr(mark + 1);
            token = token.substr(0, mark);
        }
        const bool isWord = !token.empty() && (classOf(token.front()) & kAlnum);
        bool isWild = token == kWild;
        if (next < constants.size() && token == constants[next])
            ++next;
        else if (isWord && !(next > 0 && token == constants[next - 1] && !isAfterWild)) // "retry retry": one constant
            isWild = true;
        if (isWild && isAfterWild)
            continue;
        if (hasSpace && !out.empty())
            out += ' ';
        out += isWild ? kWild : reads;
        isAfterWild = isWild;
    }
    return out;
}

std::vector<TemplateState> TemplateMiner::takeChanges() {
    std::vector<TemplateState> out;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_tallies[i].isChanged)
            continue;
        m_tallies[i].isChanged = false;
        const MinedTemplate& row = m_rows[i];
        TemplateState state;
        state.id = static_cast<std::uint32_t>(i + 1);
        state.tally = m_tallies[i];
        state.mergedInto = row.mergedInto;
        state.isLive = row.isLive;
        if (row.isLive) {
            state.pattern = patternOf(row);
            state.shown = row.shown;
            for (const WordId word : row.words)
                state.words.append(m_book.text(word)).append(1, kTokenEnd);
            state.places.assign(row.places.begin(), row.places.end());
        } else {
            state.pattern = row.shown;
        }
        out.push_back(std::move(state));
    }
    return out;
}

void TemplateMiner::restore(const TemplateState& state) {
    while (m_rows.size() + 1 < state.id) { // a row that was lost
        MinedTemplate gap;
        gap.isLive = false;
        create(std::move(gap));
    }
    MinedTemplate row;
    row.mergedInto = state.mergedInto < state.id ? state.mergedInto : 0;
    row.isLive = state.isLive && row.mergedInto == 0 && !state.words.empty();
    if (row.isLive) {
        for (std::string_view rest = state.words; !rest.empty();)
            row.words.push_back(m_book.idOf(cutToken(rest)));
        row.places.assign(state.places.begin(), state.places.end());
        row.places.resize(row.words.size());
        row.shown = state.shown;
    } else {
        row.shown = state.pattern;
    }
    const std::uint32_t id = create(std::move(row));
    m_tallies[id - 1] = state.tally;
    m_tallies[id - 1].isChanged = false;
    m_lines = std::max(m_lines, state.tally.lastLine);
}

void TemplateMiner::restoreLeaf(std::uint64_t key, std::uint32_t id) {
    if (id == 0 || id > m_rows.size() || m_leaves.find(key))
        return;
    m_leaves.add({key, resolved(id), static_cast<std::uint32_t>(m_lines >> kSeenUnit)});
}

void TemplateMiner::finishRestoring() {
    (void)m_leaves.takeChanges();
    m_isSettled = m_live.empty(); // a source that came after them may have been given up
    for (const std::uint32_t id : m_live)
        if (const auto& words = m_rows[id - 1].words; std::find(words.begin(), words.end(), kWildWord) != words.end())
            m_trie.add(words, id);
}

} // namespace foreshock
