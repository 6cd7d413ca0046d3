// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace foreshock {

/// What a reader knows of the series that lines begin with, by the text of that beginning. A known line costs no
/// allocation and mostly no look-up: it is of the same series as the line before, or of the one that followed that line
/// last time (scrape after scrape). Memory: one text a series. Lives in its reader.
template<class Entry>
class SeriesMemory {
public:
    /// Null if it never came before.
    Entry* find(std::string_view text) {
        if (m_series.empty())
            return nullptr;
        if (m_series[m_last].text == text)
            return &m_series[m_last].entry;
        if (const std::size_t next = m_series[m_last].next; m_series[next].text == text)
            return moveTo(next);
        const auto found = m_byText.find(text);
        return found == m_byText.end() ? nullptr : moveTo(found->second);
    }
    Entry& add(std::string_view text, Entry entry) {
        const std::size_t index = m_series.size();
        m_series.push_back({std::string(text), std::move(entry), 0});
        m_byText.emplace(m_series.back().text, index);
        return *moveTo(index);
    }

private:
    struct Known {
        std::string text;
        Entry entry;
        std::size_t next = 0;
    };
    Entry* moveTo(std::size_t index) {
        m_series[m_last].next = index;
        m_last = index;
        return &m_series[index].entry;
    }

    std::deque<Known> m_series;
    std::unordered_map<std::string_view, std::size_t> m_byText;
    std::size_t m_last = 0;
};

} // namespace foreshock
