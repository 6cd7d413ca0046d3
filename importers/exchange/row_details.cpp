// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/row_details.h"

#include "importers/json/whole_json_reader.h"

namespace foreshock {

Details rowDetails(const JsonObject& row) {
    Details details;
    JsonObject object;
    if (const auto found = member(row, "details"); found && found->get(object) == simdjson::SUCCESS)
        for (const auto member : object)
            details.push_back({std::string(member.key), textOf(member.value)});
    return details;
}

Details rowDetails(const nlohmann::json& row) {
    Details details;
    if (const auto found = row.find("details"); found != row.end() && found->is_object())
        for (const auto& [name, value] : found->items())
            details.push_back({name, textOf(value)});
    return details;
}

} // namespace foreshock
