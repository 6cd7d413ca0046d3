// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_row.h"

#include "importers/text_encoding.h"

namespace foreshock {
namespace {

std::string wordsFor(simdjson::error_code code) {
    switch (code) {
    case simdjson::UNCLOSED_STRING:
        return "not valid JSON: a text is not closed";
    case simdjson::DEPTH_ERROR:
        return "not valid JSON, or nested more than 1,024 deep";
    case simdjson::UNESCAPED_CHARS:
        return "not valid JSON: a control character within a text";
    case simdjson::STRING_ERROR:
        return "not valid JSON: a broken escape within a text";
    case simdjson::NUMBER_ERROR:
        return "not valid JSON: a broken number";
    default:
        return "not valid JSON";
    }
}

} // namespace

std::optional<JsonObject> JsonRowParser::parse(std::string_view line) {
    m_isRepaired = false;
    if (line.size() > kLongestRow) {
        m_problem = "a row longer than 16 MiB";
        return std::nullopt;
    }
    auto parsed = parseBytes(line);
    if (parsed.error() == simdjson::UTF8_ERROR) {
        parsed = parseBytes(repairedUtf8(line));
        m_isRepaired = true;
    }
    JsonElement element;
    if (const simdjson::error_code code = parsed.get(element); code != simdjson::SUCCESS) {
        m_problem = wordsFor(code);
        return std::nullopt;
    }
    JsonObject object;
    if (element.get(object) != simdjson::SUCCESS) {
        m_problem = "not a JSON object";
        return std::nullopt;
    }
    return object;
}

simdjson::simdjson_result<JsonElement> JsonRowParser::parseBytes(std::string_view bytes) {
    if (m_buffer.size() < bytes.size() + simdjson::SIMDJSON_PADDING)
        m_buffer.resize(2 * bytes.size() + simdjson::SIMDJSON_PADDING);
    bytes.copy(m_buffer.data(), bytes.size());
    return m_parser.parse(m_buffer.data(), bytes.size(), false);
}

std::string textOf(JsonElement element) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS)
        return std::string(text);
    return element.is_null() ? std::string() : simdjson::minify(element);
}

std::string textOf(const JsonObject& row, std::string_view key) {
    const std::optional<JsonElement> found = member(row, key);
    return found ? textOf(*found) : std::string();
}

std::optional<JsonElement> member(const JsonObject& row, std::string_view key) {
    JsonElement element;
    if (row.at_key(key).get(element) != simdjson::SUCCESS)
        return std::nullopt;
    return element;
}

} // namespace foreshock
