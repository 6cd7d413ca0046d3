// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/details_text.h"

#include <nlohmann/json.hpp>

namespace foreshock::store {

using Json = nlohmann::ordered_json;

std::string detailsText(const Details& details) {
    if (details.empty())
        return {};
    Json object = Json::object();
    for (const Detail& detail : details) {
        const auto [known, isNew] = object.emplace(detail.name, detail.value);
        if (!isNew)
            *known = known->get<std::string>() + "\n" + detail.value;
    }
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Details detailsOf(std::string_view text) {
    Details details;
    if (text.empty())
        return details;
    const Json object = Json::parse(text, nullptr, false);
    if (object.is_object())
        for (const auto& [name, value] : object.items())
            if (value.is_string())
                details.push_back({name, value.get<std::string>()});
    return details;
}

} // namespace foreshock::store
