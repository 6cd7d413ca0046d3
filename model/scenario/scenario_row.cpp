// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_row.h"

#include "model/base/time_text.h"

namespace foreshock {
namespace {

const nlohmann::json& emptyList() {
    static const nlohmann::json list = nlohmann::json::array();
    return list;
}

std::string quoted(const char* key) {
    return "\"" + std::string(key) + "\"";
}

} // namespace

ScenarioRow::ScenarioRow(const nlohmann::json& json, std::string where, std::string& problem)
    : m_json(&json)
    , m_where(std::move(where))
    , m_problem(&problem) {
    if (!json.is_object())
        fail("is no JSON object");
}

const nlohmann::json* ScenarioRow::find(const char* key) const {
    if (!m_json->is_object())
        return nullptr;
    const auto found = m_json->find(key);
    return found == m_json->end() || found->is_null() ? nullptr : &*found;
}

std::string ScenarioRow::text(const char* key) {
    const nlohmann::json* value = find(key);
    if (value == nullptr)
        return {};
    if (!value->is_string()) {
        fail(quoted(key) + " is no text");
        return {};
    }
    return value->get<std::string>();
}

std::string ScenarioRow::needed(const char* key) {
    std::string value = text(key);
    if (value.empty())
        fail("has no " + quoted(key));
    return value;
}

bool ScenarioRow::flag(const char* key, bool otherwise) {
    const nlohmann::json* value = find(key);
    if (value != nullptr && !value->is_boolean())
        fail(quoted(key) + " is neither true nor false");
    return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

Instant ScenarioRow::time(const char* key) {
    const std::optional<Instant> value = timeIfAny(key);
    if (!value)
        fail("has no time " + quoted(key));
    return value.value_or(Instant{});
}

std::optional<Instant> ScenarioRow::timeIfAny(const char* key) {
    const std::string written = text(key);
    if (written.empty())
        return std::nullopt;
    const std::optional<WrittenTime> time = parseTime(written);
    if (!time || !time->hasOffset) {
        fail(quoted(key) + " is no time in UTC: " + written);
        return std::nullopt;
    }
    return time->instant;
}

std::optional<double> ScenarioRow::numberIfAny(const char* key) {
    const nlohmann::json* value = find(key);
    if (value != nullptr && !value->is_number()) {
        fail(quoted(key) + " is no number");
        return std::nullopt;
    }
    return value == nullptr ? std::nullopt : std::optional(value->get<double>());
}

const nlohmann::json& ScenarioRow::list(const char* key) {
    const nlohmann::json* value = find(key);
    if (value != nullptr && !value->is_array()) {
        fail(quoted(key) + " is no list");
        return emptyList();
    }
    return value == nullptr ? emptyList() : *value;
}

ScenarioRow ScenarioRow::child(const char* key) {
    const nlohmann::json* value = find(key);
    return {value == nullptr ? emptyList() : *value, m_where + "." + key, *m_problem};
}

ScenarioRow ScenarioRow::element(const char* key, std::size_t index, const nlohmann::json& json) {
    return {json, std::string(key) + "[" + std::to_string(index) + "]", *m_problem};
}

void ScenarioRow::fail(const std::string& what) {
    if (m_problem->empty())
        *m_problem = m_where + ": " + what;
}

} // namespace foreshock
