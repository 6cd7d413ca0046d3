// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace foreshock {

/// One JSON object of a scenario with its place in words ("changes[3]"). Lives during the parse only. The first thing
/// that is missing or wrong is noted in `problem`; reading goes on with empty values.
class ScenarioRow {
public:
    ScenarioRow(const nlohmann::json& json, std::string where, std::string& problem);

    bool has(const char* key) const { return find(key) != nullptr; }
    std::string text(const char* key);
    std::string needed(const char* key);
    bool flag(const char* key, bool otherwise);
    Instant time(const char* key);
    std::optional<Instant> timeIfAny(const char* key);
    std::optional<double> numberIfAny(const char* key);
    /// The rows of a list; empty if there is none.
    const nlohmann::json& list(const char* key);
    ScenarioRow child(const char* key);
    ScenarioRow element(const char* key, std::size_t index, const nlohmann::json& json);
    void fail(const std::string& what);

private:
    /// Null if it is missing or null.
    const nlohmann::json* find(const char* key) const;

    const nlohmann::json* m_json;
    std::string m_where;
    std::string* m_problem;
};

} // namespace foreshock
