// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/json_cells.h"

namespace foreshock {
namespace {

constexpr int kDeepest = 8;
constexpr std::size_t kMostColumns = 2000;

} // namespace

void JsonCells::learn(const JsonObject& row) {
    m_isThere.assign(m_header.size(), false);
    m_texts.assign(m_header.size(), {});
    walk(row, {}, 0, true);
    m_rows.push_back(m_texts);
}

std::vector<std::vector<std::string>> JsonCells::rows() const {
    std::vector<std::vector<std::string>> rows = m_rows;
    for (std::vector<std::string>& row : rows)
        row.resize(m_header.size());
    return rows;
}

const std::vector<std::string_view>& JsonCells::cells(const JsonObject& row) {
    m_isThere.assign(m_header.size(), false);
    m_texts.resize(m_header.size());
    walk(row, {}, 0, false);
    m_cells.assign(m_header.size(), {});
    for (std::size_t i = 0; i < m_header.size(); ++i)
        if (m_isThere[i])
            m_cells[i] = m_texts[i];
    return m_cells;
}

void JsonCells::walk(const JsonObject& object, const std::string& prefix, int depth, bool isLearning) {
    for (const auto member : object) {
        const std::string path = prefix + std::string(member.key);
        if (member.value.is_object()) {
            if (depth < kDeepest)
                walk(member.value.get_object().value_unsafe(), path + ".", depth + 1, isLearning);
            continue;
        }
        auto known = m_index.find(path);
        if (known == m_index.end()) {
            if (!isLearning || m_header.size() >= kMostColumns)
                continue;
            known = m_index.emplace(path, m_header.size()).first;
            m_header.push_back(path);
            m_texts.emplace_back();
            m_isThere.push_back(false);
        }
        m_texts[known->second] = textOf(member.value);
        m_isThere[known->second] = true;
    }
}

} // namespace foreshock
