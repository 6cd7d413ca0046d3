// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/line_splitter.h"

#include "importers/text_encoding.h"

#include <algorithm>

namespace foreshock {

LineSplitter::LineSplitter(std::int64_t firstLine, std::int64_t firstOffset, std::size_t longest)
    : m_longest(longest)
    , m_number(firstLine)
    , m_offset(firstOffset) {}

Result<void> LineSplitter::feed(std::string_view chunk) {
    m_rest = chunk;
    if (m_start.size() < 4) {
        m_start.append(chunk.substr(0, 4 - m_start.size()));
        if (looksLikeUtf16(m_start))
            return utf16Error();
    }
    return {};
}

std::optional<Line> LineSplitter::next() {
    if (m_isCarryUsed) {
        m_carry.clear();
        m_skipped = 0;
        m_isCarryUsed = false;
    }
    const std::size_t end = m_rest.find('\n');
    if (end == std::string_view::npos) {
        keep(m_rest);
        m_rest = {};
        return std::nullopt;
    }
    std::string_view text = m_rest.substr(0, end);
    m_rest.remove_prefix(end + 1);
    if (!m_carry.empty()) {
        keep(text);
        text = m_carry;
        m_isCarryUsed = true;
    }
    return line(text, 1);
}

std::optional<Line> LineSplitter::finish() {
    if (m_isCarryUsed || m_carry.empty())
        return std::nullopt;
    m_isCarryUsed = true;
    return line(m_carry, 0);
}

void LineSplitter::keep(std::string_view text) {
    const std::size_t room = m_longest + 2 - std::min(m_carry.size(), m_longest + 2);
    const std::size_t kept = std::min(room, text.size());
    m_carry.append(text.substr(0, kept));
    m_skipped += text.size() - kept;
}

Line LineSplitter::line(std::string_view text, std::size_t newline) {
    Line line;
    line.number = m_number++;
    line.offset = m_offset;
    m_offset += static_cast<std::int64_t>(text.size() + m_skipped + newline);
    if (line.offset == 0 && text.starts_with(kUtf8Mark)) {
        text.remove_prefix(kUtf8Mark.size());
        line.offset = static_cast<std::int64_t>(kUtf8Mark.size());
    }
    line.endLength = newline;
    if (m_skipped == 0 && text.ends_with('\r')) {
        text.remove_suffix(1);
        ++line.endLength;
    }
    line.length = text.size() + m_skipped;
    line.isTooLong = line.length > m_longest;
    line.text = line.isTooLong ? text.substr(0, std::min<std::size_t>(m_longest, 4096)) : text;
    return line;
}

} // namespace foreshock
