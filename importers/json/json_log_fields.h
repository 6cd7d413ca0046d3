// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_row.h"
#include "model/domain/log_record.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What a member of a JSON log row can mean.
enum class LogField { Time, Level, LevelNumber, Message, Service, Host, Name, Arrived, Count };

/// What the members of the last row meant, by their place: rows of one log mostly have the same members in the same
/// order. One per reader.
class JsonShape {
public:
    struct Known {
        std::string key;
        LogField field = LogField::Count; ///< Count: none
        int rank = 0;
        bool isParent = false; ///< leads to members with a meaning
        bool isSerilog = false;
    };
    /// The meaning of a top-level member.
    const Known& at(std::size_t place, std::string_view key);

private:
    std::vector<Known> m_known;
};

/// The members of one row that mean something, found by the names that common loggers and shippers use: ECS,
/// OpenTelemetry, Bunyan, pino, zap, logrus, Serilog, GCP, Docker's json-file, Kubernetes metadata. Names are compared
/// without regard to case, nested members by their dotted path. Where several fit, the more specific name wins.
class JsonLogFields {
public:
    JsonLogFields(const JsonObject& row, JsonShape& shape);

    std::optional<JsonElement> operator[](LogField field) const { return m_found[static_cast<std::size_t>(field)]; }
    /// A text member; empty if there is none or it is no text.
    std::string_view text(LogField field) const;
    LogLevel level() const;

private:
    static constexpr std::size_t kFields = static_cast<std::size_t>(LogField::Count);

    void walk(const JsonObject& object, std::string_view prefix);
    void take(const JsonShape::Known& known, const JsonElement& value);

    std::array<std::optional<JsonElement>, kFields> m_found;
    std::array<int, kFields> m_rank{};
    bool m_isSerilog = false; ///< leaves the level out where it is Information
};

} // namespace foreshock
