// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_row_reader.h"

#include "model/base/text.h"

namespace foreshock {

Result<void> JsonRowReader::line(const Line& line) {
    if (trimmed(line.text).empty())
        return {};
    const std::optional<JsonObject> object = m_parser.parse(line.text);
    if (!object) {
        const bool isLast = line.endLength == 0;
        return sink().reject(placeOf(line), m_parser.problem() + (isLast ? "; the source ends here (cut off?)" : ""),
                             line.text);
    }
    if (m_parser.isRepaired())
        if (Result<void> done = sink().remark(placeOf(line), "bytes that are no UTF-8 were replaced", line.text); !done)
            return done;
    return row(*object, line);
}

std::optional<Instant> JsonRowReader::timeOf(const JsonObject& row, std::string_view key, RecordPlace place) {
    const std::optional<JsonElement> found = member(row, key);
    return found ? timeOf(*found, place) : std::nullopt;
}

std::optional<Instant> JsonRowReader::timeOf(JsonElement element, RecordPlace place) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS)
        return clock().read(trimmed(text), place);
    if (std::int64_t whole = 0; element.get(whole) == simdjson::SUCCESS)
        return clock().readEpoch(whole);
    if (double number = 0; element.get(number) == simdjson::SUCCESS)
        return clock().readEpoch(number);
    return std::nullopt;
}

Result<std::optional<Instant>> JsonRowReader::arrivalOf(const JsonObject& row, const Line& line) {
    const std::optional<JsonElement> found = member(row, "arrived_at");
    if (!found || textOf(*found).empty())
        return std::optional<Instant>();
    const std::optional<Instant> arrival = timeOf(*found, placeOf(line));
    if (!arrival)
        if (Result<void> said = sink().remark(
                placeOf(line), "\"arrived_at\" is no time; the record counts as seen when it happened", line.text);
            !said)
            return said.error();
    return arrival;
}

std::string JsonRowReader::noTimeReason(const JsonObject& row, std::string_view key) {
    const std::string text = textOf(row, key);
    if (text.empty())
        return "no \"" + std::string(key) + "\"";
    return "\"" + std::string(key) + "\" is no time: " + std::string(clipped(text, 60));
}

} // namespace foreshock
