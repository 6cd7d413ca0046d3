// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_row.h"
#include "importers/line_reader.h"

namespace foreshock {

/// A reader of JSON lines: one object a line. Blank lines are skipped, rows that are no JSON are rejected.
class JsonRowReader : public LineReader {
public:
    using LineReader::LineReader;

protected:
    virtual Result<void> row(const JsonObject& row, const Line& line) = 0;
    /// The member as an instant: RFC 3339 text or an epoch number.
    std::optional<Instant> timeOf(const JsonObject& row, std::string_view key, RecordPlace place);
    std::optional<Instant> timeOf(JsonElement element, RecordPlace place);
    /// `arrived_at`: when the record could be seen. Null without one; one that is no time is remarked upon.
    Result<std::optional<Instant>> arrivalOf(const JsonObject& row, const Line& line);
    /// Why a row without a readable time is rejected.
    static std::string noTimeReason(const JsonObject& row, std::string_view key);

private:
    Result<void> line(const Line& line) final;

    JsonRowParser m_parser;
};

} // namespace foreshock
