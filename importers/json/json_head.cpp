// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_head.h"

#include "importers/json/counting_input.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <optional>

namespace foreshock {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kRows = 20;
constexpr std::size_t kDeepest = 64;

/// Builds a value that may end before it is closed.
class HeadBuilder {
public:
    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(value); }
    bool number_unsigned(std::uint64_t value) { return add(value); }
    bool number_float(double value, const std::string&) { return add(value); }
    bool string(std::string& value) { return add(std::move(value)); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        m_levels.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

    /// What there is of it.
    std::optional<Json> value() {
        while (m_levels.size() > 1)
            close();
        if (!m_levels.empty())
            close();
        return std::move(m_value);
    }

private:
    struct Level {
        Json value;
        std::string key;
    };
    bool open(Json value) {
        m_levels.push_back({std::move(value), {}});
        return m_levels.size() <= kDeepest;
    }
    bool close() {
        Json value = std::move(m_levels.back().value);
        m_levels.pop_back();
        return add(std::move(value));
    }
    bool add(Json value) {
        if (m_levels.empty())
            m_value = std::move(value);
        else if (m_levels.back().value.is_array())
            m_levels.back().value.push_back(std::move(value));
        else
            m_levels.back().value[m_levels.back().key] = std::move(value);
        return true;
    }
    std::vector<Level> m_levels;
    std::optional<Json> m_value;
};

JsonHead readHead(std::string_view text) {
    JsonHead head;
    if (text.starts_with(kUtf8Mark))
        text.remove_prefix(kUtf8Mark.size());
    constexpr std::string_view kBetween = " \t\r\n\x1E";
    std::size_t at = text.find_first_not_of(kBetween);
    if (at == std::string_view::npos || (text[at] != '{' && text[at] != '[')) {
        head.problem = "it does not begin with a JSON object or list";
        return head;
    }
    while (at != std::string_view::npos && head.values.size() < kRows) {
        HeadBuilder builder;
        const char* seen = text.data() + at;
        const CountingInput begin(text.data() + at, &seen);
        const CountingInput end(text.data() + text.size(), &seen);
        const bool isRead = Json::sax_parse(begin, end, &builder, Json::input_format_t::json, false);
        const auto position = static_cast<std::size_t>(seen - text.data());
        if (!isRead && position < text.size()) {
            if (head.values.empty())
                head.problem = "not valid JSON near byte " + std::to_string(position);
            break;
        }
        if (std::optional<Json> value = builder.value(); value && value->is_structured())
            head.values.push_back(std::move(*value));
        at = isRead ? text.find_first_not_of(kBetween, position) : std::string_view::npos;
    }
    return head;
}

/// Rows below a value; true if there was a list of them.
bool collect(const Json& value, const std::string& path, const std::vector<std::string>& paths,
             std::vector<const Json*>& rows) {
    if (rows.size() >= kRows)
        return true;
    const bool isRow = std::find(paths.begin(), paths.end(), path) != paths.end();
    if (value.is_array()) {
        const bool hasListRows = std::find(paths.begin(), paths.end(), path + "[]") != paths.end();
        bool hasRows = isRow || hasListRows;
        for (const Json& element : value) {
            const bool isHere = element.is_structured() ? hasListRows && element.is_array() : isRow;
            if (isHere && rows.size() < kRows)
                rows.push_back(&element);
            else if (!isHere && element.is_structured())
                hasRows = collect(element, path, paths, rows) || hasRows;
        }
        return hasRows;
    }
    bool hasGiven = false;
    for (const std::string& p : paths) {
        if (p == path || !(path.empty() || (p.starts_with(path) && p[path.size()] == '.')))
            continue;
        const std::string rest = path.empty() ? p : p.substr(path.size() + 1);
        const std::string name = rest.substr(0, rest.find_first_of(".["));
        const auto found = value.find(name);
        if (found != value.end() && found->is_structured())
            hasGiven = collect(*found, path.empty() ? name : path + "." + name, paths, rows) || hasGiven;
    }
    if (!hasGiven && isRow && value.is_object())
        rows.push_back(&value);
    return hasGiven || isRow;
}

} // namespace

const JsonHead& jsonHead(const Specimen& specimen) {
    thread_local unsigned long long known = 0;
    thread_local std::size_t knownSize = static_cast<std::size_t>(-1);
    thread_local JsonHead head;
    const unsigned long long hash = hash64(specimen.head);
    if (hash != known || knownSize != specimen.head.size()) {
        head = readHead(specimen.head);
        known = hash;
        knownSize = specimen.head.size();
    }
    return head;
}

std::vector<const Json*> headRows(const JsonHead& head, const std::vector<std::string>& paths) {
    std::vector<const Json*> rows;
    for (const Json& value : head.values)
        collect(value, {}, paths, rows);
    return rows;
}

} // namespace foreshock
