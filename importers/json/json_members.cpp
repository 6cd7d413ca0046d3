// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_members.h"

#include "model/base/text.h"

namespace foreshock {

const Json& at(const Json& row, std::string_view path) {
    static const Json kNull;
    const Json* value = &row;
    for (;;) {
        const std::size_t dot = path.find('.');
        const auto found = value->is_object() ? value->find(std::string(path.substr(0, dot))) : value->end();
        if (found == value->end())
            return kNull;
        value = &*found;
        if (dot == std::string_view::npos)
            return *value;
        path.remove_prefix(dot + 1);
    }
}

bool has(const Json& row, std::string_view path) {
    return !at(row, path).is_null();
}

std::string textAt(const Json& row, std::string_view path) {
    return textOf(at(row, path));
}

std::string firstTextAt(const Json& row, std::initializer_list<std::string_view> paths) {
    for (const std::string_view path : paths)
        if (std::string text = textAt(row, path); !text.empty())
            return text;
    return {};
}

bool isListAt(const Json& row, std::string_view path) {
    return at(row, path).is_array();
}

bool isObjectAt(const Json& row, std::string_view path) {
    return at(row, path).is_object();
}

std::string wordsAt(const Json& row, std::string_view path, std::string_view name) {
    std::string words;
    const Json& list = at(row, path);
    if (!list.is_array())
        return textOf(list);
    for (const Json& element : list) {
        const std::string word = element.is_object() ? textAt(element, name) : textOf(element);
        if (!word.empty())
            words += (words.empty() ? "" : ", ") + word;
    }
    return words;
}

std::optional<Instant> timeOf(RecordDesk& desk, const Json& value) {
    if (value.is_string()) {
        const std::string_view text = trimmed(value.get_ref<const std::string&>());
        return text.starts_with("0001-01-01") ? std::nullopt : desk.clock().read(text, desk.place());
    }
    if (value.is_number_integer())
        return desk.clock().readEpoch(value.get<std::int64_t>());
    return value.is_number() ? desk.clock().readEpoch(value.get<double>()) : std::nullopt;
}

std::optional<Instant> timeAt(RecordDesk& desk, const Json& row, std::string_view path) {
    return timeOf(desk, at(row, path));
}

Result<void> rejectTime(RecordDesk& desk, const Json& row, std::string_view path) {
    const std::string text = textAt(row, path);
    const std::string name = "\"" + std::string(path) + "\"";
    return desk.reject(text.empty() ? "no " + name : name + " is no time: " + std::string(clipped(text, 60)));
}

} // namespace foreshock
