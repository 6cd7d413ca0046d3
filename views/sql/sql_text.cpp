// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace foreshock {
namespace {

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

/// A tab or a line's end within a cell would be taken for the next one.
std::string oneLine(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

/// Every text of an answer is valid UTF-8.
std::string jsonString(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            out += code;
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string jsonValue(const SqlValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return jsonString(*text);
    if (const auto* d = std::get_if<double>(&value); value.index() == 0 || (d && !std::isfinite(*d)))
        return "null";
    return textOf(value);
}

template<class Cells, class Text>
void addLine(std::string& out, const Cells& cells, const char* between, const char* end, Text text) {
    bool isFirst = true;
    for (const auto& cell : cells) {
        if (!std::exchange(isFirst, false))
            out += between;
        out += text(cell);
    }
    out += end;
}

std::string json(const SqlTable& table, const std::vector<std::uint32_t>& rows) {
    std::string out = "[";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += i == 0 ? "\n{" : ",\n{";
        const auto& row = table.rows[rows[i]];
        for (std::size_t c = 0; c < row.size(); ++c)
            out += (c == 0 ? "" : ",") + jsonString(table.columns[c]) + ":" + jsonValue(row[c]);
        out += '}';
    }
    return out + (rows.empty() ? "]\n" : "\n]\n");
}

} // namespace

std::string writtenAs(SqlForm form, const SqlTable& table, const std::vector<std::uint32_t>& rows) {
    if (form == SqlForm::Json)
        return json(table, rows);
    std::string out;
    if (form == SqlForm::Csv) {
        addLine(out, table.columns, ",", "\r\n", csvField);
        for (const std::uint32_t row : rows)
            addLine(out, table.rows[row], ",", "\r\n", [](const SqlValue& v) { return csvField(textOf(v)); });
        return out;
    }
    addLine(out, table.columns, "\t", "\n", oneLine);
    for (const std::uint32_t row : rows)
        addLine(out, table.rows[row], "\t", "\n", [](const SqlValue& v) { return oneLine(textOf(v)); });
    return out;
}

} // namespace foreshock
