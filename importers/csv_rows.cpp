// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/csv_rows.h"

#include <algorithm>

namespace foreshock {

void CsvRows::feed(const Line& line) {
    if (m_kept.empty() && line.text.find('"') == std::string_view::npos) {
        m_line = line;
        return;
    }
    std::string text(line.text);
    text += line.endLength == 2 ? "\r\n" : line.endLength == 1 ? "\n" : "";
    m_kept.push_back({std::move(text), {line.number, line.offset}});
}

const CsvRow* CsvRows::next() {
    m_row.problem = {};
    if (m_line) {
        m_row.text = m_line->text;
        m_row.place = {m_line->number, m_line->offset};
        m_line.reset();
        (void)cut(m_row.text);
        return &m_row;
    }
    return m_kept.empty() ? nullptr : rowOfKept();
}

const CsvRow* CsvRows::rowOfKept() {
    const auto withoutEnd = [](std::string_view text) {
        while (text.ends_with('\n') || text.ends_with('\r'))
            text.remove_suffix(1);
        return text;
    };
    const auto handOver = [&](std::size_t lines, std::string_view text) {
        m_row.place = m_kept.front().place;
        m_row.text = text;
        m_kept.erase(m_kept.begin(), m_kept.begin() + static_cast<std::ptrdiff_t>(lines));
        m_joined.clear();
        m_tried = 0;
        return &m_row;
    };
    const auto giveUp = [&](std::string_view problem) {
        m_rowText = withoutEnd(m_kept.front().text);
        m_row.fields.clear();
        m_row.problem = problem;
        return handOver(1, m_rowText);
    };
    while (m_tried < m_kept.size()) {
        const bool isClosing = m_tried == 0 || m_kept[m_tried].text.find('"') != std::string::npos;
        m_joined += m_kept[m_tried++].text;
        if (!isClosing)
            continue;
        m_rowText = withoutEnd(m_joined);
        const Cut found = cut(m_rowText);
        if (found == Cut::Row)
            return handOver(m_tried, m_rowText);
        if (found == Cut::Broken)
            return giveUp("text beside a quoted field");
    }
    if (m_tried >= kMostLines || m_joined.size() >= kLongestRow || m_isEnded)
        return giveUp("a quote opens and is not closed");
    return nullptr;
}

CsvRows::Cut CsvRows::cut(std::string_view text) {
    m_row.fields.clear();
    if (text.find('"') == std::string_view::npos) {
        for (std::size_t begin = 0;;) {
            const std::size_t comma = text.find(m_separator, begin);
            m_row.fields.push_back(text.substr(begin, comma - begin));
            if (comma == std::string_view::npos)
                return Cut::Row;
            begin = comma + 1;
        }
    }
    m_unquoted.clear();
    m_unquoted.reserve(text.size()); // the fields' views must not move
    for (std::size_t at = 0;;) {
        if (at < text.size() && text[at] == '"') {
            const std::size_t start = m_unquoted.size();
            for (++at;;) {
                const std::size_t quote = text.find('"', at);
                if (quote == std::string_view::npos)
                    return Cut::Open;
                m_unquoted += text.substr(at, quote - at);
                at = quote + 1;
                if (at >= text.size() || text[at] != '"')
                    break;
                m_unquoted += '"';
                ++at;
            }
            if (at < text.size() && text[at] != m_separator)
                return Cut::Broken;
            m_row.fields.push_back(std::string_view(m_unquoted).substr(start));
        } else {
            const std::size_t comma = std::min(text.find(m_separator, at), text.size());
            m_row.fields.push_back(text.substr(at, comma - at));
            at = comma;
        }
        if (at >= text.size())
            return Cut::Row;
        ++at;
    }
}

} // namespace foreshock
