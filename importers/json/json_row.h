// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

using JsonObject = simdjson::dom::object;
using JsonElement = simdjson::dom::element;

/// Parses one line of a JSON lines file at a time (simdjson). Lives in its reader; keeps the memory of the longest row.
class JsonRowParser {
public:
    static constexpr std::size_t kLongestRow = std::size_t{16} << 20;

    /// The row, valid until the next call; null: problem() says why.
    std::optional<JsonObject> parse(std::string_view line);
    const std::string& problem() const { return m_problem; }
    /// Bytes that are no UTF-8 were replaced to read the row.
    bool isRepaired() const { return m_isRepaired; }

private:
    simdjson::simdjson_result<JsonElement> parseBytes(std::string_view bytes);

    simdjson::dom::parser m_parser;
    std::vector<char> m_buffer; ///< the row with the padding that simdjson reads beyond its end
    std::string m_problem;
    bool m_isRepaired = false;
};

/// A value as text: strings as they are, numbers and booleans as written, null as nothing, the rest as JSON.
std::string textOf(JsonElement element);
/// A member as text; empty if there is none.
std::string textOf(const JsonObject& row, std::string_view key);
std::optional<JsonElement> member(const JsonObject& row, std::string_view key);

} // namespace foreshock
