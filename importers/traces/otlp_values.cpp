// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/traces/otlp_values.h"

#include <charconv>

namespace foreshock {

std::optional<std::int64_t> otlpInteger(const Json& value) {
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (!value.is_string())
        return std::nullopt;
    const std::string& text = value.get_ref<const std::string&>();
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<Instant> otlpTime(RecordDesk& desk, const Json& row, std::string_view name) {
    const std::optional<std::int64_t> ns = otlpInteger(at(row, name));
    return ns && *ns > 0 ? desk.clock().readEpoch(*ns) : std::nullopt;
}

Json otlpValue(const Json& value) {
    for (const char* name : {"stringValue", "boolValue", "doubleValue", "bytesValue"})
        if (has(value, name))
            return at(value, name);
    if (const std::optional<std::int64_t> number = otlpInteger(at(value, "intValue")))
        return *number;
    if (const Json& list = at(value, "arrayValue.values"); list.is_array()) {
        Json out = Json::array();
        for (const Json& element : list)
            out.push_back(otlpValue(element));
        return out;
    }
    return isListAt(value, "kvlistValue.values") ? otlpAttributes(at(value, "kvlistValue.values")) : Json();
}

Json otlpAttributes(const Json& list) {
    Json out = Json::object();
    if (list.is_array())
        for (const Json& attribute : list)
            if (at(attribute, "key").is_string())
                out[textAt(attribute, "key")] = otlpValue(at(attribute, "value"));
    return out;
}

Labels otlpLabels(const Json& attributes) {
    Labels labels;
    for (const auto& [name, value] : attributes.items())
        labels.emplace_back(name, value.is_structured() ? value.dump(-1, ' ', false, Json::error_handler_t::replace)
                                                        : textOf(value));
    return labels;
}

} // namespace foreshock
