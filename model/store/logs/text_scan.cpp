// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/text_scan.h"

#include "model/query/required_text.h"

#include <algorithm>

namespace foreshock::store {
namespace {

using Kind = LogQuery::Kind;

void search(const ByteSearch& needle, const LogBlock& block, std::vector<std::uint32_t>& out) {
    const std::string_view text = block.text();
    const std::size_t size = needle.needle().size();
    std::size_t record = 0;
    for (std::size_t at = needle.find(text); at != std::string_view::npos;) {
        while (block.rawEnd(record) <= at)
            ++record;
        if (at + size <= block.rawEnd(record)) {
            out.push_back(static_cast<std::uint32_t>(record));
            at = needle.find(text, block.rawEnd(record));
        } else { // it runs from one record into the next
            at = needle.find(text, at + 1);
        }
    }
    if (block.hasMessagesApart())
        for (std::size_t i = 0; i < block.count(); ++i)
            if (block.isMessageApart(i) && needle.find(block.message(i)) != std::string_view::npos)
                out.push_back(static_cast<std::uint32_t>(i));
}

} // namespace

TextScan::TextScan(const LogQuery& query)
    : m_root(prepared(query.root))
    , m_isExact(query.root.kind == Kind::Word || query.root.kind == Kind::Literal) {}

std::optional<TextScan::Node> TextScan::prepared(const LogQuery::Node& node) {
    switch (node.kind) {
    case Kind::Word:
    case Kind::Literal:
        if (node.text.empty())
            return std::nullopt;
        return Node{{ByteSearch(node.text, node.kind == Kind::Word ? LetterCase::Alike : LetterCase::Exact)}, {}};
    case Kind::Regex: {
        const std::vector<std::string> texts = requiredTexts(node.text);
        const auto longest = std::max_element(texts.begin(), texts.end(),
                                              [](const auto& a, const auto& b) { return a.size() < b.size(); });
        if (longest == texts.end() || longest->size() < 2)
            return std::nullopt;
        return Node{{ByteSearch(*longest, LetterCase::Exact)}, {}};
    }
    case Kind::And: { // one part is enough: the one with the longest text
        std::optional<Node> best;
        for (const LogQuery::Node& part : node.parts)
            if (auto made = prepared(part); made && (!best || length(*made) > length(*best)))
                best = std::move(made);
        return best;
    }
    case Kind::Or: {
        Node any;
        for (const LogQuery::Node& part : node.parts) {
            auto made = prepared(part);
            if (!made)
                return std::nullopt;
            any.parts.push_back(std::move(*made));
        }
        return any;
    }
    case Kind::All:
    case Kind::Not:
    case Kind::Level:
    case Kind::Service:
    case Kind::Host:
    case Kind::Source:
    case Kind::Template:
        return std::nullopt;
    }
    return std::nullopt;
}

std::size_t TextScan::length(const Node& node) {
    std::size_t least = node.searches.empty() ? std::string::npos : node.searches.front().needle().size();
    for (const Node& part : node.parts)
        least = std::min(least, length(part));
    return least;
}

void TextScan::collect(const Node& node, const LogBlock& block, std::vector<std::uint32_t>& out) {
    for (const ByteSearch& needle : node.searches)
        search(needle, block, out);
    for (const Node& part : node.parts)
        collect(part, block, out);
}

std::optional<std::vector<std::uint32_t>> TextScan::candidates(const LogBlock& block) const {
    if (!m_root)
        return std::nullopt;
    std::vector<std::uint32_t> out;
    collect(*m_root, block, out);
    if (!std::is_sorted(out.begin(), out.end()))
        std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace foreshock::store
