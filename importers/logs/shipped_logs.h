// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_form.h"
#include "importers/json/json_log_fields.h"

namespace foreshock {

/// A record as a log store hands it out: what the program wrote, and what the store knows of it.
struct ShippedRecord {
    Instant time;
    std::optional<Instant> arrivedAt; ///< when the store took it
    LogLevel level = LogLevel::Unknown;
    std::string service, host; ///< empty: what the text says
    std::string text;          ///< what the program wrote, perhaps JSON itself
};

/// The members of an object that have a meaning under the names that common loggers use.
struct KnownMembers {
    std::string time, message, service, host;
    LogLevel level = LogLevel::Unknown;
};

/// Hands over what log stores carry. Most programs write JSON or state a level in their line, and the store knows
/// nothing of it: what it does not say is read from the text. One per reader.
class ShippedLogs {
public:
    Result<void> give(const ShippedRecord& record, const JsonRowAt& row, RecordDesk& desk);
    KnownMembers known(const Json& object);

private:
    std::optional<KnownMembers> parsed(std::string_view json);

    JsonRowParser m_parser;
    JsonShape m_shape;
};

/// A level by its word; Unknown for others.
LogLevel levelOf(std::string_view word);

} // namespace foreshock
