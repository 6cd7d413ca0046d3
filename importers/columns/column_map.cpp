// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/column_map.h"

#include "model/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace foreshock {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kKinds = {"logs", "samples", "series", "changes", "alarms", "dependencies"};
constexpr std::array<std::string_view, kColumnRoles> kRoles = {
    "time",  "end",  "service",  "instance", "version", "level", "message", "metric",
    "value", "unit", "title",    "kind",     "id",      "actor", "ref",     "group",
    "scope", "rule", "severity", "state",    "from",    "to",    "why",     "basis"};

template<class Names>
std::string listed(const Names& names) {
    std::string out;
    for (const auto& name : names)
        out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

Error wrong(std::string message) {
    return {ErrorCode::Format, std::move(message), "column map",
            "foreshock detect FILE --map --json prints one to start with"};
}

std::string textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<void> readRoles(const Json& json, const char* key, std::array<std::string, kColumnRoles>& into) {
    const auto found = json.find(key);
    if (found == json.end())
        return {};
    if (!found->is_object())
        return wrong(std::string("\"") + key + "\" is an object of roles and names");
    for (const auto& [name, text] : found->items()) {
        const std::optional<ColumnRole> role = columnRole(name);
        if (!role)
            return wrong("\"" + name + "\" is no role; there are " + listed(kRoles));
        if (!text.is_string())
            return wrong("the role \"" + name + "\" has a text");
        into[static_cast<std::size_t>(*role)] = text.template get<std::string>();
    }
    return {};
}

} // namespace

std::string_view nameOf(RowKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(ColumnRole role) {
    return kRoles[static_cast<std::size_t>(role)];
}

std::optional<ColumnRole> columnRole(std::string_view name) {
    const auto found = std::find(kRoles.begin(), kRoles.end(), name);
    return found == kRoles.end() ? std::nullopt : std::optional(static_cast<ColumnRole>(found - kRoles.begin()));
}

std::string columnMapJson(const ColumnMap& map) {
    Json json;
    json["form"] = map.form == ColumnMap::Form::Csv ? "csv" : "jsonl";
    if (map.form == ColumnMap::Form::Csv)
        json["separator"] = std::string(1, map.separator);
    json["decimal"] = map.decimal == DecimalMark::Comma ? "," : ".";
    json["kind"] = nameOf(map.kind);
    json["time"] = nameOf(map.time);
    json["columns"] = Json::object();
    for (std::size_t i = 0; i < kColumnRoles; ++i) {
        if (!map.columns[i].empty())
            json["columns"][std::string(kRoles[i])] = map.columns[i];
        if (!map.fixed[i].empty())
            json["fixed"][std::string(kRoles[i])] = map.fixed[i];
    }
    json["header"] = map.header;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ColumnMap> parseColumnMap(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return wrong("not a JSON object");
    for (const auto& [name, value] : json.items())
        if (constexpr std::array<std::string_view, 8> kKeys = {"form", "separator", "decimal", "kind", "time",
                                                               "columns", "fixed", "header"};
            std::find(kKeys.begin(), kKeys.end(), name) == kKeys.end())
            return wrong("it has \"" + name + "\"; there are " + listed(kKeys));
    ColumnMap map;
    const std::string form = textAt(json, "form");
    if (form != "csv" && form != "jsonl" && !form.empty())
        return wrong("\"form\" is csv or jsonl");
    map.form = form == "jsonl" ? ColumnMap::Form::JsonLines : ColumnMap::Form::Csv;
    const std::string kind = textAt(json, "kind");
    const auto known = std::find(kKinds.begin(), kKinds.end(), kind);
    if (known == kKinds.end())
        return wrong("\"kind\" is one of " + listed(kKinds));
    map.kind = static_cast<RowKind>(known - kKinds.begin());
    if (json.contains("separator")) {
        const std::string separator = textAt(json, "separator");
        if (separator.size() != 1 || separator == "\"")
            return wrong("\"separator\" is one character");
        map.separator = separator[0];
    }
    const std::string decimal = json.contains("decimal") ? textAt(json, "decimal") : ".";
    if (decimal != "." && decimal != ",")
        return wrong("\"decimal\" is . or ,");
    map.decimal = decimal == "," ? DecimalMark::Comma : DecimalMark::Point;
    const std::optional<TimeStyle> style = json.contains("time") ? timeStyle(textAt(json, "time")) : TimeStyle::Auto;
    if (!style)
        return wrong(
            "\"time\" is one of auto, seconds, milliseconds, microseconds, nanoseconds, month first, day first, words");
    map.time = *style;
    if (Result<void> read = readRoles(json, "columns", map.columns); !read)
        return read.error();
    if (Result<void> read = readRoles(json, "fixed", map.fixed); !read)
        return read.error();
    if (const auto header = json.find("header"); header != json.end()) {
        if (!header->is_array() ||
            !std::all_of(header->begin(), header->end(), [](const Json& j) { return j.is_string(); }))
            return wrong("\"header\" is a list of names");
        map.header = header->get<std::vector<std::string>>();
    }
    if (const std::string missing = missingRoles(map); !missing.empty())
        return wrong("rows of the kind " + kind + " need " + missing);
    return map;
}

std::string missingRoles(const ColumnMap& map) {
    std::vector<std::string_view> missing;
    const auto need = [&](ColumnRole role) {
        if (!map.says(role))
            missing.push_back(nameOf(role));
    };
    if (map.kind == RowKind::Dependencies) {
        need(ColumnRole::From);
        need(ColumnRole::To);
    } else if (map.column(ColumnRole::Time).empty()) {
        missing.push_back("time");
    }
    if (map.kind == RowKind::Samples) {
        need(ColumnRole::Metric);
        need(ColumnRole::Value);
    }
    if (map.kind == RowKind::Alarms && !map.says(ColumnRole::Rule) && !map.says(ColumnRole::Metric))
        need(ColumnRole::Title);
    if (map.kind == RowKind::Changes && !map.says(ColumnRole::Kind))
        need(ColumnRole::Title);
    return listed(missing);
}

std::string misfitOf(const ColumnMap& map, const std::vector<std::string>& header) {
    if (!map.header.empty() && map.form == ColumnMap::Form::Csv && map.header != header)
        return "the header is not the map's";
    for (const std::string& column : map.columns)
        if (!column.empty() && std::find(header.begin(), header.end(), column) == header.end())
            return "no column \"" + column + "\" (found: " + std::string(clipped(listed(header), 160)) + ")";
    return {};
}

} // namespace foreshock
