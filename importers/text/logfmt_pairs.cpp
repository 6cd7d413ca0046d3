// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/logfmt_pairs.h"

#include <nlohmann/json.hpp>

namespace foreshock {

bool splitLogfmt(std::string_view line, std::vector<LogfmtPair>& out) {
    out.clear();
    std::size_t at = 0;
    while (at < line.size()) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
            continue;
        }
        LogfmtPair pair;
        const std::size_t begin = at;
        while (at < line.size() && line[at] != '=' && line[at] != ' ' && line[at] != '\t' && line[at] != '"')
            ++at;
        pair.key = line.substr(begin, at - begin);
        if (pair.key.empty() || (at < line.size() && line[at] == '"'))
            return false;
        if (at < line.size() && line[at] == '=') {
            ++at;
            if (at < line.size() && line[at] == '"') {
                const std::size_t value = ++at;
                while (at < line.size() && line[at] != '"') {
                    pair.hasEscapes = pair.hasEscapes || line[at] == '\\';
                    at += line[at] == '\\' ? 2 : 1;
                }
                if (at >= line.size())
                    return false;
                pair.value = line.substr(value, at - value);
                ++at;
            } else {
                const std::size_t value = at;
                while (at < line.size() && line[at] != ' ' && line[at] != '\t')
                    ++at;
                pair.value = line.substr(value, at - value);
            }
        }
        out.push_back(pair);
    }
    return !out.empty();
}

std::string unescapedLogfmt(std::string_view value) {
    const nlohmann::json text = nlohmann::json::parse('"' + std::string(value) + '"', nullptr, false);
    return text.is_string() ? text.get<std::string>() : std::string(value);
}

} // namespace foreshock
