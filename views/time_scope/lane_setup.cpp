// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_scope/lane_setup.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace foreshock {
namespace {

/// Names come from records: they may hold a line's end, or what parts two names.
std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name)
        out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\\' ? "\\\\" : std::string(1, c);
    return out;
}

std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
            out += text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i];
        } else {
            out += text[i];
        }
    return out;
}

} // namespace

bool LaneSetup::isPinned(const std::string& lane) const {
    return std::find(pinned.begin(), pinned.end(), lane) != pinned.end();
}

void LaneSetup::move(const std::string& lane, const std::string& behind) {
    std::erase_if(moves, [&](const auto& m) { return m.first == lane; });
    moves.emplace_back(lane, behind);
}

void LaneSetup::setPinned(const std::string& lane, bool wanted) {
    std::erase(pinned, lane);
    if (wanted)
        pinned.push_back(lane);
}

std::string LaneSetup::text() const {
    std::string out;
    const auto line = [&](const char* word, const std::string& lane, const std::string& more = {}) {
        out += word;
        out += '\t' + escaped(lane) + (more.empty() ? "" : '\t' + more) + '\n';
    };
    for (const auto& [lane, behind] : moves)
        line("move", lane, escaped(behind));
    for (const std::string& lane : pinned)
        line("pin", lane);
    for (const std::string& lane : hidden)
        line("hide", lane);
    for (const auto& [lane, height] : heights) {
        char figure[32];
        std::snprintf(figure, sizeof figure, "%.0f", height);
        line("height", lane, figure);
    }
    for (const std::string& lane : opened)
        line("open", lane);
    return out;
}

LaneSetup LaneSetup::fromText(std::string_view text) {
    LaneSetup out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t first = line.find('\t');
        if (first == std::string_view::npos)
            continue;
        const std::size_t second = std::min(line.find('\t', first + 1), line.size());
        const std::string_view word = line.substr(0, first);
        const std::string lane = plain(line.substr(first + 1, second - first - 1));
        const std::string more = second < line.size() ? plain(line.substr(second + 1)) : std::string();
        if (word == "move")
            out.move(lane, more);
        else if (word == "pin")
            out.setPinned(lane, true);
        else if (word == "hide")
            out.hidden.insert(lane);
        else if (word == "open")
            out.opened.insert(lane);
        else if (const double height = std::strtod(more.c_str(), nullptr);
                 word == "height" && std::isfinite(height) && height >= 1 && height <= 4000)
            out.heights[lane] = height;
    }
    return out;
}

} // namespace foreshock
